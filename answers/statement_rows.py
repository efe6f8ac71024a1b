"""Statements again from the rows of named queries."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from answers.verdict.model import Named, Use
from graph.model import BiomarkerState, PriorTherapy, Qualifiers, Statement

ROLES = {"WITH": "partners", "EXCLUDES_CANCER": "excluded_cancers"}
STATES = {"REQUIRES": "requires", "EXCLUDES": "excludes"}
EMPTY = "[]"
LISTED = ("phases", "disease_state", "stage", "population")


def uses_from(rows: Iterable[Mapping[str, Any]], arguments: Iterable[Mapping[str, Any]]) -> list[Use]:
    """Join the rows of a statement query with the rows of ``arguments_of_statements``; one use per row, in order."""
    held: dict[str, list[Mapping[str, Any]]] = {}
    for argument in arguments:
        held.setdefault(str(argument["statement"]), []).append(argument)
    return [_use(row, held.get(str(row["statement"]), ())) for row in rows]


def qualifiers_from(row: Mapping[str, Any]) -> Qualifiers:
    """Read the qualifiers that stand as scalars in a statement's row."""
    values: dict[str, Any] = {}
    for field in fields(Qualifiers):
        if field.name in LISTED:
            text = row[f"{field.name}_json"]
            values[field.name] = () if text == EMPTY else tuple(json.loads(text))
        else:
            values[field.name] = row[field.name]
    return Qualifiers(**values)


def _use(row: Mapping[str, Any], arguments: Iterable[Mapping[str, Any]]) -> Use:
    plain: dict[str, list[str]] = {name: [] for name in ROLES.values()}
    states: dict[str, list[BiomarkerState]] = {name: [] for name in STATES.values()}
    for argument in arguments:
        role, target = str(argument["role"]), str(argument["target"])
        if role in ROLES:
            plain[ROLES[role]].append(target)
        elif role in STATES:
            states[STATES[role]].append(BiomarkerState(target, str(argument["state"]), bool(argument["group"])))
    via = str(row.get("via") or row.get("subject") or "")
    name = str(row.get("via_name") or row.get("subject_name") or "")
    kind = str(row.get("via_kind") or row.get("subject_kind") or "")
    statement = Statement(
        id=str(row["statement"]),
        predicate=str(row["predicate"]),
        subject=via,
        object=str(row["object"]),
        polarity=str(row["polarity"]),
        modality=str(row["modality"]),
        exclusive=bool(row["exclusive"]),
        agency=str(row["agency"]),
        indication_id=str(row["indication"]),
        partners=tuple(sorted(plain["partners"])),
        excluded_cancers=tuple(sorted(plain["excluded_cancers"])),
        requires=tuple(sorted(states["requires"], key=lambda state: state.biomarker_id)),
        excludes=tuple(sorted(states["excludes"], key=lambda state: state.biomarker_id)),
        after=_priors(row["after_json"]),
        not_after=_priors(row["not_after_json"]),
        qualifiers=qualifiers_from(row),
        review_status=str(row["review_status"]),
        rule=str(row["rule"]),
        valid_from=str(row["valid_from"]),
        valid_to=str(row["valid_to"]),
    )
    return Use(
        statement=statement,
        route=str(row.get("route", "self")),
        subject=Named(via, name, kind),
        object=Named(str(row["object"]), str(row["object_name"]), str(row.get("object_kind", ""))),
        recorded_from=str(row["recorded_from"]),
        recorded_to=str(row["recorded_to"]),
    )


def _priors(text: str) -> tuple[PriorTherapy, ...]:
    return tuple(
        PriorTherapy(**prior) if isinstance(prior, dict) else PriorTherapy(*prior) for prior in json.loads(text)
    )
