"""Load sources into the ledger: read in parallel, reconcile everything, write once.

Loaders that define entities and names run first; the lexicon is built from them and from what the ledger holds, and
every worker process inherits it. The result does not depend on the order of sources, documents or workers.
"""

import multiprocessing
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

from graph.ledger import EVERYTHING, LedgerMissingError
from graph.ledger.ledger import Ledger
from graph.model import Records, ReviewItem, Statement
from graph.model.origin import documents_of
from graph.model.records import Record
from loaders import MissingSourceError
from loaders.loader import (
    BrokenDocument,
    Context,
    Loader,
    Reading,
    SourceDocument,
    discover,
    locate,
    named,
    review_item,
)
from loaders.reconciliation.reconcile import reconcile
from loaders.report import LoadReport, SourceReport
from nlp.lexicon import Lexicon

CHUNK = 8
Advance = Callable[[str, int], None]
Task = tuple[str, list[SourceDocument]]


@dataclass(slots=True)
class Loaded:
    """All that was read, reconciled with what was held, and the texts to keep by the hash of their documents."""

    records: Records
    report: LoadReport
    texts: dict[str, str] = field(default_factory=dict)


def load(
    path: Path,
    ledger: Ledger,
    recorded_on: date,
    sources: Sequence[str] = (),
    *,
    processes: int | None = None,
    advance: Advance = lambda _name, _count: None,
) -> LoadReport:
    """Read sources at a path into the ledger and return what happened.

    ``path`` is the corpus folder, or the one source's own file or folder. Without ``sources`` every loader whose files
    are there runs. ``processes`` is by default one per core. ``advance`` is told each source and how many documents of
    it were read since. Raises LoadError before anything is written.
    """
    loaded = read_all(_chosen(path, sources), ledger.read(), processes=processes, advance=advance)
    return _written(loaded, ledger, recorded_on)


def load_at(
    url: str,
    path: Path,
    recorded_on: date,
    sources: Sequence[str] = (),
    *,
    processes: int | None = None,
    advance: Advance = lambda _name, _count: None,
) -> LoadReport:
    """Do the same for the ledger at a URL. One that is not there is made once all was read: a load that fails or is
    stopped before leaves none behind. Raises LoadError, LedgerError."""
    held = _held_at(url)
    loaded = read_all(_chosen(path, sources), held, processes=processes, advance=advance)
    with Ledger.open(url) as ledger:
        return _written(loaded, ledger, recorded_on)


def _held_at(url: str) -> Records:
    try:
        with Ledger.open(url, create=False) as ledger:
            return ledger.read()
    except LedgerMissingError:
        return Records()


def _written(loaded: Loaded, ledger: Ledger, recorded_on: date) -> LoadReport:
    ledger.store_texts(sorted(loaded.texts.items()))
    written = ledger.write(loaded.records, recorded_on, EVERYTHING)
    loaded.report.ledger = {
        "added": written.added,
        "superseded": written.superseded,
        "unchanged": written.unchanged,
        "retracted": written.retracted,
    }
    return loaded.report


def read_all(
    loaders: Mapping[str, tuple[Loader, Path]],
    held: Records,
    *,
    processes: int | None = None,
    advance: Advance = lambda _name, _count: None,
) -> Loaded:
    """Read every document of these loaders and reconcile it with what is held. Writes nothing."""
    began = time.perf_counter()
    workers = max(1, processes or len(os.sched_getaffinity(0)))
    report = LoadReport(processes=workers)
    loaded = Loaded(Records(), report)
    loaded.records.update(held)
    given = _Given(held)
    first = {name: pair for name, pair in loaders.items() if not pair[0].needs_lexicon}
    later = {name: pair for name, pair in loaders.items() if pair[0].needs_lexicon}
    _take(_read_here(first, Context(held=loaded.records)), loaded, given, advance)
    names = loaded.records
    lexicon = Lexicon.build(names.entities.values(), names.names.values(), names.edges.values())
    context = Context(lexicon, _defined(names))
    if workers == 1:
        _take(_read_here(later, context), loaded, given, advance)
    else:
        _take(_read_apart(later, context, workers), loaded, given, advance)
    loaded.records = reconcile(loaded.records)
    for kind in Records.__dataclass_fields__:
        report.records[kind] = len(getattr(loaded.records, kind))
    report.statuses.update(statement.review_status for statement in loaded.records.statements.values())
    report.doubts.update(item.reason for item in loaded.records.reviews.values() if item.status == "open")
    report.seconds = time.perf_counter() - began
    return loaded


def _chosen(path: Path, names: Sequence[str]) -> dict[str, tuple[Loader, Path]]:
    if names:
        chosen = [named(name) for name in names]
        return {loader.name: (loader, locate(loader, path)) for loader in chosen}
    found = {}
    for name, loader in discover().items():
        try:
            found[name] = (loader, locate(loader, path))
        except MissingSourceError:
            continue
    if not found:
        raise MissingSourceError("every loader", str(path))
    return found


def _defined(records: Records) -> Records:
    """Return what a reader may look up: entities, names and ontology edges."""
    return Records(entities=records.entities, names=records.names, edges=records.edges)


