"""Whatever is typed, the reader answers with spans that give back the text, and says when it is not sure."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.questions.names import NameRow, QuestionNames
from nlp.questions.reader import QuestionReader
from tests.nlp.questions.packaged_names import packaged_names

NAMES: list[NameRow] = [
    ("class:car-t", "Therapy", "class", "CAR T-cell therapy", "preferred", False),
    ("class:car-t", "Therapy", "class", "CAR-T", "abbreviation", False),
    ("class:chemotherapy", "Therapy", "class", "Chemotherapy", "preferred", False),
    ("ncit:C116377", "Therapy", "substance", "osimertinib", "preferred", False),
    ("ncit:C1953", "Therapy", "substance", "interferon alfa-2b", "preferred", False),
    ("ncit:C1953", "Therapy", "substance", "interferon", "synonym", False),
    ("therapy:interferon-gamma", "Therapy", "substance", "interferon gamma", "preferred", False),
    ("product:abecma", "Therapy", "product", "Abecma", "preferred", False),
    ("oncotree:LUNG", "Cancer", "site", "Lung cancer", "preferred", False),
    ("oncotree:MEL", "Cancer", "type", "Melanoma", "preferred", False),
    ("class:egfr-inhibitor", "Therapy", "class", "EGFR inhibitor", "preferred", False),
    ("regimen:folfiri", "Therapy", "regimen", "FOLFIRI", "preferred", False),
    ("ncit:C66944", "Therapy", "substance", "brentuximab vedotin", "preferred", False),
    ("group:acute-lymphoblastic-leukemia", "Cancer", "group", "Acute lymphoblastic leukemia", "preferred", False),
    ("group:acute-lymphoblastic-leukemia", "Cancer", "group", "ALL", "abbreviation", True),
]
READER = QuestionReader(QuestionNames.build(NAMES))
PIECES = [
    *(row[3] for row in NAMES),
    "why",
    "is",
    "approved for",
    "?",
    ".",
    "stage 4",
    "EGFR ex19del",
    "\n",
    "ALL",
    "after",
]


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)))
def test_any_text_is_read_and_spans_give_back_its_words(text: str) -> None:
    question = READER.read(text)
    assert question.text == text
    assert 0 <= question.confidence <= 1
    for mention in question.entities:
        assert text[mention.start : mention.end] == mention.text
    for asked in question.constraints.biomarkers:
        assert text[asked.start : asked.end] == asked.text


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_reading_twice_gives_the_same(text: str) -> None:
    assert READER.read(text) == READER.read(text)


def test_a_name_shared_by_two_medicines_is_asked_back() -> None:
    question = READER.read("interferon for melanoma")
    assert not question.sure
    assert {reading.entities[0].id for reading in question.readings} == {"ncit:C1953", "therapy:interferon-gamma"}
    assert all(reading.ask.endswith("?") for reading in question.readings)


def test_capitals_tell_a_leukemia_from_a_word() -> None:
    assert READER.read("what are all the treatments").cancers == ()
    assert [cancer.text for cancer in READER.read("treatments for ALL").cancers] == ["ALL"]


def test_an_invented_product_is_not_the_one_it_is_named_after() -> None:
    question = READER.read("Is Abecma-2 approved?")
    assert question.therapies == ()
    assert question.unknown == ("Abecma-2",)


def test_a_medicine_that_is_not_held_is_told_and_not_replaced() -> None:
    question = READER.read("Is zanzatinib approved for lung cancer?")
    assert (question.type, question.unknown, question.therapies) == ("approval", ("zanzatinib",), ())


def test_an_acronym_that_is_not_held_is_no_other_regimen() -> None:
    question = READER.read("what is in folfoxiri")
    assert (question.type, question.unknown, question.therapies) == ("regimen", ("folfoxiri",), ())


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("stage 4 lung what can they do", ["oncotree:LUNG"]),
        ("lung ca, which drugs?", ["oncotree:LUNG"]),
        ("is Abecma approved for cancer of the lung", ["oncotree:LUNG"]),
        ("can Abecma hurt my lung", []),
        ("Abecma lung damage", []),
        ("melanoma spread to the lung", ["oncotree:MEL"]),
    ],
)
def test_a_place_in_the_body_is_a_cancer_only_where_one_is_meant(text: str, held: list[str]) -> None:
    assert [cancer.id for cancer in READER.read(text).cancers] == held


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("EGFR blockers", "class:egfr-inhibitor"),
        ("brentuximab", "ncit:C66944"),
        ("EGFR inhibitors", "class:egfr-inhibitor"),
    ],
)
def test_a_name_is_found_by_its_variants(said: str, meant: str) -> None:
    assert [therapy.id for therapy in READER.read(f"how do {said} work").therapies] == [meant]


@pytest.mark.parametrize("typed", ["osimertinb", "ossimertinib", "osimertnib", "osmiertinib"])
def test_a_misspelt_medicine_is_found_and_marked(typed: str) -> None:
    mention = READER.read(f"what is {typed} used for").therapies[0]
    assert (mention.id, mention.reason) == ("ncit:C116377", "spelling")
    assert mention.score < 1


def test_an_earlier_treatment_is_a_condition_not_the_subject() -> None:
    question = READER.read("lung cancer, chemo failed, what next?")
    assert question.therapies == ()
    assert [(p.therapy_id, p.relation) for p in question.constraints.prior_therapies] == [
        ("class:chemotherapy", "progressed")
    ]
    assert question.constraints.line == 2


def test_the_question_is_found_in_a_long_message() -> None:
    question = READER.read(
        "Hello, my name is Ann and I am writing for my father. He was diagnosed with lung cancer in May and we are "
        "all very worried. He is 71. Is CAR-T approved? Thank you so much for your help."
    )
    assert question.type == "approval"
    assert [mention.id for mention in question.entities] == ["oncotree:LUNG", "class:car-t"]
    assert question.constraints.age == 71


def test_a_follow_up_takes_over_what_it_leaves_out() -> None:
    first = READER.read("Is CAR-T approved for lung cancer?")
    second = READER.read("and what are the side effects?", first)
    assert second.type == "harms"
    assert [therapy.id for therapy in second.therapies] == ["class:car-t"]
    third = READER.read("what about melanoma?", first)
    assert (third.type, [cancer.id for cancer in third.cancers]) == ("approval", ["oncotree:MEL"])


def test_nonsense_is_not_answered_for_sure() -> None:
    for text in ("", "   ", "?", "asdf qwer zxcv", "....", "12345"):
        assert not READER.read(text).sure


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("why can't I get CAR-T for my lung cancer", "not_approved"),
        ("why is CAR-T approved for lung cancer", "approved"),
        ("How does CAR-T work for lung cancer?", "works"),
        ("Why was Abecma withdrawn?", "withdrawn"),
        ("Is CAR-T approved for lung cancer?", ""),
    ],
)
def test_the_premise_is_told(text: str, claim: str) -> None:
    premise = READER.read(text).premise
    assert (premise.claim if premise else "") == claim
    if premise:
        assert text[premise.start : premise.end] == premise.text


def test_what_is_granted_first_is_parted_from_the_question() -> None:
    question = READER.read("Since osimertinib is CAR-T, is it approved for melanoma?")
    assert question.type == "approval"
    assert [mention.id for mention in question.entities] == ["ncit:C116377", "oncotree:MEL"]
    assert question.premise is not None
    assert question.premise.claim == "is_a"
    assert [thing.id for thing in question.premise.things] == ["ncit:C116377", "class:car-t"]


def test_it_means_the_therapy_of_the_sentence_before() -> None:
    assert READER.read("My aunt gets Abecma. Is it approved for melanoma?").type == "approval"


def test_the_packaged_names_hold_what_lay_words_mean() -> None:
    names = packaged_names()
    for said in ("chemo", "blood cancer", "bowel cancer", "stomach cancer", "TIL", "ADC", "PARPi", "womb cancer"):
        assert names.find("".join(said.lower().split())), f"nothing is meant by {said!r}: see lay_names.tsv"


def test_reading_needs_neither_spacy_nor_yaml() -> None:
    program = (
        "import sys; from nlp.questions.reader import QuestionReader; from nlp.questions.names import QuestionNames; "
        "QuestionReader(QuestionNames.build([])).read('is it approved?'); "
        "print([m for m in ('spacy', 'yaml', 'rapidfuzz', 'numpy', 'rdflib') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("what's gemox exactly", ("gemox",)),
        ("what is VRd made of", ("VRd",)),
        ("How are you today?", ()),
        ("is it FDA approved", ()),
    ],
)
def test_a_short_name_that_is_not_held_is_told_where_nothing_else_is_named(text: str, unknown: tuple[str, ...]) -> None:
    assert READER.read(text).unknown == unknown
