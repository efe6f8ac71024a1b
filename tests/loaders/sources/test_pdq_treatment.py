"""NCI's professional summaries, read from the corpus: what the page lists is told, and nothing else."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Statement
from loaders.loader import BrokenDocument, SourceDocument, locate
from loaders.sources.pdq_treatment import LOADER, updated_on
from tests.loaders.reading import check_reading, open_one, told
from tests.loaders.vocabulary import corpus_context
from tests.needs import corpus_folder

NSCLC = "types-lung-hp-non-small-cell-lung-treatment"
SCLC = "types-lung-hp-small-cell-lung-treatment"


def options(place: str) -> list[Statement]:
    document = open_one(LOADER, place)
    return told(check_reading(LOADER, document, corpus_context()), "option_for")


def named(statements: list[Statement], **wanted: Any) -> set[str]:
    """Names of the subjects of statements whose qualifiers hold these values."""
    lexicon = corpus_context().lexicon
    assert lexicon is not None
    return {
        lexicon.name_of(one.subject)
        for one in statements
        if all(getattr(one.qualifiers, key) == value for key, value in wanted.items())
    }


def test_the_content_date_is_that_of_the_latest_updates() -> None:
    document = open_one(LOADER, NSCLC).document
    assert document.published == document.attested == "2025-05-15"
    assert "PDQ" not in document.title
    assert updated_on("no date here") == ""


def test_first_line_options_of_non_small_cell_lung_cancer_stand_by_biomarker() -> None:
    first = [one for one in options(NSCLC) if one.qualifiers.line_min == one.qualifiers.line_max == 1]
    by_marker: dict[str, set[str]] = {}
    lexicon = corpus_context().lexicon
    assert lexicon is not None
    for one in first:
        for state in one.requires:
            by_marker.setdefault(state.biomarker_id, set()).add(lexicon.name_of(one.subject))
    assert {"osimertinib", "erlotinib", "gefitinib", "afatinib", "dacomitinib"} <= by_marker["biomarker:egfr-mutation"]
    assert {"alectinib", "lorlatinib", "brigatinib"} <= by_marker["biomarker:alk-rearrangement"]
    assert {"selpercatinib", "pralsetinib"} <= by_marker["biomarker:ret-fusion"]
    assert by_marker["biomarker:egfr-exon-20-insertion"] & {"amivantamab"}
    assert "sotorasib" not in named(first)
    assert {"pembrolizumab", "cemiplimab"} <= named(first, combination="monotherapy")


def test_later_lines_and_adjuvant_options_keep_their_place() -> None:
    found = options(NSCLC)
    later = [one for one in found if one.qualifiers.line_min == 2]
    assert {"sotorasib", "adagrasib", "trastuzumab deruxtecan", "docetaxel", "nivolumab"} <= named(later)
    t790m = [one for one in later if any(state.biomarker_id == "biomarker:egfr-t790m" for state in one.requires)]
    assert "osimertinib" in named(t790m)
    stages = {one.qualifiers.stage for one in found}
    assert {("IA", "IB"), ("IIA", "IIB"), ("IIIA",), ("IIIB", "IIIC"), ("IV",)} <= stages


def test_small_cell_lung_cancer_by_stage() -> None:
    found = options(SCLC)
    extensive = [one for one in found if one.qualifiers.stage == ("extensive",)]
    recurrent = [one for one in found if "recurrent" in one.qualifiers.disease_state]
    assert {"atezolizumab", "durvalumab"} <= named(extensive, combination="combination")
    assert {"topotecan", "lurbinectedin", "tarlatamab"} <= named(recurrent)
    assert not {"atezolizumab", "durvalumab"} & named(extensive, combination="")


def test_only_treatment_summaries_are_opened() -> None:
    documents = list(LOADER.documents(locate(LOADER, corpus_folder())))
    assert not [document for document in documents if isinstance(document, BrokenDocument)]
    places = [document.place for document in documents]
    assert len(places) > 120
    assert not [place for place in places if "screening" in place or "genetics" in place]


@pytest.mark.parametrize("place", ["types-colorectal-hp-colon", "types-myeloma-hp-myeloma", "types-breast-hp-breast"])
def test_every_reading_holds_its_promises(place: str) -> None:
    assert options(place)


@settings(max_examples=20)
@given(st.data())
def test_a_truncated_or_garbled_page_never_breaks_the_load(data: st.DataObject) -> None:
    document = open_one(LOADER, SCLC)
    end = data.draw(st.integers(0, len(document.text)))
    cut = data.draw(st.integers(0, max(end - 1, 0)))
    noise = data.draw(st.text(max_size=30))
    text = document.text[:cut] + noise + document.text[cut:end]
    check_reading(LOADER, SourceDocument(document.document, text, document.fields, document.place), corpus_context())
