"""What the ledger knew: all records as of a day, and the history of one."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, false, func, select

from graph.ledger.rows import record_of
from graph.ledger.tables import RECORD_TABLES
from graph.model.records import Records
from graph.model.version import Version, closed


def read_records(connection: Connection, known_at: date | None) -> Records:
    """Return every record as it was known at the end of a day; by default as it is known now."""
    records = Records()
    for kind, table in RECORD_TABLES.items():
        last = select(func.max(table.c.row).label("row")).group_by(table.c.id)
        if known_at is not None:
            last = last.where(table.c.recorded_from <= known_at.isoformat())
        newest = last.subquery()
        query = select(table.c.id, table.c.content).join(
            newest, and_(table.c.row == newest.c.row, table.c.retracted == false())
        )
        held = getattr(records, kind)
        for record_id, content in connection.execute(query):
            held[record_id] = record_of(kind, content)
    return records


def read_versions(connection: Connection) -> list[Version]:
    """Return every version of every record in the order recorded, by kind."""
    return closed(
        version for kind, table in RECORD_TABLES.items() for version in _versions(connection, kind, select(table))
    )


def read_history(connection: Connection, kind: str, record_id: str) -> list[Version]:
    """Return the versions of one record, oldest first; empty where it was never held."""
    table = RECORD_TABLES[kind]
    return closed(_versions(connection, kind, select(table).where(table.c.id == record_id)))


def _versions(connection: Connection, kind: str, rows: Select[Any]) -> list[Version]:
    table = RECORD_TABLES[kind]
    query = rows.with_only_columns(table.c.id, table.c.recorded_from, table.c.retracted, table.c.content)
    return [
        Version(kind, record_id, day, None if retracted else record_of(kind, content))
        for record_id, day, retracted, content in connection.execute(query.order_by(table.c.row))
    ]
