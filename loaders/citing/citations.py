"""Evidence for a curated row: the sentence of a cited document that holds the row's words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.model import Evidence, Records
from loaders.citing import CitationError, QuoteNotFoundError, UncitedDocumentError
from loaders.citing.cited_text import CitedText
from loaders.citing.corpus_documents import CorpusDocuments
from loaders.loader import SourceDocument, evidence

_LOADED_ELSEWHERE = frozenset({"nci-drugs", "nci-drug-dictionary", "fda-labels", "events", "cell-therapy-trials"})


def open_cited(corpus: Path, document_ids: Iterable[str]) -> dict[str, SourceDocument]:
    """Open the documents that are held; a row that cites another is refused when it is read."""
    documents = CorpusDocuments(corpus)
    held = {}
    for identifier in sorted(set(document_ids)):
        try:
            held[identifier] = documents.open(identifier)
        except CitationError:
            continue
    return held


@dataclass(slots=True)
class Citations:
    """The opened documents that rows cite, and the records that citing them makes."""

    held: Mapping[str, SourceDocument]
    records: Records
    _texts: dict[str, CitedText] = field(default_factory=dict)

    @classmethod
    def of(cls, document: SourceDocument, records: Records) -> "Citations":
        """Take the cited documents that a curated document carries among its fields."""
        held: Any = document.fields.get("cited", {})
        return cls(held, records)

    def cite(self, document_id: str, words: str, under: str = "") -> Evidence:
        """Add evidence for the sentence that holds these words. Raises CitationError."""
        source = self._source(document_id)
        place = self._text(document_id).find(words, under)
        if place is None:
            raise QuoteNotFoundError(document_id, f"sentence with {words!r}")
        return self._add(source, *place, words)

    def cite_quote(self, document_id: str, start: int, end: int, sha256: str) -> Evidence:
        """Add evidence for the quote at these offsets. Raises CitationError where its hash differs."""
        source = self._source(document_id)
        found = evidence(source.document, source.text, start, end, "")
        if found.quote_sha256 != sha256:
            raise QuoteNotFoundError(document_id, f"quote {sha256[:12]} at {start}-{end}")
        return self._add(source, start, end, "")

    def _add(self, source: SourceDocument, start: int, end: int, words: str) -> Evidence:
        heading = self._text(source.document.id).heading_of(start)
        locator = ": ".join(part for part in (heading, words) if part) or f"characters {start} to {end}"
        quote = evidence(source.document, source.text, start, end, locator)
        if source.document.collection not in _LOADED_ELSEWHERE:
            self.records.add(source.document)
        self.records.add(quote)
        return quote

    def _source(self, document_id: str) -> SourceDocument:
        if document_id not in self.held:
            raise UncitedDocumentError(document_id)
        return self.held[document_id]

    def _text(self, document_id: str) -> CitedText:
        if document_id not in self._texts:
            self._texts[document_id] = CitedText(self.held[document_id].text)
        return self._texts[document_id]
