"""Uses on agencies' labels, the dated events that change them, and how far a list of them was searched."""

from dataclasses import dataclass

from graph.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Indication:
    """One use on one agency's label. ``therapy_id`` is the labelled product or substance; ``brands`` the
    products that the source names for it. ``document_id`` is where it was read, ``ordinal`` its place there."""

    id: str
    agency: str
    therapy_id: str
    document_id: str
    ordinal: int
    brands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A dated act on one indication, or on a product where ``indication_id`` is ''.

    ``kind``: granted, converted, broadened, narrowed, relabelled, indication_withdrawn, product_withdrawn,
    refused, lapsed, marketing_ended, label_warning, warning_removed, programme_ended, opinion.
    ``date`` is effective, ``announced`` where that differs. ``reason``: safety, failed_confirmation, commercial,
    unknown. ``act``: decision, opinion or application: only a decision changes a status.
    ``approval_kind`` as in Qualifiers, for grants and conversions. ``open`` marks a reported change that could mean
    several indications: it changes nothing; the verdicts about ``candidates`` (indication ids) tell it.
    """

    id: str
    kind: str
    agency: str
    therapy_id: str
    indication_id: str = ""
    cancer_id: str = ""
    date: PartialDate = ""
    announced: PartialDate = ""
    reason: str = ""
    act: str = "decision"
    approval_kind: str = ""
    open: bool = False
    candidates: tuple[str, ...] = ()
    evidence_ids: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class CoveredProduct:
    """A product of a coverage row: the newest document of its uses that we hold, and how many uses of it
    were found, held (accepted or single_source) and set aside."""

    therapy_id: str
    document_id: str
    found: int
    held: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How completely an agency's approvals of a therapy were searched: what makes *not approved* sayable.

    ``therapy_id`` is a class or a substance; ``checked_on`` the date of the closed list; ``followed_to`` the end
    of the event tables searched for these products. ``route``: fda_drugs, fda_biologics, ema_central, national.
    ``closed_list`` is the document id that it rests on.
    """

    id: str
    agency: str
    therapy_id: str
    products: tuple[CoveredProduct, ...]
    closed_list: str
    checked_on: PartialDate
    followed_to: PartialDate
    route: str
    first_attested: PartialDate = ""
    evidence_ids: tuple[str, ...] = ()
