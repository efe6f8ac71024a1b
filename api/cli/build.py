"""``explainer build``: from the packaged facts to a served graph."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import Database, Graph, Json, address, as_json, told_errors, write_json


def build(
    graph: Graph = None,
    database: Database = "",
    knowledge: Annotated[
        Path | None, typer.Option(help="Folder of knowledge files; the packaged one by default.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Build again even if nothing changed.")] = False,
    json: Json = False,
) -> None:
    """Build the graph from the packaged facts, check it, and switch readers to it."""
    with told_errors(json):
        from api.building import build as build_graph
        from api.cli.progress import progress_bars

        with progress_bars() as tell:
            built = build_graph(address(graph), knowledge=knowledge, force=force, database=database, tell=tell)
        if as_json(json):
            write_json(built.as_json())
        elif built.built:
            sys.stdout.write(
                f"Built graph {built.version}: {built.nodes} nodes, {built.edges} edges, "
                f"in {built.seconds:.1f} s, at {built.url}\n"
            )
        else:
            sys.stdout.write(f"Graph {built.version} at {built.url} is up to date.\n")
