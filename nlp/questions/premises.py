"""What does a message take for granted ("since osimertinib is a checkpoint inhibitor, …"), and what does it ask?"""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.questions.mentions import Named
from nlp.questions.question import Premise
from nlp.questions.routing import Router
from nlp.questions.sentences import Sentence

_LEADS = frozenset(("since", "as", "because", "given", "seeing", "considering", "now", "after"))
_LATEST_LEAD = 3
_FEWEST_LEFT = 2


@dataclass(frozen=True, slots=True)
class Parted:
    """The sentences of a message. ``given`` are the places of those that only grant; ``premise`` is what they grant."""

    sentences: list[Sentence]
    given: frozenset[int] = frozenset()
    premise: Premise | None = None


def part(sentences: Sequence[Sentence], router: Router, text: str, named: Sequence[Named]) -> Parted:
    """Cut each sentence behind what it grants first; "it" in the rest is the therapy that was spoken of."""
    parts: list[Sentence] = []
    given: set[int] = set()
    first: Premise | None = None
    for sentence in sentences:
        premise = router.premise(sentence, text, named)
        if premise is None or not _leads(sentence, premise):
            parts.append(sentence)
            continue
        comma = text.find(",", premise.end, sentence.end)
        before, after = sentence.cut_at(max(comma, premise.end))
        if len(after.units) < _FEWEST_LEFT:
            parts.append(sentence)
            continue
        first = first or premise
        given.add(len(parts))
        parts.extend((before, after.with_pronouns(premise.things[:1])))
    return Parted(parts, frozenset(given), first)


def _leads(sentence: Sentence, premise: Premise) -> bool:
    """Say whether the premise opens the sentence, so that a question of its own follows."""
    opening = [unit.key for unit in sentence.units if unit.start <= premise.start]
    return len(opening) <= _LATEST_LEAD and (premise.claim == "is_a" or opening[-1] in _LEADS)
