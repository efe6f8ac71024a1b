"""Every engine behind one fixture, so that one suite runs on all of them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.model.graph_rows import GraphRows
from graph.store import GraphStore, open_store
from tests.graph.neo4j_server import NEWEST, OLDEST, Neo4jServer, start_server

SERVERS = [OLDEST, NEWEST] if os.environ.get("EXPLAINER_PARITY") == "all" else [OLDEST]
ENGINES = [
    pytest.param("embedded"),
    *(
        pytest.param(f"neo4j-{version}", marks=[pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")])
        for version in SERVERS
    ),
]

OpenEngine = Callable[..., GraphStore]


@pytest.fixture(scope="session")
def neo4j_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A running Neo4j of the version asked for; skips where Java or Maven is absent."""
    version = getattr(request, "param", OLDEST)
    with start_server(version, tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="session", params=ENGINES)
def engine_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty graph on each engine in turn."""
    if request.param == "embedded":
        yield f"embedded:{tmp_path_factory.mktemp('graphs')}"
        return
    with start_server(request.param.removeprefix("neo4j-"), tmp_path_factory.mktemp("neo4j")) as server:
        yield server.url


@pytest.fixture
def loaded(engine_url: str) -> Iterator[Callable[[GraphRows], GraphStore]]:
    """Load rows into the engine and give the store."""
    with open_store(engine_url, read_only=False) as store:

        def load(rows: GraphRows) -> GraphStore:
            store.load(rows)
            return store

        yield load


@pytest.fixture
def graph_folder(tmp_path: Path) -> Path:
    """Where an embedded graph may be built."""
    return tmp_path / "graph"
