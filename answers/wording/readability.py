"""How easy a text reads: the Flesch–Kincaid grade, drug and disease names left out of account.

A name is long by nature and the reader brings it along; each is replaced by one short word before counting
(design, section 7). The grade is textstat's (0.7.4, which needs no download).
"""

import re
import sys
from collections.abc import Iterable
from functools import cache
from types import ModuleType
from typing import Any, cast

STAND_IN = "drug"


def without_names(text: str, names: Iterable[str]) -> str:
    """Return the text with every name (longest first, in any case) replaced by one short word."""
    low = text.replace("İ", "I").lower()  # the one letter that is two in lower case: places must stay the same
    ends: dict[int, int] = {}
    for name in {name.lower() for name in names if len(name) > 2}:
        start = low.find(name)
        while start >= 0:
            end = start + len(name)
            if not (_joins(low[start - 1 : start]) or _joins(low[end : end + 1])):
                ends[start] = max(ends.get(start, 0), end)
            start = low.find(name, start + 1)
    parts, done = [], 0
    for start in sorted(ends):
        if start >= done:
            parts += [text[done:start], STAND_IN]
            done = ends[start]
    return "".join(parts) + text[done:]


def _joins(letter: str) -> bool:
    """Say whether a letter beside a name makes it a part of a longer word."""
    return letter.isalnum() or letter == "_"


def reading_grade(text: str, names: Iterable[str]) -> float | None:
    """Return the Flesch–Kincaid grade to one decimal, None for a text without words."""
    plain = without_names(text, names)
    if not re.search(r"\w", plain):
        return None
    return round(cast(float, _textstat().flesch_kincaid_grade(plain)), 1)


@cache
def _textstat() -> Any:
    """Import textstat when a grade is first asked for, without pkg_resources, which is half of what that costs.

    Version 0.7.4 opens word lists with it that no grade of ours uses.
    """
    hidden = "pkg_resources" not in sys.modules
    if hidden:
        sys.modules["pkg_resources"] = ModuleType("pkg_resources")
    try:
        import textstat
    finally:
        if hidden:
            del sys.modules["pkg_resources"]
    return textstat


def longest_sentence(text: str, names: Iterable[str]) -> int:
    """Return the number of words of the longest sentence, a name counting as one word."""
    sentences = re.split(r"(?<=[.!?])\s+", without_names(text, names))
    return max((len(re.findall(r"[\w'’%≥-]+", sentence)) for sentence in sentences), default=0)
