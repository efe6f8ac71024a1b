"""The statements that are told of one thing: as their subject, and as their object."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.explorer.predicates import predicates
from graph.store import GraphReader

ACCEPTED = ("accepted", "single_source")
ARGUMENT_WORDS = {
    "WITH": "with",
    "REQUIRES": "",
    "EXCLUDES": "not with",
    "EXCLUDES_CANCER": "not for",
    "AFTER": "after",
    "NOT_AFTER": "not after",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One current, accepted statement, seen from one of its ends. ``other`` is the other end."""

    id: str
    predicate: str
    backward: bool
    other: str
    other_name: str
    other_label: str
    agency: str
    polarity: str
    modality: str
    review_status: str
    valid_from: str
    valid_to: str
    row: dict[str, Any]
    arguments: tuple[str, ...] = ()
    """Partners, biomarkers, earlier treatments and exclusions in short words, where they were read."""
    via: str = ""
    """Through which member, brand or substance it answers for the thing; '' where it is told of the thing itself."""

    @property
    def place(self) -> int:
        """The place of a step among the steps, 0 for what has no order."""
        return 0 if self.backward else int(self.row["order"])

    @property
    def conditions(self) -> list[str]:
        """The qualifiers that the statement carries, in short words, in a fixed order."""
        row, said = self.row, list(self.arguments)
        for name in ("disease_state", "stage", "phases", "population"):
            said += [str(one).replace("_", " ") for one in json.loads(row[f"{name}_json"])]
        for name in ("setting", "combination", "frequency", "seriousness", "level_of_evidence"):
            if row[name] not in ("", "unknown", "either", "other"):
                said.append(str(row[name]).replace("_", " "))
        if row["line_min"]:
            last = row["line_max"] or row["line_min"]
            said.append(f"line {row['line_min']}" + (f" to {last}" if last != row["line_min"] else ""))
        if row["purpose"] not in ("", "treat"):
            said.append(f"purpose: {row['purpose']}".replace("_", " "))
        if self.polarity == "negated":
            said.insert(0, "not")
        return said


def told_of(graph: GraphReader, entity_id: str) -> list[Told]:
    """Return what is told of a thing, ordered by predicate, direction, place among steps, name and id."""
    wanted = list(predicates())
    own = [row for one in wanted for row in graph.run("statements_of_subject", subject=entity_id, predicate=one)]
    about = [row for one in wanted for row in graph.run("statements_about", objects=[entity_id], predicate=one)]
    found = [_told(row, "object", backward=False) for row in own]
    found += [_told(row, "subject", backward=True) for row in about]
    order = {name: place for place, name in enumerate(wanted)}
    return sorted(
        found, key=lambda told: (order[told.predicate], told.backward, told.place, told.other_name.lower(), told.id)
    )


def rolled_up(graph: GraphReader, therapy_id: str) -> list[Told]:
    """Return the accepted uses that answer for a therapy without being its own: of members, brands, its substance."""
    held: dict[str, Told] = {}
    for row in graph.run("uses_of_therapy", therapy=therapy_id):
        if row["via"] != therapy_id and row["speaks"] and row["review_status"] in ACCEPTED:
            told = _told({**row, "object_label": "Cancer"}, "object", backward=False)
            held.setdefault(told.id, replace(told, via=str(row["via_name"])))
    return sorted(held.values(), key=lambda told: (told.other_name.lower(), told.agency, told.via.lower(), told.id))


def with_arguments(graph: GraphReader, told: Sequence[Told]) -> list[Told]:
    """Return the same, each with what else belongs to it."""
    words: dict[str, list[str]] = {}
    for row in graph.run("arguments_of_statements", statements=sorted({one.id for one in told})):
        words.setdefault(str(row["statement"]), []).append(_argument(row))
    return [replace(one, arguments=tuple(words.get(one.id, ()))) for one in told]


def _argument(row: dict[str, Any]) -> str:
    state = "" if row["state"] in ("", "present") else f" {str(row['state']).replace('_', ' ')}"
    before = ARGUMENT_WORDS[str(row["role"])]
    return f"{before} {row['target_name']}{state}".strip()


def _told(row: dict[str, Any], end: str, backward: bool) -> Told:
    return Told(
        id=str(row["statement"]),
        predicate=str(row["predicate"]),
        backward=backward,
        other=str(row[end]),
        other_name=str(row[f"{end}_name"]),
        other_label=str(row[f"{end}_label"]),
        agency=str(row["agency"]),
        polarity=str(row["polarity"]),
        modality=str(row["modality"]),
        review_status=str(row["review_status"]),
        valid_from=str(row["valid_from"]),
        valid_to=str(row["valid_to"]),
        row=row,
    )
