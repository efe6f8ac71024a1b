"""``explainer extract``: statements out of texts, JSON lines in and out."""

import sys

from api.cli.options import Graph, Json, address, told_errors
from api.locations import graph_auth, graph_url


def extract(graph: Graph = None, json: Json = False) -> None:
    """Read JSON lines {"id", "text", "therapy"?, "agency"?, "title"?} on standard input, write what each states."""
    with told_errors(json):
        from api.lexicon import read_lexicon
        from nlp.extract import extract_lines

        lexicon = read_lexicon(graph_url(address(graph)), graph_auth())
        for line in extract_lines(sys.stdin, lexicon):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
