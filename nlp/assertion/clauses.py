"""Which clause of a sentence tells of a place in it? Cut by ``resources/assertion.yaml``, places kept.

Words that describe patients, or only sound like a negation, are blanked before; a clause without a verb of its own
("but not in melanoma") is read with the sentence that it completes.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nlp.assertion.rules import rules

_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|can|could|may|might|will|would|should|must)\b",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"^\W*(?:(?:but|and|or|yet|though)\b\W*)?(?:(?:only|also|even)\b\W*)?"
    r"(?:not\b|nor\b|rather than|instead of|except|for\b|in\b|to\b|against\b|outside\b)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"^\W*(?:(?:but|and|or|yet|though)\b)?\W*(?:not\b|nor\b|rather than|instead of|except)", re.IGNORECASE
)
_GOES_ON = re.compile(r"^,\s*(?:is|was|has|are|were|have|remains|will|may|can|did|won)\b", re.IGNORECASE)
_NEW_SUBJECT = re.compile(
    r",?\s+(?:and|but|while|whereas)\s+(?P<subject>(?:(?!(?:that|which|who|whose|when|where|if|with|in|for)\b)[\w'’-]+\s+){1,7}?)"
    r"(?=(?:is|are|was|were|remains?|has|have|had|does|do|did|can|will|may|would|could)\b)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence: ``text`` with its focus at ``focus``, and the whole ``sentence`` with it at ``place``.

    ``elliptic`` says that it has no verb of its own, ``denied`` that it then begins with a denial; ``following`` is
    what stands after it.
    """

    text: str
    focus: int
    sentence: str
    place: int
    elliptic: bool
    denied: bool
    following: str


@lru_cache(maxsize=256)  # a text is asked about for each of its cancers
def mask(text: str) -> str:
    """Blank what describes patients and what only sounds like a negation; places stay the same."""
    return rules().masked.sub(lambda match: " " * len(match.group()), text)


def clause_at(text: str, focus: int) -> Clause:
    """Return the clause of a masked text that holds the place; the whole text where ``focus`` is negative."""
    start, end = _sentence(text, focus)
    sentence, at = text[start:end], focus - start
    left, right = _cut(sentence, at) if focus >= 0 else (0, len(sentence))
    clause = sentence[left:right]
    following = sentence[right:]
    aside = next((one for one in rules().asides.finditer(sentence) if left <= one.start() < right), None)
    if aside is not None and aside.start() < at < aside.end():  # "A, approved for B, ...": told of A in short
        clause, following = sentence[left : aside.end() - 1], sentence[aside.end() - 1 :]
    elif aside is not None:  # and what is told beside it tells nothing of the rest
        clause = sentence[left : aside.start()] + " " * len(aside.group()) + sentence[aside.end() : right]
    elliptic = _ELLIPTIC.match(clause) is not None and _VERB.search(clause) is None
    if _GOES_ON.match(clause):  # "None of them, A included, is licensed": the subject stands before the first comma
        subject = sentence[: sentence.find(",")]
        clause, left = subject + clause, left - len(subject)
    return Clause(clause, at - left, sentence, at, elliptic, elliptic and _DENIES.match(clause) is not None, following)


def contrasted(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that name what a sentence sets its own therapy against ("unlike A")."""
    yield from ((match.start(), match.end()) for match in rules().contrasts.finditer(text))


def compared(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that name what an open sentence compares its therapy with ("than B")."""
    yield from ((match.start(), match.end()) for match in rules().rivals.finditer(text))


def _sentence(text: str, focus: int) -> tuple[int, int]:
    if focus < 0:
        return 0, len(text)
    start = max((match.end() for match in _STOP.finditer(text, 0, focus)), default=0)
    stop = _STOP.search(text, focus)
    return start, stop.end() if stop else len(text)


def _cut(sentence: str, focus: int) -> tuple[int, int]:
    boundaries, subjects = _places(sentence)
    starts = [start for start, subject, end in subjects if subject <= focus < end]
    cuts = sorted({0, *boundaries, *starts, len(sentence)})
    return next(((start, end) for start, end in itertools.pairwise(cuts) if start <= focus < end), (0, len(sentence)))


@lru_cache(maxsize=256)
def _places(sentence: str) -> tuple[tuple[int, ...], tuple[tuple[int, int, int], ...]]:
    """Return where clauses begin, and where a new subject may begin one: its joint, the subject, its verb.

    "Approved for A, and B is being studied": B begins a clause of its own, but only for what stands in its subject.
    """
    opening = rules().leading.match(sentence)
    boundaries = [match.start() for match in rules().boundaries.finditer(sentence)]
    subjects = ((one.start(), one.start("subject"), one.end()) for one in _NEW_SUBJECT.finditer(sentence))
    return (*boundaries, *([opening.end()] if opening else [])), tuple(subjects)
