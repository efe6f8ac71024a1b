"""One statement, event or coverage row: what it says, what it rests on, and what happened to its use."""

import json
from typing import Any

from answers.records import read_uses
from answers.sources import official
from api import StatementUnknown
from graph.store import GraphReader


def read_statement(graph: GraphReader, statement_id: str) -> dict[str, Any]:
    """Read a statement by id, or an event (``event:…``) or coverage row (``cov:…``). Raises StatementUnknown."""
    rows = graph.run("statements_by_id", statements=[statement_id])
    evidence = _evidence(graph, statement_id)
    if rows:
        return _statement(graph, rows[0], evidence)
    fields = _fields(graph, statement_id)
    if not evidence and not fields:
        raise StatementUnknown(statement_id)
    return {**_empty(statement_id), "evidence": evidence, "fields": fields}


def _statement(graph: GraphReader, row: dict[str, Any], evidence: list[dict[str, Any]]) -> dict[str, Any]:
    statement_id = str(row["statement"])
    arguments = graph.run("arguments_of_statements", statements=[statement_id])
    indication = str(row["indication"])
    events = graph.run("events_of_indications", ids=[indication]) if indication else []
    qualifiers = read_uses(graph, [statement_id])[statement_id].statement.qualifiers
    return {
        **_empty(statement_id),
        "predicate": row["predicate"],
        "subject": {"id": row["subject"], "name": row["subject_name"]},
        "object": {"id": row["object"], "name": row["object_name"]},
        "with": [{"id": one["target"], "name": one["target_name"]} for one in arguments if one["role"] == "WITH"],
        "arguments": [
            {
                "role": str(one["role"]).lower(),
                "id": one["target"],
                "name": one["target_name"],
                **{key: one[key] for key in ("state", "group", "relation", "count") if one[key]},
            }
            for one in arguments
            if one["role"] != "WITH"
        ],
        "qualifiers": {
            name: list(value) if isinstance(value, tuple) else value
            for name in qualifiers.__dataclass_fields__
            if (value := getattr(qualifiers, name)) not in ("", 0, -1, ())
        },
        **{name: row[name] or None for name in _SCALARS},
        "evidence": evidence,
        "history": [_event(one) for one in events],
    }


_SCALARS = (
    "polarity",
    "modality",
    "knowledge_level",
    "agent_type",
    "review_status",
    "agency",
    "indication",
    "valid_from",
    "valid_to",
    "recorded_from",
    "recorded_to",
)


def _empty(statement_id: str) -> dict[str, Any]:
    return {
        "id": statement_id,
        "predicate": None,
        "subject": None,
        "object": None,
        "with": [],
        "arguments": [],
        "qualifiers": {},
        **dict.fromkeys(_SCALARS),
        "evidence": [],
        "history": [],
        "fields": {},
    }


def _event(row: dict[str, Any]) -> dict[str, Any]:
    kept = ("event", "kind", "agency", "date", "announced", "reason", "act", "approval_kind", "note")
    return {name: row[name] for name in kept if row[name]} | {"open": bool(row["open"])}


def _fields(graph: GraphReader, record_id: str) -> dict[str, Any]:
    """Return what an event or a coverage row says, through the therapies that it is about."""
    therapies = [str(row["therapy"]) for row in graph.run("therapies_of_records", records=[record_id])]
    if record_id.startswith("cov:"):
        return _coverage(
            [row for row in graph.run("coverage_of_therapies", therapies=therapies) if row["coverage"] == record_id]
        )
    held = [row for row in graph.run("events_of_therapies", ids=therapies) if row["event"] == record_id]
    if not held:
        return {}
    return _event(held[0]) | {
        "therapy": held[0]["therapy"],
        "therapy_name": held[0]["therapy_name"],
        "indication": held[0]["indication"],
        "candidates": json.loads(str(held[0]["candidates_json"]) or "[]"),
    }


def _coverage(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what a coverage row says; its products stand in rows of their own."""
    if not rows:
        return {}
    counts = {"found": "found", "accepted": "held", "set_aside": "set_aside"}
    products = [
        {"id": row["product"], "name": row["product_name"]} | {name: row[column] for name, column in counts.items()}
        for row in rows
        if row["product"]
    ]
    kept = ("agency", "therapy", "therapy_name", "closed_list", "checked_on", "followed_to", "route")
    return {name: rows[0][name] for name in kept if rows[0][name]} | {"products": products}


def _evidence(graph: GraphReader, record_id: str) -> list[dict[str, Any]]:
    return [
        {
            "id": row["evidence"],
            "document_id": row["document"],
            "title": row["title"],
            "publisher": row["publisher"],
            "url": row["url"] if official(str(row["url"])) else None,
            "licence": row["licence"],
            "tier": row["tier"],
            "kind": row["kind"],
            "published": row["published"] or None,
            "attested": row["attested"] or None,
            "retrieved": row["retrieved"] or None,
            "locator": row["locator"],
            "quote_sha256": row["quote_sha256"],
            "quote": None,
            "role": row["role"],
        }
        for row in graph.run("evidence_of", statements=[record_id])
    ]
