"""A titled part is an option only where its text says so, and nothing says otherwise."""

import pytest

from graph.model import Document, Statement
from loaders.treatment_options.kinship import Kinship
from loaders.treatment_options.options import OptionReader
from loaders.treatment_options.parts import read_parts
from tests.loaders.vocabulary import made_context

DOCUMENT = Document("doc:test/a", "T", "P", "https://example.org", "CC0", "institute", "treatment_summary", "test", "0")


def parts(
    text: str, above: str = "### Treatment Options for Metastatic NSCLC", title: str = "Osimertinib"
) -> list[Statement]:
    context = made_context()
    assert context.lexicon is not None
    page = f"# Lung Treatment\n\n## Treatment of Stage IV NSCLC\n\n{above}\n\nWords.\n\n#### {title}\n\n{text}\n"
    reader = OptionReader(DOCUMENT, page, context.lexicon, Kinship.of(context.held))
    reader.read()
    read_parts(reader)
    return list(reader.reading.records.statements.values())


def test_an_approved_treatment_under_its_own_heading_is_an_option_in_the_scope_of_the_headings() -> None:
    (one,) = parts("It was studied. The agency approved osimertinib for these patients.")
    assert (one.subject, one.object, one.rule) == ("ncit:1", "cancer:nsclc", "option-part")
    assert one.qualifiers.stage == ("metastatic",)


@pytest.mark.parametrize(
    "text",
    [
        "It was studied in one trial.",
        "Osimertinib is a standard option. Its approval was withdrawn.",
        "Osimertinib is not recommended, but approved.",
        "Cisplatin is a standard option.",
        "In a randomized study, osimertinib was preferred.",
        "Osimertinib is approved for melanoma.",
    ],
)
def test_a_part_without_a_plain_word_for_it_is_no_option(text: str) -> None:
    assert parts(text) == []


def test_a_bare_treatment_under_a_combination_is_no_option_alone() -> None:
    above = "### Treatment Options for Metastatic NSCLC\n\nx\n\n#### Chemotherapy plus immunotherapy"
    page_title = "Atezolizumab"
    context = made_context()
    assert context.lexicon is not None
    page = (
        f"# Lung Treatment\n\n## Treatment of Stage IV NSCLC\n\n{above}\n\nx\n\n##### {page_title}\n\n"
        "Atezolizumab is a standard option.\n"
    )
    reader = OptionReader(DOCUMENT, page, context.lexicon, Kinship.of(context.held))
    read_parts(reader)
    assert not reader.reading.records.statements


def test_a_heading_above_that_is_not_understood_refuses_the_part() -> None:
    above = "### Treatment of alpha, beta and gamma findings of the fourth kind"
    assert parts("Osimertinib is a standard option.", above) == []


def test_a_test_result_that_the_approving_sentence_names_is_required() -> None:
    text = "The agency approved osimertinib for tumors with EGFR mutations, including those with ALK rearrangements."
    (one,) = parts(text)
    assert [state.biomarker_id for state in one.requires] == ["biomarker:egfr-mutation"]
