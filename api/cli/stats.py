"""``explainer stats``: how much the graph holds."""

from api.cli.options import Database, Graph, Json, address, as_json, told_errors, write_json
from api.locations import graph_auth, graph_url


def stats(graph: Graph = None, database: Database = "", json: Json = False) -> None:
    """Count what the graph holds, by label and by predicate."""
    with told_errors(json):
        from api.counting import count_graph
        from graph.store import open_store

        with open_store(graph_url(address(graph)), auth=graph_auth(), database=database) as store:
            counts = count_graph(store)
        if as_json(json):
            write_json(counts)
            return
        from rich.console import Console
        from rich.table import Table

        console = Console()
        console.print(f"Graph {counts['version']} at {counts['url']}, records to {counts['records_end']}.")
        for title in ("nodes", "statements"):
            table = Table(title=title, title_justify="left")
            table.add_column("what")
            table.add_column("how many", justify="right")
            for name, number in counts[title].items():
                table.add_row(name, str(number))
            console.print(table)
