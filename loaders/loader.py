"""What every loader promises: documents out of a path, records out of a document.

A loader is one module in ``loaders/sources`` that ends with ``LOADER = …``; it is found by looking in the folder.
``documents`` only opens files and cuts them into documents; ``read`` is a pure function of one document and the
context, so that documents can be read in any order and in any process. A document that cannot be opened is yielded as
a ``BrokenDocument``; one that cannot be read may raise: both become review items, and the rest of the batch goes on.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from graph.model import Document, Evidence, Records, ReviewItem
from graph.model.identifiers import digest, quote_hash
from loaders import MissingSourceError, UnknownSourceError

if TYPE_CHECKING:
    from nlp.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One document as it was opened: its record, its stored text, and what the reader needs besides.

    ``text`` is what the ledger's document store keeps; every evidence offset counts its characters.
    ``fields`` are named values of a row or front matter ('' keys are not allowed); ``place`` is the file name or row
    for messages. Both must survive pickling.
    """

    document: Document
    text: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True, slots=True)
class BrokenDocument:
    """A file or row that could not be opened, and why."""

    collection: str
    place: str
    reason: str


@dataclass(slots=True)
class Reading:
    """What one document gave: records, and what was not read, each with its reason."""

    records: Records = field(default_factory=Records)
    set_aside: list[ReviewItem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Context:
    """What a loader may ask while it reads: the names that are known and the entities behind them.

    ``held`` are the records of the loaders without ``needs_lexicon``; they run first. Never change it.
    """

    lexicon: "Lexicon | None" = None
    held: Records = field(default_factory=Records)


class Loader(Protocol):
    """One source format."""

    @property
    def name(self) -> str:
        """The name to type, which is also the collection of its documents: ``nci-drugs``."""

    @property
    def describe(self) -> str:
        """One line for a list: what it reads and what comes out."""

    @property
    def home(self) -> str:
        """Where its files are inside the corpus folder: ``nci/drugs``; '' for what the package itself holds."""

    @property
    def needs_lexicon(self) -> bool:
        """False for loaders that define entities and names (read first); true for those that read text."""

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        """Open every document at ``path`` (the loader's own file or folder), in a fixed order."""

    def read(self, document: SourceDocument, context: Context) -> Reading:
        """Turn one document into records. Pure: no files, no clock, no shared state."""


def discover() -> dict[str, Loader]:
    """Return every loader of ``loaders/sources`` by name, sorted."""
    sources = importlib.import_module("loaders.sources")
    found: dict[str, Loader] = {}
    for module in pkgutil.iter_modules(sources.__path__):
        loader = getattr(importlib.import_module(f"loaders.sources.{module.name}"), "LOADER", None)
        if loader is not None:
            found[loader.name] = loader
    return dict(sorted(found.items()))


def named(name: str) -> Loader:
    """Return one loader. Raises UnknownSourceError, which lists those that exist."""
    loaders = discover()
    if name not in loaders:
        raise UnknownSourceError(name, list(loaders))
    return loaders[name]


def locate(loader: Loader, path: Path) -> Path:
    """Return where a loader's files are, ``path`` being the corpus or the source. Raises MissingSourceError."""
    inside = path / loader.home
    if inside.exists():
        return inside
    if path.exists() and (path.is_file() or path.name == Path(loader.home).name):
        return path
    raise MissingSourceError(loader.name, str(path))


def evidence(document: Document, text: str, start: int, end: int, locator: str, role: str = "result") -> Evidence:
    """Make the evidence for ``text[start:end]`` of a document's stored text."""
    quote = quote_hash(text[start:end])
    return Evidence(
        id=f"ev:{digest(document.id, locator, quote)}",
        document_id=document.id,
        locator=locator,
        quote_sha256=quote,
        start=start,
        end=end,
        role=role,
    )


def field_evidence(document: Document, value: str, locator: str, role: str = "field") -> Evidence:
    """Make the evidence for a named field of a row, which has no offsets."""
    quote = quote_hash(value)
    return Evidence(f"ev:{digest(document.id, locator, quote)}", document.id, locator, quote, role=role)


def review_item(
    reason: str, subject_kind: str, detail: str, document: Document | None = None, **places: str
) -> ReviewItem:
    """Make a review item with its id. ``places``: subject_id, therapy_id, cancer_id, agency, document_id, locator."""
    if document is not None:
        places.setdefault("document_id", document.id)
        places.setdefault("agency", document.agency)
    identity = digest(reason, subject_kind, sorted(places.items()), detail)
    return ReviewItem(id=f"rev:{identity}", reason=reason, subject_kind=subject_kind, detail=detail, **places)
