"""``explainer``: the list of commands."""

import typer
from typer.core import TyperGroup

from api.cli import ask, assets, build, extract, load, migrate, query, review, serve, stats, validate
from api.cli.options import Globals, Graph, Json


class Anywhere(TyperGroup):
    """Commands that all take --graph URL and --json, before their name or after it."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Move both before the command's name; what follows ``--`` is left alone."""
        end = args.index("--") if "--" in args else len(args)
        first: list[str] = []
        rest: list[str] = []
        words = iter(args[:end])
        for word in words:
            if word == "--graph":
                first += [word, *([value] if (value := next(words, None)) is not None else [])]
            else:
                (first if word == "--json" or word.startswith("--graph=") else rest).append(word)
        return super().parse_args(ctx, [*first, *rest, *args[end:]])


app = typer.Typer(
    cls=Anywhere,
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
