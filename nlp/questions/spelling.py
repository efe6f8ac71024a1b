"""Repair of spelling mistakes, abstaining rather than turning one drug into another.

Costs of edits are low where people err (vowels, doubled letters, swapped neighbours, c/k/s) and high where a
different letter makes a different drug: apatinib is no afatinib. The first letters count more than the last.
"""

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache

from nlp.questions.names import QuestionNames
from nlp.questions.words import is_ordinary, words_of

_VOWELS = frozenset("aeiouy")
_ALIKE = frozenset(map(frozenset, ("ck", "cs", "sz", "kq", "fv", "mn", "bp", "dt", "gj", "xz", "vw", "iy", "cz", "lr")))
_RULES = ("types.tsv", "groups.tsv", "constraints.tsv", "agencies.tsv", "markers.tsv")
_SHORTEST = 4
_FAREST = 0.28
_MARGIN = 0.06


@dataclass(frozen=True, slots=True)
class Repair:
    """A likely meant word, with its score from 0 to 1, and rivals that are nearly as near."""

    key: str
    score: float
    rivals: tuple[str, ...] = ()


class SpellingRepairer:
    """Offers the word that an unknown word was meant to be. Words are folded."""

    def __init__(self, index: QuestionNames) -> None:
        self._index = index
        self._letters: dict[str, list[str]] = {}

    @cached_property
    def _said(self) -> frozenset[str]:
        """The words of the rules: of types, conditions, regulators, markers."""
        return words_of(*_RULES)

    def is_said(self, key: str) -> bool:
        """True for a word of everyday language or of the rules."""
        return is_ordinary(key) or key in self._said

    def is_known(self, key: str) -> bool:
        """True for a word that must not be repaired: short, a number, an ordinary word or a part of a name."""
        return (
            len(key) < _SHORTEST
            or not key.isalpha()
            or is_ordinary(key)
            or self._index.has_word(key)
            or bool(self._index.find(key))
            or key in self._said
        )

    def repair(self, key: str) -> Repair | None:
        """Return the nearest held word, None where none is near enough."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract  # only here: most questions hold no mistake, and the import costs 30 ms

        furthest = 1 if len(key) < 6 else 2 if len(key) < 9 else 3
        near: list[tuple[float, str]] = []
        for letter in _first_letters(key):
            for word, _, _ in extract(
                key, self._vocabulary(letter), scorer=OSA.distance, score_cutoff=furthest, limit=12
            ):
                near.append((edit_cost(key, word) / max(len(key), len(word)), word))
        near.sort()
        if not near or near[0][0] > _threshold(len(key)):
            return None
        best, word = near[0]
        rivals = tuple(other for cost, other in near[1:4] if cost - best < _MARGIN)
        return Repair(word, round(1 - best, 3), rivals)

    def _vocabulary(self, letter: str) -> list[str]:
        """Return the words of names and phrases that begin with a letter (made once per letter)."""
        if letter not in self._letters:
            words = {word for word in self._said if word.startswith(letter)}
            words.update(self._index.words_from(letter))
            self._letters[letter] = sorted(word for word in words if len(word) > _SHORTEST)
        return self._letters[letter]


def _first_letters(key: str) -> tuple[str, ...]:
    """Return the letters with which the meant word may begin."""
    alike = {letter for pair in _ALIKE if key[0] in pair for letter in pair}
    return tuple(dict.fromkeys((key[0], key[1], *sorted(alike))))


def _threshold(length: int) -> float:
    return _FAREST if length > 9 else 0.2 if length > 5 else 0.16


def edit_cost(left: str, right: str, most: float = math.inf) -> float:
    """Return the weighted optimal string alignment distance of two words; infinity where it is surely above most."""
    losses = _losses(right)
    older: list[float] = []
    above = [float(number) for number in range(len(right) + 1)]
    for i, a in enumerate(left, 1):
        weight = 1.2 if i <= 3 else 1.0
        drop = weight * _loss(left, i - 1)
        row = [float(i)]
        for j, b in enumerate(right, 1):
            best = above[j - 1] if a == b else above[j - 1] + weight * _change(a, b)
            best = min(best, above[j] + drop, row[j - 1] + weight * losses[j - 1])
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2] and a != b:
                best = min(best, older[j - 2] + 0.7 * weight)
            row.append(best)
        if min(row) > most and min(above) > most:  # a swap of neighbours reaches over one row
            return math.inf
        older, above = above, row
    return above[-1]


@lru_cache(maxsize=4096)
def _change(a: str, b: str) -> float:
    """Return the cost of another letter."""
    if a in _VOWELS and b in _VOWELS:
        return 0.6
    return 0.8 if frozenset((a, b)) in _ALIKE else 1.5


@lru_cache(maxsize=8192)
def _losses(word: str) -> tuple[float, ...]:
    """Return the cost of each letter of a held word where it is left out."""
    return tuple(_loss(word, at) for at in range(len(word)))


def _loss(word: str, at: int) -> float:
    """Return the cost of a letter too many or too few: little for a doubled one or a vowel."""
    if at and word[at - 1] == word[at]:
        return 0.4
    return 0.7 if word[at] in _VOWELS or word[at] == "h" else 1.0
