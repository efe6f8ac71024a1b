"""The ontology declares what the model, the projection and the architecture use, and nothing twice."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from graph.model.graph_rows import GENERAL_LABELS
from graph.ontology import OntologyError
from graph.ontology.vocabulary import ONTOLOGY, read_vocabulary
from graph.projection.nodes import QUALIFIERS
from graph.validation.predicates import misplaced_predicates
from tests.graph.small_records import small_records

ARCHITECTURE = Path(__file__).parents[3] / "docs" / "architecture.md"


def test_every_label_of_the_model_is_declared_with_plain_words() -> None:
    vocabulary = read_vocabulary()
    for general, labels in GENERAL_LABELS.items():
        for label in labels:
            assert vocabulary.labels[label].general == general
            assert vocabulary.labels[label].plain_label
            assert vocabulary.labels[label].definition


def test_every_edge_of_the_architecture_page_is_declared() -> None:
    page = ARCHITECTURE.read_text(encoding="utf-8")
    table = page.split("| edge | from → to | properties |", 1)[1].split("\n\n", 1)[0]
    named = {
        name
        for row in table.splitlines()
        for name in re.findall(r"\b[A-Z][A-Z_]+\b", row.split("|")[1] if "|" in row else "")
    }
    browsing = {"APPROVED_FOR", "OPTION_FOR"}
    assert named - browsing <= set(read_vocabulary().predicates)


def test_every_qualifier_is_a_property_of_statements() -> None:
    properties = read_vocabulary().properties
    for qualifier in QUALIFIERS:
        held = properties.get(qualifier) or properties.get(f"{qualifier}_json")
        assert held is not None, f"declare te:{qualifier} in graph/ontology.ttl"
        assert "Statement" in held


def test_statement_predicates_have_an_inverse_and_plain_words() -> None:
    for predicate in read_vocabulary().statement_predicates().values():
        assert predicate.inverse, predicate.name
        assert predicate.plain_label, predicate.name
        assert predicate.inverse not in read_vocabulary().predicates


def test_predicates_stand_between_declared_labels() -> None:
    vocabulary = read_vocabulary()
    known = set(vocabulary.labels)
    for predicate in vocabulary.predicates.values():
        assert predicate.domain <= known, predicate.name
        assert predicate.range <= known, predicate.name


def test_a_predicate_between_the_wrong_things_is_found() -> None:
    records = small_records()
    held = next(one for one in records.statements.values() if one.predicate == "approved_for")
    wrong = replace(held, object=held.subject)
    records.add(wrong)
    found = [one.id for one in misplaced_predicates(records, read_vocabulary().predicates)]
    assert wrong.id in found


def test_an_ontology_without_plain_words_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ontology.ttl"
    file.write_text(ONTOLOGY.read_text(encoding="utf-8").replace('te:plainLabel "a cancer"@en ;', ""), encoding="utf-8")
    with pytest.raises(OntologyError, match="Cancer has no plainLabel"):
        read_vocabulary(file)


def test_a_file_that_is_no_turtle_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ontology.ttl"
    file.write_text("this is no turtle", encoding="utf-8")
    with pytest.raises(OntologyError, match="cannot be read as Turtle"):
        read_vocabulary(file)
