"""A use as it is being put together from what the documents report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from graph.model import Document, Evidence, PartialDate, ReportedUse, Statement, earliest, latest
from graph.model.identifiers import digest
from loaders.reconciliation.comparison import Comparison, best
from loaders.reconciliation.covering import Covering

TIERS = ("regulator", "regulator_copy", "institute", "company", "paper", "press", "other")
LISTS = frozenset({"label", "generic_label", "drug_page", "regulator_list"})
FULL_LISTS = frozenset({"label", "drug_page", "regulator_list"})
GRANTS = frozenset({"granted", "broadened", "converted"})
ENDS = frozenset({"indication_withdrawn", "product_withdrawn", "lapsed", "marketing_ended"})


@dataclass(slots=True)
class Sources:
    """What reconciling looks up: documents and places of evidence by id, and how cancers cover each other.

    ``partly_read`` are the documents of which something was set aside: their silence proves nothing.
    """

    documents: Mapping[str, Document]
    evidence: Mapping[str, Evidence]
    covering: Covering
    partly_read: frozenset[str] = frozenset()

    def document(self, reported: ReportedUse) -> Document:
        """Return the document that reports it."""
        return self.documents[reported.document_id]

    def rank(self, reported: ReportedUse) -> int:
        """Return the place of its tier, best first."""
        tier = self.document(reported).tier
        return TIERS.index(tier) if tier in TIERS else len(TIERS)


@dataclass(slots=True)
class Use:
    """One use of one therapy at one agency: the report whose words are told, those that agree, and its acts.

    ``disagreeing`` are those that state a biomarker which the told one lacks. ``rule`` names the doubt that it falls
    under, '' for none; ``brands`` may be fewer than reported.
    """

    told: ReportedUse
    brands: tuple[str, ...] = ()
    agreeing: list[ReportedUse] = field(default_factory=list)
    disagreeing: list[ReportedUse] = field(default_factory=list)
    repeating: list[ReportedUse] = field(default_factory=list)
    """Places of the same document that tell it again."""
    outlived: list[ReportedUse] = field(default_factory=list)
    """Places of lists that still tell it, though it had ended: read and held, but no ground to tell it."""
    acts: list["Act"] = field(default_factory=list)
    rule: str = ""

    @property
    def readings(self) -> tuple[Statement, ...]:
        """The affirmed statements that are told."""
        return tuple(reading for reading in self.told.statements if reading.polarity == "affirmed")

    @property
    def indication_id(self) -> str:
        """The id of the Indication that it becomes."""
        agency = self.told.agency.rpartition(":")[2]
        therapy = self.told.therapy_id.rpartition(":")[2].lower()
        return f"ind:{agency}/{therapy}/{digest(self.told.id, sorted(self.brands))}"

    def fit(self, reported: ReportedUse, sources: Sources) -> Comparison | None:
        """Return how a report fits this use, None where it cannot mean it."""
        if (reported.agency, reported.therapy_id) != (self.told.agency, self.told.therapy_id):
            return None
        if not brands_fit(reported.brands, self.brands):
            return None
        whole = [reading for reading in self.readings if not reading.rule]
        return best(affirmed(reported), whole, sources.covering)

    def began_after(self, when: PartialDate) -> bool:
        """Say whether every start that is held lies after a date."""
        starts = [act.date for act in self.acts if act.kind == "granted" and act.date]
        if not starts or not when:
            return False
        return all(after(start, when) for start in starts)

    def ended(self) -> bool:
        """Say whether an act has ended it."""
        return any(act.kind in ENDS for act in self.acts)


@dataclass(slots=True)
class Act:
    """One dated act, told by one report or by several."""

    kind: str
    reports: list[ReportedUse]
    date: PartialDate = ""
    announced: PartialDate = ""
    approval_kind: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def first(self) -> ReportedUse:
        """The report that stands first: the best tier, then the lowest id."""
        return self.reports[0]


def affirmed(reported: ReportedUse) -> tuple[Statement, ...]:
    """Return a report's readings that affirm."""
    return tuple(reading for reading in reported.statements if reading.polarity == "affirmed")


def brands_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two reports can be of one product: they share a brand, or one names none."""
    return not one or not other or bool(set(one) & set(other))


def overlap(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two partial dates can be the same day. An unknown date overlaps none."""
    first, second = (earliest(one), latest(one)), (earliest(other), latest(other))
    if first[0] is None or first[1] is None or second[0] is None or second[1] is None:
        return False
    return first[0] <= second[1] and second[0] <= first[1]


def after(one: PartialDate, other: PartialDate) -> bool:
    """Say whether one date lies wholly after another. False where either is unknown."""
    first, second = earliest(one), latest(other)
    return first is not None and second is not None and first > second


def finest(dates: Iterable[PartialDate]) -> PartialDate:
    """Return the most precise of overlapping dates: the first one given, made finer by those inside it."""
    chosen = ""
    for candidate in dates:
        if not chosen or (len(candidate) > len(chosen) and overlap(candidate, chosen)):
            chosen = candidate
    return chosen


def days_between(one: PartialDate, other: PartialDate) -> int | None:
    """Return the least number of days between two partial dates, None where one is unknown."""
    first, second = _bounds(one), _bounds(other)
    if first is None or second is None:
        return None
    gap = max(first[0], second[0]) - min(first[1], second[1])
    return max(gap.days, 0)


def _bounds(text: PartialDate) -> tuple[date, date] | None:
    low, high = earliest(text), latest(text)
    return (low, high) if low is not None and high is not None else None


def with_brands(use: Use, brands: tuple[str, ...]) -> Use:
    """Return the same use for other products."""
    return replace(use, brands=tuple(sorted(brands)))
