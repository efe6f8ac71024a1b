"""Predicates as the explorer names them."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("predicates.toml")


@cache
def predicates() -> dict[str, dict[str, str]]:
    """Return the wording of every predicate, in the order of the page."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def wording(predicate: str, backward: bool = False) -> str:
    """Return a predicate in plain words, seen from its subject or from its object."""
    held = predicates().get(predicate)
    return held["backward" if backward else "forward"] if held else predicate.replace("_", " ")
