"""The packaged facts are whole: they read, they are written as we write them, and every invariant holds."""

from pathlib import Path

import pytest

from graph.model.version import Version, known
from graph.packaging.knowledge_files import read_knowledge, write_knowledge
from graph.validation.validate import validate

FOLDER = Path(__file__).parents[3] / "graph" / "knowledge"


@pytest.fixture(scope="module")
def packaged() -> list[Version]:
    """Every version in the packaged files."""
    return read_knowledge(FOLDER)


def test_every_invariant_holds(packaged: list[Version]) -> None:
    assert [f"{finding.rule}: {finding.id} {finding.detail}" for finding in validate(known(packaged))] == []


def test_the_files_are_as_we_write_them(packaged: list[Version], tmp_path: Path) -> None:
    write_knowledge(packaged, tmp_path)
    written = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert {file.name for file in FOLDER.glob("*.jsonl")} == set(written)
    differing = [name for name, content in written.items() if (FOLDER / name).read_bytes() != content]
    assert differing == [], "write them with `make knowledge`, never by hand"


def test_no_file_is_larger_than_a_person_can_diff(packaged: list[Version]) -> None:
    assert packaged
    assert [file.name for file in FOLDER.glob("*.jsonl") if file.stat().st_size > 5_000_000] == []
