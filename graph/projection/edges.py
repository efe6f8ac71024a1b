"""Which edges each record makes. A record whose ends are not held makes none and is named as dangling."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.model import (
    BiomarkerState,
    Coverage,
    Document,
    Edge,
    Event,
    Evidence,
    Indication,
    Name,
    PriorTherapy,
    Records,
    ReviewItem,
    Statement,
    earliest,
)
from graph.model.graph_rows import EdgeKind, Row, Scalar
from graph.projection.closures import is_told

ENDINGS = frozenset({"indication_withdrawn", "product_withdrawn", "lapsed", "marketing_ended"})
"""Kinds of event after which a use no longer stands."""

GRANTS = frozenset({"granted", "converted", "broadened"})


class EdgeTable:
    """Edge rows by kind; knows which label every held node has."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = labels
        self.rows: dict[EdgeKind, list[Row]] = defaultdict(list)

    def add(self, relation: str, start: str, end: str, /, **properties: Scalar) -> bool:
        """Add an edge; return whether both ends are held."""
        if start not in self.labels or end not in self.labels:
            return False
        kind = EdgeKind(relation, self.labels[start], self.labels[end])
        self.rows[kind].append({"start": start, "end": end, **properties})
        return True

    def add_name(self, name: Name) -> None:
        self.add("NAMES", name.id, name.entity_id)

    def add_evidence(self, evidence: Evidence) -> None:
        self.add("IN", evidence.id, evidence.document_id)

    def add_document(self, document: Document) -> None:
        self.add("BY", document.id, document.agency)

    def add_ontology_edge(self, edge: Edge) -> bool:
        return self.add(edge.predicate, edge.subject, edge.object, edge=edge.id)

    def add_indication(self, indication: Indication) -> None:
        self.add("ABOUT", indication.id, indication.therapy_id)
        self.add("BY", indication.id, indication.agency)

    def add_event(self, event: Event, node: str) -> None:
        self.add("ABOUT", node, event.therapy_id)
        self.add("BY", node, event.agency)
        if event.indication_id:
            self.add("CHANGES", node, event.indication_id)
        for candidate in event.candidates:
            self.add("CANDIDATE", node, candidate)
        self._support(node, event.evidence_ids)

    def add_coverage(self, coverage: Coverage, node: str) -> None:
        self.add("SEARCHED", node, coverage.therapy_id)
        self.add("BY", node, coverage.agency)
        for product in coverage.products:
            self.add(
                "LISTS",
                node,
                product.therapy_id,
                found=product.found,
                held=product.held,
                set_aside=product.set_aside,
                document_id=product.document_id,
            )
        self._support(node, coverage.evidence_ids)

    def add_review(self, review: ReviewItem, node: str) -> None:
        self.add("DOUBTS", node, review.therapy_id)

    def add_statement(self, statement: Statement, node: str) -> None:
        self.add("SUBJECT", node, statement.subject)
        self.add("OBJECT", node, statement.object)
        self.add("BY", node, statement.agency)
        if statement.indication_id:
            self.add("READING_OF", node, statement.indication_id)
        for partner in statement.partners:
            self.add("WITH", node, partner)
        for cancer in statement.excluded_cancers:
            self.add("EXCLUDES_CANCER", node, cancer)
        self._states("REQUIRES", node, statement.requires)
        self._states("EXCLUDES", node, statement.excludes)
        self._prior("AFTER", node, statement.after)
        self._prior("NOT_AFTER", node, statement.not_after)
        self._support(node, statement.evidence_ids)

    def _states(self, relation: str, node: str, states: Iterable[BiomarkerState]) -> None:
        for one in states:
            self.add(relation, node, one.biomarker_id, state=one.state, group=one.group)

    def _prior(self, relation: str, node: str, prior: Iterable[PriorTherapy]) -> None:
        for one in prior:
            if one.therapy_id:
                self.add(relation, node, one.therapy_id, relation=one.relation, count=one.count)

    def _support(self, node: str, evidence_ids: Iterable[str]) -> None:
        for evidence in evidence_ids:
            self.add("SUPPORTED_BY", node, evidence)


def missing_ends(statement: Statement, labels: Mapping[str, str]) -> list[str]:
    """Return the ids that a statement needs and that are not held: without one it would say more than its source."""
    needed = [statement.subject, statement.object, *statement.partners, *statement.excluded_cancers]
    needed += [state.biomarker_id for state in (*statement.requires, *statement.excludes)]
    needed += [prior.therapy_id for prior in (*statement.after, *statement.not_after) if prior.therapy_id]
    needed += [one for one in (statement.agency, statement.indication_id) if one]
    return sorted({one for one in needed if one not in labels})


def browse_edges(records: Records) -> list[tuple[str, Statement]]:
    """Return the relation and the statement of each plain edge: what is told and stands."""
    ended = _ended_uses(records)
    return [
        (statement.predicate.upper(), statement)
        for statement in records.statements.values()
        if is_told(statement) and not statement.valid_to and statement.indication_id not in ended
    ]


def _ended_uses(records: Records) -> set[str]:
    """Return the indications whose last dated decision, their own or one on the product, ended them.

    A use whose ending has no date counts as ended: a plain edge must not say more than is known.
    """
    ended = set()
    by_indication: dict[str, list[Event]] = defaultdict(list)
    by_product: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in records.events.values():
        if event.act == "decision" and not event.open and event.kind in ENDINGS | GRANTS:
            if event.indication_id:
                by_indication[event.indication_id].append(event)
            elif event.kind in ENDINGS:
                by_product[event.agency, event.therapy_id].append(event)
    for indication in records.indications.values():
        events = list(by_indication.get(indication.id, ()))
        alone = indication.brands if len(indication.brands) == 1 else ()
        for therapy in (indication.therapy_id, *alone):
            events += by_product.get((indication.agency, therapy), ())
        if _ends_last(events):
            ended.add(indication.id)
    return ended


def _ends_last(events: list[Event]) -> bool:
    ends = [earliest(event.date or event.announced) for event in events if event.kind in ENDINGS]
    grants = [earliest(event.date or event.announced) for event in events if event.kind in GRANTS]
    dated = [day for day in grants if day]
    return any(end is None or not dated or end >= max(dated) for end in ends)
