"""Records as plain values and back: the one form that the ledger and the knowledge files keep.

Fields that hold their default are left out, so a default is part of the format: never change one, add a field instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import partial
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from graph.model.records import KIND_OF, Record

TYPE_OF: dict[str, type] = {kind: record_type for record_type, kind in KIND_OF.items()}

T = TypeVar("T")
Convert = Callable[[Any], Any]

_WRITERS: dict[type, tuple[tuple[str, Any, bool], ...]] = {}
_READERS: dict[type, dict[str, Convert]] = {}


class PlainFormError(ValueError):
    """Plain values that make no record of their kind. Compare them with the dataclass in ``graph/model``."""

    def __init__(self, kind: str, why: str) -> None:
        self.kind = kind
        super().__init__(f"no record of the kind {kind!r}: {why}; compare with the dataclass in graph/model")


def to_plain(record: Record) -> dict[str, Any]:
    """Return a record's fields that are not default, as values that JSON can write."""
    return _plain_dataclass(record)


def from_plain(kind: str, values: Mapping[str, Any]) -> Record:
    """Make a record from plain values. Raises PlainFormError."""
    record_type = TYPE_OF.get(kind)
    if record_type is None:
        raise PlainFormError(kind, f"kinds are {', '.join(TYPE_OF)}")
    try:
        record: Record = _make(record_type, values)
    except TypeError as error:
        raise PlainFormError(kind, str(error)) from error
    return record


def _default(field: "Field[Any]") -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


def _writers(record_type: type) -> tuple[tuple[str, Any, bool], ...]:
    """Return name, default and 'must be made plain' of each field."""
    hints = get_type_hints(record_type)
    return tuple(
        (field.name, _default(field), hints[field.name] not in (str, int, bool)) for field in fields(record_type)
    )


def _plain_dataclass(value: Any) -> dict[str, Any]:
    plain = {}
    writers = _WRITERS.get(type(value)) or _WRITERS.setdefault(type(value), _writers(type(value)))
    for name, default, nested in writers:
        held = getattr(value, name)
        if held != default:
            plain[name] = _plain(held) if nested else held
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value):
        return _plain_dataclass(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _readers(record_type: type) -> dict[str, Convert]:
    """Return, by field, what checks a plain value and makes the field's own of it."""
    hints = get_type_hints(record_type)
    return {field.name: _reader(hints[field.name]) for field in fields(record_type)}


def _make(record_type: type[T], values: Mapping[str, Any]) -> T:
    readers = _READERS.get(record_type) or _READERS.setdefault(record_type, _readers(record_type))
    made = {}
    for name, value in values.items():
        if name not in readers:
            raise TypeError(f"it has no field {name!r}")
        try:
            made[name] = readers[name](value)
        except TypeError as error:
            raise TypeError(f"{name}: {error}") from error
    return record_type(**made)


def _reader(hint: Any) -> Convert:
    if hint in (str, int, bool):
        return partial(_scalar, hint)
    if hint is float:
        return _number
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(_part, hint)
    parts = get_args(hint)
    if get_origin(hint) is not tuple:
        raise TypeError(f"a field of type {hint} has no plain form: use scalars, tuples and dataclasses")
    if parts[1:] == (Ellipsis,):
        return partial(_tuple, _reader(parts[0]))
    return partial(_row, tuple(_reader(part) for part in parts))


def _scalar(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _number(value: Any) -> float:
    if type(value) not in (int, float):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _part(kind: type, value: Any) -> Any:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no object with fields")
    return _make(kind, value)


def _tuple(read: Convert, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError(f"{value!r} is no list")
    return tuple([read(part) for part in value])


def _row(readers: tuple[Convert, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple) or len(value) != len(readers):
        raise TypeError(f"{value!r} is no list of {len(readers)}")
    return tuple([read(part) for read, part in zip(readers, value, strict=True)])
