"""Reading and writing knowledge files: JSON Lines, a line per version of a record, files by topic and collection.

A line holds ``record`` (its kind), ``recorded_from`` and the record's fields that are not default, keys sorted; a
retraction holds ``record``, ``id``, ``recorded_from`` and ``"retracted": true``. Lines are sorted by id, then day. The
same versions give the same bytes, whatever the order they come in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from graph.model.dates import PartialDateError, parse_partial_date, precision
from graph.model.identifiers import slug
from graph.model.plain_form import PlainFormError, from_plain, to_plain
from graph.model.version import Version, known, last_of_each_day
from graph.packaging import KnowledgeError, KnowledgeMissingError
from graph.packaging.topics import topics


def read_knowledge(folder: Path) -> list[Version]:
    """Return every version in the folder's files, each record's in the order recorded.

    Raises KnowledgeMissingError, and KnowledgeError with file and line.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise KnowledgeMissingError(str(folder))
    return [version for file in files for version in _read_file(file)]


def write_knowledge(versions: Iterable[Version], folder: Path) -> list[Path]:
    """Replace the folder's knowledge files by these versions; return the files, sorted. Other files stay."""
    by_day = _ever_known(last_of_each_day(versions))
    topic_of = topics(known(version for version in by_day if version.record is not None))
    lines: defaultdict[Path, list[tuple[str, str, bytes]]] = defaultdict(list)
    for version in by_day:
        topic = topic_of[version.kind, version.id]
        lines[folder / f"{slug(topic)}.jsonl"].append((version.id, version.recorded_from, _line(version)))
    folder.mkdir(parents=True, exist_ok=True)
    for file, held in lines.items():
        _replace(file, b"".join(line for _, _, line in sorted(held)))
    for stale in set(folder.glob("*.jsonl")) - set(lines):
        stale.unlink()
    return sorted(lines)


def _read_file(file: Path) -> Iterator[Version]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield _version(orjson.loads(line))
            except (orjson.JSONDecodeError, PlainFormError, PartialDateError, KeyError, TypeError) as error:
                why = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
                raise KnowledgeError(f"{file.name}, line {number}", why) from error


def _version(values: dict[str, Any]) -> Version:
    kind, day = values.pop("record"), values.pop("recorded_from")
    if not isinstance(day, str) or precision(parse_partial_date(day)) != "day":
        raise PartialDateError(str(day))
    if values.pop("retracted", False):
        return Version(kind, values["id"], day, None)
    return Version(kind, values["id"], day, from_plain(kind, values))


def _line(version: Version) -> bytes:
    values: dict[str, Any] = {"record": version.kind, "recorded_from": version.recorded_from}
    if version.record is None:
        values |= {"id": version.id, "retracted": True}
    else:
        values |= to_plain(version.record)
    return orjson.dumps(values, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _ever_known(versions: Iterable[Version]) -> list[Version]:
    """Return the versions by day, without the retractions of what was not known at the end of any day before."""
    known_before: set[tuple[str, str]] = set()
    kept = []
    for version in sorted(versions, key=lambda version: version.recorded_from):
        key = (version.kind, version.id)
        if version.record is not None:
            known_before.add(key)
        if key in known_before:
            kept.append(version)
    return kept


def _replace(file: Path, content: bytes) -> None:
    """Write beside, then move: a killed run leaves the old file whole."""
    beside = file.with_suffix(".jsonl.new")
    beside.write_bytes(content)
    beside.replace(file)
