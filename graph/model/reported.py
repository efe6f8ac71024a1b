"""A use of a therapy, or an act on one, as one document tells it: what reconciliation works on."""

from dataclasses import dataclass

from graph.model.dates import PartialDate
from graph.model.statement import Statement


@dataclass(frozen=True, slots=True)
class ReportedUse:
    """What one place of one document says about one use. Never projected: ``loaders/reconciliation`` derives
    indications, events and ``approved_for`` statements from all reported uses, again after every load.

    ``kind`` is ``listed`` (a list of uses holds it) or the kind of an Event. ``act`` as in Event. ``therapy_id`` is
    the labelled substance or formulation, ``brands`` the products that the place names. ``statements`` are its readings
    (their ids, status and indication are filled when derived); none where the act is on a product as a whole.
    ``cancer_ids`` are the cancers that the place is about, as linked; '' among them for one that could not be linked.
    ``complete`` is false where part of the place was not read: it blocks negatives.
    """

    id: str
    document_id: str
    ordinal: int
    kind: str
    agency: str
    therapy_id: str
    brands: tuple[str, ...] = ()
    act: str = "decision"
    date: PartialDate = ""
    announced: PartialDate = ""
    reason: str = ""
    approval_kind: str = ""
    cancer_ids: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    evidence_ids: tuple[str, ...] = ()
    complete: bool = True
    note: str = ""
