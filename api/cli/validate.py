"""``explainer validate``: shapes and invariants over ledger and graph."""

import sys

import typer

from api.cli.options import Database, Graph, Json, address, as_json, told_errors, write_json
from api.locations import graph_auth, graph_url, ledger_url

FOUND = 5


def validate(graph: Graph = None, database: Database = "", json: Json = False) -> None:
    """Check every invariant of the ledger's records, and that the graph is the one that they make."""
    with told_errors(json):
        from api.checking import check_all

        findings = check_all(ledger_url(), graph_url(address(graph)), graph_auth(), database)
        if as_json(json):
            write_json({"findings": findings})
        else:
            for finding in findings:
                sys.stdout.write(f"{finding['rule']}: {finding['kind']} {finding['id']}: {finding['detail']}\n")
            sys.stdout.write(f"{len(findings)} findings.\n")
        raise typer.Exit(FOUND if findings else 0)
