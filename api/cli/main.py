"""``explainer``: the list of commands."""

import typer

from api.cli import ask, assets, build, extract, load, migrate, query, review, serve, stats, validate
from api.cli.options import Globals, Graph, Json

app = typer.Typer(
    name="explainer",
    help="Answers about cancer treatments, each sentence from a dated, sourced statement. Not medical advice.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def choose(graph: Graph = None, json: Json = False) -> None:
    """Answers about cancer treatments, each sentence from a dated, sourced statement. Not medical advice."""
    Globals.graph, Globals.json = graph, json


review_app = typer.Typer(help="The queue of doubts that wait for a person.", no_args_is_help=True)
review_app.command("list")(review.list_items)

app.command("build")(build.build)
app.command("ask")(ask.ask)
app.command("extract")(extract.extract)
app.command("load")(load.load)
app.command("loaders")(load.loaders)
app.command("migrate")(migrate.migrate)
app.add_typer(review_app, name="review")
app.command("query")(query.query)
app.command("assets")(assets.assets)
app.command("serve")(serve.serve)
app.command("stats")(stats.stats)
app.command("validate")(validate.validate)


@app.command("check")
def check(graph: Graph = None, json: Json = False) -> None:
    """The same as validate: shapes and invariants over ledger and graph."""
    validate.validate(graph=graph, json=json)


def run() -> None:
    """Run the command line."""
    app()
