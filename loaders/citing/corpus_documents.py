"""The documents of the corpus by their id: what a curated row may cite."""

import hashlib
import json
import re
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.model import Document
from loaders.attestation import attested
from loaders.citing import UncitedDocumentError
from loaders.loader import BrokenDocument, SourceDocument
from loaders.markdown.page import open_pages
from loaders.tables import host, row_digest, row_text, rows, text_hash

_PAGES = {
    "nci-drugs": ("nci/drugs", "drug_page"),
    "nci-pdq": ("nci/pdq", "treatment_summary"),
    "nci-pdq-patient": ("nci/pdq-patient", "treatment_summary"),
    "nci-research": ("nci/research", "research_page"),
    "nci-treatment": ("nci/treatment", "treatment_page"),
}
_LEAFLETS = "ema-leaflets"
_LABELS = "fda-labels-indications.jsonl"
_DICTIONARY = "nci/drug-dictionary"
_EVENTS = "events"
_COLLECTION_OF_TABLE = {"cell-therapy-trials": "cell-therapy-trials", "solid-tumour-barriers": "solid-tumour-barriers"}
_UPDATED = re.compile(r"Latest Updates to This Summary \((\d{2})/(\d{2})/(\d{4})\)")


class CorpusDocuments:
    """Opens cited documents under one corpus folder, each once."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus
        self._opened: dict[str, SourceDocument] = {}

    def open(self, document_id: str) -> SourceDocument:
        """Return a document with its stored text. Raises UncitedDocumentError."""
        if document_id not in self._opened:
            collection, _, stem = document_id.removeprefix("doc:").partition("/")
            if collection in _PAGES:
                self._opened[document_id] = self._page(document_id, collection, stem)
            elif collection == _LEAFLETS:
                self._opened[document_id] = self._leaflet(document_id, stem)
            elif collection == "fda-labels":
                self._opened[document_id] = self._label(document_id, stem)
            elif collection == "nci-drug-dictionary":
                self._opened[document_id] = self._term(document_id, stem)
            elif document_id in self._rows:
                self._opened[document_id] = self._rows[document_id]
            else:
                raise UncitedDocumentError(document_id)
        return self._opened[document_id]

    def _page(self, document_id: str, collection: str, stem: str) -> SourceDocument:
        folder, kind = _PAGES[collection]
        file = self._corpus / folder / f"{stem}.md"
        if not file.is_file():
            raise UncitedDocumentError(document_id)
        (opened,) = open_pages(file, collection, kind, "institute", content_date=_updated_on)
        if isinstance(opened, BrokenDocument):
            raise UncitedDocumentError(document_id)
        return opened

    def _leaflet(self, document_id: str, stem: str) -> SourceDocument:
        file = self._corpus / "ema" / "leaflets" / f"{stem}.md"
        if not file.is_file():
            raise UncitedDocumentError(document_id)
        (opened,) = open_pages(file, _LEAFLETS, "leaflet", "regulator_copy", agency="agency:ema")
        if isinstance(opened, BrokenDocument):
            raise UncitedDocumentError(document_id)
        return opened

    def _label(self, document_id: str, stem: str) -> SourceDocument:
        row = self._labels.get(f"fda-label:{stem}")
        if row is None:
            raise UncitedDocumentError(document_id)
        ingredients = "; ".join(row["active_ingredients"]).lower()
        title = f"FDA label text, {ingredients}"
        document = _document(
            document_id, title, "US Food and Drug Administration", "regulator_copy", "label", row["text"]
        )
        return SourceDocument(document, row["text"], place=row["id"])

    def _term(self, document_id: str, page: str) -> SourceDocument:
        term = self._terms.get(page)
        if term is None:
            raise UncitedDocumentError(document_id)
        text = term["definition"]["text"]
        document = _document(document_id, f"NCI Drug Dictionary: {term['name']}", "National Cancer Institute",
                             "institute", "dictionary", text)  # fmt: skip
        return SourceDocument(document, text, place=term["name"])

    @cached_property
    def _rows(self) -> dict[str, SourceDocument]:
        """The rows of the event tables, each a document of its own."""
        found = {}
        for file in sorted((self._corpus / _EVENTS).glob("*.tsv")):
            collection = _COLLECTION_OF_TABLE.get(file.stem, "events")
            for number, row in rows(file, ()):
                if isinstance(row, str):
                    continue
                identifier = f"doc:{collection}/{row_digest(file.stem, row)}"
                place, address = f"{file.name}, row {number}", row.get("source_url", "")
                record = Document(
                    id=identifier,
                    title=place,
                    publisher=host(address) or "page not named",
                    url=address,
                    licence="Facts gathered by hand; the page that each row rests on is named in it",
                    tier="other",
                    kind="event_row",
                    collection=collection,
                    sha256=text_hash(row_text(row)),
                )
                found[identifier] = SourceDocument(record, row_text(row), row, place)
        return found

    @cached_property
    def _labels(self) -> dict[str, dict[str, Any]]:
        file = self._corpus / _LABELS
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        return {row["id"]: row for row in map(json.loads, lines)}

    @cached_property
    def _terms(self) -> dict[str, dict[str, Any]]:
        terms: dict[str, dict[str, Any]] = {}
        for file in sorted((self._corpus / _DICTIONARY).glob("*.json")):
            for term in json.loads(file.read_text(encoding="utf-8"))["results"]:
                if term["type"] == "DrugTerm" and term.get("definition") and term.get("prettyUrlName"):
                    terms[term["prettyUrlName"]] = term
        return terms


def _document(document_id: str, title: str, publisher: str, tier: str, kind: str, text: str) -> Document:
    collection = document_id.removeprefix("doc:").partition("/")[0]
    return Document(
        id=document_id,
        title=title,
        publisher=publisher,
        url="",
        licence="US government work, public domain",
        tier=tier,
        kind=kind,
        collection=collection,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        attested=attested(collection),
    )


def _updated_on(text: str) -> str:
    match = _UPDATED.search(text)
    return f"{match[3]}-{match[1]}-{match[2]}" if match else ""
