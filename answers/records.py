"""Records read whole by their ids, each read and understood once for a published graph: statements, events, coverage.

A row of ``records_by_id`` gives the record in the ledger's plain form, the names of what it mentions, and its places.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

import orjson

from answers.verdict.model import Attestation, Named, Use
from graph.model import BiomarkerState, Coverage, Event, ReviewItem, Statement
from graph.model.plain_form import from_plain
from graph.store import GraphReader

Rows = list[dict[str, Any]]
KINDS = {"event": "events", "cov": "coverage", "rev": "reviews"}
"""The kind of record that an id begins with; a statement's begins with none of these."""
NO_SUPPORT = ("background", "title")
"""Roles of a place that attest nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place in one document, with what the document proves."""

    evidence_id: str
    document_id: str
    locator: str
    role: str
    quote_sha256: str
    kind: str
    tier: str
    attested: str
    published: str
    collection: str


@dataclass(frozen=True, slots=True)
class Held:
    """A record as the graph holds it. ``named`` gives the name of whatever it mentions by id."""

    record: Statement | Event | Coverage | ReviewItem
    named: Mapping[str, Named]
    places: tuple[Place, ...] = ()
    recorded_from: str = ""
    recorded_to: str = ""

    @property
    def attestations(self) -> tuple[Attestation, ...]:
        """What attests the record: background and titles do not."""
        return tuple(
            Attestation(
                evidence_id=place.evidence_id,
                document_id=place.document_id,
                kind=place.kind,
                tier=place.tier,
                date=place.attested,
                published=place.published,
                collection=place.collection,
            )
            for place in self.places
            if place.role not in NO_SUPPORT
        )


def read_records(graph: GraphReader, ids: Iterable[str]) -> dict[str, Held]:
    """Return the records with these ids, those not held left out: one round trip for those not yet read."""

    def read(missing: list[str]) -> dict[str, Held | None]:
        rows = {str(row["id"]): held_from(row) for row in graph.run("records_by_id", ids=missing)}
        return {key: rows.get(key) for key in missing}

    found = graph.kept.values("records", ids, read)
    return {key: held for key, held in found.items() if held is not None}


def held_from(row: Mapping[str, Any]) -> Held:
    """Read a row that has ``id``, ``record_json`` and ``sources_json``; a past version has the id of its node."""
    values = orjson.loads(str(row["record_json"]))
    named = {key: Named(key, name, kind) for key, (name, kind) in values.pop("named").items()}
    key = str(row["id"])
    record = from_plain(KINDS.get(key.partition(":")[0], "statements"), {**values, "id": key})
    if isinstance(record, Coverage):
        record = replace(record, products=tuple(sorted(record.products, key=lambda product: product.therapy_id)))
    places = tuple(Place(*place) for place in orjson.loads(str(row["sources_json"])))
    return Held(
        cast(Statement | Event | Coverage | ReviewItem, record),
        named,
        places,
        str(row.get("recorded_from", "")),
        str(row.get("recorded_to", "")),
    )


def read_uses(graph: GraphReader, ids: Iterable[str]) -> dict[str, Use]:
    """Return the statements with these ids as uses told by themselves, with all that attests them."""

    def read(missing: list[str]) -> dict[str, Use | None]:
        records = read_records(graph, missing)
        return {key: _use(records[key]) if key in records else None for key in missing}

    found = graph.kept.values("uses", ids, read)
    return {key: use for key, use in found.items() if use is not None}


def _use(held: Held) -> Use:
    said = cast(Statement, held.record)
    statement = replace(
        said,
        partners=tuple(sorted(set(said.partners))),
        excluded_cancers=tuple(sorted(set(said.excluded_cancers))),
        requires=_sorted_states(said.requires),
        excludes=_sorted_states(said.excludes),
    )
    nobody = Named("", "")
    return Use(
        statement=statement,
        route="self",
        subject=held.named.get(said.subject, nobody),
        object=held.named.get(said.object, nobody),
        attestations=held.attestations,
        recorded_from=held.recorded_from,
        recorded_to=held.recorded_to,
    )


def _sorted_states(states: Iterable[BiomarkerState]) -> tuple[BiomarkerState, ...]:
    return tuple(sorted(set(states), key=lambda state: (state.biomarker_id, state.state, state.group)))


def rows_by(
    graph: GraphReader, query: str, parameter: str, column: str, keys: Iterable[str], *, known_at: str, **fixed: Any
) -> dict[str, Rows]:
    """Return the rows of a named query for each of its keys, which stand in a column of the rows.

    ``parameter`` takes all keys at once. Rows that are told as of an earlier day are not kept.
    """

    def read(missing: list[str]) -> dict[str, Rows]:
        found: dict[str, Rows] = {key: [] for key in missing}
        for row in graph.run(query, **{parameter: missing}, known_at=known_at, **fixed):
            found[str(row[column])].append(row)
        return found

    if known_at:
        return read(sorted(set(keys)))
    table = (query, *((name, tuple(value)) for name, value in sorted(fixed.items())))
    return graph.kept.values(table, keys, read)
