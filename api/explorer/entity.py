"""One thing of the graph, and the things that a text may name."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from api import EntityUnknown
from api.explorer.told import Told, told_of
from graph.search.name_index import NameHit, NameIndex
from graph.store import GraphReader


@dataclass(frozen=True, slots=True)
class EntityView:
    """A thing with its names, classes and statements."""

    id: str
    label: str
    kind: str
    name: str
    plain_name: str
    definition: str
    mappings: tuple[str, ...]
    properties: dict[str, Any]
    names: tuple[dict[str, Any], ...]
    classes: tuple[dict[str, str], ...]
    told: tuple[Told, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many statements there are by predicate; those of which it is the object end in ``(of it)``."""
        return dict(Counter(told.predicate + (" (of it)" if told.backward else "") for told in self.told))

    def as_json(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "id": self.id,
            "label": self.label,
            "kind": self.kind,
            "name": self.name,
            "plain_name": self.plain_name,
            "synonyms": list(self.names),
            "definition": self.definition,
            "mappings": list(self.mappings),
            "properties": self.properties,
            "classes": list(self.classes),
            "counts": self.counts,
        }


def read_entity(graph: GraphReader, entity_id: str) -> EntityView:
    """Read a thing. Raises EntityUnknown."""
    rows = graph.run("entity", id=entity_id)
    if not rows:
        raise EntityUnknown(entity_id)
    row = rows[0]
    label = str(row["label"])
    names = graph.run("names_of_entity", id=entity_id)
    classes = graph.run("classes_of_therapy", therapy=entity_id) if label == "Therapy" else []
    held = json.loads(str(row["properties_json"]) or "{}")
    return EntityView(
        id=entity_id,
        label=label,
        kind=str(row["kind"]),
        name=str(row["name"]),
        plain_name=str(row["plain_name"]),
        definition=str(row["definition"]),
        mappings=tuple(json.loads(str(row["mappings_json"]) or "[]")),
        properties=dict(held),
        names=tuple({"text": one["text"], "kind": one["kind"]} for one in names),
        classes=tuple({"id": str(one["class"]), "name": str(one["class_name"])} for one in classes),
        told=tuple(told_of(graph, entity_id)),
    )


def find_entities(names: NameIndex, text: str, label: str = "", limit: int = 10) -> list[dict[str, Any]]:
    """Return what a text may name: exact names, then names that begin so, then spelling repaired; each thing once."""
    labels = (label,) if label else ()
    found: dict[str, NameHit] = {}
    for hit in (*names.find(text, labels), *names.suggest(text, limit, labels), *names.correct(text, limit, labels)):
        found.setdefault(hit.entity, hit)
    return [
        {
            "id": hit.entity,
            "label": hit.label,
            "kind": hit.entity_kind,
            "name": hit.entity_name,
            "matched": hit.text,
            "score": hit.score,
            "reason": hit.reason,
        }
        for hit in list(found.values())[:limit]
    ]
