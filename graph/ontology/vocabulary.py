"""The node labels, predicates, edges and properties that ``graph/ontology.ttl`` declares, with their plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.exceptions import ParserError
from rdflib.term import Node

from graph.ontology import OntologyError

TE = Namespace("urn:treatment-explainer:")
ONTOLOGY = Path(__file__).parent.parent / "ontology.ttl"
_MAPPINGS = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)


@dataclass(frozen=True, slots=True)
class NodeLabel:
    """A label of nodes. ``general`` is the wider label that its nodes carry too, '' where none."""

    name: str
    plain_label: str
    definition: str
    general: str = ""
    kinds: frozenset[str] = frozenset()
    mappings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate of statements, or an edge: between which labels it stands, and how it is said.

    ``form`` is statement, ontology (an edge with evidence) or argument (between records). ``inverse`` is the name read
    the other way, '' where none. ``properties`` are what an edge carries.
    """

    name: str
    form: str
    plain_label: str
    domain: frozenset[str]
    range: frozenset[str]
    definition: str = ""
    inverse: str = ""
    mappings: tuple[str, ...] = ()
    properties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that the ontology declares, by name."""

    labels: Mapping[str, NodeLabel] = field(default_factory=dict)
    predicates: Mapping[str, Predicate] = field(default_factory=dict)
    properties: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Labels by the property that their nodes have; Entity stands for all of its labels."""

    def statement_predicates(self) -> dict[str, Predicate]:
        """Return the predicates that a statement may have."""
        return {name: one for name, one in self.predicates.items() if one.form == "statement"}


@cache
def read_vocabulary(file: Path = ONTOLOGY) -> Vocabulary:
    """Read the ontology. Raises OntologyError, which names what is missing."""
    try:
        graph = Graph().parse(file, format="turtle")
    except (OSError, ParserError, SyntaxError) as error:
        raise OntologyError(file.name, f"cannot be read as Turtle: {error}") from error
    reader = _Reader(graph, file.name)
    return Vocabulary(
        {one.name: one for one in reader.labels()},
        {one.name: one for one in reader.predicates()},
        dict(reader.properties()),
    )


_FORMS = {TE.StatementPredicate: "statement", TE.OntologyEdge: "ontology", TE.ArgumentEdge: "argument"}
_META = frozenset({*_FORMS, TE.Entity, TE.Sourced})


class _Reader:
    def __init__(self, graph: Graph, file: str) -> None:
        self._graph = graph
        self._file = file

    def labels(self) -> Iterator[NodeLabel]:
        for node in sorted(self._graph.subjects(RDF.type, OWL.Class), key=str):
            if isinstance(node, URIRef) and node not in _META:
                general = self._graph.value(node, RDFS.subClassOf)
                yield NodeLabel(
                    _local(node),
                    self._text(node, TE.plainLabel),
                    self._text(node, SKOS.definition),
                    _local(general) if general else "",
                    frozenset(map(str, self._graph.objects(node, TE.hasKind))),
                    self._mappings(node),
                )

    def predicates(self) -> Iterator[Predicate]:
        for kind, form in _FORMS.items():
            for node in sorted(self._graph.subjects(RDF.type, kind), key=str):
                inverse = self._graph.value(node, OWL.inverseOf)
                yield Predicate(
                    _local(node),
                    form,
                    self._text(node, TE.plainLabel),
                    self._ends(node, RDFS.domain),
                    self._ends(node, RDFS.range),
                    str(self._graph.value(node, SKOS.definition) or ""),
                    _local(inverse) if inverse else "",
                    self._mappings(node),
                    frozenset(map(str, self._graph.objects(node, TE.holds))),
                )

    def properties(self) -> Iterator[tuple[str, frozenset[str]]]:
        for node in sorted(self._graph.subjects(RDF.type, OWL.DatatypeProperty), key=str):
            yield _local(node), self._ends(node, RDFS.domain)

    def _ends(self, node: Node, end: URIRef) -> frozenset[str]:
        value = self._graph.value(node, end)
        if value is None:
            raise OntologyError(self._file, f"{_local(node)} has no rdfs:{end.fragment}")
        union = self._graph.value(value, OWL.unionOf)
        return frozenset(map(_local, Collection(self._graph, union))) if union else frozenset({_local(value)})

    def _text(self, node: Node, annotation: URIRef) -> str:
        value = self._graph.value(node, annotation)
        if value is None:
            raise OntologyError(self._file, f"{_local(node)} has no {_local(annotation)}")
        return str(value)

    def _mappings(self, node: Node) -> tuple[str, ...]:
        return tuple(sorted(str(found) for kind in _MAPPINGS for found in self._graph.objects(node, kind)))


def _local(node: Node) -> str:
    return str(node).removeprefix(TE).rpartition("#")[2]
