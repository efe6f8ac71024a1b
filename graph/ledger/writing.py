"""Adding to the ledger: what is new, what changed, what is no longer said; all of it or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select

from graph.ledger import EVERYTHING, RecordedTimeError
from graph.ledger.connection import take_writers_place
from graph.ledger.reading import read_records
from graph.ledger.rows import Newest, content_hash, content_of, newest_rows, retraction_of, row_of
from graph.ledger.tables import LOADS, RECORD_TABLES
from graph.model.origin import collections_of
from graph.model.records import KIND_OF, Record, Records
from graph.model.version import Version, last_of_each_day

ROWS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class WriteReport:
    """How many records a write added, superseded, found unchanged and retracted.

    A record said again after its retraction counts as added.
    """

    added: int = 0
    superseded: int = 0
    unchanged: int = 0
    retracted: int = 0

    @property
    def changed(self) -> int:
        """How many rows were written."""
        return self.added + self.superseded + self.retracted


@dataclass(slots=True)
class _Load:
    """One write under way: what is known so far, the rows to add by kind, and the counts."""

    number: int
    newest: dict[str, dict[str, Newest]]
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    added: int = 0
    superseded: int = 0
    unchanged: int = 0
    retracted: int = 0

    def say(self, kind: str, record: Record, day: str) -> None:
        """Add a row unless the newest says the same. Raises RecordedTimeError."""
        content = content_of(record)
        sha256 = content_hash(content)
        newest = self.newest[kind].get(record.id)
        held = newest is not None and not newest.retracted
        if newest is not None and held and newest.content_sha256 == sha256:
            self.unchanged += 1
            return
        self._add(kind, row_of(kind, record, content, sha256, day, self.number))
        if held:
            self.superseded += 1
        else:
            self.added += 1

    def retract(self, kind: str, record_id: str, day: str) -> None:
        """Add a row that retracts a record, unless none is held. Raises RecordedTimeError."""
        newest = self.newest[kind].get(record_id)
        if newest is None or newest.retracted:
            self.unchanged += 1
            return
        self._add(kind, retraction_of(kind, record_id, day, self.number))
        self.retracted += 1

    def _add(self, kind: str, row: dict[str, Any]) -> None:
        newest = self.newest[kind].get(row["id"])
        if newest is not None and newest.recorded_from > row["recorded_from"]:
            raise RecordedTimeError(kind, row["id"], row["recorded_from"], newest.recorded_from)
        self.rows.setdefault(kind, []).append(row)
        self.newest[kind][row["id"]] = Newest(row["recorded_from"], row["content_sha256"], row["retracted"])


def write_records(
    connection: Connection, records: Records, recorded_on: date, retract_missing_of: str | None
) -> WriteReport:
    """Add what is new or changed, retract what is missing. The caller commits. Raises RecordedTimeError."""
    load = _begin(connection)
    missing = _missing(connection, records, retract_missing_of, load.newest)
    day = recorded_on.isoformat()
    for record in records:
        load.say(KIND_OF[type(record)], record, day)
    for kind, record_id in missing:
        load.retract(kind, record_id, day)
    return _finish(connection, load, retract_missing_of or "")


def absorb_versions(connection: Connection, versions: Iterable[Version]) -> WriteReport:
    """Add versions that carry their own days, each record's in the order recorded. The caller commits.

    A version older than what the ledger last knew of its record changes nothing.
    """
    load = _begin(connection)
    for version in last_of_each_day(versions):
        newest = load.newest[version.kind].get(version.id)
        if newest is not None and newest.recorded_from > version.recorded_from:
            load.unchanged += 1
        elif version.record is None:
            load.retract(version.kind, version.id, version.recorded_from)
        else:
            load.say(version.kind, version.record, version.recorded_from)
    return _finish(connection, load, "")


def _begin(connection: Connection) -> _Load:
    take_writers_place(connection)
    number = (connection.scalar(select(func.max(LOADS.c.number))) or 0) + 1
    return _Load(number, {kind: newest_rows(connection, kind) for kind in RECORD_TABLES})


def _missing(
    connection: Connection, records: Records, of: str | None, newest: Mapping[str, Mapping[str, Newest]]
) -> list[tuple[str, str]]:
    """List kind and id of what is held, belongs to what the records are all of, and is not among them."""
    if of is None:
        return []
    absent = [
        (kind, record_id)
        for kind, held in newest.items()
        for record_id, last in sorted(held.items())
        if not last.retracted and record_id not in getattr(records, kind)
    ]
    if of == EVERYTHING or not absent:
        return absent
    known = read_records(connection, None)
    return [(kind, held) for kind, held in absent if collections_of(getattr(known, kind)[held], known) == {of}]


def _finish(connection: Connection, load: _Load, collection: str) -> WriteReport:
    """Add the rows, and the load to the log unless it changed nothing."""
    report = WriteReport(load.added, load.superseded, load.unchanged, load.retracted)
    if not report.changed:
        return report
    for kind, rows in load.rows.items():
        for start in range(0, len(rows), ROWS_AT_ONCE):
            connection.execute(insert(RECORD_TABLES[kind]), rows[start : start + ROWS_AT_ONCE])
    connection.execute(
        insert(LOADS).values(
            number=load.number,
            recorded_on=max(row["recorded_from"] for rows in load.rows.values() for row in rows),
            collection=collection,
            added=report.added,
            superseded=report.superseded,
            unchanged=report.unchanged,
            retracted=report.retracted,
        )
    )
    return report
