"""What was read of a published graph is read once, bounded, and never served for another graph."""

from pathlib import Path

import pytest

from graph.kept import Kept
from graph.projection.rows import project
from graph.store import open_store
from tests.graph.small_records import small_records


def lengths(missing: list[str]) -> dict[str, int]:
    return {key: len(key) for key in missing}


def test_only_what_is_missing_is_read() -> None:
    kept, asked = Kept(), list[list[str]]()

    def read(missing: list[str]) -> dict[str, int]:
        asked.append(missing)
        return lengths(missing)

    assert kept.values("table", ["bb", "a", "bb"], read) == {"bb": 2, "a": 1}
    assert kept.values("table", ["ccc", "a"], read) == {"ccc": 3, "a": 1}
    assert kept.values("table", ["a", "ccc"], read) == {"a": 1, "ccc": 3}
    assert asked == [["a", "bb"], ["ccc"]]


def test_values_come_in_the_order_of_the_keys() -> None:
    kept = Kept()
    kept.values("table", ["c"], lengths)
    assert list(kept.values("table", ["b", "c", "a"], lengths)) == ["b", "c", "a"]


def test_tables_do_not_mix() -> None:
    kept = Kept()
    kept.values(("query", "one"), ["a"], lambda _: {"a": 1})
    assert kept.values(("query", "two"), ["a"], lambda _: {"a": 2}) == {"a": 2}


def test_a_table_is_bounded_and_an_answer_still_whole() -> None:
    kept, keys = Kept(most_keys=3), [f"key {number}" for number in range(10)]
    assert kept.values("table", keys, lengths) == lengths(keys)
    asked: list[str] = []

    def read(missing: list[str]) -> dict[str, int]:
        asked.extend(missing)
        return lengths(missing)

    kept.values("table", keys, read)
    assert len(asked) == 7


def test_a_failed_read_keeps_nothing() -> None:
    kept = Kept()

    def fail(missing: list[str]) -> dict[str, int]:
        raise LookupError(missing)

    with pytest.raises(LookupError):
        kept.values("table", ["a"], fail)
    assert kept.values("table", ["a"], lengths) == {"a": 1}


def test_another_published_graph_begins_anew(tmp_path: Path) -> None:
    records = small_records()
    with open_store(f"embedded:{tmp_path}", read_only=False) as writer:
        writer.load(project(records))
        with open_store(f"embedded:{tmp_path}") as store:
            with store.snapshot() as graph:
                graph.kept.values("table", ["a"], lengths)
            before = store.kept
            assert before is graph.kept
            records.documents.popitem()
            writer.load(project(records))
            assert store.kept is not before
            assert store.kept.values("table", ["a"], lambda _: {"a": 0}) == {"a": 0}
