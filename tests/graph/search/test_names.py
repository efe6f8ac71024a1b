"""Finding what a few letters mean: exact before near, reasons with every score, and no choice between medicines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Entity, Name, Records
from graph.projection.publish import publish
from graph.projection.rows import project
from graph.search.name_index import FILE, NameIndex, name_key
from graph.search.names_of_graph import open_names
from graph.store import open_store
from tests.graph.linked_records import LINKED_RECORDS
from tests.graph.small_records import small_records

NAMES = {
    "therapy:dabrafenib": ["dabrafenib", "Tafinlar"],
    "therapy:dasatinib": ["dasatinib"],
    "therapy:car": ["CAR-T cell therapy", "CAR T", "chimeric antigen receptor T-cell therapy"],
    "therapy:vidaxa": ["vidaxa"],
    "therapy:vidaxe": ["vidaxe"],
    "gene:MET": ["MET"],
}


@pytest.fixture(scope="module")
def names() -> NameIndex:
    records = Records()
    for key, texts in NAMES.items():
        label = "Molecule" if key.startswith("gene") else "Therapy"
        records.add(Entity(key, label, "gene" if label == "Molecule" else "substance", texts[0]))
        for text in texts:
            records.add(Name(f"name:{text}", key, text, "synonym", case_sensitive=text == "MET"))
    return NameIndex.of_rows(project(records))


@pytest.mark.parametrize(
    ("text", "entity", "reason"),
    [
        ("dabrafenib", "therapy:dabrafenib", "the very name"),
        ("DABRAFENIB", "therapy:dabrafenib", "another case"),
        ("car t-cell therapy", "therapy:car", "other hyphens, spaces or accents"),
        ("CART", "therapy:car", "other hyphens, spaces or accents"),
        ("Tafinlar®", "therapy:dabrafenib", "other hyphens, spaces or accents"),
        ("MET", "gene:MET", "the very name"),
    ],
)
def test_find(names: NameIndex, text: str, entity: str, reason: str) -> None:
    first = names.find(text)[0]
    assert (first.entity, first.reason) == (entity, reason)


@pytest.mark.parametrize("text", ["met", "", " - ", "dabrafeni", "car"])
def test_find_abstains(names: NameIndex, text: str) -> None:
    assert names.find(text) == []


def test_what_is_told_of_most_is_suggested_first() -> None:
    rows = [
        (text, "preferred", key, label, "substance", text, False)
        for text, key, label in (
            ("melphalan", "t:1", "Therapy"),
            ("mesna", "t:2", "Therapy"),
            ("melanoma", "c:1", "Cancer"),
        )
    ]
    index = NameIndex.of_names(rows, (), {"c:1": 300, "t:1": 20, "t:2": 17})
    assert [hit.text for hit in index.suggest("me")] == ["melanoma", "mesna", "melphalan"]
    assert index.suggest("melphalan")[0].text == "melphalan"


def test_suggestions_begin_so_then_hold_a_later_word(names: NameIndex) -> None:
    assert [hit.entity for hit in names.suggest("da")] == ["therapy:dasatinib", "therapy:dabrafenib"]
    (later,) = names.suggest("antigen rec")
    assert (later.entity, later.reason) == ("therapy:car", "a later word begins so")
    assert names.suggest("  ") == []
    assert names.suggest("da", limit=1) == names.suggest("da")[:1]
    assert names.suggest("met", labels=["Therapy"]) == []


@pytest.mark.parametrize("text", ["dabrafenb", "dabrafennib", "dabarfenib", "Dabrafinib", "dabrafaneb"])
def test_a_misspelling_is_corrected_with_its_distance(names: NameIndex, text: str) -> None:
    (hit,) = names.correct(text)
    assert hit.entity == "therapy:dabrafenib"
    assert hit.reason in {"1 letter off", "2 letters off"}
    assert hit.score < 1


def test_a_misspelling_between_two_medicines_offers_both(names: NameIndex) -> None:
    assert {hit.entity for hit in names.correct("vidaxi")} == {"therapy:vidaxa", "therapy:vidaxe"}


@pytest.mark.parametrize("text", ["vidaxa", "mat", "zzzzzzzzzz", "", "dasabrtxnib"])
def test_no_correction_of_a_name_a_short_word_or_a_far_one(names: NameIndex, text: str) -> None:
    assert names.correct(text) == []


@given(LINKED_RECORDS)
def test_every_name_finds_its_entity_and_survives_the_file(records: Records) -> None:
    import tempfile

    index = NameIndex.of_rows(project(records))
    with tempfile.TemporaryDirectory() as folder:
        index.write(Path(folder))
        again = NameIndex.read(Path(folder))
    assert len(again) == len(index)
    for name in records.names.values():
        if name_key(name.text):
            assert name.entity_id in {hit.entity for hit in again.find(name.text)}
            assert again.find(name.text) == index.find(name.text)


@given(st.text(max_size=20))
def test_a_key_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


def test_the_index_follows_the_graph(graph_folder: Path) -> None:
    publish(small_records(), graph_folder)
    with open_store(f"embedded:{graph_folder}") as store:
        before = open_names(store)
        assert open_names(store) is before
        assert before.find("Gamma") == []
        records = small_records()
        records.add(Name("name:9", "ncit:beta", "Gamma", "synonym"))
        publish(records, graph_folder)
        assert open_names(store).find("gamma")[0].entity == "ncit:beta"


def test_an_engine_without_files_gives_the_same_index(graph_folder: Path) -> None:
    publish(small_records(), graph_folder)
    with open_store(f"embedded:{graph_folder}") as store:
        from_file = open_names(store)
        assert store.folder is not None
        (store.folder / FILE).unlink()
        with open_store(f"embedded:{graph_folder.parent / graph_folder.name}") as other:
            other.url = "embedded:without-files"
            from_queries = open_names(other)
    assert from_queries is not from_file
    assert from_queries.suggest("a", limit=50) == from_file.suggest("a", limit=50)
    assert len(from_queries) == len(from_file)
