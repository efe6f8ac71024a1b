"""What every reading of a document must hold, whatever the document says."""

from functools import cache

from graph.model import Records, Statement
from graph.model.identifiers import quote_hash
from loaders.loader import BrokenDocument, Context, Loader, SourceDocument, locate
from tests.needs import corpus_folder


@cache
def open_one(loader: Loader, place: str) -> SourceDocument:
    """Open the document of the corpus whose place begins so."""
    for document in loader.documents(locate(loader, corpus_folder())):
        if not isinstance(document, BrokenDocument) and document.place.startswith(place):
            return document
    raise AssertionError(f"no document of {loader.name} begins with {place!r}")


def check_reading(loader: Loader, document: SourceDocument, context: Context) -> Records:
    """Read a document; assert that evidence quotes the text and that no statement stands without it."""
    reading = loader.read(document, context)
    records = reading.records
    for evidence in records.evidence.values():
        assert evidence.document_id == document.document.id
        if evidence.start >= 0:
            quote = document.text[evidence.start : evidence.end]
            assert quote.strip()
            assert evidence.quote_sha256 == quote_hash(quote)
    for statement in records.statements.values():
        assert statement.evidence_ids
        assert set(statement.evidence_ids) <= set(records.evidence)
        assert statement.rule
        assert statement.review_status in ("single_source", "proposed")
        assert statement.subject not in statement.partners
    if records.statements:
        assert document.document.id in records.documents
    for item in reading.set_aside:
        assert item.reason
        assert item.detail
    return records


def told(records: Records, predicate: str) -> list[Statement]:
    """The statements that may be told."""
    return [
        one for one in records.statements.values() if one.predicate == predicate and one.review_status != "proposed"
    ]
