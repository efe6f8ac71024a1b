"""A fact without a held document, with another quote, or in a wrong form is refused in words that help."""

from pathlib import Path

import pytest

from graph.model import Document, Records
from graph.model.identifiers import quote_hash
from loaders.citing import QuoteNotFoundError, UncitedDocumentError
from loaders.citing.citations import Citations
from loaders.citing.facts import Fact, FactError, add_fact, read_facts, seal
from loaders.loader import SourceDocument

TEXT = "# Page\n\nAlpha cells are taken. Then they are grown."
DOCUMENT = Document("doc:pages/one", "One", "p", "", "", "institute", "research_page", "pages", "0" * 64)


def _citations() -> Citations:
    return Citations({DOCUMENT.id: SourceDocument(DOCUMENT, TEXT)}, Records())


def _fact(**changes: object) -> Fact:
    quote = "Then they are grown."
    start = TEXT.index(quote)
    source = {"document": DOCUMENT.id, "start": start, "end": start + len(quote), "sha256": quote_hash(quote)}
    row = {"predicate": "has_mechanism_step", "subject": "class:a", "object": "step:grow", "name": "Cells are grown",
           "text": "The cells are grown in a lab.", "order": 2, "source": source | changes.pop("source", {})}  # type: ignore[operator]  # fmt: skip
    return Fact.model_validate(row | changes)


def test_a_fact_becomes_a_statement_with_its_evidence_and_step() -> None:
    citations = _citations()
    add_fact(_fact(), citations, citations.records)
    (statement,) = citations.records.statements.values()
    (evidence,) = citations.records.evidence.values()
    assert statement.evidence_ids == (evidence.id,)
    assert statement.qualifiers.order == 2
    assert citations.records.entities["step:grow"].definition == "The cells are grown in a lab."
    assert evidence.quote_sha256 == quote_hash(TEXT[evidence.start : evidence.end])


def test_a_fact_of_a_document_that_is_not_held_is_refused() -> None:
    citations = _citations()
    with pytest.raises(UncitedDocumentError, match="name a document that is held"):
        add_fact(_fact(source={"document": "doc:pages/two"}), citations, citations.records)
    assert not citations.records.statements


def test_a_fact_whose_quote_has_changed_is_refused() -> None:
    citations = _citations()
    with pytest.raises(QuoteNotFoundError, match="find the place anew"):
        add_fact(_fact(source={"start": 3}), citations, citations.records)
    assert not citations.records.statements


def test_a_sealed_place_is_found_again() -> None:
    place = seal(_citations(), DOCUMENT.id, "they are grown")
    assert TEXT[place.start : place.end] == "Then they are grown."
    citations = _citations()
    citations.cite_quote(place.document, place.start, place.end, place.sha256)


@pytest.mark.parametrize(
    "text",
    [
        "- predicate: heals\n  subject: a\n  object: b\n",
        "- [1, 2",
        "- {predicate: causes, subject: a, object: b, source: {document: 'doc:x/y', start: 0, end: 1, sha256: no}}",
        "a: b",
    ],
)
def test_a_file_in_a_wrong_form_is_refused_by_name(text: str) -> None:
    with pytest.raises(FactError, match=r"odd\.yaml: .*repair the row"):
        read_facts("odd.yaml", text)


def test_an_empty_file_holds_no_facts(tmp_path: Path) -> None:
    assert read_facts(str(tmp_path / "empty.yaml"), "") == []
