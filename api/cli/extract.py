"""``explainer extract``: statements out of texts, JSON lines in and out."""

import sys

import typer

from api.cli.options import Graph, Json, address, told_errors
from api.locations import graph_auth, graph_url

SOME_FAILED = 3


def extract(graph: Graph = None, json: Json = False) -> None:
    """Read JSON lines {"id", "text", "therapy"?, "agency"?, "title"?} on standard input, write what each states."""
    with told_errors(json):
        from api.lexicon import read_lexicon
        from nlp.extract import as_line, extract_answers

        lexicon = read_lexicon(graph_url(address(graph)), graph_auth())
        failed = 0
        for answer in extract_answers((line.decode("utf-8", "replace") for line in sys.stdin.buffer), lexicon):
            sys.stdout.write(as_line(answer) + "\n")
            sys.stdout.flush()
            failed += "error" in answer
        raise typer.Exit(SOME_FAILED if failed else 0)
