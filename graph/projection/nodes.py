"""What each record looks like as a node: scalars only, '' for unknown, tuples as JSON text."""

from collections.abc import Iterable, Mapping
from dataclasses import fields

import orjson

from graph.model import (
    Coverage,
    Document,
    Entity,
    Event,
    Evidence,
    Indication,
    Name,
    PriorTherapy,
    Qualifiers,
    Records,
    ReviewItem,
    Statement,
)
from graph.model.graph_rows import Row, Scalar
from graph.model.plain_form import to_plain

Versioned = Statement | Event | Coverage | ReviewItem
QUALIFIERS = tuple(field.name for field in fields(Qualifiers))


def as_json(value: object) -> str:
    """Write a tuple of plain values as JSON text, the same on every machine."""
    return "[]" if value == () else orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def record_json(record: Versioned, entities: Mapping[str, Entity]) -> str:
    """Write a record whole, in the ledger's plain form: who reads it by its id gets one scalar.

    Under ``named`` stand name and kind of every thing that it mentions; its evidence is left to ``sources_json``.
    """
    plain = to_plain(record)
    plain.pop("evidence_ids", None)
    named = {one: [entities[one].name, entities[one].kind] for one in mentioned(record) if one in entities}
    return as_json({**plain, "named": named})


def mentioned(record: Versioned) -> set[str]:
    """Return the ids of the things that a record is about."""
    if isinstance(record, Statement):
        states, prior = (*record.requires, *record.excludes), (*record.after, *record.not_after)
        return {
            record.subject,
            record.object,
            *record.partners,
            *record.excluded_cancers,
            *(state.biomarker_id for state in states),
            *(one.therapy_id for one in prior),
        }
    if isinstance(record, Coverage):
        return {record.therapy_id, *(product.therapy_id for product in record.products)}
    return {record.therapy_id}


def sources_json(evidence_ids: Iterable[str], records: Records) -> str:
    """Write where a record was read, by evidence id: every held place of a held document (see records_by_id)."""
    places = (records.evidence[one] for one in sorted(set(evidence_ids)) if one in records.evidence)
    found = []
    for place in places:
        document = records.documents.get(place.document_id)
        if document is not None:
            told = (place.id, document.id, place.locator, place.role, place.quote_sha256)
            found.append(
                (*told, document.kind, document.tier, document.attested, document.published, document.collection)
            )
    return as_json(found)


def entity_node(entity: Entity) -> Row:
    return {
        "id": entity.id,
        "label": entity.label,
        "kind": entity.kind,
        "name": entity.name,
        "plain_name": entity.plain_name,
        "definition": entity.definition,
        "mappings_json": as_json(entity.mappings),
        "properties_json": as_json(dict(entity.properties)),
    }


def name_node(name: Name) -> Row:
    return {
        "id": name.id,
        "name": name.text,
        "kind": name.kind,
        "case_sensitive": name.case_sensitive,
        "document_id": name.document_id,
    }


def document_node(document: Document) -> Row:
    row: Row = {field.name: getattr(document, field.name) for field in fields(Document)}
    row["name"] = document.title
    return row


def evidence_node(evidence: Evidence) -> Row:
    return {
        "id": evidence.id,
        "name": evidence.locator,
        "kind": evidence.role,
        "document_id": evidence.document_id,
        "locator": evidence.locator,
        "quote_sha256": evidence.quote_sha256,
        "start": evidence.start,
        "end": evidence.end,
        "role": evidence.role,
    }


def indication_node(indication: Indication, therapy_name: str) -> Row:
    return {
        "id": indication.id,
        "name": f"{therapy_name} at {indication.agency}, use {indication.ordinal}",
        "kind": "indication",
        "agency": indication.agency,
        "therapy": indication.therapy_id,
        "document_id": indication.document_id,
        "ordinal": indication.ordinal,
        "brands_json": as_json(indication.brands),
    }


def event_node(event: Event, recorded: tuple[str, str]) -> Row:
    return {
        "id": event.id,
        "name": " ".join(part for part in (event.kind, event.date or event.announced) if part),
        "kind": event.kind,
        "agency": event.agency,
        "therapy": event.therapy_id,
        "indication": event.indication_id,
        "cancer": event.cancer_id,
        "date": event.date,
        "announced": event.announced,
        "reason": event.reason,
        "act": event.act,
        "approval_kind": event.approval_kind,
        "open": event.open,
        "candidates_json": as_json(event.candidates),
        "note": event.note,
        "recorded_from": recorded[0],
        "recorded_to": recorded[1],
    }


def coverage_node(coverage: Coverage, recorded: tuple[str, str]) -> Row:
    return {
        "id": coverage.id,
        "name": f"{coverage.therapy_id} at {coverage.agency}",
        "kind": coverage.route,
        "agency": coverage.agency,
        "therapy": coverage.therapy_id,
        "closed_list": coverage.closed_list,
        "checked_on": coverage.checked_on,
        "followed_to": coverage.followed_to,
        "route": coverage.route,
        "first_attested": coverage.first_attested,
        "recorded_from": recorded[0],
        "recorded_to": recorded[1],
    }


def review_node(review: ReviewItem, recorded: tuple[str, str]) -> Row:
    return {
        "id": review.id,
        "name": review.reason,
        "kind": review.subject_kind,
        "reason": review.reason,
        "subject_kind": review.subject_kind,
        "subject": review.subject_id,
        "therapy": review.therapy_id,
        "cancer": review.cancer_id,
        "agency": review.agency,
        "document_id": review.document_id,
        "locator": review.locator,
        "detail": review.detail,
        "status": review.status,
        "recorded_from": recorded[0],
        "recorded_to": recorded[1],
    }


def statement_node(statement: Statement, name: str, recorded: tuple[str, str]) -> Row:
    row: Row = {
        "id": statement.id,
        "name": name,
        "kind": statement.predicate,
        "predicate": statement.predicate,
        "subject": statement.subject,
        "object": statement.object,
        "polarity": statement.polarity,
        "modality": statement.modality,
        "exclusive": statement.exclusive,
        "agency": statement.agency,
        "indication": statement.indication_id,
        "review_status": statement.review_status,
        "rule": statement.rule,
        "knowledge_level": statement.knowledge_level,
        "agent_type": statement.agent_type,
        "valid_from": statement.valid_from,
        "valid_to": statement.valid_to,
        "recorded_from": recorded[0],
        "recorded_to": recorded[1],
        "after_json": _prior_therapies(statement.after),
        "not_after_json": _prior_therapies(statement.not_after),
    }
    for name_of_qualifier in QUALIFIERS:
        key, value = _qualifier(name_of_qualifier, getattr(statement.qualifiers, name_of_qualifier))
        row[key] = value
    return row


def _qualifier(name: str, value: object) -> tuple[str, Scalar]:
    if isinstance(value, tuple):
        return f"{name}_json", as_json(value)
    if name in {"age_min", "age_max"} and isinstance(value, int | float):
        return name, float(value)
    if isinstance(value, str | int | float):
        return name, value
    raise TypeError(f"a qualifier {name} of {type(value).__name__} has no form in the graph: use a scalar or a tuple")


def _prior_therapies(prior: tuple[PriorTherapy, ...]) -> str:
    return as_json([[one.therapy_id, one.relation, one.count, one.text] for one in prior])
