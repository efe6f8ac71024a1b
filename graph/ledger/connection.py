"""Opening the database behind a ledger's URL, so that what was acknowledged survives a crash."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from graph.ledger import LedgerError, LedgerFormatError, LedgerMissingError, LedgerOutdatedError, LedgerUrlError
from graph.ledger.migration import format_of, is_older, migrate
from graph.ledger.tables import FORMAT

WRITES = "ledger_writes"
"""Execution option of a connection that will write: it takes the one writer's place before it reads."""

_WRITERS_PLACE = 0x1ED6E2  # any number that no other program locks in this database


def open_engine(url: str, *, create: bool) -> Engine:
    """Return an engine on a ledger of this program's format.

    Raises LedgerUrlError, LedgerMissingError, LedgerOutdatedError, LedgerFormatError.
    """
    engine, shown = _engine_of(url, create=create)
    try:
        _ensure_format(engine, shown, create=create)
    except DBAPIError as error:
        engine.dispose()
        raise LedgerUrlError(shown, str(error.orig)) from error
    except LedgerError:
        engine.dispose()
        raise
    return engine


def migrate_ledger(url: str) -> str:
    """Make a ledger, or take one to this program's format with every row kept; return the format that it had.

    Raises LedgerUrlError, LedgerFormatError.
    """
    engine, shown = _engine_of(url, create=True)
    try:
        return bring_to_format(engine, shown)
    except DBAPIError as error:
        raise LedgerUrlError(shown, str(error.orig)) from error
    finally:
        engine.dispose()


def _engine_of(url: str, *, create: bool) -> tuple[Engine, str]:
    """Return an engine, and the address without its password. Raises LedgerUrlError, LedgerMissingError."""
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
    return engine, shown


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


def _ensure_format(engine: Engine, shown: str, *, create: bool) -> None:
    """See that the ledger has this program's format; make one where there is none."""
    with engine.connect() as connection:
        found = format_of(connection)
    if found is None and not create:
        raise LedgerMissingError(shown)
    if found is None:
        bring_to_format(engine, shown)
    elif found != FORMAT:
        raise (LedgerOutdatedError if is_older(found) else LedgerFormatError)(shown, found, FORMAT)


def bring_to_format(engine: Engine, shown: str) -> str:
    """Make a ledger, or take one to this program's format; return the one that it had, empty where there was none.

    All of it or nothing; other writers wait. Raises LedgerFormatError where the ledger is newer than the program.
    """
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        take_writers_place(connection)
        found = format_of(connection) or ""  # looked at now: another process may just have been here
        if found not in ("", FORMAT) and not is_older(found):
            raise LedgerFormatError(shown, found, FORMAT)
        migrate(connection)
    return found


def take_writers_place(connection: Connection) -> None:
    """Wait until no other writer is at work; SQLite has done so at BEGIN IMMEDIATE."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_WRITERS_PLACE)))
