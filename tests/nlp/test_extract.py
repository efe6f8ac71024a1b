"""The door: JSON lines in and out in the form of the contract; nothing that comes in stops a batch."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.extract import extract_indications, extract_lines
from tests.nlp.small_lexicon import small_lexicon

_WORDS = ("Tarvia is indicated for", "the treatment of", "melanoma", "in combination with", "cisplatin", "or", "and",
          "NSCLC", "(NSCLC)", "EGFR exon 19 deletions", "• ", ":", ". ", "( 1.1 )", "who have not received", "HER2-",
          "≥ 1%",
          "PD-L1",          "\u00ad", "‑", "¹", "((", "]", "Limitations of Use:", "that:")  # fmt: skip


def lines(*asked: object) -> list[dict[str, Any]]:
    """Send lines through the door."""
    sent = [one if isinstance(one, str) else json.dumps(one) for one in asked]
    return [json.loads(line) for line in extract_lines(sent, small_lexicon())]


def test_the_form_of_the_contract() -> None:
    (answer,) = lines({"id": "7", "text": "Tarvia is indicated for melanoma.", "therapy": "Tarvia", "agency": "FDA"})
    assert answer["id"] == "7"
    (statement,) = answer["statements"]
    promised = {
        "predicate", "indication", "purpose", "therapies", "lead", "cancers", "excluded_cancers", "biomarkers",
        "setting", "polarity", "modality", "exclusive", "approval_kind", "span", "confidence",
    }  # fmt: skip
    assert promised <= set(statement)
    assert set(statement["setting"]) >= {
        "line",
        "stage",
        "disease_state",
        "population",
        "age",
        "after",
        "not_after",
        "combination",
    }
    assert statement["span"] == [0, 32]


@pytest.mark.parametrize(
    "asked", ["{broken", "[1]", '{"id": 3}', '{"id": 4, "text": 5}', '{"text": "x", "therapy": 7}']
)
def test_bad_lines_are_answered_and_the_rest_goes_on(asked: str) -> None:
    bad, good = lines(asked, {"id": "ok", "text": "Tarvia is indicated for melanoma.", "therapy": "Tarvia"})
    assert bad["statements"] == []
    assert bad["error"]
    assert good["statements"]


def test_an_empty_line_is_no_line() -> None:
    assert lines("", "   ") == []


@given(st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join) | st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    for one in extract_indications(text, therapy="Tarvia", agency="FDA", lexicon=small_lexicon()):
        assert 0 <= one.span[0] < one.span[1] <= len(text)
        for linked in (*one.therapies, *one.cancers):
            if linked.span[0] >= 0:
                assert text[linked.span[0] : linked.span[1]] == linked.text


def test_reading_twice_is_reading_once() -> None:
    text = "Tarvia is indicated for melanoma and, in combination with cisplatin, for NSCLC."
    first = extract_indications(text, therapy="Tarvia", lexicon=small_lexicon())
    assert first == extract_indications(text, therapy="Tarvia", lexicon=small_lexicon())
