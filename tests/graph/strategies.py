"""Records and their versions as hypothesis makes them: every field of every kind, from its type."""

from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st

from graph.model.plain_form import TYPE_OF
from graph.model.records import Record, Records
from graph.model.version import Version

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
IDS = st.sampled_from([f"x:{number}" for number in range(6)])
FIRST_DAY = date(2026, 1, 1)
DAYS = st.integers(0, 5).map(lambda days: FIRST_DAY + timedelta(days))


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Make values of a field's type."""
    if hint is str:
        return TEXT
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(-1, 99)
    if hint is float:
        return st.one_of(st.integers(-1, 120), st.floats(0, 120))
    if is_dataclass(hint):
        assert isinstance(hint, type)
        return dataclasses_of(hint)
    parts = get_args(hint)
    if parts[1:] == (Ellipsis,):
        return st.lists(values_of(parts[0]), max_size=2).map(tuple)
    return st.tuples(*(values_of(part) for part in parts))


def dataclasses_of(kind: type, ids: st.SearchStrategy[str] = IDS) -> st.SearchStrategy[Any]:
    """Make instances of a record's type, or of a part of one."""
    hints = get_type_hints(kind)
    made = {field.name: values_of(hints[field.name]) for field in fields(kind)}
    return st.builds(kind, **(made | ({"id": ids} if "id" in made else {})))


RECORD_TYPES = sorted(TYPE_OF.items())
RECORDS: st.SearchStrategy[Record] = st.one_of([dataclasses_of(record_type) for _, record_type in RECORD_TYPES])


def as_records(records: list[Record]) -> Records:
    held = Records()
    held.extend(records)
    return held


RECORD_SETS = st.lists(RECORDS, max_size=8).map(as_records)


@st.composite
def histories(draw: st.DrawFn) -> list[Version]:
    """Make versions of a few records, each record's in the order recorded, at most one a day."""
    versions = []
    for kind, record_id in draw(st.lists(st.tuples(st.sampled_from(sorted(TYPE_OF)), IDS), unique=True, max_size=4)):
        for day in sorted(draw(st.sets(DAYS, min_size=1, max_size=3))):
            record = draw(st.none() | dataclasses_of(TYPE_OF[kind], st.just(record_id)))
            versions.append(Version(kind, record_id, day.isoformat(), record))
    return versions
