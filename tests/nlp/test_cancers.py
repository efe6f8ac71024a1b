"""Cancers that share a word, brackets that repeat a name, words that may make it another disease."""

import pytest

from graph.model import Entity
from nlp.cancers import read_cancers
from nlp.lexicon import Lexicon
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


@pytest.mark.parametrize("word", ["iodine-refractory", "hormone-dependent", "IB-IIIA", "HER2-positive", "malignant"])
def test_a_word_on_what_the_disease_answers_to_narrows_nothing(word: str) -> None:
    (found,) = read_cancers(f"patients with {word} breast cancer", small_lexicon())
    assert found.narrowed == ""


def test_a_long_word_before_a_bracket_is_never_cut_in_two() -> None:
    (found,) = read_cancers("resectable (tumours at least four centimetres wide) NSCLC", small_lexicon())
    assert found.narrowed == ""


def test_a_type_of_a_group_is_the_type_alone() -> None:
    (found,) = read_cancers("follicular lymphoma-type B-cell NHL", small_lexicon())
    assert found.entity_ids == ("oncotree:FL",)


def test_what_follows_a_disease_is_not_that_disease() -> None:
    assert read_cancers("anaemia in post-melanoma care", small_lexicon()) == []


def test_what_follows_a_disease_is_told_in_a_bracket_before_its_name() -> None:
    entities = [
        Entity("c:1", "Cancer", "type", "Madeupemia"),
        Entity("c:2", "Cancer", "type", "Madeupemia Myelofibrosis"),
    ]
    entities.append(Entity("c:3", "Cancer", "type", "Myelofibrosis"))
    found = read_cancers("primary or secondary (post-madeupemia) myelofibrosis", Lexicon.build(entities, [], []))
    assert [one.entity_ids for one in found] == [("c:2",), ("c:3",)]
