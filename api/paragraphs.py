"""Sentences that tell of the same statements, side by side: what a screen shows as one paragraph or bullet."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from answers.model import Sentence

SHOWN = 10
"""Paragraphs of a section that a screen shows at once; the rest is one touch away."""


def paragraphs(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Return runs of sentences that rest on the same statements; each of the others stands alone."""
    found: list[list[Sentence]] = []
    for grounds, run in groupby(sentences, key=lambda sentence: sentence.statement_ids):
        held = list(run)
        found.extend([held] if grounds else [[sentence] for sentence in held])
    return found


def first_and_rest(held: Sequence[list[Sentence]]) -> tuple[Sequence[list[Sentence]], Sequence[list[Sentence]]]:
    """Return the paragraphs to show at once, and those behind a fold; never a fold for two or three."""
    return (held, ()) if len(held) <= SHOWN + 3 else (held[:SHOWN], held[SHOWN:])


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return numbers as runs without gaps: 1, 2, 3, 7 are (1, 3) and (7, 7)."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
