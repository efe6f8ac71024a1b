"""The server engine: a Neo4j database of its own, asked over Bolt by the official driver.

Rows are written as differences: every node and edge carries ``row_hash``, what is new is created, what is gone is
deleted, nothing without a hash is touched. A graph that is served is replaced in one transaction, under its Release
node; a first load commits batch by batch, and nobody sees it before the Release stands.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Self
from urllib.parse import unquote, urlsplit, urlunsplit

from neo4j import READ_ACCESS, Driver, GraphDatabase, Query, Session, Transaction
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError, TransientError

from graph.engines.neo4j_rows import Difference, difference_of, prepare_schema, write_difference
from graph.kept import Kept
from graph.model.graph_rows import GraphRows, Row
from graph.named_queries import read_query
from graph.store import (
    GraphAccessRefused,
    GraphChanged,
    GraphDatabaseUnknown,
    GraphLoadFailed,
    GraphMissing,
    GraphReadOnly,
    GraphServerTooOld,
    GraphUnreachable,
    Progress,
    QueryFailed,
)

OLDEST_SERVER = (5, 0)
QUERY_SECONDS = 30.0
RETRY_SECONDS = 5.0
GONE = "Neo.ClientError.Statement.EntityNotFound"
"""What a query is told that finds a node, which a publisher's commit then deletes before it is read."""
WRITE_TRIES = 3


