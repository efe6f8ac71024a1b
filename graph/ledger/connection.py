"""Opening the database behind a ledger's URL, so that what was acknowledged survives a crash."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, insert, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from graph.ledger import LedgerFormatError, LedgerMissingError, LedgerUrlError
from graph.ledger.tables import FORMAT, FORMATS, metadata

WRITES = "ledger_writes"
"""Execution option of a connection that will write: it takes the one writer's place before it reads."""

_WRITERS_PLACE = 0x1ED6E2  # any number that no other program locks in this database


def open_engine(url: str, *, create: bool) -> Engine:
    """Return an engine on a ledger whose tables are there.

    Raises LedgerUrlError, LedgerMissingError, LedgerFormatError.
    """
    try:
        parsed = make_url(url)
        engine = create_engine(parsed)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise LedgerUrlError(url, str(error).splitlines()[0]) from error
    shown = parsed.render_as_string(hide_password=True)
    file = _sqlite_file(parsed.get_backend_name(), parsed.database)
    if file is not None and not file.exists() and not create:
        raise LedgerMissingError(shown)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    try:
        _ensure_tables(engine, shown, create=create)
    except DBAPIError as error:
        engine.dispose()
        raise LedgerUrlError(shown, str(error.orig)) from error
    return engine


def _sqlite_file(backend: str, database: str | None) -> Path | None:
    return Path(database) if backend == "sqlite" and database and database != ":memory:" else None


def _prepare_sqlite(engine: Engine) -> None:
    """Let SQLAlchemy begin transactions, writers first in line, and put every commit on the disk before it returns."""

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA busy_timeout = 30000")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _ensure_tables(engine: Engine, shown: str, *, create: bool) -> None:
    """Make the tables that are missing: all of them, or those of kinds of record that came later."""
    with engine.connect() as connection:
        missing = _missing_tables(connection)
    if missing and not create:
        if FORMATS.name in missing:
            raise LedgerMissingError(shown)
        raise LedgerFormatError(shown, f"without {', '.join(sorted(missing))}", FORMAT)
    with engine.connect() as connection:
        if missing:
            _make_tables(connection.execution_options(**{WRITES: True}))
        found = connection.scalar(select(FORMATS.c.version))
    if found != FORMAT:
        raise LedgerFormatError(shown, found or "unknown", FORMAT)


def _missing_tables(connection: Connection) -> set[str]:
    return set(metadata.tables) - set(inspect(connection).get_table_names())


def _make_tables(connection: Connection) -> None:
    with connection.begin():
        take_writers_place(connection)
        missing = _missing_tables(connection)  # anew: another process may just have made them
        metadata.create_all(connection, [metadata.tables[name] for name in missing], checkfirst=False)
        if FORMATS.name in missing:
            connection.execute(insert(FORMATS).values(version=FORMAT))


def take_writers_place(connection: Connection) -> None:
    """Wait until no other writer is at work; SQLite has done so at BEGIN IMMEDIATE."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_WRITERS_PLACE)))
