"""Curated tables are sorted, whole and without repeated rows; a wrong one is refused by line."""

from pathlib import Path

import pytest

from loaders.vocabularies.tables import CURATED, TableError, read_table

TABLES = sorted(file.name for file in CURATED.glob("*.tsv"))


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_sorted_without_repeated_rows_or_loose_cells(table: str) -> None:
    lines = [line for line in (CURATED / table).read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    head, *rows = lines
    assert rows == sorted(set(rows)), f"sort {table} and take out repeated rows"
    for row in rows:
        assert row.count("\t") <= head.count("\t"), row
        assert all(cell == cell.strip() for cell in row.split("\t")), row
        assert row.split("\t")[0], row


@pytest.mark.parametrize(
    ("text", "message"),
    [("a\tb\n1\t2\t3\n", "line 2: 3 values for 2 columns"), ("a\n1\n", "line 1: no column b")],
)
def test_a_broken_table_is_refused_by_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "odd.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        read_table("odd.tsv", "a", "b", folder=tmp_path)


def test_comments_and_empty_lines_are_no_rows(tmp_path: Path) -> None:
    (tmp_path / "fine.tsv").write_text("a\tb\n# why\n\n1\t2\n3\n", encoding="utf-8")
    rows = read_table("fine.tsv", "a", "b", folder=tmp_path)
    assert [(row["a"], row["b"]) for row in rows] == [("1", "2"), ("3", "")]
