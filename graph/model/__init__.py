"""The kinds of record that the ledger keeps and the graph is projected from.

Plain frozen dataclasses, with no third-party import: an answer's cold start pays for this package.
Every record has an ``id`` (a CURIE, unique in its kind) and sorts by it.
"""

from graph.model.dates import PartialDate, earliest, latest
from graph.model.document import Document, Evidence
from graph.model.entity import Edge, Entity, Name
from graph.model.indication import Coverage, CoveredProduct, Event, Indication
from graph.model.records import Records
from graph.model.reported import ReportedUse
from graph.model.review import ReviewItem
from graph.model.statement import BiomarkerState, PriorTherapy, Qualifiers, Statement

__all__ = [
    "BiomarkerState",
    "Coverage",
    "CoveredProduct",
    "Document",
    "Edge",
    "Entity",
    "Event",
    "Evidence",
    "Indication",
    "Name",
    "PartialDate",
    "PriorTherapy",
    "Qualifiers",
    "Records",
    "ReportedUse",
    "ReviewItem",
    "Statement",
    "earliest",
    "latest",
]
