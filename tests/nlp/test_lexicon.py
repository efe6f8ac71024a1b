"""Names in text: the longest wins, ambiguity is kept, spelling does not matter, case matters for abbreviations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.spelling import key_of
from tests.nlp.small_lexicon import slugged, small_lexicon


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("tarvumab", slugged("tarvumab-abcd")),
        ("Tarvumab-abcd", slugged("tarvumab-abcd")),
        ("belocitinib", slugged("belocitinib mesylate")),
        ("Belocitinib mesylate", slugged("belocitinib mesylate")),
        ("non‑small cell lung cancers", "oncotree:NSCLC"),
        ("cancer of the breast", "oncotree:BRCA"),
        ("gastro-oesophageal junction adenocarcinoma", "oncotree:GEJ"),
        ("chronic lymphocytic leukaemia", "oncotree:CLLSLL"),
        ("CAR-T", "class:CAR-T-cell-therapy"),
    ],
)
def test_a_name_is_found_in_every_spelling(text: str, entity: str) -> None:
    found = small_lexicon().find(f"given {text} today")
    assert [(one.text, one.entity_id) for one in found] == [(text, entity)]


def test_the_longest_name_wins() -> None:
    found = small_lexicon().find("nab-paclitaxel, then paclitaxel; liposomal irinotecan")
    assert [one.matched for one in found] == ["nab-paclitaxel", "paclitaxel", "liposomal irinotecan"]


def test_a_name_of_two_things_keeps_both() -> None:
    (found,) = small_lexicon().find("Lutex")
    assert found.entity_ids == ("product:lutex-a", "product:lutex-b")
    assert found.entity_id is None


def test_an_abbreviation_matches_in_its_own_case_only() -> None:
    assert [one.text for one in small_lexicon().find("all patients with ALL")] == ["ALL"]


def test_a_document_own_abbreviation_comes_first() -> None:
    found = small_lexicon().find("patients with ALL", local={"ALL": ("oncotree:FL",)})
    assert [one.entity_ids for one in found] == [("oncotree:FL",)]
    assert small_lexicon().find("patients with ALL", local={"ALL": ()}) == []


def test_only_a_whole_text_is_looked_up() -> None:
    assert small_lexicon().look_up("melanoma") == ("oncotree:MEL",)
    assert small_lexicon().look_up("uveal melanoma") == ()


@given(st.text(max_size=120))
def test_a_mention_is_a_stretch_of_the_text(text: str) -> None:
    text += " carboplatin for non-small cell lung cancer " + text
    for one in small_lexicon().find(text):
        assert text[one.start : one.end] == one.text


@given(st.text(max_size=40))
def test_folding_is_stable(name: str) -> None:
    assert key_of(" ".join(key_of(name))) == key_of(" ".join(key_of(" ".join(key_of(name)))))
