"""Which type of question is asked? The heaviest phrase that fits, else what the named things suggest.

A rule of ``types.tsv`` is a phrase, or several joined by `` & `` that must all stand in the sentence, in any order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nlp.questions.mentions import Named
from nlp.questions.phrases import Groups, Phrase, Telling
from nlp.questions.question import Premise
from nlp.questions.sentences import Sentence
from nlp.questions.words import read_table

_HEAVIEST = 10.0


@dataclass(frozen=True, slots=True)
class Route:
    """A type with its raw score from 0 to 1, the phrase that told it, and the reason where it declines."""

    type: str
    score: float
    phrase: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    type: str
    weight: float
    text: str
    phrases: tuple[Phrase, ...]
    unless: frozenset[str]

    @property
    def weight_of_words(self) -> int:
        return sum(phrase.weight_of_words for phrase in self.phrases)

    def fits(self, sentence: Sentence) -> bool:
        held = sentence.held
        if not held.isdisjoint(self.unless):
            return False
        for phrase in self.phrases:  # no generators: this is asked a hundred times of each question
            if not phrase.may_stand(held):
                return False
        return all(phrase.find(sentence.units, held) is not None for phrase in self.phrases)


class Router:
    """Tells the type of a sentence by the phrases of ``types.tsv``."""

    def __init__(self, groups: Groups) -> None:
        self._rules = [
            _Rule(
                row[0],
                float(row[1]),
                row[2],
                tuple(Phrase(part, groups) for part in row[2].split(" & ")),
                frozenset(row[3].split("|")) if len(row) > 3 else frozenset(),
            )
            for row in read_table("types.tsv")
        ]
        self._rules.sort(key=lambda rule: (-rule.weight, -rule.weight_of_words, rule.type, rule.text))
        self._premises = [
            (row[0], Phrase(row[1], groups), frozenset(row[2].split("|")) if len(row) > 2 else frozenset())
            for row in read_table("premises.tsv")
        ]
        self._needs = {row[0]: (_slot_set(row[1]), row[2]) for row in read_table("needs.tsv")}
        self._signatures = [(row[0].split(), row[1], float(row[2])) for row in read_table("signatures.tsv")]

    @cached_property
    def _telling(self) -> Telling:
        return Telling(rule.phrases[0] for rule in self._rules)

    def route(self, sentence: Sentence) -> list[Route]:
        """Return the types whose phrases fit, best first, each once."""
        routes: dict[str, Route] = {}
        for place in self._telling.places(sentence.held):
            rule = self._rules[place]
            kind, _, reason = rule.type.partition(":")
            if rule.type not in routes and rule.fits(sentence):
                score = (rule.weight + min(rule.weight_of_words, 6) / 10) / (_HEAVIEST + 0.6)
                routes[rule.type] = Route(kind, round(score, 3), rule.text, reason)
        return sorted(routes.values(), key=lambda route: (-route.score, route.type))

    def settle(self, route: Route, held: frozenset[str]) -> Route:
        """Replace a type that lacks what it asks about by the one that its things allow."""
        for _ in range(len(self._needs)):
            needs = self._needs.get(route.type)
            if needs is None or not needs[0].isdisjoint(held) or needs[1] == route.type:
                return route
            route = Route(needs[1], round(route.score * 0.85, 3), route.phrase)
        return route

    def by_signature(self, slots: Sequence[str]) -> Route | None:
        """Return what a message that only names things asks for."""
        for needed, kind, score in self._signatures:
            if all(slots.count(slot) >= needed.count(slot) for slot in needed):
                return Route(kind, score)
        return None

    def premise(self, sentence: Sentence, text: str, named: Sequence[Named]) -> Premise | None:
        """Return what the sentence takes for granted, if anything, with the things that it says it of."""
        for claim, phrase, unless in self._premises:
            if not sentence.held.isdisjoint(unless):
                continue
            place = phrase.find(sentence.units, sentence.held)
            if place is not None and place.last > place.first:
                start, end = sentence.units[place.first].start, sentence.units[place.last - 1].end
                filled = (sentence.units[unit].mention for unit in place.filled)
                things = tuple(named[number].mention for number in filled if number >= 0)
                return Premise(claim, text[start:end], start, end, things)
        return None


def _slot_set(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))
