"""A doubt for a curator: what was not accepted, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One item of the review queue.

    ``reason`` is the name of the gate or rule that refused (``nlp/resources/gates.yaml``); ``subject_kind`` is
    statement, event, document, edge or use; ``subject_id`` the record in doubt, '' where none could be made.
    ``therapy_id``, ``cancer_id`` and ``agency`` say whose verdict it may concern: '' for a cancer that could not be
    linked blocks every negative verdict of that therapy. ``status``: open, accepted, rejected.
    ``detail`` is in our own words, with the next step.
    """

    id: str
    reason: str
    subject_kind: str
    subject_id: str = ""
    therapy_id: str = ""
    cancer_id: str = ""
    agency: str = ""
    document_id: str = ""
    locator: str = ""
    detail: str = ""
    status: str = "open"
