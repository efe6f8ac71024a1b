"""``explainer query``: run a named query."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from api import ParameterInvalid
from api.cli.options import Database, Graph, Json, address, as_json, told_errors, write_json
from api.locations import graph_auth, graph_url
from graph.named_queries import NamedQuery, query_names, read_query


def query(
    name: Annotated[str | None, typer.Argument(help="The query; without one, all are listed.")] = None,
    parameters: Annotated[list[str] | None, typer.Argument(help="name=value; lists with commas.")] = None,
    graph: Graph = None,
    database: Database = "",
    json: Json = False,
) -> None:
    """Run a named query of graph/queries and print its rows."""
    with told_errors(json):
        if name is None:
            _list_queries(as_json(json))
            return
        named = read_query(name)
        values = read_parameters(named, parameters or [])
        from graph.store import open_store

        with open_store(graph_url(address(graph)), auth=graph_auth(), database=database) as store:
            rows = store.run(name, **values)
        if as_json(json):
            write_json(rows)
        else:
            _show(named, rows)


def read_parameters(named: NamedQuery, given: Sequence[str]) -> dict[str, Any]:
    """Read name=value pairs by the types of a query's head. Raises ParameterInvalid."""
    types = {parameter.name: parameter.type for parameter in named.parameters}
    values: dict[str, Any] = {}
    for pair in given:
        name, equals, text = pair.partition("=")
        if not equals or not name:
            raise ParameterInvalid(pair, "it has no =")
        try:
            values[name] = _value(text, types.get(name, "text"))
        except ValueError as error:
            raise ParameterInvalid(pair, f"{name} must be {types[name]}") from error
    return values


def _value(text: str, kind: str) -> Any:
    if kind == "texts":
        return [part for part in text.split(",") if part]
    if kind == "integer":
        return int(text)
    if kind == "number":
        return float(text)
    if kind == "boolean":
        if text.lower() not in ("true", "false"):
            raise ValueError(text)
        return text.lower() == "true"
    return text


def _list_queries(wants_json: bool) -> None:
    held = [read_query(name) for name in query_names()]
    if wants_json:
        write_json([{"name": one.name, "question": one.question} for one in held])
        return
    for one in held:
        told = ", ".join(f"{parameter.name} ({parameter.type})" for parameter in one.parameters)
        sys.stdout.write(f"{one.name}: {one.question}{f' [{told}]' if told else ''}\n")


def _show(named: NamedQuery, rows: Sequence[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=named.question, title_justify="left")
    columns = [name for name, _ in named.columns if any(row.get(name) not in ("", -1, 0, None, "[]") for row in rows)]
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(str(row.get(column, "")) for column in columns))
    console = Console()
    console.print(table if rows else f"{named.question} No rows.")
    console.print(f"{len(rows)} rows; columns without values are left out, --json shows all.", style="dim")
