"""What the loaders that define names and facts make of the corpus, read once."""

from functools import cache

from graph.model import Records, ReviewItem
from loaders.loader import BrokenDocument, Context, Loader, locate, named
from tests.needs import corpus_folder


@cache
def _read(name: str) -> tuple[Records, tuple[ReviewItem, ...]]:
    loader = named(name)
    records, aside = Records(), list[ReviewItem]()
    for document in loader.documents(locate(loader, corpus_folder())):
        assert not isinstance(document, BrokenDocument), document
        reading = loader.read(document, Context())
        records.update(reading.records)
        aside += reading.set_aside
    return records, tuple(aside)


def defined(loader: Loader) -> Records:
    """Return all records of a loader over the corpus; skips where the corpus is absent."""
    return _read(loader.name)[0]


def set_aside(loader: Loader) -> tuple[ReviewItem, ...]:
    """Return what a loader set aside over the corpus."""
    return _read(loader.name)[1]
