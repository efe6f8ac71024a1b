"""Option lists of a page become statements with their place, and doubts with their reason."""

import pytest

from graph.model import Document, Statement
from loaders.loader import Reading
from loaders.treatment_options.kinship import Kinship
from loaders.treatment_options.options import OptionReader
from tests.loaders.vocabulary import made_context

DOCUMENT = Document("doc:test/a", "T", "P", "https://example.org", "CC0", "institute", "treatment_summary", "test", "0")


def read(body: str, title: str = "# Lung Treatment") -> Reading:
    context = made_context()
    assert context.lexicon is not None
    text = f"{title}\n\n{body}"
    return OptionReader(DOCUMENT, text, context.lexicon, Kinship.of(context.held)).read()


def statements(body: str, title: str = "# Lung Treatment") -> list[Statement]:
    made = read(body, title).records.statements.values()
    return [one for one in made if one.review_status == "single_source"]


PAGE = """## Treatment of Stage IV NSCLC

### Treatment Options for Stage IV NSCLC

Treatment options for stage IV NSCLC (first-line therapy) include:

1. [Kinase inhibitors](/x#_1) (for patients with *EGFR* variants).

- [Osimertinib](/x#_2).
2. [Surgery](/x#_3).[[2](#cit/section_1.2)][[Level of evidence C1](/x)]

#### Osimertinib

It was studied.[[1](#cit/section_1.1)][[Level of evidence B1](/x)]

###### References

1. A: A paper. [[PUBMED Abstract]](http://x?db=PubMed&list_uids=12345678&dopt=Abstract "t")
2. B: Another. [[PUBMED Abstract]](http://x?db=PubMed&list_uids=23456789&dopt=Abstract "t")
"""


def test_an_item_takes_its_scope_from_above_and_its_evidence_from_the_part_that_it_names() -> None:
    found = {one.subject: one for one in statements(PAGE)}
    assert set(found) == {"class:kinase-inhibitor", "ncit:1", "procedure:surgery"}
    drug = found["ncit:1"]
    assert drug.object == "cancer:nsclc"
    assert drug.qualifiers.stage == ("IV",)
    assert (drug.qualifiers.line_min, drug.qualifiers.line_max) == (1, 1)
    assert [state.biomarker_id for state in drug.requires] == ["biomarker:egfr-mutation"]
    assert drug.qualifiers.level_of_evidence == "B1"
    assert found["procedure:surgery"].requires == ()
    assert found["procedure:surgery"].qualifiers.level_of_evidence == "C1"


def test_places_name_the_papers_that_they_cite() -> None:
    locators = " ".join(one.locator for one in read(PAGE).records.evidence.values())
    assert "PubMed 12345678" in locators
    assert "PubMed 23456789" in locators


def test_a_lead_about_factors_is_no_list_of_options() -> None:
    assert statements("## Treatment of NSCLC\n\nTreatment options depend on the following:\n\n- Surgery.\n") == []


def test_the_title_gives_no_cancer() -> None:
    body = "## Overview\n\nTreatment options include:\n\n- Surgery.\n"
    assert statements(body, "# Melanoma Treatment") == []
    assert [item.reason for item in read(body, "# Melanoma Treatment").set_aside] == ["no_cancer_linked"]


def test_a_cancer_of_another_site_is_refused() -> None:
    body = "## Treatment of NSCLC\n\nTreatment options for melanoma include:\n\n- Surgery.\n"
    assert statements(body, "# Non-Small Cell Lung Cancer Treatment") == []
    assert [item.reason for item in read(body, "# Non-Small Cell Lung Cancer Treatment").set_aside] == [
        "cancer_outside_page"
    ]


def test_a_drug_under_a_class_with_chemotherapy_is_given_with_it() -> None:
    body = (
        "## Treatment of SCLC\n\nTreatment options for SCLC include:\n\n"
        "1. Immunotherapy and combination chemotherapy.\n\n- Atezolizumab.\n- Cisplatin.\n"
    )
    found = {one.subject: one for one in statements(body)}
    assert found["ncit:2"].partners == ("class:chemotherapy",)
    assert "ncit:3" not in found  # may stand for the chemotherapy itself


def test_a_condition_that_was_not_understood_is_proposed_only() -> None:
    body = (
        "## Treatment of NSCLC\n\nTreatment options for NSCLC include:\n\n"
        "- Surgery (for patients whose zeta and kappa and omega findings are of the fourth order of Wundt).\n"
    )
    reading = read(body)
    assert {one.review_status for one in reading.records.statements.values()} == {"proposed"}
    assert [item.reason for item in reading.set_aside] == ["condition_not_understood"]


@pytest.mark.parametrize("words", ["(under clinical evaluation)", "(being studied)"])
def test_what_is_under_study_is_investigational(words: str) -> None:
    body = f"## Treatment of NSCLC\n\nTreatment options for NSCLC include:\n\n- Osimertinib {words}.\n"
    assert [one.modality for one in statements(body)] == ["investigational"]


