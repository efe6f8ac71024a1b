"""Which records break a shape of ``graph/shapes.ttl``? Checked with pySHACL, a batch at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from pyshacl import validate
from rdflib import SH, Graph

from graph.model import Edge, Records, Statement
from graph.ontology import OntologyError
from graph.ontology.rendering import iri, render

SHAPES = Path(__file__).parent.parent / "shapes.ttl"
BATCH = 2000
TOLD = frozenset({"accepted", "single_source"})
DECISIVE = frozenset({"approved_for", "not_member_of", "has_mechanism_step", "has_barrier", "addresses"})


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A record that breaks a shape: its id, and what is wrong with the next step."""

    record_id: str
    message: str


def violations(records: Records, statements: Iterable[Statement] | None = None) -> list[Violation]:
    """Return what breaks a shape, sorted: of these statements; by default of all edges, and of the told statements that
    a verdict or a person's word rests on (checking every harm of every leaflet takes minutes)."""
    chosen = list(statements) if statements is not None else _decisive(records)
    edges = list(records.edges.values()) if statements is None else []
    found = {one for graph in _graphs(records, chosen, edges) for one in _check(graph)}
    return sorted(found)


def _decisive(records: Records) -> list[Statement]:
    told = (one for one in records.statements.values() if one.review_status in TOLD)
    return [one for one in told if one.predicate in DECISIVE or one.agent_type == "manual_agent"]


def _graphs(records: Records, statements: Sequence[Statement], edges: Sequence[Edge]) -> Iterator[Graph]:
    steps = [one for one in statements if one.predicate in ("has_mechanism_step", "addresses")]
    rest = [one for one in statements if one.predicate not in ("has_mechanism_step", "addresses")]
    yield render(records, steps)  # together: a step and what is being tried are compared
    for start in range(0, len(rest), BATCH):
        yield render(records, rest[start : start + BATCH])
    for start in range(0, len(edges), BATCH):
        yield render(records, (), edges[start : start + BATCH])


@cache
def _shapes() -> Graph:
    try:
        return Graph().parse(SHAPES, format="turtle")
    except (OSError, SyntaxError) as error:
        raise OntologyError(SHAPES.name, f"cannot be read as Turtle: {error}") from error


def _check(graph: Graph) -> Iterator[Violation]:
    _, report, _ = validate(graph, shacl_graph=_shapes(), inference="none", advanced=False)
    prefix = str(iri(""))
    for result in report.subjects(SH.focusNode, None):
        focus = str(report.value(result, SH.focusNode))
        message = str(report.value(result, SH.resultMessage) or "breaks a shape")
        yield Violation(unquote(focus.removeprefix(prefix)), message)
