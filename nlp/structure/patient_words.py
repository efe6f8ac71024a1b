"""What a page for patients says in everyday words, in the words that the readers know. Every character keeps a place.

The pairs stand in ``resources/patient_words.yaml``. A character that is put in has the place of the words that it
stands for, so that what is read from it points at them.
"""

import re
from functools import lru_cache
from importlib.resources import files

import yaml

_GROUP = re.compile(r"\\(\d)")


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    rules: dict[str, list[list[str]]] = yaml.safe_load(
        (files("nlp") / "resources" / "patient_words.yaml").read_text("utf-8")
    )
    return tuple((re.compile(words, re.IGNORECASE), put) for pairs in rules.values() for words, put in pairs)


def in_known_words(words: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """Return words with the everyday ones replaced, and the place of each character."""
    for pattern, put in _rules():
        parts: list[str] = []
        places: list[int] = []
        done = 0
        for match in pattern.finditer(words):
            parts.append(words[done : match.start()])
            places.extend(offsets[done : match.start()])
            _put(match, put, offsets, parts, places)
            done = match.end()
        if done:
            words, offsets = "".join([*parts, words[done:]]), (*places, *offsets[done:])
    return words, offsets


def _put(match: re.Match[str], put: str, offsets: tuple[int, ...], parts: list[str], places: list[int]) -> None:
    """Put in what stands for a match: groups with their own places, other words with the place of its first letter.

    Where the groups change places, the places are spread over the match, so that none goes back.
    """
    words, told = "", list[int]()
    for at, piece in enumerate(_GROUP.split(put)):
        if at % 2 and match[int(piece)] is not None:
            words += match[int(piece)]
            told.extend(offsets[match.start(int(piece)) : match.end(int(piece))])
        elif not at % 2:
            words += piece
            told.extend([told[-1] if told else offsets[match.start()]] * len(piece))
    if told != sorted(told):
        width = match.end() - match.start()
        told = [offsets[match.start() + at * width // len(told)] for at in range(len(told))]
    parts.append(words)
    places.extend(told)
