"""Rows as Neo4j keeps them: constraints, hashes, and the statements that make the difference between two graphs."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from graph.model.graph_rows import GENERAL_LABEL_OF, EdgeKind, GraphRows, Row
from graph.store import Progress

BATCH = 10_000


class Target(Protocol):
    """What runs Cypher: the driver's session, which commits each statement, or its transaction, which does not."""

    def run(self, query: Any, parameters: dict[str, Any] | None = None) -> Any: ...


@dataclass(slots=True)
class Difference:
    """What must change on the server so that it holds the rows; the release is written last."""

    created: dict[str, list[Row]] = field(default_factory=dict)
    changed: dict[str, list[Row]] = field(default_factory=dict)
    deleted: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    linked: dict[EdgeKind, list[dict[str, Any]]] = field(default_factory=dict)
    unlinked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    release: list[Row] = field(default_factory=list)

    def write_release(self, transaction: Target) -> None:
        """Name the graph that now stands."""
        transaction.run("MATCH (r:Release) DETACH DELETE r").consume()
        transaction.run("UNWIND $rows AS row CREATE (r:Release) SET r = row", {"rows": self.release}).consume()


def row_hash(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:24]


def prepare_schema(session: Target, rows: GraphRows) -> None:
    """Make ids unique, and so indexed, for each label and for the general ones."""
    for label in sorted({*rows.nodes, *GENERAL_LABEL_OF.values()}):
        session.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.id IS UNIQUE").consume()
    session.run("CALL db.awaitIndexes(60)").consume()


def difference_of(transaction: Target, rows: GraphRows) -> Difference:
    """Compare the rows with what the server holds, and hold off every other publisher until the transaction ends."""
    transaction.run("MERGE (p:Publisher {id: 'publisher'}) SET p.turn = coalesce(p.turn, 0) + 1").consume()
    difference = Difference()
    held: dict[str, dict[str, str]] = defaultdict(dict)
    for record in transaction.run(
        "MATCH (n) WHERE n.row_hash IS NOT NULL AND NOT n:Release "
        "RETURN n.id AS id, n.row_label AS label, n.row_hash AS hash"
    ):
        held[record["label"]][record["id"]] = record["hash"]
    for label, table in rows.nodes.items():
        hashed = [{**row, "row_label": label, "row_hash": row_hash(label, row)} for row in table]
        if label == "Release":
            difference.release = hashed
            continue
        before = held.pop(label, {})
        difference.created[label] = [row for row in hashed if row["id"] not in before]
        difference.changed[label] = [
            row for row in hashed if row["id"] in before and before[str(row["id"])] != row["row_hash"]
        ]
        kept = {row["id"] for row in hashed}
        difference.deleted[label] = [key for key in before if key not in kept]
    for label, gone in held.items():
        difference.deleted[label] = list(gone)
    _compare_edges(transaction, rows, difference)
    return difference


def _compare_edges(transaction: Target, rows: GraphRows, difference: Difference) -> None:
    held: dict[str, set[str]] = defaultdict(set)
    for record in transaction.run(
        "MATCH ()-[r]->() WHERE r.row_hash IS NOT NULL RETURN type(r) AS type, r.row_hash AS hash"
    ):
        held[record["type"]].add(record["hash"])
    for kind, table in rows.edges.items():
        before = held[kind.type]
        links = []
        for row in table:
            properties = {key: value for key, value in row.items() if key not in {"start", "end"}}
            properties["row_hash"] = row_hash(kind, row)
            if properties["row_hash"] in before:
                before.discard(str(properties["row_hash"]))
            else:
                links.append({"start": row["start"], "end": row["end"], "properties": properties})
        difference.linked[kind] = links
    for relation, gone in held.items():
        difference.unlinked[relation] = sorted(gone)


def write_difference(target: Target, difference: Difference, progress: Progress) -> None:
    """Send the difference in batches: edges that went, nodes that went, changed or came, edges that came.

    A session commits each batch on its own.
    """
    for relation, hashes in difference.unlinked.items():
        for part in _batches(hashes):
            target.run(
                f"MATCH ()-[r:`{relation}`]->() WHERE r.row_hash IN $hashes DELETE r", {"hashes": part}
            ).consume()
    for label, ids in difference.deleted.items():
        for part in _batches(ids):
            target.run(f"UNWIND $ids AS id MATCH (n:`{label}` {{id: id}}) DETACH DELETE n", {"ids": part}).consume()
    for label, rows in difference.changed.items():
        for part in _batches(rows):
            target.run(f"UNWIND $rows AS row MATCH (n:`{label}` {{id: row.id}}) SET n = row", {"rows": part}).consume()
    total, done = sum(map(len, difference.created.values())), 0
    for label, rows in difference.created.items():
        labels = ":".join(f"`{one}`" for one in (label, GENERAL_LABEL_OF.get(label)) if one)
        for part in _batches(rows):
            target.run(f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", {"rows": part}).consume()
            done += len(part)
            progress("nodes", done, total)
    total, done = sum(map(len, difference.linked.values())), 0
    for kind, links in difference.linked.items():
        link = (
            f"UNWIND $rows AS row MATCH (a:`{kind.start_label}` {{id: row.start}}) "
            f"MATCH (b:`{kind.end_label}` {{id: row.end}}) CREATE (a)-[r:`{kind.type}`]->(b) SET r = row.properties"
        )
        for batch in _batches(links):
            target.run(link, {"rows": batch}).consume()
            done += len(batch)
            progress("edges", done, total)


def _batches(rows: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
