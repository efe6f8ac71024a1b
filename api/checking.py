"""Whether the ledger's records hold every invariant, and whether the graph is the one that they make."""

from dataclasses import asdict
from typing import Any

from graph.ledger.ledger import Ledger
from graph.model.version import known
from graph.ontology.shapes import violations
from graph.ontology.vocabulary import read_vocabulary
from graph.projection.rows import project
from graph.projection.verify import check_rows
from graph.store import open_store
from graph.validation.validate import validate


def check_all(
    ledger_url: str, graph_url: str, auth: tuple[str, str] | None = None, database: str = ""
) -> list[dict[str, Any]]:
    """Return what is wrong, empty where nothing is. Raises LedgerError, GraphError."""
    with Ledger.open(ledger_url, create=False) as ledger:
        versions = ledger.versions()
    records = known(versions)
    findings = [asdict(finding) for finding in validate(records, read_vocabulary().predicates)]
    findings += [
        {"rule": "shape", "kind": "records", "id": broken.record_id, "detail": broken.message}
        for broken in violations(records)
    ]
    rows = project(records, versions)
    findings += [
        {"rule": "graph_invariant", "kind": "graph", "id": rows.version, "detail": problem}
        for problem in check_rows(rows)
    ]
    with open_store(graph_url, auth=auth, database=database) as store:
        served = store.version
    if served != rows.version:
        detail = (
            f"the graph served is {served}, the ledger's records make {rows.version}: run `explainer build --force`"
        )
        findings.append({"rule": "graph_is_the_ledgers", "kind": "graph", "id": served, "detail": detail})
    return findings
