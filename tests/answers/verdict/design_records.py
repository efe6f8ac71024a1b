"""The records as the second computation of verdicts sees them: walked with networkx, shared with no product code."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import networkx as nx

from graph.model import Event, PartialDate, Records, ReviewItem, Statement, earliest, latest

HELD = {"accepted", "single_source"}
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Place:
    """A document that tells something."""

    document: str
    kind: str
    tier: str
    attested: PartialDate
    published: PartialDate


class DesignRecords:
    """Who speaks for whom, which cancer lies in which group, and what tells it."""

    def __init__(self, records: Records) -> None:
        self.records = records
        graphs: dict[str, nx.DiGraph[str]] = {
            name: nx.DiGraph() for name in ("COVERS", "BROADER", "SAME_FORMULATION", "FORM_OF", "BRAND_OF", "MEMBER")
        }
        for entity in records.entities.values():
            for graph in graphs.values():
                graph.add_node(entity.id)
        for edge in records.edges.values():
            if edge.predicate in graphs and not edge.valid_to:
                graphs[edge.predicate].add_edge(edge.subject, edge.object)
        self.covers, self.tree, self.same = graphs["COVERS"], graphs["BROADER"], graphs["SAME_FORMULATION"]
        self.forms, self.brands, self.classes = graphs["FORM_OF"], graphs["BRAND_OF"], graphs["MEMBER"]
        self.by_subject: dict[str, list[Statement]] = defaultdict(list)
        self.denied: dict[str, set[str]] = defaultdict(set)
        for statement in sorted(records.statements.values(), key=lambda one: one.id):
            self.by_subject[statement.subject].append(statement)
            told = statement.review_status in HELD and statement.polarity == "affirmed" and not statement.valid_to
            if told and statement.predicate == "member_of":
                self.classes.add_edge(statement.object, statement.subject)
            elif told and statement.predicate == "not_member_of":
                self.denied[statement.object].add(statement.subject)
        self.events_of_use: dict[str, list[Event]] = defaultdict(list)
        self.events_of: dict[str, list[Event]] = defaultdict(list)
        for event in records.events.values():
            self.events_of[event.therapy_id].append(event)
            if event.indication_id:
                self.events_of_use[event.indication_id].append(event)
        self.doubts_of: dict[str, list[ReviewItem]] = defaultdict(list)
        for doubt in records.reviews.values():
            if doubt.status == "open":
                self.doubts_of[doubt.therapy_id].append(doubt)
        days = [latest(event.date) for event in records.events.values() if event.date]
        self.end = max((day for day in days if day), default=LAST)

    def members(self, group: str) -> set[str]:
        """Return the members of a class, those of its subclasses too."""
        barred = self.denied[group]
        graph = self.classes
        if barred:
            graph = graph.copy()
            graph.remove_edges_from([(group, member) for member in barred])
        return set(nx.descendants(graph, group)) - barred

    def joined(self, therapy: str) -> set[str]:
        """Return a therapy with its same formulations."""
        return {therapy} | set(nx.ancestors(self.same, therapy))

    def speakers(self, therapy: str) -> set[str]:
        """Return whose labelled uses answer for a substance, a formulation or a class."""
        return {one for start in {therapy} | self.members(therapy) for one in self.joined(start)}

    def products(self, therapy: str) -> set[str]:
        """Return the brands of what speaks for a therapy; a fixed combination is a brand of none of its parts."""
        found = set()
        for source in self.speakers(therapy):
            for brand in self.brands.predecessors(source):
                others = set(self.brands.successors(brand)) - self.joined(source)
                family = set(nx.ancestors(self.forms, source)) | set(nx.descendants(self.forms, source))
                family |= set(nx.descendants(self.same, source))
                if not others - family:
                    found.add(brand)
        return found

    def brands_of(self, statement: Statement) -> tuple[str, ...]:
        """Return the products that a use names."""
        indication = self.records.indications.get(statement.indication_id)
        return indication.brands if indication else ()

    def places(self, evidence_ids: Iterable[str]) -> Iterator[Place]:
        """Yield the documents that support something; background and titles do not."""
        for key in evidence_ids:
            evidence = self.records.evidence[key]
            document = self.records.documents[evidence.document_id]
            if evidence.role not in ("background", "title"):
                yield Place(document.id, document.kind, document.tier, document.attested, document.published)

    def days(self, event: Event) -> tuple[date, date]:
        """Return the first and the last day on which an event can have taken effect."""
        if event.date:
            return earliest(event.date) or FIRST, latest(event.date) or LAST
        told = [latest(place.attested or place.published) for place in self.places(event.evidence_ids)]
        until = [day for day in told if day]
        return earliest(event.announced) or FIRST, min(until) if until else self.end

    def decides(self, event: Event, agency: str) -> bool:
        """Say whether an event is a decision of an agency that counts."""
        tiers = {place.tier for place in self.places(event.evidence_ids)}
        return event.act == "decision" and not event.open and event.agency == agency and tiers != {"other"}
