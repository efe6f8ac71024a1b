"""EMA leaflets, read from the corpus."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.loader import BrokenDocument, SourceDocument, locate
from loaders.sources.ema_leaflets import LOADER
from tests.loaders.reading import check_reading, open_one, told
from tests.loaders.vocabulary import corpus_context
from tests.needs import corpus_folder


def harms(place: str) -> dict[tuple[str, bool], str]:
    """Frequency by (effect, seriousness)."""
    records = check_reading(LOADER, open_one(LOADER, place), corpus_context())
    return {
        (one.object.removeprefix("ae:"), one.qualifiers.seriousness == "serious"): one.qualifiers.frequency
        for one in told(records, "causes")
    }


@pytest.mark.parametrize(
    ("place", "effect", "serious", "frequency"),
    [
        ("tagrisso", "diarrhoea", False, "very_common"),
        ("tagrisso", "nosebleed", False, "common"),
        ("tagrisso", "vasculitis", False, "uncommon"),
        ("tagrisso", "myositis", False, "rare"),
        ("tagrisso", "pneumonitis", True, "common"),
        ("lynparza", "nausea", False, "very_common"),
        ("lynparza", "anaemia", True, "very_common"),
        ("lynparza", "lymphopenia", False, "common"),
        ("zytiga", "bone-fracture", False, "common"),
        ("abraxane", "hair-loss", False, "very_common"),
        ("abraxane", "coughing-up-blood", False, "common"),
    ],
)
def test_effects_keep_their_frequency(place: str, effect: str, serious: bool, frequency: str) -> None:
    assert harms(f"{place}.md")[effect, serious] == frequency


def test_every_file_opens_though_some_front_matter_is_no_yaml() -> None:
    documents = list(LOADER.documents(locate(LOADER, corpus_folder())))
    assert len(documents) == 265
    assert not [document for document in documents if isinstance(document, BrokenDocument)]


def test_a_leaflet_is_never_attested() -> None:
    document = open_one(LOADER, "tagrisso.md").document
    assert document.attested == ""
    assert document.kind == "leaflet"


@pytest.mark.parametrize("place", ["humira.md", "remicade.md"])
def test_a_medicine_that_treats_no_cancer_is_set_aside(place: str) -> None:
    reading = LOADER.read(open_one(LOADER, place), corpus_context())
    assert not reading.records.statements
    assert [item.reason for item in reading.set_aside] == ["not_a_cancer_medicine"]


@settings(max_examples=20)
@given(st.integers(0, 12_000), st.text(max_size=30))
def test_a_truncated_leaflet_never_breaks_the_load(end: int, noise: str) -> None:
    document = open_one(LOADER, "tagrisso.md")
    text = document.text[:end] + noise
    check_reading(LOADER, SourceDocument(document.document, text, document.fields, document.place), corpus_context())
