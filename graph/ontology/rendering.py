"""Records as RDF, as far as the shapes speak of them."""

from collections.abc import Iterable
from urllib.parse import quote

from rdflib import RDF, Graph, Literal, URIRef

from graph.model import Edge, Evidence, Records, Statement
from graph.ontology.vocabulary import TE

UNSOURCED = frozenset({"BROADER"})
"""Edges whose source is the classification itself."""


def render(records: Records, statements: Iterable[Statement], edges: Iterable[Edge] = ()) -> Graph:
    """Return these statements and edges, with all that they rest on, as RDF."""
    rendering = _Rendering(records)
    for statement in statements:
        rendering.add_statement(statement)
    for edge in edges:
        rendering.add_edge(edge)
    return rendering.graph


def iri(identifier: str) -> URIRef:
    """Return the IRI of a record's id."""
    return TE["id/" + quote(identifier, safe=":/")]


class _Rendering:
    def __init__(self, records: Records) -> None:
        self.graph = Graph()
        self._records = records

    def add_statement(self, statement: Statement) -> None:
        node = self._typed(statement.id, "Statement")
        self.graph.add((node, TE.SUBJECT, self._entity(statement.subject)))
        self.graph.add((node, TE.OBJECT, self._entity(statement.object)))
        self._support(node, statement.evidence_ids)
        if statement.predicate == "approved_for" and statement.polarity == "affirmed":
            self.graph.add((node, RDF.type, TE.Approval))
            self._qualify(node, statement)
        if statement.predicate == "has_mechanism_step":
            relation = TE.studies if statement.modality == "investigational" else TE.has_mechanism_step
            self.graph.add((iri(statement.subject), relation, iri(statement.object)))

    def add_edge(self, edge: Edge) -> None:
        if edge.predicate not in UNSOURCED:
            node = self._typed(edge.id, "SourcedEdge")
            self._support(node, edge.evidence_ids)

    def _qualify(self, node: URIRef, statement: Statement) -> None:
        if statement.agency:
            self.graph.add((node, TE.BY, self._entity(statement.agency)))
        if statement.qualifiers.purpose:
            self.graph.add((node, TE.purpose, Literal(statement.qualifiers.purpose)))
        if statement.indication_id in self._records.indications:
            self.graph.add((node, TE.READING_OF, self._typed(statement.indication_id, "Indication")))

    def _support(self, node: URIRef, evidence_ids: Iterable[str]) -> None:
        for identifier in evidence_ids:
            held = self._records.evidence.get(identifier)
            if held is not None:
                self.graph.add((node, TE.SUPPORTED_BY, self._evidence(held)))

    def _evidence(self, evidence: Evidence) -> URIRef:
        node = self._typed(evidence.id, "Evidence")
        self.graph.add((node, TE.quote_sha256, Literal(evidence.quote_sha256)))
        self.graph.add((node, TE.locator, Literal(evidence.locator)))
        if evidence.document_id in self._records.documents:
            self.graph.add((node, TE.IN, self._typed(evidence.document_id, "Document")))
        return node

    def _entity(self, identifier: str) -> URIRef:
        held = self._records.entities.get(identifier)
        return self._typed(identifier, held.label) if held else iri(identifier)

    def _typed(self, identifier: str, label: str) -> URIRef:
        node = iri(identifier)
        self.graph.add((node, RDF.type, TE[label]))
        return node
