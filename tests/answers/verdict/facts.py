"""Facts straight from records, without a graph: what the reader must find there, and quick enough for properties."""

from dataclasses import dataclass

from answers.verdict.model import Attestation, DatedEvent, Facts, Membership, Named, Product, Route, Use
from graph.model import Records, Statement
from graph.projection.closures import SpeaksFor, covers_all, speaks_for

HELD = ("accepted", "single_source")


@dataclass(frozen=True, slots=True)
class Closures:
    """What follows from the edges of a set of records; computed once where many facts are made from it."""

    ways: list[SpeaksFor]
    covers: list[tuple[str, str, int]]

    @classmethod
    def of(cls, records: Records) -> "Closures":
        cancers = [one.id for one in records.entities.values() if one.label == "Cancer"]
        covers = [(edge.subject, edge.object) for edge in records.edges.values() if edge.predicate == "COVERS"]
        return cls(speaks_for(records), covers_all(cancers, covers))


def facts_of(records: Records, therapy: str, cancer: str, closures: Closures | None = None) -> Facts:
    """Return the facts for a therapy and a cancer."""
    held = closures or Closures.of(records)
    ways, closure = [way for way in held.ways if way.start == therapy], held.covers
    covering = frozenset(group for group, member, _ in closure if member == cancer)
    covered = frozenset(member for group, member, _ in closure if group == cancer)
    reached = {way.end for way in ways} | {therapy}
    members = _members(records, therapy)
    reached |= {membership.member.id for membership in members}
    products = tuple(
        sorted(
            (
                Product(_named(records, edge.subject), edge.object)
                for edge in records.edges.values()
                if edge.predicate == "BRAND_OF" and edge.object in {way.end for way in ways}
            ),
            key=lambda product: (product.product.id, product.therapy_id),
        )
    )
    reached |= {product.product.id for product in products}
    uses = _uses(records, ways)
    near = covering | covered
    told = [use for use in uses if use.statement.review_status in HELD]
    return Facts(
        therapy=_named(records, therapy),
        cancer=_named(records, cancer),
        class_open=_is_open(records, therapy),
        routes=tuple(Route(_named(records, way.end), way.route, way.member, way.brand) for way in ways),
        members=members,
        products=products,
        covering=covering,
        covered=covered,
        broader=_walk(records, cancer, up=True) - covering,
        narrower=_walk(records, cancer, up=False) - covered,
        uses=tuple(use for use in told if use.statement.predicate == "approved_for"),
        queued=tuple(
            use
            for use in uses
            if use.statement.predicate == "approved_for" and use.statement.review_status == "proposed"
        ),
        options=tuple(u for u in told if u.statement.predicate == "option_for" and u.statement.object in near),
        studies=tuple(u for u in told if u.statement.predicate == "studied_for" and u.statement.object in near),
        events=tuple(
            DatedEvent(event, _seen(records, event.evidence_ids))
            for event in sorted(records.events.values(), key=lambda event: (event.therapy_id, event.date, event.id))
            if event.therapy_id in reached
        ),
        coverage=tuple(
            records.coverage[key] for key in sorted(records.coverage) if records.coverage[key].therapy_id in reached
        ),
        doubts=tuple(
            records.reviews[key] for key in sorted(records.reviews) if records.reviews[key].therapy_id in reached
        ),
        names=tuple(sorted((entity.id, entity.name) for entity in records.entities.values())),
        records_end="2026-07",
    )


def _is_open(records: Records, therapy: str) -> bool:
    entity = records.entities[therapy]
    return entity.kind == "class" and dict(entity.properties).get("closed") != "closed"


def _named(records: Records, identifier: str) -> Named:
    entity = records.entities[identifier]
    return Named(entity.id, entity.name, entity.kind)


def _members(records: Records, group: str) -> tuple[Membership, ...]:
    direct = [
        Membership(statement.id, _named(records, statement.subject))
        for statement in records.statements.values()
        if statement.predicate == "member_of" and statement.object == group and statement.review_status in HELD
    ]
    return tuple(sorted(direct, key=lambda membership: membership.member.id))


def _walk(records: Records, start: str, *, up: bool) -> frozenset[str]:
    edges = [edge for edge in records.edges.values() if edge.predicate == "BROADER"]
    found: set[str] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        for edge in edges:
            here, there = (edge.subject, edge.object) if up else (edge.object, edge.subject)
            if here == node and there not in found:
                found.add(there)
                waiting.append(there)
    return frozenset(found)


def _seen(records: Records, evidence: tuple[str, ...]) -> tuple[Attestation, ...]:
    found = []
    for key in sorted(evidence):
        document = records.documents[records.evidence[key].document_id]
        found.append(
            Attestation(
                key,
                document.id,
                document.kind,
                document.tier,
                document.attested,
                document.published,
                document.collection,
            )
        )
    return tuple(found)


def _uses(records: Records, ways: list[SpeaksFor]) -> list[Use]:
    found: dict[str, Use] = {}
    for statement in sorted(records.statements.values(), key=lambda statement: statement.id):
        for way in ways:
            if way.end == statement.subject and statement.predicate in ("approved_for", "option_for", "studied_for"):
                use = _use(records, statement, way)
                if statement.id not in found or (use.speaks and not found[statement.id].speaks):
                    found[statement.id] = use
    return list(found.values())


def _use(records: Records, statement: Statement, way: SpeaksFor) -> Use:
    indication = records.indications.get(statement.indication_id)
    brands = indication.brands if indication else ()
    alone = f"|{statement.agency}|" in way.one_brand_at
    return Use(
        statement=statement,
        route=way.route,
        subject=_named(records, statement.subject),
        object=_named(records, statement.object),
        member=way.member,
        speaks=not way.brand or way.brand in brands or alone,
        brands=brands,
        attestations=_seen(records, statement.evidence_ids),
    )
