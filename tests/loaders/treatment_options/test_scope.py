"""Headings, lead-ins and conditions say whom options are for; what is not understood is kept as a doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.treatment_options.scope import BROKEN, Scope, read_scope
from tests.loaders.vocabulary import made_context

LEXICON = made_context().lexicon
assert LEXICON is not None


def scope(text: str) -> Scope:
    assert LEXICON is not None
    return read_scope(text, LEXICON)


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("stage IV NSCLC", ("IV",)),
        ("stages IA NSCLC and IB NSCLC", ("IA", "IB")),
        ("stages I–III NSCLC", ("I", "II", "III")),
        ("stage IIIA, stage IIIB, or stage IIIC disease", ("IIIA", "IIIB", "IIIC")),
        ("melanoma that has spread to nearby lymph nodes", ("regional",)),
        ("locally advanced or metastatic disease", ("locally advanced", "metastatic")),
    ],
)
def test_stages(text: str, stages: tuple[str, ...]) -> None:
    assert set(scope(text).stage) == set(stages)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("first-line therapy", (1, 1)),
        ("second-line therapy and beyond", (2, 0)),
        ("for patients after first-line chemotherapy", (2, 0)),
        ("first-line therapy and second-line therapy", (0, 0)),
    ],
)
def test_lines(text: str, line: tuple[int, int]) -> None:
    assert scope(text).line == line


def test_a_prior_treatment_is_no_line_of_its_own_but_the_next() -> None:
    read = scope("patients previously treated with first-line cisplatin")
    assert read.line == (2, 0)
    assert [prior.therapy_id for prior in read.after] == ["ncit:3"]


def test_the_inner_scope_answers_and_the_outer_fills_what_it_leaves_open() -> None:
    outer = scope("newly diagnosed stage IV NSCLC (first-line therapy)")
    inner = scope("children with recurrent disease").within(outer)
    assert inner.cancers == ("cancer:nsclc",)
    assert inner.stage == ()
    assert inner.disease_state == ("recurrent",)
    assert inner.line == (1, 1)
    assert inner.population == ("child",)


def test_a_state_that_is_no_course_narrows_the_stage_around_it() -> None:
    inner = scope("resectable disease").within(scope("stage IIIA NSCLC"))
    assert inner.stage == ("IIIA",)
    assert inner.disease_state == ("resectable",)


def test_ages_are_read_in_years() -> None:
    assert scope("children older than 3 years").age_min == 3
    assert scope("adults aged 60 years or younger").age_max == 60


def test_biomarkers_of_groups_multiply_and_too_many_are_none() -> None:
    read = scope("patients with EGFR variants")
    assert [[one.id for one in choice] for choice in read.biomarker_choices()] == [["biomarker:egfr-mutation"]]
    assert scope("anything").biomarker_choices() == [()]


def test_what_nothing_reads_is_one_phrase_in_its_own_words() -> None:
    assert scope("superior sulcus tumors").unread == ("superior sulcus",)


def test_one_of_a_list_is_never_a_condition_of_what_follows() -> None:
    assert [phrase.endswith(BROKEN) for phrase in scope("papular and recurrent NSCLC").unread] == [True]


def test_a_word_for_any_tumour_names_no_cancer() -> None:
    assert scope("nasal cavity tumors").cancers == ()


@given(st.text(max_size=120))
def test_no_text_breaks_the_reader(text: str) -> None:
    read = scope(text)
    assert read.within(read).cancers == read.cancers


def test_a_cancer_in_brackets_only_explains_the_one_before() -> None:
    assert scope("NSCLC (not SCLC)").cancers == ("cancer:nsclc",)


@pytest.mark.parametrize(
    ("text", "states", "stages"),
    [
        ("metastatic NSCLC not amenable to surgical or locoregional interventions", {"unresectable"}, {"metastatic"}),
        ("patients with any T, any N, M1 disease", set(), {"metastatic"}),
        ("patients with intermediate- or poor-risk disease", {"intermediate-risk", "high-risk"}, set()),
        ("platinum-refractory or platinum-resistant recurrences", {"platinum-resistant", "recurrent"}, set()),
        ("aggressive, noncontiguous stage II/III NSCLC", {"aggressive", "noncontiguous"}, {"II", "III"}),
    ],
)
def test_extent_and_risk_in_other_words(text: str, states: set[str], stages: set[str]) -> None:
    read = scope(text)
    assert set(read.disease_state) == states
    assert set(read.stage) == stages
    assert not read.unread


def test_a_wish_for_children_is_not_an_option_for_children() -> None:
    read = scope("women who wish to have children")
    assert read.population == ("women",)
    assert read.disease_state == ("wishing to have children",)


@pytest.mark.parametrize(
    ("around", "own", "left"),
    [
        ("NSCLC with BRCA1, BRCA2, or ATM variants", "patients with BRCA1 or BRCA2 variants", {"BRCA mutation"}),
        ("NSCLC with BRCA1, BRCA2, or ATM variants", "patients with HRR gene mutations", {"HRR mutation"}),
        ("NSCLC with EGFR mutations", "patients with ALK rearrangements", {"EGFR mutation", "ALK rearrangement"}),
    ],
)
def test_a_marker_of_those_around_it_chooses_and_another_adds_up(around: str, own: str, left: set[str]) -> None:
    assert {one.name for group in scope(own).within(scope(around)).requires for one in group} == left


def test_how_strong_a_treatment_is_says_nothing_of_the_disease() -> None:
    assert not scope("reduced-intensity therapy, including agents for recurrent NSCLC").unread


def test_older_adults_are_not_all_adults() -> None:
    assert scope("older adults with NSCLC").population == ("older adult",)
    assert scope("older adults or adults with significant comorbid conditions").population == ("older adult",)
