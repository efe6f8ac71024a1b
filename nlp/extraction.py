"""What the reader finds in a text: the JSON of the contract's ``extract``, as dataclasses.

An extraction is a proposal about one text. It names entities of the lexicon where it can and leaves ``id`` None
where it cannot; a loader turns it into statements, and the gates say what may be stored as accepted.
"""

from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Linked:
    """A therapy or cancer as the text names it. ``id`` is None where no entity of the lexicon is meant.

    ``readings`` holds every id where the name is shared by several (then ``id`` is None); ``kind`` is the
    entity's kind (substance, class, procedure, …); ``span`` is the place of ``text``, (-1, -1) where it was
    given apart from the text.
    """

    id: str | None
    name: str
    text: str
    span: Span = (-1, -1)
    kind: str = ""
    readings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        found: dict[str, Any] = {"id": self.id, "name": self.name, "text": self.text, "span": list(self.span)}
        if self.kind:
            found["kind"] = self.kind
        if self.readings:
            found["readings"] = list(self.readings)
        return found


@dataclass(frozen=True, slots=True)
class FoundBiomarker:
    """A biomarker in one state. ``group`` is true where the text names only a family ("EGFR mutation")."""

    id: str
    name: str
    state: str
    text: str
    span: Span = (-1, -1)
    group: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            "text": self.text,
            "group": self.group,
            "span": list(self.span),
        }


@dataclass(frozen=True, slots=True)
class FoundPrior:
    """An earlier treatment: ``relation`` is received, progressed, intolerant or responded; ``count`` the least
    number of such treatments (0 where the text gives none)."""

    therapy: Linked
    relation: str
    count: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {**self.therapy.as_json(), "relation": self.relation, "count": self.count}


@dataclass(frozen=True, slots=True)
class Setting:
    """What narrows a use. Empty values mean that the text does not say. Ages in years, -1 where open."""

    line_min: int = 0
    line_max: int = 0
    stage: tuple[str, ...] = ()
    disease_state: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    age_min: float = -1
    age_max: float = -1
    after: tuple[FoundPrior, ...] = ()
    not_after: tuple[FoundPrior, ...] = ()
    combination: str = ""
    phase: str = ""
    phases: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the contract's form; a line or an age is null where the text gives none."""
        line = {"min": self.line_min or None, "max": self.line_max or None}
        age = {"min": None if self.age_min < 0 else self.age_min, "max": None if self.age_max < 0 else self.age_max}
        return {
            "line": line if any(line.values()) else None,
            "stage": list(self.stage),
            "disease_state": list(self.disease_state),
            "population": list(self.population),
            "age": age if any(value is not None for value in age.values()) else None,
            "after": [prior.as_json() for prior in self.after],
            "not_after": [prior.as_json() for prior in self.not_after],
            "combination": self.combination or None,
            "setting": self.phase or None,
            "phases": list(self.phases),
        }


@dataclass(frozen=True, slots=True)
class Extraction:
    """One reading: therapies given together, for cancers, under biomarkers that must all hold.

    ``lead`` are the indices of the therapies that the label is of; the others are partners. Alternatives are
    separate extractions that share ``indication``. ``span`` is the clause that carries the relation;
    ``inherited`` are the headings, parent bullets and lead-ins of the same list that it takes arguments from.
    ``refusals`` names every gate that it did not pass (empty: fit to be accepted), ``date`` and ``verb`` the
    regulatory act where the text tells one; ``unread`` are words beside a cancer or marker that no rule read.
    """

    predicate: str
    indication: str
    purpose: str
    therapies: tuple[Linked, ...]
    lead: tuple[int, ...]
    cancers: tuple[Linked, ...]
    span: Span
    excluded_cancers: tuple[Linked, ...] = ()
    biomarkers: tuple[FoundBiomarker, ...] = ()
    setting: Setting = field(default_factory=Setting)
    polarity: str = "affirmed"
    modality: str = "asserted"
    exclusive: bool = False
    approval_kind: str = "unknown"
    confidence: float = 0.0
    inherited: tuple[Span, ...] = ()
    agency: str = ""
    rule: str = ""
    verb: str = ""
    date: str = ""
    unread: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "predicate": self.predicate,
            "indication": self.indication,
            "purpose": self.purpose,
            "therapies": [therapy.as_json() for therapy in self.therapies],
            "lead": list(self.lead),
            "cancers": [cancer.as_json() for cancer in self.cancers],
            "excluded_cancers": [cancer.as_json() for cancer in self.excluded_cancers],
            "biomarkers": [biomarker.as_json() for biomarker in self.biomarkers],
            "setting": self.setting.as_json(),
            "polarity": self.polarity,
            "modality": self.modality,
            "exclusive": self.exclusive,
            "approval_kind": self.approval_kind,
            "span": list(self.span),
            "inherited": [list(span) for span in self.inherited],
            "confidence": self.confidence,
            "agency": self.agency or None,
            "rule": self.rule,
            "unread": list(self.unread),
            "verb": self.verb or None,
            "date": self.date or None,
            "refusals": list(self.refusals),
        }
