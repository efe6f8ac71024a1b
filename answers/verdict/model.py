"""What a verdict is made from, and what it says: plain data, no text and no store.

``Facts`` is everything read for one therapy and one cancer, at all agencies at once; ``Verdict`` is what
``decide`` makes of it for one agency and one day. The rules stand in design section 4.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from graph.model import BiomarkerState, Coverage, CoveredProduct, Event, PartialDate, ReviewItem, Statement

T = TypeVar("T")

STATUSES = (
    "not_applicable",
    "approved",
    "approved_for_some",
    "withdrawn",
    "refused",
    "off_label_standard",
    "not_approved",
    "investigational",
    "unknown",
)
"""In the order in which they win; not_applicable stands apart (agencies approve products, not regimens)."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its name and kind."""

    id: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Attestation:
    """One document that tells a use or an event. ``date`` is its content date, else the date of its collection.

    ``kind`` and ``tier`` as in ``graph.model.Document``; ``published`` is the document's own date.
    """

    evidence_id: str
    document_id: str
    kind: str
    tier: str
    date: PartialDate = ""
    published: PartialDate = ""
    collection: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """A statement about the therapy, or about something that speaks for it.

    ``route`` is how the therapy asked about reaches the statement's subject: self, brand, formulation, substance or
    member; ``member`` is the member that the way leads through. ``speaks`` is false where a source about the
    substance does not name the product asked about. ``brands`` are the products that the sources name for this use.
    ``group_known`` is false where the object is a label group of which no member is curated yet.
    """

    statement: Statement
    route: str
    subject: Named
    object: Named
    member: str = ""
    speaks: bool = True
    group_known: bool = True
    brands: tuple[str, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    recorded_from: PartialDate = ""
    recorded_to: PartialDate = ""

    @property
    def id(self) -> str:
        return self.statement.id


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event with what tells it."""

    event: Event
    attestations: tuple[Attestation, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """One therapy whose uses answer for the one asked about: self, brand, formulation, substance or member.

    ``brand`` is the product that a use must name to count, '' where all count.
    """

    therapy: Named
    route: str
    member: str = ""
    brand: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A held statement that something is a member of the class asked about; ``depth`` above 1 is through a subclass."""

    statement_id: str
    member: Named
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Product:
    """A product and the substance or formulation that it is a brand of."""

    product: Named
    therapy_id: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the graph holds for one therapy and one cancer, whatever the agency and the day.

    Cancers by how they stand to the cancer asked about, itself included in the first two: ``covering`` (labels for it
    reach the cancer), ``covered`` (named kinds of it), ``broader`` and ``narrower`` (OncoTree only: proves nothing).
    ``uses`` are held ``approved_for`` statements about any cancer; ``queued`` are proposed ones; ``options`` and
    ``studies`` concern the cancer or its kinds. ``events``, ``coverage`` and ``doubts`` are of all therapies
    reached. ``names`` gives the name of whatever is mentioned by id. ``records_end`` is the day our records run to.
    """

    therapy: Named
    cancer: Named
    class_open: bool = False
    routes: tuple[Route, ...] = ()
    members: tuple[Membership, ...] = ()
    products: tuple[Product, ...] = ()
    covering: frozenset[str] = frozenset()
    covered: frozenset[str] = frozenset()
    broader: frozenset[str] = frozenset()
    narrower: frozenset[str] = frozenset()
    uses: tuple[Use, ...] = ()
    queued: tuple[Use, ...] = ()
    options: tuple[Use, ...] = ()
    studies: tuple[Use, ...] = ()
    events: tuple[DatedEvent, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    doubts: tuple[ReviewItem, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    records_end: PartialDate = ""
    _made: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is made of the uses, the queue, the events and the doubts under a key, made when first asked."""
        if key not in self._made:
            self._made[key] = make()
        found: T = self._made[key]
        return found

    def uses_at(self, agency: str) -> tuple[Use, ...]:
        """Return the uses of one agency in the order of their ids."""
        own = (use for use in self.uses if use.statement.agency == agency)
        return self.once(("uses", agency), lambda: tuple(sorted(own, key=lambda use: use.id)))

    def about(self, cancer: Named, **of_cancer: Any) -> "Facts":
        """Return the same facts asked about another cancer; fields that stand for the cancer are given or left empty.

        What was made of the therapy's uses and events holds for it too.
        """
        none = frozenset[str]()
        empty = {"broader": none, "narrower": none, "options": (), "studies": ()}
        alone = {"covering": frozenset({cancer.id}), "covered": frozenset({cancer.id})}
        other = replace(self, cancer=cancer, **{**empty, **alone, **of_cancer})
        object.__setattr__(other, "_made", self._made)
        return other


@dataclass(frozen=True, slots=True)
class Fit:
    """How one condition of a use stands to the question: fits, contradicts or unknown (asked for or not).

    ``condition``: biomarker, excluded_biomarker, age, stage, setting, line, prior_therapy, not_after, disease_state,
    population, partner or sex. ``asked`` is true where the question said something about it.
    """

    condition: str
    fit: str
    asked: bool
    biomarker: BiomarkerState | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """A time during which a use was approved. '' is unknown at the start and not ended at the end."""

    start: PartialDate = ""
    end: PartialDate = ""
    start_event: str = ""
    end_event: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class JudgedUse:
    """A use as it stood on the day.

    ``state``: open (approved), ended, unclear (an imprecise date leaves it open whether approved), not_yet,
    before_attestation (held later, start unknown), unlisted (an older source lists it, the newest full list does
    not), superseded (the newest list tells the same use in other words), unproven (only by documents that prove no
    approval).
    ``reach``: same, covers (the use's group covers the cancer), kind (the use is for a kind of it), excluded (a
    limitation of use), oncotree (related only in the classification), uncurated (a label group whose members nobody
    has named yet), none.
    ``narrowed`` are the events that narrowed it, ``open_events`` reported changes that could mean it. ``reported``
    is true where nothing better than company, paper or press tells it. ``conditions_known`` is false where
    the use stood on that day but our reading of it is of a later version.
    """

    use: Use
    state: str
    reach: str
    fits: tuple[Fit, ...] = ()
    spells: tuple[Spell, ...] = ()
    granted: PartialDate = ""
    approval_kind: str = ""
    first_attested: PartialDate = ""
    attested_on: PartialDate = ""
    tier: str = ""
    reported: bool = False
    narrowed: tuple[str, ...] = ()
    open_events: tuple[str, ...] = ()
    conditions_known: bool = True
    tissue_agnostic: bool = False

    @property
    def contradicted(self) -> bool:
        """True where the question rules the use out."""
        return any(fit.fit == "contradicts" for fit in self.fits)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a patient must have for the status to hold: told with the use's statement."""

    kind: str
    statement_id: str
    biomarkers: tuple[BiomarkerState, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LastKnown:
    """The status that our records last supported, and the day it was checked."""

    status: str
    on: PartialDate


@dataclass(frozen=True, slots=True)
class CoverageTold:
    """The search that a negative rests on. ``grounds`` are the memberships and uses without which it would not hold.

    ``counts`` says of each product how many of its uses were found, held and set aside.
    """

    id: str
    agency: str
    scope: Named
    closed_list: str
    checked_on: PartialDate
    followed_to: PartialDate
    products: tuple[Named, ...]
    route: str = ""
    grounds: tuple[str, ...] = ()
    counts: tuple[CoveredProduct, ...] = ()

    @property
    def searched(self) -> int:
        return len(self.products)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said for one therapy, cancer, agency and day.

    ``some`` says why only some: members, kinds, biomarker, tissue_agnostic; ``members`` and ``kinds`` name them,
    ``conditions`` what must hold. ``also``: what else is true (withdrawn, refused, investigational, listed_option,
    other_purpose, open_event, product_withdrawn, narrowed, excluded; queued_use: a use in the queue may make it hold
    for more; sources_differ: two sources tell a use differently, and the order of evidence answered). ``reasons`` are
    rule names that led to an ``unknown`` or narrowed a status (no_coverage, coverage_too_old, queued_use, open_class,
    national_route, …).
    ``statement_ids`` are all that the status rests on. ``stale`` marks an approval past its source's check.
    ``substance`` is the verdict of the substance, where the one asked about is a product that it cannot speak for.
    ``uses`` are those that concern the cancer, whatever their state; ``excluded`` limitations of use.
    """

    status: str
    agency: str
    as_of: date
    therapy: Named
    cancer: Named
    known_at: date | None = None
    also: tuple[str, ...] = ()
    attested_on: PartialDate = ""
    last_known: LastKnown | None = None
    some: tuple[str, ...] = ()
    members: tuple[Named, ...] = ()
    kinds: tuple[Named, ...] = ()
    conditions: tuple[Condition, ...] = ()
    evidence_tier: str = ""
    reported: bool = False
    stale: bool = False
    coverage: CoverageTold | None = None
    statement_ids: tuple[str, ...] = ()
    uses: tuple[JudgedUse, ...] = ()
    excluded: tuple[JudgedUse, ...] = ()
    other_purposes: tuple[JudgedUse, ...] = ()
    options: tuple[Use, ...] = ()
    studies: tuple[Use, ...] = ()
    events: tuple[DatedEvent, ...] = ()
    open_events: tuple[DatedEvent, ...] = ()
    spells: tuple[Spell, ...] = ()
    reasons: tuple[str, ...] = ()
    held_members: int = 0
    substance: "Verdict | None" = None
    contradicted: bool = field(default=False)

    @property
    def deciding(self) -> tuple[JudgedUse, ...]:
        """The uses that the status rests on."""
        return tuple(judged for judged in self.uses if judged.use.id in self.statement_ids)
