"""Rows of tab-separated tables as documents: each row is one document, its text the named columns."""

import csv
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from graph.model.identifiers import digest

FIELD_LIMIT = 200_000


class TableError(ValueError):
    """A table that cannot be read as rows. Check that its first line names the columns, separated by tabs."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"{path.name}: {reason}; give a tab-separated table whose first line names the columns")


def rows(path: Path, required: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Yield (line number, row) of a table; a row that does not fit the head is yielded as the reason, in words.

    Raises TableError where the head itself lacks a required column.
    """
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    head = next(reader, [])
    missing = [column for column in required if column not in head]
    if missing:
        raise TableError(path, f"no column {', '.join(missing)}")
    for number, values in enumerate(reader, start=2):
        if not any(value.strip() for value in values):
            continue
        if len(values) != len(head):
            yield number, f"{len(values)} values under {len(head)} columns"
        elif any(len(value) > FIELD_LIMIT for value in values):
            yield number, "a value is too long to be a cell"
        else:
            yield number, {column: value.strip() for column, value in zip(head, values, strict=True)}


def row_text(row: Mapping[str, str]) -> str:
    """Return the stored text of a row: one line for each column that has a value."""
    return "\n".join(f"{column}: {value}" for column, value in row.items() if value)


def row_digest(table: str, row: Mapping[str, str]) -> str:
    """Return the identity of a row: its table and all its values."""
    return digest(table, sorted(row.items()))


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hex."""
    return sha256(text.encode("utf-8")).hexdigest()


def host(url: str) -> str:
    """Return the site of an address without 'www.', '' for none."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def parts(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, separated by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
