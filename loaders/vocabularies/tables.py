"""The curated tables of ``graph/knowledge/curated``: tab-separated, one fact a row, checked as they are read."""

from functools import cache
from pathlib import Path

import graph
from loaders import LoadError

CURATED = Path(graph.__file__).parent / "knowledge" / "curated"


class TableError(LoadError):
    """A curated table that cannot be read."""

    def __init__(self, table: str, line: int, problem: str) -> None:
        self.table = table
        self.line = line
        super().__init__(f"{table}, line {line}: {problem}; repair the row in graph/knowledge/curated")


@cache
def read_table(name: str, *columns: str, folder: Path = CURATED) -> tuple[dict[str, str], ...]:
    """Return the rows of one table, stripped; lines that begin with ``#`` are comments.

    ``columns`` must all be there. Raises TableError.
    """
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip() and line[0] != "#"]
    head = numbered[0][1].split("\t")
    missing = [column for column in columns if column not in head]
    if missing:
        raise TableError(name, numbered[0][0], f"no column {', '.join(missing)}")
    rows = []
    for number, line in numbered[1:]:
        values = line.split("\t")
        if len(values) > len(head):
            raise TableError(name, number, f"{len(values)} values for {len(head)} columns")
        padded = values + [""] * (len(head) - len(values))
        rows.append({column: value.strip() for column, value in zip(head, padded, strict=True)} | {"line": str(number)})
    return tuple(rows)
