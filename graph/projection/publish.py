"""Build a graph from records, check it, and switch readers to it: all of it, or nothing."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph.model import Records
from graph.model.version import Version
from graph.projection.rows import project
from graph.projection.verify import check_rows, check_store, count_unsupported, statements_set_aside
from graph.search.name_index import NameIndex
from graph.store import GraphInvalid, GraphStore, Progress, open_store


@dataclass(slots=True)
class BuildReport:
    """What was built, and how long each stage took (seconds)."""

    url: str
    version: str
    records_end: str
    nodes: dict[str, int]
    edges: dict[str, int]
    names: int = 0
    set_aside: int = 0
    """Statements left out because they name a record that is not held; each is an open review."""
    unsupported: int = 0
    """Told statements without a place in a held document."""
    seconds: dict[str, float] = field(default_factory=dict)


def publish(
    records: Records,
    target: str | Path,
    *,
    history: Iterable[Version] | None = None,
    progress: Progress | None = None,
    auth: tuple[str, str] | None = None,
    database: str = "",
) -> BuildReport:
    """Make ``target`` (a folder, or the URL of a graph) serve these records.

    The new graph is built beside the old one and checked; readers see the old one until it is whole. Raises
    GraphInvalid, and what the store raises; the graph served before is then untouched.
    """
    url = f"embedded:{target}" if isinstance(target, Path) else target
    with open_store(url, read_only=False, auth=auth, database=database) as store:
        return publish_to(store, records, history=history, progress=progress)


def publish_to(
    store: GraphStore,
    records: Records,
    *,
    history: Iterable[Version] | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Do the same on a store that is open for writing."""
    report = BuildReport(url=store.url, version="", records_end="", nodes={}, edges={})
    tell = progress or (lambda *_: None)
    with _timed(report, "project", tell):
        rows = project(records, history)
        report.version = rows.version
        report.records_end = str(rows.nodes["Release"][0]["records_end"])
        report.nodes = {label: len(table) for label, table in rows.nodes.items()}
        edges: Counter[str] = Counter()
        for kind, table in rows.edges.items():
            edges[kind.type] += len(table)
        report.edges = dict(edges)
        report.set_aside = len(statements_set_aside(rows))
        report.unsupported = count_unsupported(rows)
    with _timed(report, "check", tell):
        problems = check_rows(rows)
        if problems:
            raise GraphInvalid(problems)
    started = time.perf_counter()
    with store.replacing(rows, tell) as graph:
        report.seconds["load"] = time.perf_counter() - started
        with _timed(report, "verify", tell):
            problems = check_store(graph, rows)
            if problems:
                raise GraphInvalid(problems)
        with _timed(report, "names", tell):
            names = NameIndex.of_rows(rows)
            report.names = len(names)
            if graph.folder:
                names.write(graph.folder)
        started = time.perf_counter()
    report.seconds["switch"] = time.perf_counter() - started
    return report


@contextmanager
def _timed(report: BuildReport, stage: str, tell: Progress) -> Iterator[None]:
    tell(stage, 0, 1)
    started = time.perf_counter()
    yield
    report.seconds[stage] = time.perf_counter() - started
    tell(stage, 1, 1)
