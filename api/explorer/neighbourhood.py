"""What is tied to one thing by current, accepted statements, in a number that a person can look at."""

from typing import Any

from api import EntityUnknown
from api.explorer.predicates import wording
from api.explorer.told import told_of
from graph.store import GraphReader

MOST_NODES = 100


def read_neighbourhood(graph: GraphReader, entity_id: str, limit: int = 40) -> dict[str, Any]:
    """Return centre, nodes and links. Each predicate gets its turn, so that none crowds the others out.

    Raises EntityUnknown.
    """
    rows = graph.run("entity", id=entity_id)
    if not rows:
        raise EntityUnknown(entity_id)
    centre = {"id": entity_id, "name": str(rows[0]["name"]), "label": str(rows[0]["label"])}
    links: dict[tuple[str, bool, str], dict[str, Any]] = {}
    names: dict[str, dict[str, str]] = {}
    for told in told_of(graph, entity_id):
        names.setdefault(told.other, {"id": told.other, "name": told.other_name, "label": told.other_label})
        ends = (told.other, entity_id) if told.backward else (entity_id, told.other)
        link = links.setdefault(
            (told.predicate, told.backward, told.other),
            {
                "source": ends[0],
                "target": ends[1],
                "predicate": told.predicate,
                "told": wording(told.predicate, "link"),
                "statement_ids": [],
            },
        )
        link["statement_ids"].append(told.id)
    chosen = _in_turns(links, limit)
    kept = [link for (_, _, other), link in links.items() if other in chosen]
    nodes = [centre, *(names[one] for one in chosen if one != entity_id)]
    return {"centre": entity_id, "nodes": nodes, "links": kept, "left_out": len(set(names) - set(chosen))}


def _in_turns(links: dict[tuple[str, bool, str], dict[str, Any]], limit: int) -> list[str]:
    """Return neighbours, one of each predicate and direction after another, until the limit."""
    waiting: dict[tuple[str, bool], list[str]] = {}
    for predicate, backward, other in links:
        waiting.setdefault((predicate, backward), []).append(other)
    chosen: dict[str, None] = {}
    while waiting and len(chosen) < limit:
        for key in list(waiting):
            if len(chosen) < limit:
                chosen[waiting[key].pop(0)] = None
            if not waiting[key]:
                del waiting[key]
    return list(chosen)