def test_an_option_for_children_stays_one_for_children() -> None:
    body = "## Treatment of NSCLC\n\nTreatment options for NSCLC include:\n\n- Surgery.\n"
    assert [one.qualifiers.population for one in statements(body, "# Childhood Lung Treatment")] == [("child",)]


@pytest.mark.parametrize("condition", ["inverting papillomas", "ABCD disease"])
def test_another_illness_is_no_condition_of_this_one(condition: str) -> None:
    body = f"## Treatment of NSCLC\n\nTreatment options for {condition} include:\n\n- Surgery.\n"
    assert statements(body) == []


def test_a_short_condition_is_kept_in_its_own_words() -> None:
    body = "## Treatment of NSCLC\n\nTreatment options for superior sulcus tumors include:\n\n- Surgery.\n"
    assert [one.qualifiers.disease_state for one in statements(body)] == [("superior sulcus",)]


def test_conditions_stay_in_their_own_words_unless_they_may_name_another_disease() -> None:
    body = "## NSCLC\n\nTreatment options for NSCLC {} include:\n\n- Osimertinib.\n"
    told = statements(body.format("with a strange spot near the windpipe"))
    assert [one.qualifiers.disease_state for one in told] == [("strange spot near the windpipe",)]
    assert not statements(body.format("with an odd xyzzoma"))
    assert not statements(body.format("with a benign spot"))
    assert not statements(body.format("that cisplatin made strange"))
    assert statements(body.format("that cannot be treated with cisplatin"))


def test_a_condition_that_is_one_of_a_list_with_a_cancer_is_kept_for_a_curator() -> None:
    reading = read("## NSCLC\n\nTreatment options for strange and NSCLC include:\n\n- Osimertinib.\n")
    assert {one.reason for one in reading.set_aside} == {"condition_not_understood"}
    assert {one.review_status for one in reading.records.statements.values()} == {"proposed"}


@pytest.mark.parametrize(
    "item", ["T1, N0, M0.", "Other treatments.", "Treatment of brain metastases.", "See the section on surgery."]
)
def test_what_is_no_option_makes_no_doubt(item: str) -> None:
    assert not read(f"## NSCLC\n\nTreatment options for NSCLC include:\n\n- {item}\n").set_aside


@pytest.mark.parametrize(
    "lead",
    [
        "The first-line treatment of stage IV NSCLC may include one or more of the following:",
        "The following drugs are used alone and in combination with other drugs for patients with stage IV NSCLC:",
        "Single agents that have shown activity in stage IV NSCLC include:",
        "Other regimens, used to treat stage IV NSCLC, include the following:",
        "In adults, treatment of stage IV NSCLC depends on the subtype of lung cancer and may include:",
        "As in men, treatment of stage IV NSCLC may include the following as palliative therapy to relieve symptoms:",
    ],
)
def test_leads_of_option_lists(lead: str) -> None:
    (told,) = statements(f"## Treatment of NSCLC\n\n{lead}\n\n- Osimertinib.\n")
    assert (told.subject, told.object, told.qualifiers.stage) == ("ncit:1", "cancer:nsclc", ("IV",))


def test_a_combination_with_what_was_given_before_is_an_option_and_the_same_again_is_a_doubt() -> None:
    body = "## NSCLC\n\nTreatment options for NSCLC after previous cisplatin include:\n\n- {}\n"
    assert statements(body.format("Osimertinib plus cisplatin."))
    assert not statements(body.format("Cisplatin."))


def test_what_follows_the_treatment_above_is_not_told_alone() -> None:
    items = "1. Surgery followed by one or more of the following:\n\n- Osimertinib.\n"
    body = f"## NSCLC\n\nTreatment options for NSCLC include:\n\n{items}"
    assert "ncit:1" not in {one.subject for one in statements(body)}


def test_a_stage_that_chooses_among_those_of_the_heading_leaves_the_others() -> None:
    lead = "Treatment options for metastatic and recurrent NSCLC include:"
    body = f"## NSCLC\n\n{lead}\n\n- Osimertinib for metastatic disease.\n"
    (told,) = statements(body)
    assert (told.qualifiers.stage, told.qualifiers.disease_state) == (("metastatic",), ())


def test_a_part_of_a_combination_named_again_stands_for_the_whole() -> None:
    body = (
        "## Treatment of SCLC\n\nTreatment options for SCLC include:\n\n"
        "1. Cisplatin plus etoposide.\n\n- Etoposide as first-line therapy.\n"
    )
    first = [one for one in statements(body) if one.qualifiers.line_min == 1]
    assert [{one.subject, *one.partners} for one in first] == [{"ncit:3", "ncit:4"}]


def test_every_title_of_a_page_says_what_it_is_about() -> None:
    body = "# NSCLC and Melanoma Treatment\n\n## Treatment of NSCLC\n\nTreatment options include:\n\n- Surgery.\n"
    assert [one.object for one in statements(body, "# Melanoma Treatment in short")] == ["cancer:nsclc"]
