"""Read what answers rest on before anybody asks, so that no question waits for it; no answer is made."""

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from answers.reading import GraphReading
from answers.records import rows_by
from answers.sections.harms import PREDICATES as HARMS
from answers.sections.therapy import TOLD
from answers.verdict.reader import ABOUT_CANCERS, read_approvals, read_dealings, scope_of
from graph.store import GraphReader

PART = 10
"""Things that are read at a time: between parts, others get their turn."""
OF_CANCERS = (ABOUT_CANCERS, ("approved_for", "option_for"), ("option_for",), ("studied_for",))
"""The predicates that types of question read together."""


def read_ahead(graph: GraphReader) -> Iterator[None]:
    """Read what is told of each therapy and cancer, part by part; the caller may stop between two.

    What was read stays in ``graph.kept``, as if questions about every one had been asked.
    """
    rows = graph.run("named_entities")
    therapies, cancers = ([str(row["id"]) for row in rows if row["label"] == label] for label in ("Therapy", "Cancer"))
    for part in _parts([str(row["id"]) for row in rows]):
        reading = GraphReading(graph)
        reading.sources_of(reading.named(part).grounds)
        yield
    for part in _parts(cancers):
        reading = GraphReading(graph)
        tables = [reading.about(part, predicates) for predicates in OF_CANCERS]
        reading.sources_of(use.id for use in chain(*reading.uses(*tables)))
        yield
    for part in _parts(therapies):
        _read_therapies(graph, part)
        yield
    for therapy, cancer in zip_longest(therapies, cancers, fillvalue=""):
        scope_of(graph, therapy, cancer)
        yield


def _read_therapies(graph: GraphReader, therapies: Sequence[str]) -> None:
    reading = GraphReading(graph)
    approvals = read_approvals(graph, therapies, "")
    rows_by(graph, "uses_of_subjects", "subjects", "subject", therapies, known_at="")
    dealings = read_dealings(graph, therapies, "")
    told = reading.uses(reading.told_of(therapies, TOLD), reading.told_of(therapies, HARMS))
    reading.told_of((), TOLD, therapies)
    uses = chain(*approvals.values(), *told)
    records = (held.record for held in (*dealings.events, *dealings.coverage))
    reading.sources_of(one.id for one in (*uses, *records))


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + PART] for start in range(0, len(ids), PART))
