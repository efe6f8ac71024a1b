"""Records as rows of their tables: content, hash and what they are looked up by."""

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, and_, func, select

from graph.ledger.tables import LOOKED_UP, RECORD_TABLES
from graph.model.plain_form import from_plain, to_plain
from graph.model.records import Record

LOOKUPS = {kind: tuple(name for name in LOOKED_UP if name in table.c) for kind, table in RECORD_TABLES.items()}


@dataclass(frozen=True, slots=True)
class Newest:
    """What the ledger last knew of a record."""

    recorded_from: str
    content_sha256: str
    retracted: bool


def content_of(record: Record) -> str:
    """Return a record's canonical JSON."""
    return orjson.dumps(to_plain(record), option=orjson.OPT_SORT_KEYS).decode()


def record_of(kind: str, content: str) -> Record:
    """Return the record of a row's content."""
    return from_plain(kind, orjson.loads(content))


def content_hash(content: str) -> str:
    """Return the SHA-256 of a row's content, hex."""
    return hashlib.sha256(content.encode()).hexdigest()


def row_of(kind: str, record: Record, content: str, sha256: str, recorded_from: str, load: int) -> dict[str, Any]:
    """Return the row that records a version."""
    row = {
        "id": record.id,
        "recorded_from": recorded_from,
        "load": load,
        "retracted": False,
        "content_sha256": sha256,
        "content": content,
    }
    for name in LOOKUPS[kind]:
        row[name] = getattr(record, name)
    return row


def retraction_of(kind: str, record_id: str, recorded_from: str, load: int) -> dict[str, Any]:
    """Return the row that retracts a record."""
    row: dict[str, Any] = dict.fromkeys(LOOKUPS[kind], "")
    return row | {
        "id": record_id,
        "recorded_from": recorded_from,
        "load": load,
        "retracted": True,
        "content_sha256": "",
        "content": "",
    }


def newest_rows(connection: Connection, kind: str) -> dict[str, Newest]:
    """Return what is last known of every record of a kind, retracted ones included."""
    table = RECORD_TABLES[kind]
    last = select(table.c.id, func.max(table.c.row).label("row")).group_by(table.c.id).subquery()
    query = select(table.c.id, table.c.recorded_from, table.c.content_sha256, table.c.retracted)
    rows = connection.execute(query.join(last, and_(table.c.row == last.c.row)))
    return {record_id: Newest(day, sha256, retracted) for record_id, day, sha256, retracted in rows}