class Neo4jStore:
    """A graph on a server (``bolt://``, ``neo4j://``; user, password and database may stand in the address)."""

    folder = None

    def __init__(
        self, url: str, read_only: bool = True, *, auth: tuple[str, str] | None = None, database: str = ""
    ) -> None:
        parts = urlsplit(url)
        self.url = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "", "", ""))
        self.database = database or parts.path.strip("/") or "neo4j"
        if auth is None and parts.username:
            auth = (unquote(parts.username), unquote(parts.password or ""))
        self.read_only = read_only
        self.round_trips = 0
        self._version = ""
        self.kept = Kept()
        try:
            self._driver: Driver = GraphDatabase.driver(
                self.url,
                auth=auth,
                notifications_min_severity="OFF",
                connection_timeout=RETRY_SECONDS,
                connection_acquisition_timeout=2 * RETRY_SECONDS,
                max_transaction_retry_time=RETRY_SECONDS,
            )
        except (ConfigurationError, ValueError) as error:
            raise GraphUnreachable(self.url, str(error)) from error
        try:
            self._check_server()
        except BaseException:
            self.close()
            raise

    def _check_server(self) -> None:
        with self._translated("a first look"):
            agent = self._driver.get_server_info().agent
            with self._session() as session:
                session.run("RETURN 1").consume()
        number = agent.rpartition("/")[2].split("-")[0].split(".")
        if tuple(int(part) for part in number[:2] if part.isdigit()) < OLDEST_SERVER:
            raise GraphServerTooOld(self.url, agent, f"Neo4j {'.'.join(map(str, OLDEST_SERVER))}")
        if self.read_only:
            self._refresh_version()

    @property
    def version(self) -> str:
        self._refresh_version()
        return self._version

    def _refresh_version(self) -> None:
        rows = self.run("release")
        if not rows:
            raise GraphMissing(self.url)
        version = str(rows[0]["version"])
        if version != self._version:
            self.kept, self._version = Kept(), version

    def run(self, query: str, **parameters: Any) -> list[Row]:
        named = read_query(query)
        return self._ask(named.text, named.check(parameters), query)

    def execute(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        return self._ask(cypher, dict(parameters or {}), cypher)

    def _ask(self, cypher: str, parameters: dict[str, Any], name: str) -> list[Row]:
        self.round_trips += 1
        query = Query(cypher, timeout=QUERY_SECONDS)
        with self._translated(name), self._session() as session:
            try:
                return [dict(record) for record in session.run(query, parameters)]
            except (DriverError, Neo4jError) as error:
                if not error.is_retryable() and getattr(error, "code", "") != GONE:
                    raise
        # A connection that went stale while it was idle, or rows that a publisher replaces: the next look is fresh.
        with self._translated(name), self._session() as session:
            return [dict(record) for record in session.run(query, parameters)]

    @contextmanager
    def snapshot(self) -> Iterator["Neo4jSnapshot"]:
        before = self._version or self.version
        yield Neo4jSnapshot(self)
        self._refresh_version()
        if self._version != before:
            raise GraphChanged(before, self._version)

    def load(self, rows: GraphRows, progress: Progress | None = None) -> None:
        with self.replacing(rows, progress):
            pass

    @contextmanager
    def replacing(self, rows: GraphRows, progress: Progress | None = None) -> Iterator["Neo4jDraft"]:
        if self.read_only:
            raise GraphReadOnly(self.url)
        try:
            with self._driver.session(database=self.database) as session:
                prepare_schema(session, rows)
                transaction = self._write(session, rows, progress or (lambda *_: None))
                try:
                    yield Neo4jDraft(self, transaction)
                    transaction.commit()
                finally:
                    with suppress(DriverError, Neo4jError):
                        transaction.close()
        except (DriverError, Neo4jError) as error:
            raise GraphLoadFailed(self.url, _reason(error)) from error
        self.kept, self._version = Kept(), rows.version

    def _write(self, session: Session, rows: GraphRows, progress: Progress) -> Transaction:
        """Write the difference and return the transaction that would make it seen; begin again on transient errors."""
        for attempt in range(1, WRITE_TRIES + 1):
            first_load = not session.run("MATCH (r:Release) RETURN r.id AS id LIMIT 1").data()
            transaction = session.begin_transaction()
            try:
                difference: Difference = difference_of(transaction, rows)
                if first_load:
                    transaction.close()
                    write_difference(session, difference, progress)
                    transaction = session.begin_transaction()
                else:
                    write_difference(transaction, difference, progress)
                difference.write_release(transaction)
            except TransientError:
                transaction.close()
                if attempt == WRITE_TRIES:
                    raise
                time.sleep(0.2 * attempt)
            except BaseException:
                with suppress(DriverError, Neo4jError):
                    transaction.close()
                raise
            else:
                return transaction
        raise AssertionError("the last attempt returns or raises")

    def _session(self) -> Session:
        return self._driver.session(database=self.database, default_access_mode=READ_ACCESS)

    @contextmanager
    def _translated(self, query: str) -> Iterator[None]:
        """Tell the driver's errors as ours."""
        try:
            yield
        except AuthError as error:
            raise GraphAccessRefused(self.url) from error
        except ClientError as error:
            if error.code == "Neo.ClientError.Database.DatabaseNotFound":
                raise GraphDatabaseUnknown(self.url, self.database) from error
            raise QueryFailed(query, _reason(error)) from error
        except DriverError as error:
            raise GraphUnreachable(self.url, _reason(error)) from error
        except Neo4jError as error:
            raise QueryFailed(query, _reason(error)) from error

    def close(self) -> None:
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


class Neo4jSnapshot:
    """One published graph, read by one answer: what it keeps is not mixed with what the next graph gives."""

    folder = None

    def __init__(self, store: Neo4jStore) -> None:
        self.url, self.kept = store.url, store.kept
        self.round_trips = 0
        self._store = store

    @property
    def version(self) -> str:
        self.round_trips += 1
        return self._store.version

    def run(self, query: str, **parameters: Any) -> list[Row]:
        self.round_trips += 1
        return self._store.run(query, **parameters)

    def execute(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        self.round_trips += 1
        return self._store.execute(cypher, parameters)


class Neo4jDraft:
    """What an open transaction has written, for the checks that come before it is seen."""

    folder = None

    def __init__(self, store: Neo4jStore, transaction: Transaction) -> None:
        self.url = store.url
        self.round_trips = 0
        self.kept = Kept()
        self._transaction = transaction

    @property
    def version(self) -> str:
        return str(self.run("release")[0]["version"])

    def run(self, query: str, **parameters: Any) -> list[Row]:
        named = read_query(query)
        return self.execute(named.text, named.check(parameters))

    def execute(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        self.round_trips += 1
        result = self._transaction.run(cypher, dict(parameters or {}))
        return [dict(record) for record in result]


def _reason(error: Exception) -> str:
    """Return the first line of what the driver says, with the way out where the server ran out of memory."""
    said = str(getattr(error, "message", "") or error).splitlines()
    memory = (
        " (raise dbms.memory.transaction.total.max and the heap)" if "Memory" in str(getattr(error, "code", "")) else ""
    )
    return (said[0] if said else type(error).__name__) + memory
