"""Tables: rows with their numbers, broken rows apart, heads that lack a column refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.tables import TableError, host, parts, row_digest, row_text, rows

CELL = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=20).map(str.strip)


@given(st.lists(st.tuples(CELL, CELL), max_size=6))
def test_rows_come_back_as_they_were_written(cells: list[tuple[str, str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.tsv"
        table.write_text("a\tb\n" + "".join(f"{one}\t{two}\n" for one, two in cells), encoding="utf-8")
        read = [row for _, row in rows(table, ("a", "b"))]
    assert read == [{"a": one, "b": two} for one, two in cells if one or two]


def test_a_row_with_too_few_values_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text("a\tb\n1\t2\nbroken\n3\t4\n", encoding="utf-8")
    assert [(number, isinstance(row, str)) for number, row in rows(table, ("a",))] == [
        (2, False),
        (3, True),
        (4, False),
    ]


def test_a_head_without_a_required_column_is_refused_with_the_next_step(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(TableError, match="first line names the columns"):
        list(rows(table, ("date",)))


def test_a_row_keeps_its_identity_whatever_the_order_of_columns() -> None:
    assert row_digest("t", {"a": "1", "b": "2"}) == row_digest("t", {"b": "2", "a": "1"})
    assert row_digest("t", {"a": "1"}) != row_digest("u", {"a": "1"})


def test_cells_hosts_and_texts() -> None:
    assert parts(" a; b ;; c") == ("a", "b", "c")
    assert host("https://www.example.org/x?y") == "example.org"
    assert host("not an address [") == ""
    assert row_text({"a": "1", "b": "", "c": "2"}) == "a: 1\nc: 2"
