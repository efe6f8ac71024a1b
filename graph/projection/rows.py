"""Project the records onto the graph's tables: nodes, edges, closures, and the release that names them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import orjson

from graph.model import Coverage, Event, Records, ReviewItem, Statement, latest
from graph.model.graph_rows import GraphRows, Row
from graph.model.identifiers import digest
from graph.model.version import Version
from graph.projection.closures import class_members, covers_all, speaks_for
from graph.projection.edges import EdgeTable, browse_edges, missing_ends
from graph.projection.nodes import (
    Versioned,
    coverage_node,
    document_node,
    entity_node,
    event_node,
    evidence_node,
    indication_node,
    name_node,
    record_json,
    review_node,
    sources_json,
    statement_node,
)

Recorded = Mapping[tuple[str, str], str]
VERSIONED = ("statements", "events", "coverage", "reviews")


@dataclass(slots=True)
class _Projection:
    """The tables while they grow."""

    records: Records
    nodes: dict[str, list[Row]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def add(self, label: str, row: Row) -> None:
        self.nodes.setdefault(label, []).append(row)
        self.labels[str(row["id"])] = label

    def told(self, record: Versioned) -> Row:
        """Return the record and its places as the scalars by which answers read them."""
        row: Row = {"record_json": record_json(record, self.records.entities)}
        if not isinstance(record, ReviewItem):
            row["sources_json"] = sources_json(record.evidence_ids, self.records)
        return row

    def name_of(self, entity: str) -> str:
        held = self.records.entities.get(entity)
        return held.name if held else entity


def project(records: Records, history: Iterable[Version] | None = None) -> GraphRows:
    """Return the graph of these records, with the past versions that ``history`` holds beside the current ones.

    The same records give the same rows and version, in whatever order they were added. A statement that names
    something not held is left out whole and stands as an open review item, so that it can only make us say less.
    """
    recorded, past = _read_history(history or ())
    projection = _Projection(records)
    _add_plain_nodes(projection)
    told, dangling = _split_dangling(records, projection.labels)
    edges = EdgeTable(projection.labels)
    for review in (*records.reviews.values(), *dangling):
        _add_versioned(projection, edges, review, (recorded.get(("reviews", review.id), ""), ""))
    for kind in ("events", "coverage"):
        for record in getattr(records, kind).values():
            _add_versioned(projection, edges, record, (recorded.get((kind, record.id), ""), ""))
    for statement in told.values():
        _add_versioned(projection, edges, statement, (recorded.get(("statements", statement.id), ""), ""))
    for version in past:
        _add_past(projection, edges, version)
    _add_plain_edges(_with_statements(records, told), edges)
    return _finish(projection, edges)


def _with_statements(records: Records, statements: dict[str, Statement]) -> Records:
    """Return the records with other statements."""
    changed = Records()
    for kind in Records.__slots__:
        setattr(changed, kind, getattr(records, kind))
    changed.statements = statements
    return changed


def _read_history(history: Iterable[Version]) -> tuple[dict[tuple[str, str], str], list[Version]]:
    """Return the day from which each current record is known, and the versions that ended."""
    recorded: dict[tuple[str, str], str] = {}
    past: list[Version] = []
    for version in history:
        if version.record is None or version.kind not in VERSIONED:
            continue
        if not version.recorded_to:
            recorded[version.kind, version.id] = version.recorded_from
        elif version.recorded_from < version.recorded_to:
            past.append(version)
    return recorded, past


def _add_plain_nodes(projection: _Projection) -> None:
    records = projection.records
    for entity in records.entities.values():
        projection.add(entity.label, entity_node(entity))
    for name in records.names.values():
        projection.add("Name", name_node(name))
    for document in records.documents.values():
        projection.add("Document", document_node(document))
    for evidence in records.evidence.values():
        projection.add("Evidence", evidence_node(evidence))
    for indication in records.indications.values():
        projection.add("Indication", indication_node(indication, projection.name_of(indication.therapy_id)))


def _split_dangling(records: Records, labels: Mapping[str, str]) -> tuple[dict[str, Statement], list[ReviewItem]]:
    told, dangling = {}, []
    for statement in records.statements.values():
        missing = missing_ends(statement, labels)
        if not missing:
            told[statement.id] = statement
            continue
        dangling.append(
            ReviewItem(
                id=f"rev:{digest('names_unknown_record', statement.id)}",
                reason="names_unknown_record",
                subject_kind="statement",
                subject_id=statement.id,
                therapy_id=statement.subject,
                cancer_id=statement.object if statement.object in labels else "",
                agency=statement.agency,
                detail=f"it names {', '.join(missing)}, which no record holds: add the record, or correct the id",
            )
        )
    return told, dangling


def _add_versioned(
    projection: _Projection, edges: EdgeTable, record: Versioned, recorded: tuple[str, str], node: str = ""
) -> None:
    node, told = node or record.id, projection.told(record)
    if isinstance(record, Statement):
        name = f"{projection.name_of(record.subject)} {record.predicate} {projection.name_of(record.object)}"
        projection.add("Statement", {**statement_node(record, name, recorded), **told, "id": node})
        edges.add_statement(record, node)
    elif isinstance(record, Event):
        projection.add("Event", {**event_node(record, recorded), **told, "id": node})
        edges.add_event(record, node)
    elif isinstance(record, Coverage):
        projection.add("Coverage", {**coverage_node(record, recorded), **told, "id": node})
        edges.add_coverage(record, node)
    else:
        projection.add("Review", {**review_node(record, recorded), **told, "id": node})
        edges.add_review(record, node)


def _add_past(projection: _Projection, edges: EdgeTable, version: Version) -> None:
    record = version.record
    if isinstance(record, Statement) and missing_ends(record, projection.labels):
        return
    if isinstance(record, Statement | Event | Coverage | ReviewItem):
        recorded = (version.recorded_from, version.recorded_to)
        _add_versioned(projection, edges, record, recorded, f"{record.id}@{version.recorded_from}")


def _add_plain_edges(records: Records, edges: EdgeTable) -> None:
    for name in records.names.values():
        edges.add_name(name)
    for document in records.documents.values():
        edges.add_document(document)
    for evidence in records.evidence.values():
        edges.add_evidence(evidence)
    for indication in records.indications.values():
        edges.add_indication(indication)
    held = [edge for edge in records.edges.values() if not edge.valid_to and edges.add_ontology_edge(edge)]
    covers = [(edge.subject, edge.object) for edge in held if edge.predicate == "COVERS"]
    cancers = [entity.id for entity in records.entities.values() if entity.label == "Cancer"]
    for group, member, depth in covers_all(cancers, covers):
        edges.add("COVERS_ALL", group, member, depth=depth)
    for way in speaks_for(records):
        edges.add(
            "SPEAKS_FOR",
            way.start,
            way.end,
            route=way.route,
            member=way.member,
            brand=way.brand,
            one_brand_at=way.one_brand_at,
        )
    for group, members in class_members(records).items():
        for member, (depth, statement_id) in members.items():
            edges.add("HAS_MEMBER", group, member, statement=statement_id, depth=depth)
    for relation, statement in browse_edges(records):
        edges.add(
            relation,
            statement.subject,
            statement.object,
            statement=statement.id,
            agency=statement.agency,
            valid_from=statement.valid_from,
            note=statement.qualifiers.note,
        )


def _finish(projection: _Projection, edges: EdgeTable) -> GraphRows:
    rows = GraphRows()
    for label in sorted(projection.nodes):
        rows.nodes[label] = sorted(projection.nodes[label], key=lambda row: str(row["id"]))
    for kind in sorted(edges.rows):
        rows.edges[kind] = _sort_edges(edges.rows[kind])
    version = hash_rows(rows)
    events = projection.records.events.values()
    ends = [day for event in events for day in (event.date, event.announced) if day]
    records_end = max(ends, key=lambda day: (latest(day), day), default="")
    rows.nodes["Release"] = [
        {"id": "release", "name": version, "kind": "release", "version": version, "records_end": records_end}
    ]
    return rows


def hash_rows(rows: GraphRows) -> str:
    """Return the graph version: 16 hex digits over all rows but the release's own, whatever the engine."""
    digest = hashlib.sha256()
    for label in sorted(set(rows.nodes) - {"Release"}):
        digest.update(orjson.dumps([label, rows.nodes[label]], option=orjson.OPT_SORT_KEYS))
    for kind in sorted(rows.edges):
        digest.update(orjson.dumps([list(kind), rows.edges[kind]], option=orjson.OPT_SORT_KEYS))
    return digest.hexdigest()[:16]


def _sort_edges(rows: list[Row]) -> list[Row]:
    """Sort a table and drop what stands in it twice."""
    unique = {tuple(row.items()): row for row in rows}
    return [unique[key] for key in sorted(unique)]
