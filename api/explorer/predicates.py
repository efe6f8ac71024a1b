"""Predicates as the explorer names them."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("predicates.toml")


@cache
def predicates() -> dict[str, dict[str, str]]:
    """Return the wording of every predicate, in the order of the page."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def wording(predicate: str, form: str) -> str:
    """Return a predicate in plain words: as a ``link``, or as a heading seen ``forward`` or ``backward``."""
    held = predicates().get(predicate)
    return held[form] if held else predicate.replace("_", " ")
