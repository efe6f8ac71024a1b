"""A set of records: what a loader yields, the ledger keeps, a knowledge file holds and a graph is built from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from graph.model.document import Document, Evidence
from graph.model.entity import Edge, Entity, Name
from graph.model.indication import Coverage, Event, Indication
from graph.model.reported import ReportedUse
from graph.model.review import ReviewItem
from graph.model.statement import Statement

Record = (
    Document | Evidence | Entity | Name | Edge | Indication | Event | Statement | Coverage | ReviewItem | ReportedUse
)


@dataclass(slots=True)
class Records:
    """Records by kind and id. Adding a record with a held id replaces it."""

    documents: dict[str, Document] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    names: dict[str, Name] = field(default_factory=dict)
    edges: dict[str, Edge] = field(default_factory=dict)
    indications: dict[str, Indication] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    coverage: dict[str, Coverage] = field(default_factory=dict)
    reviews: dict[str, ReviewItem] = field(default_factory=dict)
    reported: dict[str, ReportedUse] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        """Put one record under its id."""
        getattr(self, KIND_OF[type(record)])[record.id] = record

    def extend(self, records: Iterable[Record]) -> None:
        """Put many."""
        for record in records:
            self.add(record)

    def update(self, other: "Records") -> None:
        """Put all of another set."""
        self.extend(other)

    def __iter__(self) -> Iterator[Record]:
        """Yield every record, by kind in the order of the fields, then by id."""
        for kind in fields(self):
            held = getattr(self, kind.name)
            for key in sorted(held):
                yield held[key]

    def __len__(self) -> int:
        return sum(len(getattr(self, kind.name)) for kind in fields(self))


KIND_OF: dict[type, str] = {
    Document: "documents",
    Evidence: "evidence",
    Entity: "entities",
    Name: "names",
    Edge: "edges",
    Indication: "indications",
    Event: "events",
    Statement: "statements",
    Coverage: "coverage",
    ReviewItem: "reviews",
    ReportedUse: "reported",
}
