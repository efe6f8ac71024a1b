"""The index of names that belongs to an open graph: read from its build, or asked of its server once per version."""

import threading

from graph.search.name_index import FILE, NameIndex
from graph.store import GraphReader

_held: dict[str, tuple[str, NameIndex]] = {}
_lock = threading.Lock()


def open_names(graph: GraphReader) -> NameIndex:
    """Return the names of this graph; kept until another version is published at its address."""
    folder = graph.folder
    version = folder.name if folder else graph.version
    with _lock:
        held = _held.get(graph.url)
        if held and held[0] == version:
            return held[1]
    if folder and (folder / FILE).is_file():
        index = NameIndex.read(folder)
    else:
        rows = graph.run("names")
        entities = graph.run("named_entities")
        index = NameIndex.of_names(
            [
                (
                    " ".join(str(row["text"]).split()),
                    str(row["kind"]),
                    str(row["entity"]),
                    str(row["label"]),
                    str(row["entity_kind"]),
                    " ".join(str(row["entity_name"]).split()),
                    bool(row["case_sensitive"]),
                )
                for row in rows
            ],
            entities,
            {str(row["id"]): int(row["told"]) for row in graph.run("told_entities")},
        )
    with _lock:
        _held[graph.url] = (version, index)
    return index
