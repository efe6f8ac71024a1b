"""What a screen shows together: sentences of the same statements, paragraphs under a lead, places of one document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from answers.model import Citation, Sentence

SHOWN, SHOWN_FIRST, FEW = 10, 5, 3
"""Paragraphs of a section, and of the short answer, that a screen shows at once; so few more are never hidden."""


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs under the one that leads to them; ``lead`` is None where none does."""

    lead: list[Sentence] | None
    told: list[list[Sentence]]


def paragraphs(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Return runs of sentences that rest on the same statements; each of the others stands alone."""
    found: list[list[Sentence]] = []
    for grounds, run in groupby(sentences, key=lambda sentence: sentence.statement_ids):
        held = list(run)
        found.extend([held] if grounds else [[sentence] for sentence in held])
    return found


def blocks(sentences: Iterable[Sentence]) -> list[Block]:
    """Return paragraphs under the connective sentence that leads to them.

    A paragraph that names a situation of its own, as its lead does ("For …:"), stands outside that lead.
    """
    found: list[Block] = []
    for paragraph in paragraphs(sentences):
        if paragraph[0].kind == "connective":
            found.append(Block(paragraph, []))
        elif found and not _apart(found[-1].lead, paragraph):
            found[-1].told.append(paragraph)
        else:
            found.append(Block(None, [paragraph]))
    return found


def _apart(lead: list[Sentence] | None, paragraph: list[Sentence]) -> bool:
    """Tell whether a paragraph begins as the lead that ends in a colon does."""
    opening = lead[0].text if lead else ""
    return opening.endswith(":") and paragraph[0].text.split()[:1] == opening.split()[:1]


def length(held: Iterable[Block]) -> int:
    """Return the number of paragraphs, leads not counted."""
    return sum(len(block.told) for block in held)


def first_and_rest(held: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return the blocks to show at once, and those behind a fold; never a fold for two or three paragraphs.

    A block is cut only where it alone is longer than what is shown at once.
    """
    if length(held) <= SHOWN + FEW:
        return list(held), []
    shown: list[Block] = []
    for place, block in enumerate(held):
        if length([*shown, block]) <= SHOWN:
            shown.append(block)
        elif length(shown):
            last = max(at for at, one in enumerate(shown) if one.told)  # no lead without what it leads to
            return shown[: last + 1], list(held[last + 1 :])
        else:
            cut = [Block(block.lead, block.told[:SHOWN]), Block(None, block.told[SHOWN:])]
            return [*shown, cut[0]], [cut[1], *held[place + 1 :]]
    return shown, []


def by_document(citations: Iterable[Citation]) -> list[list[Citation]]:
    """Return citations by document, each document where it is first cited."""
    found: dict[str, list[Citation]] = {}
    for citation in citations:
        found.setdefault(citation.document_id, []).append(citation)
    return list(found.values())


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return numbers as runs without gaps: 1, 2, 3, 7 are (1, 3) and (7, 7)."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
