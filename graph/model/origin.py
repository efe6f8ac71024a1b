"""Which documents, and so which collection, a record rests on."""

from graph.model.document import Document
from graph.model.records import Record, Records


def documents_of(record: Record, records: Records) -> set[str]:
    """Return the ids of the documents that a record names or whose evidence it carries; a document is its own."""
    if isinstance(record, Document):
        return {record.id}
    found = {getattr(record, "document_id", "")}
    for evidence_id in getattr(record, "evidence_ids", ()):
        if evidence_id in records.evidence:
            found.add(records.evidence[evidence_id].document_id)
    return found - {""}


def collections_of(record: Record, records: Records) -> set[str]:
    """Return the collections of those documents; empty where a record rests on none (most entities)."""
    return {_collection(document_id, records) for document_id in documents_of(record, records)}


def _collection(document_id: str, records: Records) -> str:
    document = records.documents.get(document_id)
    return document.collection if document else document_id.removeprefix("doc:").partition("/")[0]
