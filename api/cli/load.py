"""``explainer load`` and ``explainer loaders``: documents into the ledger."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import Json, as_json, told_errors, write_json


def load(
    source: Annotated[str, typer.Argument(help="A loader's name (see `explainer loaders`), or the corpus folder.")],
    path: Annotated[Path | None, typer.Argument(help="The source's file or folder, or the corpus folder.")] = None,
    package: Annotated[
        Path | None, typer.Option(help="Load the corpus into an empty ledger and write its knowledge files here.")
    ] = None,
    recorded_on: Annotated[str | None, typer.Option(help="The day it counts as known from; today by default.")] = None,
    processes: Annotated[int | None, typer.Option(min=1, help="Worker processes; one per core by default.")] = None,
    json: Json = False,
) -> None:
    """Read documents into the ledger, or with --package the whole corpus into knowledge files."""
    with told_errors(json):
        from api.answering import day_of
        from api.building import note_load
        from api.cli.progress import progress_bars
        from api.locations import data_folder, ledger_url
        from loaders.packaging import package as package_corpus
        from loaders.run import load_at

        day = day_of(recorded_on) or datetime.now(UTC).date()
        corpus, sources = (Path(source), []) if path is None and Path(source).exists() else (path or Path(), [source])
        with progress_bars() as tell:
            done: dict[str, int] = {}

            def advance(name: str, count: int) -> None:
                done[name] = done.get(name, 0) + count
                tell(name, done[name], 0)

            if package is not None:
                report = package_corpus(corpus, package, day, processes=processes, advance=advance)
            else:
                data_folder().mkdir(parents=True, exist_ok=True)
                report = load_at(ledger_url(), corpus, day, sources, processes=processes, advance=advance)
                note_load()
        if as_json(json):
            write_json(report.as_json())
        else:
            from rich.console import Console

            console = Console()
            console.print(report.table())
            if package is None:
                console.print("The graph shows it after `explainer build`.")
        raise typer.Exit(0 if package is not None else report.exit_code)


def loaders(json: Json = False) -> None:
    """List the loaders: what each reads and what comes out."""
    with told_errors(json):
        from loaders.loader import discover

        held = discover()
        if as_json(json):
            write_json([{"name": name, "describe": one.describe, "home": one.home} for name, one in held.items()])
            return
        for name, one in held.items():
            sys.stdout.write(f"{name:<24} {one.describe}\n")
