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
    low = text.lower()
    wanted = sorted(
        {name for name in names if len(name) > 2 and name.lower() in low}, key=lambda name: (-len(name), name)
    )
    if not wanted:
        return text
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in wanted) + r")(?!\w)", re.IGNORECASE)
    return pattern.sub(STAND_IN, text)


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
