"""Which type do the words of a sentence speak for, where no phrase is sure?

Each word, and each pair of neighbours, speaks for some types and against others by the weights of ``cues.tsv``
(``python -m measures.question_cues`` makes them from our tuned phrasings). The table is read when first needed.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from nlp.questions.routing import Route
from nlp.questions.sentences import Sentence
from nlp.questions.words import RESOURCES

SURE = 0.66
"""A phrase of this score or more decides alone. Below it the words are heard (best of 0.5 to 0.8 in a trial)."""

_THINGS = ("{cancer}", "{biomarker}", "{prior}", "{class}", "{regimen}", "{procedure}", "{drug}", "{adverseeffect}")
_AGREED, _HEARD = 0.1, 0.62
_FEWEST = 0.25


class Cues:
    """The weights of words, by type."""

    def weighed(self, sentence: Sentence, routes: Sequence[Route]) -> list[Route]:
        """Return the routes with what the words speak for put first, where no phrase was sure."""
        if routes and routes[0].score >= SURE:
            return list(routes)
        share, kind = max(self.shares(sentence))
        name, _, reason = kind.partition(":")
        first = routes[0] if routes else None
        if first is not None and (first.type, first.reason) == (name, reason):
            return [Route(name, round(min(first.score + _AGREED * share, SURE), 3), first.phrase, reason), *routes[1:]]
        if share < _FEWEST:
            return list(routes)
        heard = Route(name, round(_HEARD * share, 3), "", reason)
        return [heard, *(route for route in routes if (route.type, route.reason) != (name, reason))]

    def shares(self, sentence: Sentence) -> Iterator[tuple[float, str]]:
        """Yield the share of each type; together they are 1."""
        sums = dict(self._weights("*"))
        for feature in sorted(features(sentence)):
            for kind, weight in self._weights(feature):
                sums[kind] += weight
        highest = max(sums.values())
        powers = {kind: math.exp(value - highest) for kind, value in sums.items()}
        total = sum(powers.values())
        return ((power / total, kind) for kind, power in powers.items())

    @cached_property
    def _lines(self) -> list[str]:
        return (RESOURCES / "cues.tsv").read_text(encoding="utf-8").split("\n")

    def _weights(self, feature: str) -> Iterator[tuple[str, float]]:
        """Yield the weights of one feature; the table is sorted, and most of it is never needed."""
        key = f"{feature}\t"
        place = bisect_left(self._lines, key)
        if place < len(self._lines) and self._lines[place].startswith(key):
            for told in self._lines[place].split("\t")[1:]:
                kind, _, weight = told.rpartition("=")
                yield kind, float(weight)


def features(sentence: Sentence) -> frozenset[str]:
    """Return the words of a sentence and its pairs of neighbours, named things told by their kind only."""
    told = ["^", *(_told(unit.key, unit.slots) for unit in sentence.units), "$"]
    therapies = sum(word in _THINGS[3:7] for word in told)
    return frozenset((*told[1:-1], *map(" ".join, pairwise(told)), f"therapies {min(therapies, 2)}"))


def _told(key: str, slots: frozenset[str]) -> str:
    return next((thing for thing in _THINGS if thing in slots), key) if slots else key
