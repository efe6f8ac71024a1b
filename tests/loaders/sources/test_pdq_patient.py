"""NCI's patient summaries, read from the corpus."""

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.loader import SourceDocument
from loaders.sources.pdq_patient import LOADER
from tests.loaders.reading import check_reading, open_one, told
from tests.loaders.vocabulary import corpus_context

NSCLC = "lung-patient-non-small-cell-lung-treatment"


def test_drugs_of_a_cancer_are_listed_by_class_and_its_stages_by_treatment() -> None:
    context = corpus_context()
    assert context.lexicon is not None
    found = told(check_reading(LOADER, open_one(LOADER, NSCLC), context), "option_for")
    assert {one.object for one in found} == {"oncotree:NSCLC"}
    everywhere = {context.lexicon.name_of(one.subject) for one in found if not one.qualifiers.stage}
    assert {"adagrasib", "osimertinib", "pembrolizumab", "carboplatin", "sotorasib"} <= everywhere
    second = {context.lexicon.name_of(one.subject) for one in found if one.qualifiers.stage == ("IIA", "IIB")}
    assert "Surgery" in second
    phased = {one.qualifiers.phases for one in found if one.qualifiers.stage == ("IIA", "IIB")}
    assert ("Surgery", "Chemotherapy") in phased


def test_lists_of_late_effects_are_no_lists_of_treatments() -> None:
    reading = LOADER.read(open_one(LOADER, "leukemia-patient-child-all"), corpus_context())
    evidence = reading.records.evidence.values()
    text = open_one(LOADER, "leukemia-patient-child-all").text
    quoted = " ".join(text[one.start : one.end] for one in evidence if one.role == "result")
    assert "second cancers" not in quoted.lower()
    assert not [item for item in reading.set_aside if "second cancers" in item.detail]


@settings(max_examples=10)
@given(st.integers(0, 60_000), st.text(max_size=30))
def test_a_truncated_page_never_breaks_the_load(end: int, noise: str) -> None:
    document = open_one(LOADER, NSCLC)
    text = document.text[:end] + noise
    check_reading(LOADER, SourceDocument(document.document, text, document.fields, document.place), corpus_context())
