"""The oracles of the named queries that count what is held, and of those over any record."""

from collections import Counter
from collections.abc import Iterator

from graph.model.graph_rows import GENERAL_LABELS, Row
from tests.graph.oracle import Walk, answers

COLLECTION = ("collection", "publisher", "tier", "licence", "agency", "attested")
RECORDS = ("Statement", "Event", "Coverage", "Document", "Evidence", "Indication", "Name", "Review")


@answers("documents_by_collection")
def _(graph: Walk) -> Iterator[Row]:
    held = Counter(tuple(str(row[key]) for key in COLLECTION) for row in graph.of_label.get("Document", ()))
    for values, number in held.items():
        yield {**dict(zip(COLLECTION, values, strict=True)), "held": number}


@answers("nodes_by_label")
def _(graph: Walk) -> Iterator[Row]:
    for label in GENERAL_LABELS["Entity"]:
        if graph.of_label.get(label):
            yield {"part": 0, "label": label, "held": len(graph.of_label[label])}
    for part, label in enumerate(RECORDS, 1):
        if graph.of_label.get(label):
            yield {"part": part, "label": label, "held": len(graph.of_label[label])}


@answers("statements_by_predicate")
def _(graph: Walk) -> Iterator[Row]:
    current = [row for row in graph.of_label.get("Statement", ()) if not row["recorded_to"]]
    for (predicate, status), number in Counter((row["predicate"], row["review_status"]) for row in current).items():
        yield {"predicate": predicate, "status": status, "held": number}


@answers("therapies_of_records")
def _(graph: Walk, records: list[str]) -> Iterator[Row]:
    for record in graph.nodes(records, "Sourced"):
        for key in {str(therapy["id"]) for _, _, therapy in graph.out(record, "ABOUT", "SEARCHED")}:
            yield {"record": record["id"], "therapy": key}
