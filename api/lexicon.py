"""The names of the served graph, in the form in which texts are read."""

import json

from graph.model import Edge, Entity, Name
from graph.store import GraphReader, open_store
from nlp.lexicon import Lexicon


def read_lexicon(url: str, auth: tuple[str, str] | None = None, database: str = "") -> Lexicon:
    """Build the lexicon of a graph. Raises GraphError."""
    with open_store(url, auth=auth, database=database) as store, store.snapshot() as graph:
        entities = _entities(graph)
        therapies = [entity.id for entity in entities if entity.label == "Therapy"]
        names = [
            Name(str(row["name"]), str(row["entity"]), str(row["text"]), str(row["kind"]), bool(row["case_sensitive"]))
            for row in graph.run("names")
        ]
        edges = [
            Edge("", str(row["predicate"]), str(row["product"]), str(row["therapy"]))
            for row in graph.run("products_of_therapies", therapies=therapies)
        ]
    return Lexicon.build(entities, names, edges)


def _entities(graph: GraphReader) -> list[Entity]:
    ids = [str(row["id"]) for row in graph.run("named_entities")]
    return [
        Entity(
            str(row["id"]),
            str(row["label"]),
            str(row["kind"]),
            str(row["name"]),
            str(row["plain_name"]),
            str(row["definition"]),
            tuple(json.loads(str(row["mappings_json"]) or "[]")),
            _properties(str(row["properties_json"])),
        )
        for row in graph.run("entities", ids=ids)
    ]


def _properties(text: str) -> tuple[tuple[str, str], ...]:
    held = json.loads(text or "{}")
    pairs = held.items() if isinstance(held, dict) else held
    return tuple((str(key), str(value)) for key, value in pairs)
