"""The names that readers look up, read once from the curated tables and the corpus's classifications."""

from pathlib import Path

import pytest

from graph.model import Records
from loaders.loader import Context, Reading, SourceDocument, discover, locate, named
from loaders.run import read_all
from nlp.lexicon import Lexicon


@pytest.fixture(scope="session")
def context(corpus: Path) -> Context:
    """Entities, names and edges of every loader that defines them, with their lexicon."""
    first = {name: (one, locate(one, corpus)) for name, one in discover().items() if not one.needs_lexicon}
    held = read_all(first, Records(), processes=1).records
    lexicon = Lexicon.build(held.entities.values(), held.names.values(), held.edges.values())
    return Context(lexicon, Records(entities=held.entities, names=held.names, edges=held.edges))


def documents(name: str, path: Path) -> list[SourceDocument]:
    """The documents of a source that could be opened."""
    return [one for one in named(name).documents(path) if isinstance(one, SourceDocument)]


def read(name: str, document: SourceDocument, context: Context) -> Reading:
    """Read one document with its loader."""
    return named(name).read(document, context)
