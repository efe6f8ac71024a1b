"""The statements that are told of one thing: as their subject, and as their object."""

import json
from dataclasses import dataclass
from typing import Any

from api.explorer.predicates import predicates
from graph.store import GraphReader


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

    @property
    def place(self) -> int:
        """The place of a step among the steps, 0 for what has no order."""
        return 0 if self.backward else int(self.row["order"])

    @property
    def conditions(self) -> list[str]:
        """The qualifiers that the statement carries, in short words, in a fixed order."""
        row, said = self.row, []
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
