"""Where the graph is kept and asked: one protocol, one error tree, and a registry of engines.

GraphError
├── GraphMissing          nothing was built at this address yet
├── GraphDamaged          the files of a build cannot be read, or hold another graph than they say
├── GraphUnreachable      the server does not answer
├── GraphAccessRefused    the server refuses the user or the password
├── GraphDatabaseUnknown  the server has no database of that name
├── GraphServerTooOld     the server is older than the queries need
├── GraphUrlInvalid       no engine reads this address
├── GraphReadOnly         a write on a store that was opened for reading
├── GraphChanged          another graph was published while a snapshot was read: ask again
├── GraphBusy             another build is running
├── GraphInvalid          a built graph breaks an invariant; the graph served before is untouched
├── GraphLoadFailed       rows could not be written; the graph served before is untouched
├── QueryUnknown          no named query of that name
├── QueryParametersWrong  a parameter is missing, unknown, null or of another type
└── QueryFailed           the engine refused or stopped a query
"""

import importlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, Self

from graph.kept import Kept
from graph.model.graph_rows import GraphRows, Row

Progress = Callable[[str, int, int], None]
"""Called with the stage ('nodes', 'edges', …), the number done and the total."""


class GraphError(Exception):
    """Whatever can go wrong between a question and the graph."""


class GraphMissing(GraphError):
    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"there is no graph at {url}: run `explainer build` first")


class GraphDamaged(GraphError):
    def __init__(self, url: str, why: str) -> None:
        self.url = url
        super().__init__(f"the graph at {url} cannot be read ({why}): build it again with `explainer build`")


class GraphUnreachable(GraphError):
    def __init__(self, url: str, why: str) -> None:
        self.url = url
        super().__init__(f"the graph server at {url} does not answer ({why}): start it, or give another --graph URL")


class GraphAccessRefused(GraphError):
    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"the graph server at {url} refuses this user or password: check both and try again")


class GraphDatabaseUnknown(GraphError):
    def __init__(self, url: str, database: str) -> None:
        self.url, self.database = url, database
        super().__init__(f"the graph server at {url} has no database {database!r}: create it, or name another")


class GraphServerTooOld(GraphError):
    def __init__(self, url: str, version: str, needed: str) -> None:
        self.url, self.version, self.needed = url, version, needed
        super().__init__(f"the graph server at {url} is {version}; the queries need {needed} or newer: upgrade it")


class GraphUrlInvalid(GraphError):
    def __init__(self, url: str) -> None:
        self.url = url
        known = ", ".join(f"{scheme}:" for scheme in sorted(ENGINES))
        super().__init__(f"no engine reads {url!r}: write embedded:PATH or an address that starts with one of {known}")


class GraphReadOnly(GraphError):
    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"the graph at {url} was opened for reading: open it with read_only=False to write")


class GraphChanged(GraphError):
    def __init__(self, before: str, after: str) -> None:
        self.before, self.after = before, after
        super().__init__(f"graph {before} was replaced by {after} while it was read: ask again")


class GraphBusy(GraphError):
    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"another build of {url} is running: wait for it to end, then build again")


class GraphInvalid(GraphError):
    """``problems`` are sentences, each with what to repair."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        shown = "; ".join(problems[:5]) + ("; …" if len(problems) > 5 else "")
        super().__init__(f"{len(problems)} checks failed: {shown}: repair the records, then build again")


class GraphLoadFailed(GraphError):
    def __init__(self, url: str, why: str) -> None:
        self.url = url
        super().__init__(
            f"the rows could not be written to {url} ({why}); the graph before is still served: build again"
        )


class QueryUnknown(GraphError):
    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        super().__init__(f"there is no query {name!r}: choose one of {', '.join(known)}")


class QueryParametersWrong(GraphError):
    def __init__(self, name: str, why: str) -> None:
        self.name = name
        super().__init__(f"query {name!r}: {why}; its parameters stand in the head of {name}.cypher")


class QueryFailed(GraphError):
    def __init__(self, query: str, why: str) -> None:
        self.query = query
        super().__init__(f"the graph could not answer {query!r} ({why}): check it, or rebuild with `explainer build`")


class GraphReader(Protocol):
    """A graph to ask: a store, or a snapshot of one. What only reads takes this type."""

    url: str
    round_trips: int
    """Queries sent so far."""

    @property
    def folder(self) -> Path | None:
        """Where the files published with this graph lie; None where the engine keeps none."""

    @property
    def version(self) -> str:
        """The version of the published graph; costs a round trip."""

    @property
    def kept(self) -> Kept:
        """What was read of this published graph so far; another graph has another one."""

    def run(self, query: str, **parameters: Any) -> list[Row]:
        """Run a named query (``graph/queries/<query>.cypher``); rows come in its total order.

        Every parameter of its head that has no default must be given: text, integers, booleans or lists of text,
        never None. Raises QueryUnknown, QueryParametersWrong, QueryFailed, and what open_store raises.
        """

    def execute(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run Cypher text for reading. The caller answers for its being harmless."""


class GraphStore(GraphReader, Protocol):
    """An open graph. Safe to share between threads for reading."""

    def snapshot(self) -> AbstractContextManager[GraphReader]:
        """Give a view whose queries all see the same published graph, the newest one.

        Take one per answer. Raises GraphChanged at the end where the engine cannot keep the old graph open.
        """

    def load(self, rows: GraphRows, progress: Progress | None = None) -> None:
        """Make the graph equal to these rows, whole or not at all. Raises GraphLoadFailed, GraphBusy, GraphReadOnly."""

    def replacing(self, rows: GraphRows, progress: Progress | None = None) -> AbstractContextManager[GraphReader]:
        """Give the graph that these rows make, to be checked before anybody else sees it.

        It is served when the block ends well, and discarded when the block raises.
        """

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...


ENGINES = {
    "embedded": "graph.engines.embedded_store:EmbeddedStore",
    "bolt": "graph.engines.neo4j_store:Neo4jStore",
    "bolt+s": "graph.engines.neo4j_store:Neo4jStore",
    "bolt+ssc": "graph.engines.neo4j_store:Neo4jStore",
    "neo4j": "graph.engines.neo4j_store:Neo4jStore",
    "neo4j+s": "graph.engines.neo4j_store:Neo4jStore",
    "neo4j+ssc": "graph.engines.neo4j_store:Neo4jStore",
}
"""URL scheme to the store that reads it, imported when first asked for. An engine is one module and one line."""


def open_store(
    url: str, read_only: bool = True, *, auth: tuple[str, str] | None = None, database: str = ""
) -> GraphStore:
    """Open the graph at ``embedded:PATH``, ``bolt://host:port`` or ``neo4j://host:port``.

    ``auth`` (user, password) and ``database`` matter to servers only. Raises GraphUrlInvalid, GraphMissing,
    GraphUnreachable, GraphAccessRefused, GraphDatabaseUnknown, GraphServerTooOld.
    """
    scheme = url.partition(":")[0]
    if scheme not in ENGINES or scheme == url:
        raise GraphUrlInvalid(url)
    module, name = ENGINES[scheme].split(":")
    engine = getattr(importlib.import_module(module), name)
    store: GraphStore = engine(url, read_only=read_only, auth=auth, database=database)
    return store
