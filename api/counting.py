"""How much a graph holds, counted by label and by predicate."""

from typing import Any

from graph.model.graph_rows import GENERAL_LABELS
from graph.store import GraphStore

LABELS = (*GENERAL_LABELS["Entity"], *GENERAL_LABELS["Sourced"], "Document", "Evidence", "Indication", "Name", "Review")
BY_PREDICATE = (
    "MATCH (s:Statement) WHERE s.recorded_to = '' "
    "RETURN s.predicate AS predicate, s.review_status AS status, count(s) AS held ORDER BY predicate, status"
)


def count_graph(store: GraphStore) -> dict[str, Any]:
    """Return version, end of records, nodes by label, current statements by predicate and review status."""
    with store.snapshot() as graph:
        release = graph.run("release")[0]
        nodes = {label: _count(graph.execute(f"MATCH (n:{label}) RETURN count(n) AS held")) for label in LABELS}
        statements = {f"{row['predicate']} ({row['status']})": int(row["held"]) for row in graph.execute(BY_PREDICATE)}
    return {
        "url": store.url,
        "version": release["version"],
        "records_end": release["records_end"],
        "nodes": {label: number for label, number in nodes.items() if number},
        "statements": statements,
    }


def _count(rows: list[dict[str, Any]]) -> int:
    return int(rows[0]["held"])
