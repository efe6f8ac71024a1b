"""The loader protocol: found by looking, named, located, and with evidence that gives back its quote."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders.sources
from graph.model import Document
from graph.model.identifiers import quote_hash
from loaders import AttestationError, MissingSourceError, UnknownSourceError
from loaders.attestation import attested
from loaders.loader import discover, evidence, locate, named, review_item

DOCUMENT = Document("doc:made/1", "title", "publisher", "", "", "press", "article", "made", "hash", agency="agency:fda")


def test_every_module_of_the_folder_is_a_loader_with_a_name_and_a_line() -> None:
    modules = {file.stem for file in Path(loaders.sources.__path__[0]).glob("*.py")} - {"__init__"}
    found = discover()
    assert len(found) == len(modules)
    for name, loader in found.items():
        assert loader.name == name
        assert loader.describe
        assert "\n" not in loader.describe


def test_an_unknown_source_is_answered_with_those_that_exist() -> None:
    with pytest.raises(UnknownSourceError) as caught:
        named("nci-drug")
    assert "nci-drugs" in str(caught.value)


def test_a_source_is_found_in_the_corpus_or_given_itself(tmp_path: Path) -> None:
    loader = named("nci-drugs")
    folder = tmp_path / loader.home
    folder.mkdir(parents=True)
    assert locate(loader, tmp_path) == folder
    assert locate(loader, folder) == folder
    with pytest.raises(MissingSourceError) as caught:
        locate(loader, tmp_path / "nowhere")
    assert "give the corpus folder" in str(caught.value)


def test_a_collection_without_a_date_is_refused() -> None:
    with pytest.raises(AttestationError) as caught:
        attested("a-collection-nobody-dated")
    assert "attestation.yaml" in str(caught.value)


def test_each_dated_collection_has_its_reason() -> None:
    import yaml

    rows = yaml.safe_load((Path(loaders.__file__).parent / "attestation.yaml").read_text(encoding="utf-8"))
    assert all(row["reason"] for row in rows.values())


@given(st.text(min_size=1), st.data())
def test_offsets_of_evidence_give_back_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    held = evidence(DOCUMENT, text, start, end, "place")
    assert quote_hash(text[held.start : held.end]) == held.quote_sha256


def test_a_doubt_has_the_same_id_however_often_it_is_found() -> None:
    one = review_item("use_not_read", "use", "detail", DOCUMENT, therapy_id="ncit:C1")
    assert one == review_item("use_not_read", "use", "detail", DOCUMENT, therapy_id="ncit:C1")
    assert one.id != review_item("use_not_read", "use", "detail", DOCUMENT, therapy_id="ncit:C2").id
    assert (one.document_id, one.agency, one.status) == ("doc:made/1", "agency:fda", "open")


def test_sources_do_not_import_each_other() -> None:
    folder = Path(loaders.sources.__path__[0])
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("loaders.sources."):
                pytest.fail(f"{file.name} imports {node.module}: move what both need out of loaders/sources")
