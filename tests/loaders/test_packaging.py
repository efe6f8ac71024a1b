"""Packaging: a corpus into an empty ledger and out again as text files, the same each time."""

from datetime import date
from pathlib import Path

import pytest

from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from loaders.loader import Loader
from loaders.packaging import package
from tests.loaders.test_run import Lines, Names

DAY = date(2026, 11, 21)


@pytest.fixture
def corpus_of_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    sources: dict[str, Loader] = {"lines": Lines(["alphoma", "betoma", "unknown"]), "names": Names()}
    monkeypatch.setattr("loaders.run.discover", lambda: sources)
    for name in sources:
        (tmp_path / "corpus" / name).mkdir(parents=True)
    return tmp_path / "corpus"


def test_the_files_hold_what_was_loaded_and_no_text(corpus_of_lines: Path, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    report = package(corpus_of_lines, folder, DAY, processes=1)
    records = known(read_knowledge(folder))
    assert len(records) == sum(report.records.values())
    assert {use.cancer_ids for use in records.reported.values()} == {("cancer:alphoma",), ("cancer:betoma",)}


def test_packaging_twice_gives_the_same_bytes(corpus_of_lines: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        package(corpus_of_lines, tmp_path / name, DAY, processes=1)
    files = {file.name: file.read_bytes() for file in (tmp_path / "one").iterdir()}
    assert files == {file.name: file.read_bytes() for file in (tmp_path / "two").iterdir()}
