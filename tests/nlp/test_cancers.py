"""Cancers that share a word, brackets that repeat a name, words that may make it another disease."""

import pytest

from nlp.cancers import read_cancers
from tests.nlp.small_lexicon import small_lexicon


@pytest.mark.parametrize(
    ("text", "cancers"),
    [
        ("gastric or gastroesophageal junction (GEJ) adenocarcinoma", ["oncotree:STAD", "oncotree:GEJ"]),
        (
            "epithelial ovarian, fallopian tube, or primary peritoneal cancer",
            ["oncotree:OVT", "group:fallopian", "oncotree:PSEC"],
        ),
        ("adenocarcinoma of the stomach or gastroesophageal junction", ["oncotree:STAD", "oncotree:GEJ"]),
        ("diffuse large B-cell lymphoma (DLBCL)", ["oncotree:DLBCLNOS"]),
        ("follicular, CD20-positive, B-cell NHL", ["oncotree:FL"]),
        ("anaplastic lymphoma kinase positive NSCLC", ["oncotree:NSCLC"]),
    ],
)
def test_every_cancer_of_a_phrase_is_found(text: str, cancers: list[str]) -> None:
    assert [one.entity_ids[0] for one in read_cancers(text, small_lexicon())] == cancers


@pytest.mark.parametrize("word", ["metastatic", "HER2-positive", "relapsed", "unresectable"])
def test_a_word_on_the_course_narrows_nothing(word: str) -> None:
    assert [one.narrowed for one in read_cancers(f"with {word} melanoma", small_lexicon())] == [""]


def test_an_unknown_word_is_told() -> None:
    assert [one.narrowed for one in read_cancers("with uveal melanoma", small_lexicon())] == ["uveal"]
