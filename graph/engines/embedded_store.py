"""The embedded engine: a folder of builds, each an ArcadeDB database that readers open read-only.

PATH/current                 the name of the build that is served; replaced atomically
PATH/builds/<name>/graph/    the database
PATH/builds/<name>/…         files published with it (the index of names, build.json)
PATH/lock                    held by the process that builds
"""

import logging
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Self

from graph.engines import build_folder
from graph.kept import Kept
from graph.model.graph_rows import GENERAL_LABEL_OF, GENERAL_LABELS, EdgeKind, GraphRows, Row
from graph.named_queries import read_query
from graph.store import GraphDamaged, GraphError, GraphLoadFailed, GraphMissing, GraphReadOnly, Progress, QueryFailed

BATCH = 20_000


@contextmanager
def _without_numpy() -> Iterator[None]:
    """Keep the engine from importing NumPy, which it can do without and which would triple the time of a cold start."""
    hidden = "numpy" not in sys.modules
    if hidden:
        sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            del sys.modules["numpy"]


def _import_engine() -> Any:
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    with _without_numpy():
        import arcadedb
    logging.getLogger("arcadedb").setLevel(logging.ERROR)
    return arcadedb


class _OpenBuild:
    """One build's open database. The engine opens a folder once per process, so stores share it and count their use."""

    opened: ClassVar[dict[Path, "_OpenBuild"]] = {}
    lock = threading.RLock()

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.users = 0
        self.kept = Kept()
        engine = _import_engine()
        with _without_numpy():  # the engine imports its parts when it opens a database
            self.database = engine.open_database(str(folder / "graph"), read_only=True)

    @classmethod
    def take(cls, folder: Path) -> "_OpenBuild":
        with cls.lock:
            if folder not in cls.opened:
                cls.opened[folder] = cls(folder)
            cls.opened[folder].users += 1
            return cls.opened[folder]

    def release(self) -> None:
        with self.lock:
            self.users -= 1
            if not self.users:
                self.opened.pop(self.folder, None)
                self.database.close()


