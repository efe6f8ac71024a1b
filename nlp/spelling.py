"""Words of a text with their places, folded so that two spellings of one name compare equal.

Hyphens, apostrophes and trade marks are skipped; plurals and British spelling are folded by
``resources/spelling.yaml``. A word may fold to several (``nonsquamous`` to ``non squamous``), all with its place.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

_WORD = re.compile(r"[^\W_¹²³⁴⁵]+|[^\w\s]|_")
_SKIPPED = frozenset("-‐‑‒–—−'’‘`´®™©*†‡\"“”\u00ad")


class Word(NamedTuple):
    """One folded word and the place of the written one. ``glued`` says that no space stands before it."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """The folding rules, as read from their file."""

    british: tuple[tuple[str, str], ...]
    words: dict[str, tuple[str, ...]]
    plural_kept: frozenset[str]
    salts: frozenset[str]
    dose_forms: frozenset[str]


@lru_cache(maxsize=1)
def spelling() -> Spelling:
    """Read the rules once."""
    rules = yaml.safe_load((files("nlp") / "resources" / "spelling.yaml").read_text(encoding="utf-8"))
    return Spelling(
        british=tuple(rules["british"].items()),
        words={word: tuple(other.split()) for word, other in rules["words"].items()},
        plural_kept=frozenset(rules["plural_kept"]),
        salts=frozenset(rules["salts"]),
        dose_forms=frozenset(rules["dose_forms"]),
    )


@lru_cache(maxsize=200_000)
def fold(word: str) -> tuple[str, ...]:
    """Return the folded words of one written word."""
    rules = spelling()
    lower = word.lower()
    for british, american in rules.british:
        if british[0] == "^":
            if lower.startswith(british[1:]):
                lower = american + lower[len(british) - 1 :]
        elif british in lower:
            lower = lower.replace(british, american)
    if lower in rules.words:
        return rules.words[lower]
    if len(lower) > 3 and lower.endswith("s") and lower not in rules.plural_kept:
        if lower.endswith("ies") and len(lower) > 5:
            lower = lower[:-3] + "y"
        elif not lower.endswith(("ss", "us", "is")):
            lower = lower[:-1]
    return rules.words.get(lower, (lower,))


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the folded words of a text in order; a possessive s and skipped marks have none."""
    found: list[Word] = []
    possessive = False
    for match in _WORD.finditer(text):
        written = match.group()
        start, end = match.span()
        if written in _SKIPPED:
            possessive = written in "'’‘`´" and bool(found) and found[-1].end == start
            continue
        if possessive and written in "sS" and text[start - 1] in "'’‘`´":
            possessive = False
            continue
        possessive = False
        for folded in fold(written):
            found.append(Word(folded, start, end))  # noqa: PERF401  (this loop is the reader's busiest)
    return tuple(found)


def key_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name: what two spellings of it share."""
    return tuple(word.folded for word in words_of(name))
