"""The ontology's trees are trees: nothing stands above itself."""

from collections.abc import Iterator, Mapping

from graph.model import Records
from graph.validation.finding import Finding

ACYCLIC = ("BROADER", "COVERS", "BRAND_OF", "FORM_OF")


def circles(records: Records) -> Iterator[Finding]:
    """Find edges that close a circle."""
    for predicate in ACYCLIC:
        following: dict[str, list[tuple[str, str]]] = {}
        for edge in sorted(records.edges.values(), key=lambda edge: edge.id):
            if edge.predicate == predicate:
                following.setdefault(edge.subject, []).append((edge.object, edge.id))
        for edge_id in sorted(_closing(following)):
            detail = f"it closes a circle of {predicate}: one of its edges is the wrong way round"
            yield Finding("nothing stands above itself", "edges", edge_id, detail)


def _closing(following: Mapping[str, list[tuple[str, str]]]) -> set[str]:
    """Return the edges that lead back to where a walk still is; without recursion, for trees of any depth."""
    closing: set[str] = set()
    done: set[str] = set()
    for start in sorted(following):
        if start in done:
            continue
        path, on_path = [(start, iter(following[start]))], {start}
        while path:
            node, ways = path[-1]
            step = next(ways, None)
            if step is None:
                path.pop()
                on_path.discard(node)
                done.add(node)
                continue
            target, edge_id = step
            if target in on_path:
                closing.add(edge_id)
            elif target not in done:
                path.append((target, iter(following.get(target, ()))))
                on_path.add(target)
    return closing
