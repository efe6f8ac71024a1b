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
          "PD-L1", "<b>", "</li>", "&ge;", "&nbsp;", "<", "Ｔarvia", "\u00ad",
          "‑", "¹", "((", "]", "Limitations of Use:", "that:")  # fmt: skip


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


_DEEP = '{"id": 1, "text": ' + "[" * 100_000


@pytest.mark.parametrize(
    "asked",
    [
        "{broken",
        "[1]",
        "null",
        "3",
        '{"id": 3}',
        '{"id": 4, "text": 5}',
        '{"text": "x", "therapy": 7}',
        '{"id": NaN, "text": "x"}',
        _DEEP,
        json.dumps({"id": 5, "text": "melanoma " * 20_000}),
    ],
)
def test_bad_lines_are_answered_and_the_rest_goes_on(asked: str) -> None:
    bad, good = lines(asked, {"id": "ok", "text": "Tarvia is indicated for melanoma.", "therapy": "Tarvia"})
    assert bad["statements"] == []
    assert bad["error"]
    assert good["statements"]


def test_the_error_says_what_to_send() -> None:
    (long,) = lines({"id": "long", "text": "x" * 100_001})
    assert (long["id"], "send the uses alone" in long["error"]) == ("long", True)


def test_letters_that_are_none_are_answered_in_a_form_that_can_be_written() -> None:
    sent = ['{"id": "\\ud800", "text": "Tarvia is indicated for melanoma \\udfff."}']
    (line,) = extract_lines(sent, small_lexicon())
    assert json.loads(line.encode("utf-8"))["statements"]


def test_a_byte_order_mark_is_no_part_of_the_line() -> None:
    (answer,) = lines("\ufeff" + json.dumps({"id": "1", "text": "Tarvia is indicated for melanoma."}))
    assert answer["statements"]


def test_an_unknown_therapy_is_told_without_an_id_and_refused() -> None:
    ((statement,),) = [
        answer["statements"]
        for answer in lines({"id": "1", "text": "Unknownib is indicated for melanoma.", "therapy": "Unknownib"})
    ]
    assert (statement["therapies"][0]["id"], statement["therapies"][0]["name"]) == (None, "Unknownib")
    assert "therapy_not_linked" in statement["refusals"]


def test_a_sentence_without_end_is_not_read_and_takes_no_time() -> None:
    assert extract_indications("Tarvia is indicated for " + "melanoma, " * 5_000, lexicon=small_lexicon()) == []


def test_markup_is_passed_over_and_places_stay() -> None:
    text = (
        "<p>Tarvia is indicated for:</p><li><b>melanoma</b> with a <i>BRAF</i>&nbsp;V600E mutation</li><li>NSCLC</li>"
    )
    first, second = extract_indications(text, therapy="Tarvia", lexicon=small_lexicon())
    assert [one.name for one in first.biomarkers] == ["BRAF V600E"]
    start, end = first.cancers[0].span
    assert text[start:end] == "melanoma"
    assert second.cancers[0].id == "oncotree:NSCLC"


def test_an_empty_line_is_no_line() -> None:
    assert lines("", "   ") == []


@given(st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join) | st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    for one in extract_indications(text, therapy="Tarvia", agency="FDA", lexicon=small_lexicon()):
        assert 0 <= one.span[0] < one.span[1] <= len(text)
        told = [(named.span, named.text) for named in (*one.therapies, *one.cancers, *one.excluded_cancers)]
        told += [(marker.span, marker.text) for marker in one.biomarkers]
        assert all(start < 0 or text[start:end] == words for (start, end), words in told)


def test_reading_twice_is_reading_once() -> None:
    text = "Tarvia is indicated for melanoma and, in combination with cisplatin, for NSCLC."
    first = extract_indications(text, therapy="Tarvia", lexicon=small_lexicon())
    assert first == extract_indications(text, therapy="Tarvia", lexicon=small_lexicon())
