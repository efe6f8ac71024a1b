"""The named queries: one ``.cypher`` file each, whose head says the question, the parameters and the rows.

    // Which cancers does a label group cover, itself included?
    // parameters: cancer text
    // rows: cancer text, name text, kind text, depth integer

Types are text, texts (a list), integer, number and boolean. A parameter with ``= ''`` or ``= 0`` may be left out
by the caller; the engine always gets a value.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.store import QueryParametersWrong, QueryUnknown

FOLDER = Path(__file__).parent / "queries"
TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "texts": (list, tuple),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; ``default`` is None where the caller must give a value."""

    name: str
    type: str
    default: str | int | None = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One query. ``columns`` are the names and types of its rows' scalars, in order."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    text: str

    def check(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values to send, defaults filled in. Raises QueryParametersWrong."""
        unknown = sorted(set(given) - {parameter.name for parameter in self.parameters})
        if unknown:
            raise QueryParametersWrong(self.name, f"it has no parameter {', '.join(unknown)}")
        return {parameter.name: self._value(parameter, given) for parameter in self.parameters}

    def _value(self, parameter: Parameter, given: Mapping[str, Any]) -> Any:
        value = given.get(parameter.name, parameter.default)
        if value is None:
            raise QueryParametersWrong(self.name, f"the parameter {parameter.name} is missing")
        fits = isinstance(value, TYPES[parameter.type]) and (parameter.type == "boolean" or not isinstance(value, bool))
        if fits and parameter.type == "texts":
            value = list(value)
            fits = all(isinstance(one, str) for one in value)
        if not fits:
            raise QueryParametersWrong(self.name, f"the parameter {parameter.name} must be {parameter.type}")
        return value


def query_names() -> tuple[str, ...]:
    """Return the names of all queries, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.cypher")))


@cache
def read_query(name: str) -> NamedQuery:
    """Read one query. Raises QueryUnknown."""
    path = FOLDER / f"{name}.cypher"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or not path.is_file():
        raise QueryUnknown(name, query_names())
    return parse_query(name, path.read_text(encoding="utf-8"))


def parse_query(name: str, text: str) -> NamedQuery:
    """Read the head of a query. Raises ValueError that says what the head lacks."""
    lines = text.splitlines()
    head: dict[str, str] = {"question": "", "parameters": "", "rows": ""}
    part = "question"
    for line in lines:
        if not line.startswith("//"):
            break
        words = line.removeprefix("//").strip()
        for key in ("parameters", "rows"):
            if words.startswith(f"{key}:"):
                part, words = key, words.removeprefix(f"{key}:").strip()
        head[part] = f"{head[part]} {words}".strip()
    if not head["question"] or not head["rows"]:
        raise ValueError(f"{name}.cypher: its head must hold a question, 'parameters:' and 'rows:'")
    return NamedQuery(
        name=name,
        question=head["question"],
        parameters=tuple(_parse_parameter(name, one) for one in _parts(head["parameters"])),
        columns=tuple(_parse_column(name, one) for one in _parts(head["rows"])),
        text="\n".join(line for line in lines if not line.startswith("//")).strip(),
    )


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip() not in {"", "none"}]


def _parse_parameter(query: str, text: str) -> Parameter:
    match = re.fullmatch(r"(\w+) (\w+)(?: = ('(.*)'|\d+))?", text)
    if match is None or match[2] not in TYPES:
        raise ValueError(f"{query}.cypher: {text!r} is no parameter: write a name and one of {', '.join(TYPES)}")
    if match[3] is None:
        return Parameter(match[1], match[2])
    return Parameter(match[1], match[2], match[4] if match[3].startswith("'") else int(match[3]))


def _parse_column(query: str, text: str) -> tuple[str, str]:
    name, _, kind = text.partition(" ")
    if kind not in TYPES:
        raise ValueError(f"{query}.cypher: {text!r} is no column: write a name and one of {', '.join(TYPES)}")
    return name, kind
