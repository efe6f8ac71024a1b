"""What we do not hold: a question whose therapy or cancer is not in the graph, or that we could not read."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.sources import Source


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Say that we do not know, which words we could not read, and what to try."""
    section = asking.draft.section("verdict")
    for word in asking.question.unknown:
        asking.draft.names.add(word)
        section.absence("unheld.word", [f"query:names?text={word}"], word=word)
    if not asking.question.unknown:
        section.absence("unheld.question", ["query:names"])
    if asking.question.remedies:
        section.guide("told.instead_of_treatment")
    section.guide("unheld.try")
    return {}
