"""What stands inside a line of a page: its plain words, its citations, its levels of evidence."""

import html
import re
from functools import lru_cache

_NOTE = re.compile(
    r"\[(?:\[[\d\s]+\]\(#cit[^)\n]*\)[\s,;–−-]*)+\]|\[\[?\[?Levels? of evidence[^\]\n]*\]*(?:\([^)\n]*\))?\]*",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"\[Enlarge\]\([^)\n]*\)|!\[[^\]\n]*\]\((?:[^()\n\"]|\"[^\"\n]*\")*\)")
_LINK = re.compile(r"\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\((?:[^()\n\"]|\"[^\"\n]*\")*\)")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)")
_CITATION = re.compile(r"\(#cit/section_(\d+)\.(\d+)\)")
_RANGE = re.compile(r"#cit/section_(\d+)\.(\d+)\)\s*[-–]\s*\[\d+\]\(#cit/section_\1\.(\d+)\)")
_LEVEL = re.compile(r"Levels? of evidence:?\s*\[?([A-D][1-4]?|[1-4](?:i{1,3}|iv)?[A-D](?:i{1,3})?)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)  # the lines of a page are asked for as headings, items, leads and parts
def plain(text: str) -> str:
    """Return the words that a reader sees: links give their text; citations, levels, images and emphasis vanish."""
    text = _NOTE.sub("", _IMAGE.sub("", text))
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub("", html.unescape(text)).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text).strip()


def citations(text: str) -> list[tuple[int, int]]:
    """Return the (section, number) of every cited reference, ranges filled in, sorted."""
    found = {(int(section), int(number)) for section, number in _CITATION.findall(text)}
    for section, first, last in _RANGE.findall(text):
        found.update((int(section), number) for number in range(int(first), min(int(last), int(first) + 40) + 1))
    return sorted(found)


def levels_of_evidence(text: str) -> list[str]:
    """Return the levels of evidence that NCI grades a text with, in order, without repeats."""
    return list(dict.fromkeys(_LEVEL.findall(text)))
