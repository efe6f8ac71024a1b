"""What a label names without asking for it: absent diseases, treatments that were or are not given, other lines."""

import pytest

from nlp.extract import extract_indications
from nlp.extraction import Extraction
from tests.nlp.small_lexicon import small_lexicon


def read(text: str) -> Extraction:
    """Read a text that tells one use of Tarvia."""
    (found,) = extract_indications(text, therapy="Tarvia", agency="EMA", lexicon=small_lexicon())
    return found


def test_a_disease_that_patients_do_not_have_is_not_treated() -> None:
    found = read(
        "Tarvia is indicated for adults with gastric cancer who do not have EGFR mutant or ALK positive NSCLC."
    )
    assert [one.id for one in found.cancers] == ["oncotree:STAD"]


@pytest.mark.parametrize(
    "words", ["who are considered cisplatin ineligible after prior carboplatin", "after carboplatin without cisplatin"]
)
def test_a_treatment_that_was_not_given_is_no_earlier_one(words: str) -> None:
    found = read(f"Tarvia is indicated for adults with melanoma {words}.")
    assert [one.therapy.name for one in found.setting.after] == ["carboplatin"]


def test_a_combination_that_does_not_suit_gives_no_partner() -> None:
    found = read(
        "Tarvia monotherapy is indicated for melanoma after cisplatin, for whom treatment in combination with "
        "paclitaxel is not appropriate."
    )
    assert [one.name for one in found.therapies[1:]] == []
    assert found.setting.combination == "monotherapy"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("relapsed melanoma for whom re-treatment with the first-line regimen is not appropriate", 0),
        ("melanoma as front line treatment", 1),
    ],
)
def test_the_line_is_the_one_of_this_use(words: str, line: int) -> None:
    assert read(f"Tarvia is indicated for the treatment of adults with {words}.").setting.line_min == line


def test_alone_or_combined_tells_both() -> None:
    text = "Tarvia as monotherapy or combination with cisplatin is indicated for the treatment of melanoma."
    found = extract_indications(text, therapy="Tarvia", agency="EMA", lexicon=small_lexicon())
    assert sorted([one.name for one in use.therapies[1:]] for use in found) == [[], ["cisplatin"]]


@pytest.mark.parametrize(
    ("words", "field", "values"),
    [
        ("non resectable melanoma", "disease_state", ("unresectable",)),
        ("melanoma without symptomatic spread", "disease_state", ()),
        ("stage-III melanoma", "stage", ("stage III",)),
        ("melanoma who are not eligible for HSCT", "population", ("transplant-ineligible",)),
        ("melanoma who are not eligible for high dose chemotherapy with transplantation", "population",
         ("transplant-ineligible",)),
    ],
)  # fmt: skip
def test_words_that_narrow_in_other_spellings(words: str, field: str, values: tuple[str, ...]) -> None:
    assert getattr(read(f"Tarvia is indicated for patients with {words}.").setting, field) == values


def test_an_age_up_to_and_including_a_year_is_the_highest() -> None:
    assert (
        read("Tarvia is indicated for patients up to and including 25 years of age with melanoma.").setting.age_max
        == 25
    )


@pytest.mark.parametrize(
    "words",
    [
        "Patients with HR-positive melanoma should also have progressed after cisplatin.",
        "The patients in the study had not been treated with cisplatin for melanoma.",
        "Patients with melanoma who have low markers may be followed without it.",
    ],
)
def test_a_sentence_about_patients_is_no_use_of_its_own(words: str) -> None:
    text = f"Tarvia is indicated for the treatment of NSCLC. {words}"
    found = extract_indications(text, therapy="Tarvia", agency="EMA", lexicon=small_lexicon())
    approved = [use for use in found if use.predicate == "approved_for" and use.polarity == "affirmed"]
    assert [[one.id for one in use.cancers] for use in approved] == [["oncotree:NSCLC"]]


def test_what_another_therapy_is_indicated_for_is_no_trigger() -> None:
    text = "Tarvia is indicated for: • melanoma. • gastric cancer for whom no other chemotherapy is indicated."
    found = extract_indications(text, therapy="Tarvia", agency="EMA", lexicon=small_lexicon())
    assert [[one.id for one in use.cancers] for use in found] == [["oncotree:MEL"], ["oncotree:STAD"]]


def test_the_brackets_of_special_forms_tell_which() -> None:
    found = read("Tarvia is indicated for special forms of lung cancer (non-small cell lung cancer).")
    assert [one.id for one in found.cancers] == ["oncotree:NSCLC"]


def test_a_state_glued_to_its_marker_is_read() -> None:
    found = read("Tarvia is indicated for adults with ALKpositive NSCLC.")
    assert [(one.name, one.state) for one in found.biomarkers] == [("ALK rearrangement", "present")]


def test_a_partner_told_after_a_product_of_several_words() -> None:
    text = "Tarvia liposomal is indicated for melanoma. Tarvia liposomal is used in combination with cisplatin."
    found = extract_indications(text, therapy="Tarvia", agency="EMA", lexicon=small_lexicon())
    assert [one.name for one in found[0].therapies[1:]] == ["cisplatin"]
