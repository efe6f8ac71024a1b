"""Which type do the words of a sentence speak for, where no phrase is sure?

The weights of ``cues.tsv`` come from our tuned phrasings; named things count by their kind, so no weight knows a drug.
"""

from collections.abc import Sequence

from nlp.questions.routing import Route
from nlp.questions.sentences import Sentence
from nlp.questions.word_weights import WordWeights, words_and_pairs
from nlp.questions.words import RESOURCES

SURE = 0.66
"""A phrase of this score or more decides alone. Below it the words are heard (best of 0.5 to 0.8 in a trial)."""

_THINGS = ("{cancer}", "{biomarker}", "{prior}", "{class}", "{regimen}", "{procedure}", "{drug}", "{adverseeffect}")
_AGREED, _HEARD = 0.1, 0.62
_FEWEST = 0.4


class Cues:
    """Puts what words speak for before what unsure phrases say."""

    def __init__(self) -> None:
        self._weights = WordWeights(RESOURCES / "cues.tsv")

    def weighed(self, sentence: Sentence, routes: Sequence[Route]) -> list[Route]:
        """Return the routes with what the words speak for put first, where no phrase was sure."""
        if (routes and routes[0].score >= SURE) or all(unit.slots for unit in sentence.units):
            return list(routes)  # a message of names alone says nothing more
        share, kind = max(self._weights.shares(features(sentence)))
        name, _, reason = kind.partition(":")
        first = routes[0] if routes else None
        if first is not None and (first.type, first.reason) == (name, reason):
            return [Route(name, round(min(first.score + _AGREED * share, SURE), 3), first.phrase, reason), *routes[1:]]
        if share < _FEWEST:
            return list(routes)
        heard = Route(name, round(_HEARD * share, 3), "", reason)
        return [heard, *(route for route in routes if (route.type, route.reason) != (name, reason))]


def features(sentence: Sentence) -> frozenset[str]:
    """Return the words of a sentence and its pairs, named things told by their kind only, and how many therapies."""
    told = [_told(unit.key, unit.slots) for unit in sentence.units]
    therapies = sum(word in _THINGS[3:7] for word in told)
    return words_and_pairs(told) | {f"therapies {min(therapies, 2)}"}


def _told(key: str, slots: frozenset[str]) -> str:
    return next((thing for thing in _THINGS if thing in slots), key) if slots else key
