"""What narrows a use: earlier treatments told with and without a name, stages, ages, lines, how it is given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.extract import extract_indications
from nlp.extraction import Extraction
from nlp.relations.settings import prior_count
from nlp.relations.stages import numbered_stages
from tests.nlp.small_lexicon import small_lexicon


def read(text: str) -> list[Extraction]:
    return extract_indications(text, therapy="Tarvia", agency="fda", lexicon=small_lexicon())


def priors(text: str) -> list[tuple[str, str, int]]:
    (found,) = read(text)
    return [(one.relation, one.therapy.name, one.count) for one in found.setting.after]


def test_a_number_of_treatments_is_told_beside_those_with_a_name() -> None:
    told = priors(
        "Tarvia is indicated for adults with follicular lymphoma who have received at least four prior therapies, "
        "including a taxane and an aromatase inhibitor, and whose disease is refractory to chemotherapy."
    )
    assert told == [
        ("received", "prior therapies", 4),
        ("received", "taxane", 4),
        ("received", "aromatase inhibitor", 4),
        ("progressed", "chemotherapy", 0),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "with resistance or intolerance to cisplatin",
        "who are resistant to or intolerant of cisplatin",
        "who have progressed on or are intolerant to cisplatin",
    ],
)
def test_resistant_or_intolerant_says_both(words: str) -> None:
    assert priors(f"Tarvia is indicated for adults with melanoma {words}.") == [
        ("progressed", "cisplatin", 0),
        ("intolerant", "cisplatin", 0),
    ]


def test_a_use_for_the_treated_says_so_without_naming_a_treatment() -> None:
    ((relation, _, count),) = priors("Tarvia is indicated for adults with melanoma who have been previously treated.")
    assert (relation, count) == ("received", 0)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("aged 12 months to 17years", 1.0, 17.0),
        ("from birth to 18 years", 0.0, 18.0),
        ("from the age of three years", 3.0, -1.0),
        ("12 years of age and older", 12.0, -1.0),
        ("with a life expectancy ≥ 10 years", -1.0, -1.0),
    ],
)
def test_ages(words: str, low: float, high: float) -> None:
    (found,) = read(f"Tarvia is indicated for the treatment of melanoma in patients {words}.")
    assert (found.setting.age_min, found.setting.age_max) == (low, high)


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("stage IB-IIIA disease", "I II III"),
        ("stages II through IV", "II III IV"),
        ("stage III IV lymphoma", "III IV"),
        ("stage IA and IB", "I"),
        ("Stage IV-B cancer", "IV"),
        ("stage of the disease", ""),
    ],
)
def test_numbered_stages(text: str, stages: str) -> None:
    assert numbered_stages(text) == tuple(f"stage {number}" for number in stages.split())


@given(st.integers(1, 4), st.integers(1, 4), st.sampled_from(["-", " to ", " through "]))
def test_a_range_of_stages_holds_all_between(first: int, last: int, joint: str) -> None:
    numerals = ("I", "II", "III", "IV")
    if first <= last:
        told = numbered_stages(f"stage {numerals[first - 1]}{joint}{numerals[last - 1]} melanoma")
        assert told == tuple(f"stage {numeral}" for numeral in numerals[first - 1 : last])


def test_monotherapy_in_the_lead_in_holds_for_its_items() -> None:
    told = read("Tarvia as monotherapy is indicated for: • the treatment of melanoma • the treatment of gastric cancer")
    assert [one.setting.combination for one in told] == ["monotherapy", "monotherapy"]


def test_a_sentence_takes_nothing_from_a_lead_in_of_another_cancer() -> None:
    told = read(
        "Tarvia is indicated for the first-line treatment of adults with NSCLC who have: metastatic disease. "
        "Melanoma: Tarvia is indicated for the treatment of melanoma."
    )
    (melanoma,) = [one for one in told if one.cancers[0].id == "oncotree:MEL"]
    assert (melanoma.setting.line_min, melanoma.setting.population) == (0, ())


def test_hormone_refractory_is_not_refractory() -> None:
    (found,) = read("Tarvia is indicated for the treatment of hormone refractory metastatic prostate cancer.")
    assert found.setting.disease_state == ("castration-resistant",)


@pytest.mark.parametrize(
    ("stretch", "least"),
    [
        ("one to three prior treatment regimens", 1),
        ("e to three prior treatment regimens", 1),
        ("no more than two prior chemotherapy regimens", 0),
        ("up to two types of chemotherapy", 0),
        ("at least four prior lines of therapy", 4),
        ("two or more prior therapies", 2),
        ("refractory to at least two proteasome inhibitors", 2),
        ("one or more tyrosine kinase inhibitor(s)", 1),
        ("at least two chemotherapeutic regimens", 2),
        ("2 or 3 prior therapies", 2),
        ("prior anti-HER2 therapy", 0),
        ("a BCL-2 inhibitor", 0),
        ("as a single agent after cisplatin", 0),
        ("after four cycles of platinum-based first-line chemotherapy", 0),
    ],
)
def test_the_most_that_a_text_allows_is_not_the_least_that_it_asks_for(stretch: str, least: int) -> None:
    assert prior_count(stretch) == least


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("with acute lymphoblastic leukemia in first remission", ("in remission",)),
        ("with de novo melanoma", ()),
        ("with intermediate 2 risk melanoma", ("intermediate-risk",)),
        ("with prostate cancer and biochemical recurrence", ("recurrent",)),
    ],
)
def test_states_in_other_words(words: str, state: tuple[str, ...]) -> None:
    (use,) = read(f"Tarvia is indicated for adults {words}.")
    assert use.setting.disease_state == state


def test_primary_and_metastatic_is_both() -> None:
    (use,) = read("Tarvia is indicated for lung cancer, primary and metastatic.")
    assert use.setting.stage == ()


@pytest.mark.parametrize(
    ("text", "partners", "combination"),
    [
        ("for NSCLC when used in combination with other effective agents", ["other effective agents"], "combination"),
        (
            "for NSCLC in proven combinations with other approved chemotherapeutic agents",
            ["chemotherapy"],
            "combination",
        ),
        ("for adults with NSCLC concomitantly treated with cisplatin", ["cisplatin"], "combination"),
    ],
)
def test_partners_in_other_words(text: str, partners: list[str], combination: str) -> None:
    (use,) = read(f"Tarvia is indicated {text}.")
    assert [one.name for one in use.therapies[1:]] == partners
    assert use.setting.combination == combination


def test_a_single_agent_or_a_combination_told_above_holds_below() -> None:
    first, second = read(
        "Tarvia is indicated as a single agent or in established combination therapy in the following: - Melanoma. "
        "- NSCLC in combination with cisplatin."
    )
    assert (first.setting.combination, second.setting.combination) == ("either", "combination")


@pytest.mark.parametrize(
    ("stages", "numbers"),
    [
        ("stage IB, II, or IIIA", ("stage I", "stage II", "stage III")),
        ("stage IIIC and IVM1b", ("stage III", "stage IV")),
    ],
)
def test_a_last_stage_behind_a_comma_belongs_to_its_use(stages: str, numbers: tuple[str, ...]) -> None:
    (use,) = read(f"Tarvia is indicated for adults with {stages} melanoma.")
    assert use.setting.stage == numbers


def test_previously_treated_and_untreated_asks_for_no_treatment() -> None:
    assert priors("Tarvia is indicated for adults with previously treated and untreated melanoma.") == []


def test_all_kinds_of_a_disease_in_a_bracket_are_treated() -> None:
    (use,) = read(
        "Tarvia is indicated for adults with prostate cancer including previously untreated disease of all named "
        "subtypes (melanoma, and follicular lymphoma)."
    )
    assert [one.id for one in use.cancers] == ["oncotree:PRAD", "oncotree:MEL", "oncotree:FL"]


def test_what_an_amputation_is_prevented_for_is_treated() -> None:
    (use,) = read("Tarvia is indicated for irresectable melanoma of the limbs so as to prevent or delay amputation.")
    assert (use.purpose, use.unread) == ("treat", ())


def test_the_cells_before_a_marker_are_its_score() -> None:
    (use,) = read("Tarvia is indicated for melanoma in adults with tumour cell PD-L1 expression < 1%.")
    assert [one.name for one in use.biomarkers] == ["PD-L1 TC < 1 %"]
