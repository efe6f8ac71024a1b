"""The collections of documents: whose they are, how fresh, under which licence."""

from collections import defaultdict
from typing import Any

from answers.verdict.rules import stale_after
from graph.store import GraphReader


def read_sources(graph: GraphReader) -> dict[str, Any]:
    """Return the graph's version, the end of its records, and its collections by name."""
    release, rows = graph.run("release")[0], graph.run("documents_by_collection")
    held: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        held[str(row["collection"])].append(row)
    return {
        "graph_version": str(release["version"]),
        "records_end": str(release["records_end"]),
        "sources": [_source(name, held[name]) for name in sorted(held)],
    }


def _source(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    dates = sorted(str(row["attested"]) for row in rows if row["attested"])
    return {
        "collection": name,
        "publishers": _distinct(rows, "publisher"),
        "tiers": _distinct(rows, "tier"),
        "licences": _distinct(rows, "licence"),
        "documents": sum(int(row["held"]) for row in rows),
        "attested_from": dates[0] if dates else None,
        "attested_to": dates[-1] if dates else None,
        "stale_after_days": stale_after(name),
        "agencies": _distinct(rows, "agency"),
    }


def _distinct(rows: list[dict[str, Any]], column: str) -> list[str]:
    return sorted({str(row[column]) for row in rows if row[column]})
