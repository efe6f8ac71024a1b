"""What a person asked: the type, the things named, the conditions, and what the question takes for granted.

A ``Question`` crosses from ``nlp/questions`` to ``answers``. It is made from one text, kept nowhere, and
never logged: it may hold a person's age or illness.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from graph.model.dates import PartialDate
from graph.model.statement import PriorTherapy

QUESTION_TYPES = (
    "approval",
    "barriers",
    "biomarker",
    "class_treatments",
    "comparison",
    "declined",
    "definition",
    "emergency",
    "harms",
    "how_it_works",
    "kind",
    "newest",
    "regimen",
    "treatments",
    "trials",
    "uses",
    "withdrawal",
)

DECLINE_REASONS = ("dose", "prognosis", "diagnosis", "symptoms", "prevention", "stopping", "other")


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that the text names. ``text`` is the question from ``start`` to ``end`` (code points).

    ``id``, ``name``, ``label`` and ``kind`` are of the graph's entity. ``reason`` says how it was found:
    ``exact``, ``variant`` (plural, hyphen, British spelling), ``spelling`` (a mistake repaired), ``inside`` (part of
    a longer biomarker phrase) or ``context`` (one of several meanings, chosen by the rest of the question).
    ``score`` runs from 0 to 1; below 1 the answer should say which name it took.
    """

    text: str
    start: int
    end: int
    id: str
    name: str
    label: str
    kind: str
    score: float = 1.0
    reason: str = "exact"


@dataclass(frozen=True, slots=True)
class AskedBiomarker:
    """A biomarker that the person has or asks about, with its state (as in ``graph.model.BiomarkerState``).

    ``group`` is true where only a family was named ("EGFR mutation", "PD-L1 positive"). ``measure``, ``low`` and
    ``high`` hold a reported value ("PD-L1 60%" gives low = high = 60; an open side is None); ``measure`` is TPS, CPS,
    TAP, IC or '' where the text names no score.
    """

    biomarker_id: str
    name: str
    state: str
    text: str
    start: int
    end: int
    group: bool = False
    measure: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Constraints:
    """The conditions that the question states. Empty values mean that it does not say.

    ``line`` is the line of treatment asked about, from 1. ``stage`` holds early, locally_advanced, advanced,
    metastatic, limited, extensive or a numbered stage ("stage 3a"); ``disease_state``, ``setting`` and
    ``population`` use the words of ``graph.model.Qualifiers``. ``metastases`` are places of spread ("brain").
    ``as_of`` and ``since`` are dates that the text names, ``agencies`` the ids of regulators that it names,
    ``bodies`` others who recommend or pay for treatments and approve none ("NICE").
    """

    biomarkers: tuple[AskedBiomarker, ...] = ()
    age: float | None = None
    stage: tuple[str, ...] = ()
    line: int | None = None
    setting: str = ""
    prior_therapies: tuple[PriorTherapy, ...] = ()
    disease_state: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    metastases: tuple[str, ...] = ()
    sex: str = ""
    agencies: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    as_of: PartialDate = ""
    since: PartialDate = ""

    @property
    def is_personal(self) -> bool:
        """True where an answer must not get a permalink: age, stage, prior therapy, sex or a person's state is used."""
        return bool(
            self.age is not None
            or self.stage
            or self.prior_therapies
            or self.sex
            or self.disease_state
            or self.metastases
        )


@dataclass(frozen=True, slots=True)
class Premise:
    """What the question takes for granted, to be checked and, where false, corrected first.

    ``claim``: approved, only_approved, not_approved, withdrawn, works, does_not_work, or is_a: the first of ``things``,
    a therapy, is said to be of the second, a class.
    """

    claim: str
    text: str
    start: int
    end: int
    things: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read the question, offered as "Did you mean …?". ``ask`` is that question in plain words."""

    type: str
    entities: tuple[Mention, ...]
    ask: str
    score: float


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    ``type`` is one of ``QUESTION_TYPES``; ``reason`` is set for ``declined`` (``DECLINE_REASONS``) and ``emergency``
    (the kind of emergency). A supposed cure without benefit ("apricot kernels", a miracle diet) is an ``approval``
    question about a therapy of kind procedure or supplement: ``approval`` answers it from ``no_benefit_shown``.
    ``confidence`` is calibrated: the share of such readings that are right (``raw`` is the score before). Where
    ``sure`` is false, offer ``readings`` instead of an answer; a name of several things makes one reading of each.
    ``unknown`` are words that look like a name and that we do not hold: say so rather than answer about something else.
    ``remedies`` are those of them that people call cures ("soursop"): never tell them without a word of care.
    """

    text: str
    type: str
    entities: tuple[Mention, ...] = ()
    constraints: Constraints = field(default_factory=Constraints)
    premise: Premise | None = None
    readings: tuple[Reading, ...] = ()
    confidence: float = 1.0
    raw: float = 1.0
    sure: bool = True
    reason: str = ""
    unknown: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()

    def of_label(self, label: str) -> tuple[Mention, ...]:
        """Return the mentions of one node label, in the order of the text, each entity once."""
        held: dict[str, Mention] = {}
        for mention in self.entities:
            if mention.label == label:
                held.setdefault(mention.id, mention)
        return tuple(held.values())

    @property
    def therapies(self) -> tuple[Mention, ...]:
        """The therapies asked about, each once: an earlier treatment ("after chemo failed") is a constraint."""
        prior = {treatment.therapy_id for treatment in self.constraints.prior_therapies}
        return tuple(mention for mention in self.of_label("Therapy") if mention.id not in prior)

    @property
    def cancers(self) -> tuple[Mention, ...]:
        """The cancers named, each once."""
        return self.of_label("Cancer")

    @property
    def biomarkers(self) -> tuple[Mention, ...]:
        """The biomarkers named, each once."""
        return self.of_label("Biomarker")

    @property
    def molecules(self) -> tuple[Mention, ...]:
        """The genes and targets named without a state ("which drugs target EGFR?"), each once."""
        return self.of_label("Molecule")

    def as_json(self) -> dict[str, Any]:
        """Return plain data for the contract's ``question``."""
        return asdict(self)
