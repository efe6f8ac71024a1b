"""Every predicate is the ontology's, and stands between what the ontology lets it stand between."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from graph.model import Edge, Records, Statement
from graph.validation.finding import Finding


class Predicate(Protocol):
    """What the ontology says of one predicate: the labels of its subjects and objects."""

    @property
    def domain(self) -> frozenset[str]:
        """Labels that a subject may have."""

    @property
    def range(self) -> frozenset[str]:
        """Labels that an object may have."""


def misplaced_predicates(records: Records, predicates: Mapping[str, Predicate]) -> Iterator[Finding]:
    """Find statements and edges whose predicate is unknown or stands between the wrong things."""
    for statement in records.statements.values():
        yield from _misplaced("statements", statement, records, predicates)
    for edge in records.edges.values():
        yield from _misplaced("edges", edge, records, predicates)


def _misplaced(
    kind: str, record: Statement | Edge, records: Records, predicates: Mapping[str, Predicate]
) -> Iterator[Finding]:
    rule = "every predicate is the ontology's"
    predicate = predicates.get(record.predicate)
    if predicate is None:
        yield Finding(
            rule, kind, record.id, f"{record.predicate} is unknown: declare it in graph/ontology.ttl, or mend it"
        )
        return
    for end, allowed in (("subject", predicate.domain), ("object", predicate.range)):
        entity = records.entities.get(getattr(record, end))
        if entity and entity.label not in allowed:
            detail = (
                f"{record.predicate} has the {entity.label} {entity.id} as its {end}: "
                f"it takes {', '.join(sorted(allowed))}; mend the {end} or the ontology"
            )
            yield Finding(rule, kind, record.id, detail)