class _Given:
    """What each document gave before, so that reading it again replaces it."""

    def __init__(self, held: Records) -> None:
        self._keys: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for kind in ("reported", "reviews", "evidence", "statements"):
            for key, record in getattr(held, kind).items():
                for document_id in documents_of(record, held):
                    self._keys[document_id].append((kind, key))
        self._shared = {key for key, statement in held.statements.items() if len(documents_of(statement, held)) > 1}

    def forget(self, document_id: str, records: Records) -> None:
        """Drop the uses, places, statements and open doubts that an earlier reading of a document gave."""
        for kind, key in self._keys.pop(document_id, ()):
            held = getattr(records, kind)
            if key in self._shared or (kind == "reviews" and key in held and held[key].status != "open"):
                continue
            held.pop(key, None)


Answer = tuple[str, SourceDocument | BrokenDocument, Reading]


def _take(answers: Iterator[Answer], loaded: Loaded, given: _Given, advance: Advance) -> None:
    began = time.perf_counter()
    renewed: set[str] = set()
    for name, document, reading in answers:
        source = loaded.report.sources.setdefault(name, SourceReport(name))
        if isinstance(document, BrokenDocument):
            source.broken += 1
        else:
            source.documents += 1
            if document.document.id not in renewed:
                renewed.add(document.document.id)
                given.forget(document.document.id, loaded.records)
            if document.document.id in reading.records.documents:
                loaded.texts[document.document.sha256] = document.text
        for record in reading.records:
            source.records[type(record).__name__] += 1
            loaded.records.add(_with_all_evidence(record, loaded.records))
        for item in reading.set_aside:
            if item.status == "open":
                source.set_aside[item.reason] += 1
            loaded.records.add(_kept_decision(item, loaded.records))
        source.seconds = time.perf_counter() - began
        advance(name, 1)


def _with_all_evidence(record: Record, records: Records) -> Record:
    """Return a statement with the places of every document that tells it, whichever was read first."""
    held = records.statements.get(record.id) if isinstance(record, Statement) else None
    if held is None or not isinstance(record, Statement):
        return record
    told = held if held.review_status == "accepted" else record  # what a person read stays, with more places
    return replace(told, evidence_ids=tuple(sorted({*held.evidence_ids, *record.evidence_ids})))


def _kept_decision(item: ReviewItem, records: Records) -> ReviewItem:
    held = records.reviews.get(item.id)
    return held if held is not None and held.status != "open" else item


def _documents(loaders: Mapping[str, tuple[Loader, Path]]) -> Iterator[tuple[str, SourceDocument | BrokenDocument]]:
    for name in sorted(loaders):
        loader, place = loaders[name]
        try:
            for document in loader.documents(place):
                yield name, document
        except Exception as error:  # noqa: BLE001 - a source that breaks off must not take the others with it
            yield name, BrokenDocument(name, str(place.name), f"the source broke off: {error}")


def _read_here(loaders: Mapping[str, tuple[Loader, Path]], context: Context) -> Iterator[Answer]:
    for name, document in _documents(loaders):
        if isinstance(document, BrokenDocument):
            yield name, document, _broken(name, document)
        else:
            yield name, document, read_safely(loaders[name][0], document, context)


def _read_apart(loaders: Mapping[str, tuple[Loader, Path]], context: Context, workers: int) -> Iterator[Answer]:
    """Read in worker processes. Chunks keep the traffic small; answers come back in the order of the documents."""
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    broken: list[tuple[str, BrokenDocument]] = []

    def tasks() -> Iterator[Task]:
        for name in sorted(loaders):
            documents: list[SourceDocument] = []
            for _, document in _documents({name: loaders[name]}):
                if isinstance(document, BrokenDocument):
                    broken.append((name, document))
                else:
                    documents.append(document)
            yield from ((name, chunk) for chunk in _chunks(documents))

    with ProcessPoolExecutor(
        workers, multiprocessing.get_context(method), initializer=_prepare, initargs=(context,)
    ) as pool:
        pending = list(tasks())
        for (name, chunk), readings in zip(pending, pool.map(_read_chunk, pending), strict=True):
            for document, reading in zip(chunk, readings, strict=True):
                yield name, document, reading
    for name, unopened in broken:
        yield name, unopened, _broken(name, unopened)


def _chunks(documents: Iterable[SourceDocument]) -> Iterator[list[SourceDocument]]:
    waiting = iter(documents)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk


_context = Context()


def _prepare(context: Context) -> None:
    """Keep the context in a worker process: the lexicon is built once and inherited, never sent per document."""
    global _context  # noqa: PLW0603
    _context = context


def _read_chunk(task: Task) -> list[Reading]:
    name, documents = task
    loader = named(name)
    return [read_safely(loader, document, _context) for document in documents]


def read_safely(loader: Loader, document: SourceDocument, context: Context) -> Reading:
    """Read one document; one that breaks the reader becomes a review item, and nothing of it is kept."""
    try:
        return loader.read(document, context)
    except Exception as error:  # noqa: BLE001 - whatever a document does to its reader, the batch goes on
        return _broken(loader.name, BrokenDocument(loader.name, document.place, f"{type(error).__name__}: {error}"))


def _broken(name: str, document: BrokenDocument) -> Reading:
    detail = f"{document.place} could not be read ({document.reason[:300]}); repair the file and load {name} again."
    item = review_item("broken_document", "document", detail, document_id=f"doc:{name}/{document.place}")
    return Reading(set_aside=[item])
