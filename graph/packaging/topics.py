"""Which knowledge file a record belongs in: one per topic and source, so that a diff reads as one thing."""

from graph.model.document import Document
from graph.model.entity import Edge, Entity, Name
from graph.model.indication import Event, Indication
from graph.model.origin import collections_of
from graph.model.records import KIND_OF, Record, Records

# A reader looks for `cancers.jsonl`, not for `entities-cancer.jsonl`.
PLURALS = {"Therapy": "therapies", "Strategy": "strategies", "Agency": "agencies"}


def topics(records: Records) -> dict[tuple[str, str], str]:
    """Return the topic of every record, by kind and id."""
    return {(KIND_OF[type(record)], record.id): _topic(record, records) for record in records}


def _topic(record: Record, records: Records) -> str:
    if isinstance(record, Entity):
        return _plural(record.label)
    if isinstance(record, Name):
        entity = records.entities.get(record.entity_id)
        return f"names {_plural(entity.label)}" if entity else "names"
    if isinstance(record, Edge):
        return f"edges {record.predicate}"
    kind = KIND_OF[type(record)]
    if isinstance(record, Document):
        return f"{kind} {record.collection}"
    if isinstance(record, Indication | Event):
        return f"{kind} {record.agency}"
    return " ".join([kind, *sorted(collections_of(record, records))[:1]])


def _plural(label: str) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in label).strip()
    return PLURALS.get(label, f"{words}s")
