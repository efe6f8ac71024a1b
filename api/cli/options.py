"""Options that several commands share, and the one way in which a command ends."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from api import FileUnusable
from api.errors import INTERRUPTED_EXIT, problem_of

Graph = Annotated[
    str | None,
    typer.Option(
        "--graph",
        help="Address of the graph: embedded:PATH, bolt://host:port or neo4j://host:port.",
        envvar="EXPLAINER_GRAPH",
        show_envvar=True,
    ),
]
Database = Annotated[str, typer.Option("--database", help="Database of a graph server.", envvar="EXPLAINER_DATABASE")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs.")]


class Globals:
    """What was given before the command's name."""

    graph: str | None = None
    json: bool = False


def address(graph: str | None) -> str | None:
    """Return the graph's address: the command's own option, else the one before the command."""
    return graph or Globals.graph


def as_json(wanted: bool) -> bool:
    """Tell whether JSON was asked for, before or after the command's name."""
    return wanted or Globals.json


def write_json(value: Any) -> None:
    """Write one value as a line of JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


@contextmanager
def told_errors(wants_json: bool = False) -> Iterator[None]:
    """Tell any error of ours in one line, with its next step, and end with its exit code."""
    try:
        yield
    except BrokenPipeError:
        # The reader of our output went away (such as `head`): not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        raise typer.Exit(INTERRUPTED_EXIT) from None
    except Exception as error:
        if isinstance(error, OSError):
            error = FileUnusable(error)
        problem = problem_of(error)
        if problem.slug == "unexpected":
            raise
        if as_json(wants_json):
            write_json({**problem.as_json(), "detail": str(error), "exit_code": problem.exit})
        sys.stderr.write(f"explainer: {error}\n")
        raise typer.Exit(problem.exit) from error
