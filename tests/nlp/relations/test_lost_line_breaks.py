"""Tables whose line breaks were lost: headings glued to sentences, items glued to items, each read as its own."""

import pytest

from nlp.extract import extract_indications
from nlp.extraction import Extraction
from tests.nlp.small_lexicon import small_lexicon


def read(text: str) -> list[Extraction]:
    """Read a text as the table's row of Tarvia."""
    return extract_indications(text, title="Tarvia", therapy="Tarvia", agency="EMA", lexicon=small_lexicon())


def told(text: str) -> list[tuple[list[str], list[str | None], str]]:
    """Return partners, cancers and phase of each use."""
    return [
        ([one.name for one in found.therapies[1:]], [one.id for one in found.cancers], found.setting.phase)
        for found in read(text)
    ]


_HEADS_ITS_SENTENCE = "Adjuvant treatment of melanomaTarvia is indicated for the adjuvant treatment of melanoma."
_HEADS_A_LIST = (
    "MelanomaTarvia in combination with carboplatin is indicated for the:treatment of adults with melanoma."
    "Breast cancerTarvia is indicated as:monotherapy for the treatment of adults with breast cancer."
)
_LEADS_ALL = (
    "Tarvia is indicated in adults for the following indications:B-cell non-Hodgkin lymphomaTarvia is indicated for "
    "the treatment of follicular lymphoma."
)
_FOLLOWS_A_LIST = (
    "Tarvia in combination with carboplatin is indicated for the adjuvant treatment of patients with:node-positive "
    "breast cancer;node-negative breast cancer.Tarvia is indicated for the treatment of NSCLC."
)


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        (_HEADS_ITS_SENTENCE, [([], ["oncotree:MEL"], "adjuvant")]),
        (_HEADS_A_LIST, [(["carboplatin"], ["oncotree:MEL"], ""), ([], ["oncotree:BRCA"], "")]),
        (_LEADS_ALL, [([], ["oncotree:FL"], "")]),
        (_FOLLOWS_A_LIST, [(["carboplatin"], ["oncotree:BRCA"], "adjuvant"), ([], ["oncotree:NSCLC"], "")]),
    ],
)
def test_a_sentence_that_tells_its_use_whole_takes_nothing_from_above(
    text: str, uses: list[tuple[list[str], list[str | None], str]]
) -> None:
    found = told(text)
    assert [use for at, use in enumerate(found) if use not in found[:at]] == uses


def test_a_lead_to_all_indications_gives_whom_they_are_for() -> None:
    (found,) = read(
        "Tarvia is indicated in adults for the following indications:LymphomaTarvia is indicated for the treatment of "
        "follicular lymphoma."
    )
    assert found.setting.population == ("adult",)


def test_a_disease_named_within_the_words_of_a_response_is_what_is_treated() -> None:
    (found,) = read(
        "Tarvia is indicated for the treatment of adult follicular lymphoma patients responding to cisplatin."
    )
    assert [one.id for one in found.cancers] == ["oncotree:FL"]
    assert [(one.relation, one.therapy.name) for one in found.setting.after] == [("responded", "cisplatin")]


_MARKS_LEFT = (
    "Tarvia is indicated for:adults with melanoma (stage III).the treatment of gastric cancer;chronic lymphocytic "
    "leukemia.maintenance treatment of follicular lymphoma,newly diagnosed NSCLC."
)
_HYPHENS = (
    "Tarvia is indicated for:- patients with gastric cancer after cisplatin- adult patients with NSCLC, or- patients "
    "with melanoma."
)


@pytest.mark.parametrize(
    ("text", "cancers"),
    [
        (_MARKS_LEFT, ["MEL", "STAD", "CLLSLL", "FL", "NSCLC"]),
        (_HYPHENS, ["STAD", "NSCLC", "MEL"]),
        ("Tarvia is indicated for adults with:-melanoma.- NSCLC.", ["MEL", "NSCLC"]),
        ("Tarvia is indicated for adults with- relapsed melanoma.- NSCLC.", ["MEL", "NSCLC"]),
        ("Tarvia is indicated for melanoma.adult and paediatric patients with NSCLC.", ["MEL", "NSCLC"]),
    ],
)
def test_items_without_line_breaks_are_uses_of_their_own(text: str, cancers: list[str]) -> None:
    assert [[one.id for one in found.cancers] for found in read(text)] == [[f"oncotree:{one}"] for one in cancers]


def test_a_comma_without_a_blank_divides_only_a_list() -> None:
    (found,) = read("Tarvia is indicated for relapsed,refractory melanoma after cisplatin,carboplatin or paclitaxel.")
    assert [one.therapy.name for one in found.setting.after] == ["cisplatin", "carboplatin", "paclitaxel"]


def test_a_sentence_leads_the_list_that_is_glued_to_it() -> None:
    found = read(
        "Tarvia is indicated for adults with HER2-positive breast cancer.following surgery, cisplatin (if applicable)."
        "in combination with carboplatin.Tarvia is indicated for NSCLC."
    )
    assert [
        ([one.id for one in use.cancers], [one.name for one in use.biomarkers], len(use.setting.after) > 0)
        for use in found
    ] == [
        (["oncotree:BRCA"], ["HER2-positive"], True),
        (["oncotree:BRCA"], ["HER2-positive"], False),
        (["oncotree:NSCLC"], [], False),
    ]
    assert [one.name for one in found[1].therapies[1:]] == ["carboplatin"]


def test_a_reference_within_a_sentence_does_not_end_it() -> None:
    (found,) = read(
        "Tarvia in combination with carboplatin (see section 4.2) is indicated for the treatment of melanoma."
    )
    assert [one.name for one in found.therapies[1:]] == ["carboplatin"]


def test_what_is_reduced_above_a_list_is_no_treatment_of_its_members() -> None:
    assert not [
        one for one in read("Reduction of hypercalcaemia in adults with:melanoma;NSCLC.") if one.purpose == "treat"
    ]


def test_what_is_no_option_was_not_given() -> None:
    (found,) = read(
        "Tarvia is indicated for melanoma following at least two prior therapies when cisplatin or paclitaxel is not a "
        "treatment option."
    )
    assert [(one.therapy.name, one.count) for one in found.setting.after] == [("prior therapies", 2)]
