"""Knowledge files give back every version, read the same whatever the order of writing, and name what is wrong."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Document, Edge, Entity, Event, Evidence, Name, Statement
from graph.model.records import KIND_OF, Record
from graph.model.version import Version, closed, known
from graph.packaging import KnowledgeError, KnowledgeMissingError
from graph.packaging.knowledge_files import read_knowledge, write_knowledge
from tests.graph.strategies import histories

DAY = "2026-11-21"
GOOD = b'{"entity_id":"x:1","id":"name:1","kind":"lay","record":"names","recorded_from":"2026-11-21","text":"t"}\n'


def as_versions(records: list[Record]) -> list[Version]:
    return [Version(KIND_OF[type(record)], record.id, DAY, record) for record in records]


@given(histories())
def test_every_version_survives(versions: list[Version]) -> None:
    with TemporaryDirectory() as folder:
        if write_knowledge(versions, Path(folder)):
            read = read_knowledge(Path(folder))
            assert known(read) == known(versions)
            assert [version for version in closed(read) if version.record] == sorted(
                [version for version in closed(versions) if version.record], key=read_order(read)
            )


def read_order(read: list[Version]) -> Callable[[Version], int]:
    """Return the place of each version among those read, whatever day it ends."""
    places = {(version.kind, version.id, version.recorded_from): place for place, version in enumerate(read)}
    return lambda version: places[version.kind, version.id, version.recorded_from]


def test_what_was_never_known_at_the_end_of_a_day_leaves_no_line(tmp_path: Path) -> None:
    name = Name("name:1", "x:1", "t", "lay")
    said, unsaid = Version("names", name.id, DAY, name), Version("names", name.id, DAY, None)
    assert write_knowledge([said, unsaid], tmp_path) == []
    later = Version("names", name.id, "2026-11-22", None)
    write_knowledge([said, later], tmp_path)
    assert read_knowledge(tmp_path) == [said, later]


@given(histories(), st.randoms(use_true_random=False))
def test_the_bytes_do_not_depend_on_order(versions: list[Version], random: object) -> None:
    shuffled = list(versions)
    getattr(random, "shuffle")(shuffled)  # noqa: B009  # hypothesis gives its random no public type
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        names = [file.name for file in write_knowledge(versions, Path(one))]
        assert [file.name for file in write_knowledge(shuffled, Path(other))] == names
        assert [(Path(one) / name).read_bytes() for name in names] == [
            (Path(other) / name).read_bytes() for name in names
        ]


def test_files_are_named_for_topic_and_collection(tmp_path: Path) -> None:
    records: list[Record] = [
        Document("doc:nci-drugs/a", "t", "p", "", "l", "institute", "drug_page", "nci-drugs", "0"),
        Evidence("ev:1", "doc:nci-drugs/a", "bullet 1", "0"),
        Statement("st:1", "option_for", "x:t", "x:c", evidence_ids=("ev:1",)),
        Statement("st:2", "targets", "x:t", "x:g"),
        Entity("x:t", "Therapy", "substance", "t"),
        Entity("x:m", "MechanismStep", "step", "m"),
        Name("name:1", "x:t", "tee", "brand"),
        Edge("edge:1", "SAME_FORMULATION", "x:t", "x:u"),
        Event("event:1", "granted", "agency:fda", "x:t"),
    ]
    assert [file.name for file in write_knowledge(as_versions(records), tmp_path)] == [
        "documents-nci-drugs.jsonl",
        "edges-same-formulation.jsonl",
        "events-agency-fda.jsonl",
        "evidence-nci-drugs.jsonl",
        "mechanism-steps.jsonl",
        "names-therapies.jsonl",
        "statements-nci-drugs.jsonl",
        "statements.jsonl",
        "therapies.jsonl",
    ]


def test_a_line_says_only_what_is_not_default(tmp_path: Path) -> None:
    [file] = write_knowledge(as_versions([Name("name:1", "x:1", "t", "lay")]), tmp_path)
    assert file.read_bytes() == GOOD


def test_writing_removes_stale_files_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "curated").mkdir()
    for kept in ("README.md", "curated/steps.yaml"):
        (tmp_path / kept).write_text("kept")
    write_knowledge(as_versions([Entity("x:1", "Cancer", "type", "one")]), tmp_path)
    write_knowledge(as_versions([Entity("x:2", "Trial", "trial", "two")]), tmp_path)
    held = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert held == {"README.md", "curated/steps.yaml", "trials.jsonl"}
    assert read_knowledge(tmp_path) == as_versions([Entity("x:2", "Trial", "trial", "two")])


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeMissingError, match="make knowledge"):
        read_knowledge(tmp_path)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "line 2"),
        (b"\n", "line 2"),
        (b"[]", "line 2"),
        (b'{"id": "name:1", "recorded_from": "2026-11-21"}', "it lacks 'record'"),
        (b'{"id": "name:1", "record": "names"}', "it lacks 'recorded_from'"),
        (GOOD.replace(b"names", b"planets"), "planets"),
        (GOOD.replace(b"2026-11-21", b"2026-11"), "2026-11"),
        (GOOD.replace(b'"2026-11-21"', b"20261121"), "line 2"),
        (GOOD.replace(b'"entity_id":"x:1",', b""), "entity_id"),
        (GOOD.replace(b'"lay"', b"7"), "7 is no str"),
        (GOOD.replace(b'"id":"name:1",', b""), "id"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: bytes, why: str) -> None:
    (tmp_path / "names.jsonl").write_bytes(GOOD + line)
    with pytest.raises(KnowledgeError, match=r"names\.jsonl, line 2") as raised:
        read_knowledge(tmp_path)
    assert why in str(raised.value)
