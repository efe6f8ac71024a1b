"""A graph to answer from that was never published: the oracles of the named queries over projected rows.

Publishing takes seconds and a walk a tenth of one, so a test may ask dozens of graphs that differ in one record.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import tests.graph.oracle_answers  # noqa: F401 - registers the oracles
from graph.kept import Kept
from graph.model import Records
from graph.projection.rows import project
from graph.store import GraphReader, GraphStore
from tests.graph.oracle import Walk


class WalkedGraph:
    """Answers every named query as each engine must."""

    url = "walked:"
    folder: Path | None = None

    def __init__(self, records: Records) -> None:
        rows = project(records)
        self.version = rows.version
        self.round_trips = 0
        self.kept = Kept()
        self._walk = Walk(rows)

    def run(self, query: str, **parameters: Any) -> list[dict[str, Any]]:
        self.round_trips += 1
        return self._walk.run(query, **parameters)

    @contextmanager
    def snapshot(self) -> Iterator[GraphReader]:
        yield cast(GraphReader, self)


def walk(records: Records) -> GraphStore:
    """Return a store that answers from these records; it cannot load, nor read Cypher text."""
    return cast(GraphStore, WalkedGraph(records))
