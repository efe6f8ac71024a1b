"""What was known of one record from a day on: a row of the ledger, and a line of a knowledge file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from graph.model.records import Record, Records


@dataclass(frozen=True, slots=True)
class Version:
    """One record as it was known from ``recorded_from`` (a full day, ISO) until the day ``recorded_to``.

    ``kind`` is the field of Records that holds it. ``record`` is None where it was retracted that day.
    ``recorded_to`` is '' where the version is current; of two versions of one day the later row counts.
    """

    kind: str
    id: str
    recorded_from: str
    record: Record | None
    recorded_to: str = ""


def closed(versions: Iterable[Version]) -> list[Version]:
    """Return the versions, each ended on the day its successor begins. They must come in the order recorded, by id."""
    ended: list[Version] = []
    place: dict[tuple[str, str], int] = {}
    for version in versions:
        key = (version.kind, version.id)
        if key in place:
            ended[place[key]] = replace(ended[place[key]], recorded_to=version.recorded_from)
        place[key] = len(ended)
        ended.append(version)
    return ended


def last_of_each_day(versions: Iterable[Version]) -> list[Version]:
    """Return the versions without those that another of the same record and day replaced."""
    last: dict[tuple[str, str, str], Version] = {}
    for version in versions:
        last[(version.kind, version.id, version.recorded_from)] = version
    return list(last.values())


def known(versions: Iterable[Version], known_at: date | None = None) -> Records:
    """Return the records as they were known at the end of a day; by default all that is known."""
    last = known_at.isoformat() if known_at else "9999-12-31"
    held: dict[str, dict[str, Record | None]] = {}
    for version in versions:
        if version.recorded_from <= last:
            held.setdefault(version.kind, {})[version.id] = version.record
    records = Records()
    for kind, by_id in held.items():
        getattr(records, kind).update((key, record) for key, record in by_id.items() if record is not None)
    return records
