"""Other meanings of a question, put as a question of their own: "Did you mean …?"."""

from collections.abc import Sequence
from functools import lru_cache

from nlp.questions.question import Mention, Reading
from nlp.questions.words import read_table


@lru_cache(maxsize=1)
def _forms() -> list[tuple[str, frozenset[str], str]]:
    return [(row[0], frozenset(row[1].split()), row[2]) for row in read_table("canonical_questions.tsv")]


def describe(kind: str, entities: Sequence[Mention], score: float) -> Reading:
    """Return the reading with its canonical question, '' where the type cannot be put with these things."""
    return Reading(kind, tuple(entities), canonical(kind, entities), round(score, 3))


def canonical(kind: str, entities: Sequence[Mention]) -> str:
    """Return the plain question of a type about some things, '' where none fits. Permalinks are re-rendered so."""
    names: dict[str, list[str]] = {}
    for mention in entities:
        names.setdefault(mention.label.lower(), []).append(mention.name)
    for form_kind, needed, form in _forms():
        if form_kind == kind and needed <= set(names):
            values = {label: " and ".join(dict.fromkeys(held)) for label, held in names.items()}
            return form.format(**values)
    return ""
