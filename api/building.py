"""From the packaged facts to a served graph: knowledge files into the ledger, the ledger into a graph.

The ledger among the user's data mirrors the packaged facts until somebody loads documents of their own into it; from
then on newer packaged facts join it. A stamp beside it says which facts it holds and which graph was built from it.
"""

import hashlib
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from api.locations import KNOWLEDGE, data_folder, graph_auth, graph_url, ledger_url
from graph.store import GraphError, open_store

STAMP = "built.json"
Tell = Callable[[str, int, int], None]


@dataclass(slots=True)
class Built:
    """What a build did. ``built`` is false where the graph served already holds these facts."""

    url: str
    version: str
    built: bool
    records_end: str = ""
    nodes: int = 0
    edges: int = 0
    seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the ledger holds (hash of the knowledge files; whether anything else) and what was built from it.

    ``program`` is the hash of the modules that built it: another program may make another graph of the same facts.
    """

    knowledge: str = ""
    program: str = ""
    loaded: bool = False
    ledger: str = ""
    url: str = ""
    version: str = ""

    @classmethod
    def read(cls) -> "Stamp":
        with suppress(OSError, ValueError, TypeError):
            return cls(**json.loads((data_folder() / STAMP).read_text(encoding="utf-8")))
        return cls()

    def write(self) -> None:
        folder = data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{STAMP}.new"
        fresh.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        fresh.replace(folder / STAMP)


def build(
    url: str | None = None,
    *,
    knowledge: Path | None = None,
    force: bool = False,
    database: str = "",
    tell: Tell = lambda *_: None,
) -> Built:
    """Build and publish the graph. Raises KnowledgeError, LedgerError, GraphError; the graph before is still served."""
    began = time.perf_counter()
    target, folder = graph_url(url), knowledge or KNOWLEDGE
    held, facts, ledger = Stamp.read(), knowledge_hash(folder), ledger_url()
    program = program_hash()
    fresh = (held.knowledge, held.program, held.ledger) == (facts, program, ledger)
    if fresh and not force and held.url == target and _served(target, database) == held.version:
        return Built(target, held.version, built=False, seconds=time.perf_counter() - began)
    from api.answering import write_question_names
    from graph.model.version import known
    from graph.projection.publish import publish

    versions = _versions(folder, ledger, mirror=not (held.loaded and held.ledger == ledger), tell=tell)
    report = publish(known(versions), target, history=versions, progress=tell, auth=graph_auth(), database=database)
    tell("questions", 0, 1)
    with open_store(target, auth=graph_auth(), database=database) as store:
        write_question_names(store)
    tell("questions", 1, 1)
    loaded = held.loaded and held.ledger == ledger
    Stamp(facts, program, loaded, ledger, target, report.version).write()
    return Built(
        target,
        report.version,
        built=True,
        records_end=report.records_end,
        nodes=sum(report.nodes.values()),
        edges=sum(report.edges.values()),
        seconds=time.perf_counter() - began,
        stages={stage: round(seconds, 3) for stage, seconds in report.seconds.items()},
    )


def knowledge_hash(folder: Path) -> str:
    """Return a hash over the names and bytes of the knowledge files."""
    total = hashlib.sha256()
    for file in sorted(folder.glob("*.jsonl")):
        total.update(file.name.encode() + b"\0")
        total.update(file.read_bytes())
    return total.hexdigest()


def program_hash() -> str:
    """Return a hash over the modules that turn facts into a graph."""
    total = hashlib.sha256()
    for part in ("model", "projection", "engines", "search"):
        for file in sorted((KNOWLEDGE.parent / part).glob("*.py")):
            total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def note_load() -> None:
    """Write down that the ledger holds more than the packaged facts, and that the graph is older than it."""
    Stamp(Stamp.read().knowledge, loaded=True, ledger=ledger_url()).write()


def _served(url: str, database: str) -> str:
    try:
        with open_store(url, auth=graph_auth(), database=database) as store:
            return store.version
    except GraphError:
        return ""


def _versions(folder: Path, ledger: str, *, mirror: bool, tell: Tell) -> list[Any]:
    """Bring the ledger up to the knowledge files and return its whole history."""
    from graph.ledger.ledger import Ledger
    from graph.model.version import closed
    from graph.packaging.knowledge_files import read_knowledge

    tell("knowledge", 0, 1)
    packaged = closed(read_knowledge(folder))
    tell("knowledge", 1, 1)
    tell("ledger", 0, 1)
    data_folder().mkdir(parents=True, exist_ok=True)
    file = Path(ledger.removeprefix("sqlite:///")) if ledger.startswith("sqlite:///") else None
    if mirror and file is not None:
        fresh = file.with_name(f"{file.name}.new")
        _remove(fresh)
        with Ledger.open(f"sqlite:///{fresh}") as held:
            held.absorb(packaged)
        _remove(file)
        fresh.replace(file)
        tell("ledger", 1, 1)
        return packaged
    with Ledger.open(ledger) as held:
        held.absorb(packaged)
        versions = held.versions()
    tell("ledger", 1, 1)
    return versions


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
