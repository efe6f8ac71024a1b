"""The one place that says what an error means at a door: HTTP status and problem details, exit code, message."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("problems.toml")
URN = "urn:treatment-explainer:problem:"
UNEXPECTED_EXIT = 70
INTERRUPTED_EXIT = 130


@dataclass(frozen=True, slots=True)
class Problem:
    """What is told of one class of error. ``detail`` is '' where the error's own message may be told to anybody."""

    slug: str
    title: str
    status: int
    exit: int
    detail: str = ""

    def as_json(self, error: BaseException | None = None, **further: Any) -> dict[str, Any]:
        """Return problem details (RFC 9457)."""
        told = self.detail or str(error or self.title)
        return {"type": URN + self.slug, "title": self.title, "status": self.status, "detail": told, **further}


UNEXPECTED = Problem(
    "unexpected",
    "Something went wrong here",
    500,
    UNEXPECTED_EXIT,
    "Something went wrong here, and it was logged. Try again; if it stays so, tell the operator.",
)


@cache
def problems() -> Mapping[str, Problem]:
    """Return the problem of each error class, by its full name."""
    held = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {name: Problem(_slug(name), **values) for name, values in held.items()}


def problem_of(error: BaseException) -> Problem:
    """Return the problem of an error's class, or of the nearest class above it."""
    for kind in type(error).__mro__:
        found = problems().get(full_name(kind))
        if found:
            return found
    return UNEXPECTED


def full_name(kind: type) -> str:
    """Return the name under which the table holds a class."""
    return f"{kind.__module__}.{kind.__qualname__}"


def _slug(name: str) -> str:
    words = name.rpartition(".")[2].removesuffix("Error")
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in words).strip("-")
