"""The n-ary fact: what a source asserts of a therapy, a cancer, and all that conditions it."""

from dataclasses import dataclass, field

from graph.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class BiomarkerState:
    """A biomarker and the state that it must be in: present, absent, positive, negative, high, low, mutated,
    wild_type, deficient. A threshold is part of the biomarker's canonical name (PD-L1 TPS ≥ 50 %).
    ``group`` is true where the source names only a family ("abnormal EGFR gene", "PD-L1" without score)."""

    biomarker_id: str
    state: str
    group: bool = False


@dataclass(frozen=True, slots=True)
class PriorTherapy:
    """An earlier treatment: ``relation`` is received, progressed, intolerant or responded; ``count`` the least
    number of such treatments, 0 where the source gives none. ``therapy_id`` may be '' ("prior systemic therapy")."""

    therapy_id: str
    relation: str
    count: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What narrows a statement. Empty values mean that the source does not say.

    Lines count treatments of the advanced disease from 1. Ages are in years, -1 where open.
    ``purpose``: treat, palliate, prevent, adjunct, reduce_effect_of_treatment, prepare_for_transplant,
    mobilise_cells, diagnose. ``approval_kind``: regular, accelerated, conditional, unknown.
    ``combination``: monotherapy, combination, either or ''. ``setting``: adjuvant, neoadjuvant, perioperative,
    maintenance, consolidation, induction or ''. ``phases``: ordered, such as ('neoadjuvant with chemotherapy',
    'adjuvant alone').
    ``level_of_evidence``: as NCI grades it. ``frequency``: very_common, common, uncommon, rare, very_rare, unknown;
    ``seriousness``: boxed_warning, serious, other. ``order``: place of a mechanism step, from 1.
    ``note``: a short text in our own words.
    """

    purpose: str = ""
    phases: tuple[str, ...] = ()
    disease_state: tuple[str, ...] = ()
    line_min: int = 0
    line_max: int = 0
    stage: tuple[str, ...] = ()
    setting: str = ""
    age_min: float = -1
    age_max: float = -1
    population: tuple[str, ...] = ()
    approval_kind: str = ""
    combination: str = ""
    level_of_evidence: str = ""
    frequency: str = ""
    seriousness: str = ""
    order: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One reading of one source place, or of several that say the same.

    ``polarity``: affirmed or negated. ``modality``: asserted, investigational, historical, hypothetical.
    ``review_status``: accepted, single_source (held, told as "according to"), proposed (in the queue), rejected.
    ``knowledge_level`` and ``agent_type`` use the Biolink vocabularies.
    ``valid_from`` and ``valid_to`` are when it is true in the world as far as the source says; approvals get
    theirs from the indication's events. ``recorded_from`` is the day we knew it; the ledger fills it.
    """

    id: str
    predicate: str
    subject: str
    object: str
    polarity: str = "affirmed"
    modality: str = "asserted"
    exclusive: bool = False
    agency: str = ""
    indication_id: str = ""
    partners: tuple[str, ...] = ()
    excluded_cancers: tuple[str, ...] = ()
    requires: tuple[BiomarkerState, ...] = ()
    excludes: tuple[BiomarkerState, ...] = ()
    after: tuple[PriorTherapy, ...] = ()
    not_after: tuple[PriorTherapy, ...] = ()
    qualifiers: Qualifiers = field(default_factory=Qualifiers)
    evidence_ids: tuple[str, ...] = ()
    review_status: str = "proposed"
    rule: str = ""
    knowledge_level: str = "knowledge_assertion"
    agent_type: str = "text_mining_agent"
    valid_from: PartialDate = ""
    valid_to: PartialDate = ""
