"""Parameters to try each named query with: every id of the right label, some unknown, lists with repeats."""

from collections.abc import Iterator
from typing import Any

from graph.named_queries import NamedQuery, Parameter
from tests.graph.oracle import Walk

LABEL_OF = {
    "therapy": ("Therapy",),
    "therapies": ("Therapy",),
    "products": ("Therapy",),
    "whole": ("Therapy",),
    "class": ("Therapy",),
    "biomarkers": ("Biomarker",),
    "cancer": ("Cancer",),
    "cancers": ("Cancer",),
    "statements": ("Statement", "Event", "Coverage"),
    "records": ("Event", "Coverage", "Statement"),
    "subject": ("Therapy", "Cancer"),
    "subjects": ("Therapy", "Cancer"),
    "objects": ("Cancer", "Therapy", "AdverseEffect", "MechanismStep"),
    "ids": ("Therapy", "Indication", "Statement", "Document"),
}
"""Which nodes a parameter of this name means; others get ids of every label."""


def cases_of(query: NamedQuery, graph: Walk, at_most: int = 12) -> Iterator[dict[str, Any]]:
    """Yield parameters for a query on this graph, the first few of every pool, spread over it."""
    pools = {parameter.name: _pool(parameter, graph, at_most) for parameter in query.parameters}
    for turn in range(max(map(len, pools.values()), default=1)):
        yield {name: pool[turn % len(pool)] for name, pool in pools.items()}


def _pool(parameter: Parameter, graph: Walk, at_most: int) -> list[Any]:
    if parameter.name == "known_at":
        return ["", "2026-03-01", "2026-01-01"]
    if parameter.name in {"predicate", "predicates"}:
        held = sorted({str(row["predicate"]) for row in graph.of_label.get("Statement", ())}) or ["approved_for"]
        # One fewer or more than the ids, so that turns pair every predicate with several of them.
        return [held, held[:1]] if parameter.type == "texts" else held[: at_most - 1]
    if parameter.name == "seriousness":
        return [sorted({str(row["seriousness"]) for row in graph.of_label.get("Statement", ())}), ["boxed_warning"]]
    labels = LABEL_OF.get(parameter.name, tuple(graph.of_label))
    ids = [str(row["id"]) for label in labels for row in graph.of_label.get(label, ())]
    step = max(1, len(ids) // at_most)
    chosen = [*ids[::step], "nobody:knows"]
    if parameter.type == "texts":
        return [[one, "nobody:knows", one] for one in chosen] + [ids[: 3 * at_most], []]
    return chosen