class EmbeddedStore:
    """A graph in a local folder (``embedded:PATH``)."""

    def __init__(self, url: str, read_only: bool = True, **_server_only: object) -> None:
        self.url = url
        self.root = Path(url.partition(":")[2]).expanduser().resolve()
        self.read_only = read_only
        self.round_trips = 0
        self._build: _OpenBuild | None = None
        self._lock = threading.RLock()
        if read_only:
            self._newest()

    @property
    def folder(self) -> Path | None:
        """Where the files published with the served graph lie."""
        return self._newest().folder

    @property
    def version(self) -> str:
        return str(self.run("release")[0]["version"])

    @property
    def kept(self) -> Kept:
        return self._newest().kept

    def run(self, query: str, **parameters: Any) -> list[Row]:
        with self.snapshot() as graph:
            return graph.run(query, **parameters)

    def execute(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        with self.snapshot() as graph:
            return graph.execute(cypher, parameters)

    @contextmanager
    def snapshot(self) -> Iterator["EmbeddedSnapshot"]:
        with self._lock:
            build = _OpenBuild.take(self._newest().folder)
        try:
            yield EmbeddedSnapshot(self, build)
        finally:
            build.release()

    def _newest(self) -> _OpenBuild:
        """Return the build that the pointer names, opened; the one opened before is closed when nobody reads it."""
        with self._lock:
            folder = build_folder.served(self.root)
            if folder is None:
                raise GraphMissing(self.url)
            if self._build is None or self._build.folder != folder:
                newer = self._open(folder)
                before, self._build = self._build, newer
                if before is not None:
                    before.release()
            return self._build

    def _open(self, folder: Path) -> _OpenBuild:
        """Open a build and see that it holds the graph that its name says: a damaged one would answer with nothing."""
        try:
            build = _OpenBuild.take(folder)
        except Exception as error:
            raise GraphDamaged(self.url, str(error)) from error
        try:
            held = {str(row["version"]) for row in EmbeddedSnapshot(self, build).run("release")}
            why = "" if held == {build_folder.version_of(folder)} else f"{folder.name} does not hold that version"
        except GraphError as error:
            why = str(error)
        if why:
            build.release()
            raise GraphDamaged(self.url, why)
        return build

    def load(self, rows: GraphRows, progress: Progress | None = None) -> None:
        with self.replacing(rows, progress):
            pass

    @contextmanager
    def replacing(self, rows: GraphRows, progress: Progress | None = None) -> Iterator["EmbeddedSnapshot"]:
        if self.read_only:
            raise GraphReadOnly(self.url)
        with build_folder.building(self.root, rows.version) as folder:
            try:
                _write_database(folder / "graph", rows, progress or (lambda *_: None))
            except Exception as error:
                raise GraphLoadFailed(self.url, str(error)) from error
            build = _OpenBuild.take(folder)
            try:
                yield EmbeddedSnapshot(self, build)
            finally:
                build.release()

    def close(self) -> None:
        with self._lock:
            if self._build is not None:
                self._build.release()
                self._build = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


class EmbeddedSnapshot:
    """One build, read by one answer."""

    def __init__(self, store: EmbeddedStore, build: _OpenBuild) -> None:
        self.url, self.folder = store.url, build.folder
        self._store, self._database = store, build.database
        self.kept = build.kept
        self.round_trips = 0

    @property
    def version(self) -> str:
        return build_folder.version_of(self.folder)  # checked against the release when the build was opened

    def run(self, query: str, **parameters: Any) -> list[Row]:
        named = read_query(query)
        return self._ask(named.text, named.check(parameters), query)

    def execute(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        return self._ask(cypher, dict(parameters or {}), cypher)

    def _ask(self, cypher: str, parameters: dict[str, Any], name: str) -> list[Row]:
        self.round_trips += 1
        self._store.round_trips += 1
        try:
            result = self._database.query("opencypher", cypher, *([parameters] if parameters else []))
            rows: list[Row] = result.to_list()
        except Exception as error:
            raise QueryFailed(name, str(error)) from error
        return rows


def _write_database(path: Path, rows: GraphRows, progress: Progress) -> None:
    database = _import_engine().create_database(str(path))
    try:
        _create_types(database, rows)
        places = _write_rows(database, rows, progress)
        progress("index", 0, 1)
        for label in sorted({GENERAL_LABEL_OF.get(label, label) for label in rows.nodes}):
            database.schema.create_index(label, ["id"], unique=True, index_type="HASH")
        progress("index", 1, 1)
        if len(places) != rows.node_count:
            raise GraphLoadFailed(str(path), "two nodes share an id")
    finally:
        database.close()


def _create_types(database: Any, rows: GraphRows) -> None:
    def command(text: str) -> None:
        database.command("sql", text)

    for general in GENERAL_LABELS:
        command(f"CREATE VERTEX TYPE `{general}` BUCKETS 1")
        command(f"CREATE PROPERTY `{general}`.id STRING")
    for label in rows.nodes:
        if label in GENERAL_LABEL_OF:
            command(f"CREATE VERTEX TYPE `{label}` EXTENDS `{GENERAL_LABEL_OF[label]}` BUCKETS 1")
        else:
            command(f"CREATE VERTEX TYPE `{label}` BUCKETS 1")
            command(f"CREATE PROPERTY `{label}`.id STRING")
    told = {kind.type for kind, edges in rows.edges.items() if len(edges[0]) > 2}
    for relation in sorted({kind.type for kind in rows.edges}):
        command(f"CREATE EDGE TYPE `{relation}` {'' if relation in told else 'LIGHTWEIGHT '}BUCKETS 1")


def _write_rows(database: Any, rows: GraphRows, progress: Progress) -> dict[str, str]:
    """Write in the engine's bulk way, and return where each node went."""
    places: dict[str, str] = {}
    with database.graph_batch(parallel_flush=False) as batch:
        for label, nodes in rows.nodes.items():
            for start in range(0, len(nodes), BATCH):
                part = nodes[start : start + BATCH]
                places.update(zip([str(row["id"]) for row in part], batch.create_vertices(label, part), strict=True))
                progress("nodes", len(places), rows.node_count)
        done = 0
        for kind, edges in rows.edges.items():
            for start in range(0, len(edges), BATCH):
                done += _write_edges(batch, kind, edges[start : start + BATCH], places)
                progress("edges", done, rows.edge_count)
    return places


def _write_edges(batch: Any, kind: EdgeKind, edges: list[Row], places: dict[str, str]) -> int:
    properties = [{key: value for key, value in row.items() if key not in {"start", "end"}} for row in edges]
    batch.new_edges(
        [places[str(row["start"])] for row in edges],
        kind.type,
        [places[str(row["end"])] for row in edges],
        properties if properties[0] else None,
    )
    return len(edges)
