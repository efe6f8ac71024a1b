"""Rows as the oracles make them: versions that were known on a day, statements with their ends."""

from collections.abc import Iterable, Iterator

from graph.model.graph_rows import Row
from tests.graph.oracle import Walk

TOLD = {"accepted", "single_source"}


def is_known(row: Row, known_at: str) -> bool:
    """Tell whether a version is the current one, or was on that day."""
    recorded_from, recorded_to = str(row["recorded_from"]), str(row["recorded_to"])
    if not known_at:
        return not recorded_to
    return recorded_from <= known_at and (not recorded_to or recorded_to > known_at)


def as_statement(node: Row) -> Row:
    return {**node, "statement": node["id"]}


def as_end(role: str, node: Row) -> Row:
    return {
        role: node["id"],
        f"{role}_name": node["name"],
        f"{role}_kind": node["kind"],
        f"{role}_label": node.get("label", ""),
    }


def ends(graph: Walk, statement: Row) -> Iterator[Row]:
    """Yield a statement's row with its subject and object."""
    for _, _, subject in graph.out(statement, "SUBJECT"):
        for _, _, obj in graph.out(statement, "OBJECT"):
            yield {**as_statement(statement), **as_end("subject", subject), **as_end("object", obj)}


def told(graph: Walk, ends_at: Row, relation: str, predicates: Iterable[str], known_at: str) -> Iterator[Row]:
    for _, _, statement in graph.into(ends_at, relation):
        if (
            str(statement["predicate"]) in predicates
            and statement["review_status"] in TOLD
            and is_known(statement, known_at)
        ):
            yield from ends(graph, statement)
