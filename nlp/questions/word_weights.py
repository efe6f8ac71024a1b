"""What do words speak for? Weights by kind, made from our own phrasings (``python -m measures.word_weights``).

Each word, and each pair of neighbours, speaks for some kinds and against others; the sums give shares by a softmax.
A weight is a line of a table that can be read, and struck out. Tables are read when first needed.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path


class WordWeights:
    """One table of weights: features in the order of their code points, with the kinds that each speaks for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def shares(self, features: Iterable[str]) -> Iterator[tuple[float, str]]:
        """Yield the share of each kind; together they are 1."""
        sums = dict(self._weights("*"))
        for feature in sorted(features):
            for kind, weight in self._weights(feature):
                sums[kind] += weight
        highest = max(sums.values())
        powers = {kind: math.exp(value - highest) for kind, value in sums.items()}
        total = sum(powers.values())
        return ((power / total, kind) for kind, power in powers.items())

    @cached_property
    def _lines(self) -> list[str]:
        return self._path.read_text(encoding="utf-8").split("\n")

    def _weights(self, feature: str) -> Iterator[tuple[str, float]]:
        """Yield the weights of one feature by bisection: most of the table is never needed."""
        key = f"{feature}\t"
        place = bisect_left(self._lines, key)
        if place < len(self._lines) and self._lines[place].startswith(key):
            for told in self._lines[place].split("\t")[1:]:
                kind, _, weight = told.rpartition("=")
                yield kind, float(weight)


def words_and_pairs(words: Sequence[str]) -> frozenset[str]:
    """Return the words of a sentence and its pairs of neighbours; ^ and $ are its ends."""
    return frozenset((*words, *map(" ".join, pairwise(("^", *words, "$")))))
