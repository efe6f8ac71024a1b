"""Records survive being written as plain values, and wrong values are refused by name."""

import json

import pytest
from hypothesis import given

from graph.model import Document, Qualifiers, Statement
from graph.model.plain_form import TYPE_OF, PlainFormError, from_plain, to_plain
from graph.model.records import KIND_OF, Record, Records
from tests.graph.strategies import RECORDS


@given(RECORDS)
def test_a_record_survives(record: Record) -> None:
    kind = KIND_OF[type(record)]
    assert from_plain(kind, json.loads(json.dumps(to_plain(record)))) == record


@given(RECORDS)
def test_equal_records_have_one_form(record: Record) -> None:
    again = from_plain(KIND_OF[type(record)], to_plain(record))
    assert json.dumps(to_plain(again)) == json.dumps(to_plain(record))


def test_what_holds_its_default_is_left_out() -> None:
    statement = Statement("st:1", "approved_for", "ncit:C1647", "oncotree:BRCA", qualifiers=Qualifiers(age_min=18))
    assert to_plain(statement) == {
        "id": "st:1",
        "predicate": "approved_for",
        "subject": "ncit:C1647",
        "object": "oncotree:BRCA",
        "qualifiers": {"age_min": 18.0},
    }


def test_every_kind_of_records_has_its_type() -> None:
    assert sorted(TYPE_OF) == sorted(Records.__dataclass_fields__)


@pytest.mark.parametrize(
    ("kind", "values", "why"),
    [
        ("planets", {"id": "x"}, "kinds are documents"),
        ("names", {"id": "name:1", "entity_id": "x:1", "text": "MET"}, "'kind'"),
        ("names", {"id": "name:1", "entity_id": "x:1", "text": "MET", "kind": "code", "colour": "red"}, "'colour'"),
        ("names", {"id": "name:1", "entity_id": "x:1", "text": 7, "kind": "code"}, "text: 7 is no str"),
        (
            "events",
            {"id": "event:1", "kind": "granted", "agency": "a", "therapy_id": "t", "evidence_ids": "ev:1"},
            "no list",
        ),
        ("statements", {"id": "s", "predicate": "p", "subject": "s", "object": "o", "qualifiers": "many"}, "no object"),
        ("statements", {"id": "s", "predicate": "p", "subject": "s", "object": "o", "exclusive": 1}, "1 is no bool"),
        (
            "statements",
            {"id": "s", "predicate": "p", "subject": "s", "object": "o", "qualifiers": {"age_min": "old"}},
            "qualifiers: age_min: 'old' is no number",
        ),
        (
            "entities",
            {"id": "e", "label": "Trial", "kind": "t", "name": "n", "properties": [["phase"]]},
            "no list of 2",
        ),
    ],
)
def test_wrong_values_are_refused_and_named(kind: str, values: dict[str, object], why: str) -> None:
    with pytest.raises(PlainFormError, match=why):
        from_plain(kind, values)


def test_text_is_never_taken_for_a_list() -> None:
    document = to_plain(Document("doc:a/1", "t", "p", "u", "l", "press", "article", "a", "0"))
    with pytest.raises(PlainFormError):
        from_plain("coverage", document)
