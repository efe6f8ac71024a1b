"""Every field with a closed vocabulary keeps to it (``values.toml``)."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from graph.model import Records
from graph.validation.finding import Finding
from graph.validation.references import values_at

Vocabularies = dict[str, dict[str, list[str]]]


@cache
def vocabularies() -> Vocabularies:
    """Return the allowed values by kind and path."""
    loaded: Vocabularies = tomllib.loads((Path(__file__).parent / "values.toml").read_text(encoding="utf-8"))
    return loaded


def foreign_values(records: Records) -> Iterator[Finding]:
    """Find values outside their field's vocabulary."""
    for kind, paths in vocabularies().items():
        allowed = {path: frozenset(values) for path, values in paths.items()}
        for record in getattr(records, kind).values():
            for path, values in allowed.items():
                for value in values_at(record, path):
                    if value not in values:
                        detail = f"{path} is {value!r}: use one of {', '.join(sorted(filter(None, values)))}"
                        yield Finding("every value is of its vocabulary", kind, record.id, detail)
