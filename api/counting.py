"""How much a graph holds, counted by label and by predicate."""

from typing import Any

from graph.store import GraphStore


def count_graph(store: GraphStore) -> dict[str, Any]:
    """Return version, end of records, nodes by label, current statements by predicate and review status."""
    with store.snapshot() as graph:
        release = graph.run("release")[0]
        nodes = {str(row["label"]): int(row["held"]) for row in graph.run("nodes_by_label")}
        statements = {
            f"{row['predicate']} ({row['status']})": int(row["held"]) for row in graph.run("statements_by_predicate")
        }
    return {
        "url": store.url,
        "version": release["version"],
        "records_end": release["records_end"],
        "nodes": nodes,
        "statements": statements,
    }
