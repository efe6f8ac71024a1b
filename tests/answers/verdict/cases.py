"""The cases of ``verdict_cases.tsv``: what is asked, and the verdict that the documents allow."""

import csv
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from answers.verdict.constraints import Request
from graph.model.identifiers import slug
from nlp.questions.question import AskedBiomarker, Constraints

PATH = Path(__file__).parents[1] / "verdict_cases.tsv"


@dataclass(frozen=True, slots=True)
class Case:
    """One row. ``statuses`` are those allowed, ``also`` and ``some`` what must be among the verdict's."""

    therapy: str
    cancer: str
    agency: str
    as_of: date
    asked: str
    statuses: tuple[str, ...]
    also: frozenset[str]
    some: frozenset[str]
    document: str
    note: str

    @property
    def id(self) -> str:
        parts = (
            self.therapy,
            self.cancer,
            self.agency,
            self.as_of.isoformat(),
            "" if self.asked == "{}" else self.asked,
        )
        return "-".join(part for part in parts if part)

    def request(self, ids: dict[str, str]) -> Request:
        """Return what the case asks, with the ids of the graph that it is asked of."""
        asked: dict[str, Any] = json.loads(self.asked)
        biomarkers = tuple(_asked(*one) for one in asked.pop("biomarkers", ()))
        partners = tuple(ids[name] for name in asked.pop("partners", ()))
        purpose = asked.pop("purpose", "")
        lists = {name: tuple(value) for name, value in asked.items() if isinstance(value, list)}
        return Request(Constraints(biomarkers=biomarkers, **{**asked, **lists}), partners, purpose)


def _asked(name: str, state: str, value: float | None = None) -> AskedBiomarker:
    measure = name.rpartition(" ")[2] if value is not None else ""
    return AskedBiomarker(f"biomarker:{slug(name)}", name, state, name, 0, 0, False, measure, value, value)


def read_cases() -> list[Case]:
    """Return every case, in the order of the file."""
    with PATH.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Case(
            row["therapy"],
            row["cancer"],
            row["agency"],
            date.fromisoformat(row["as_of"]),
            row["constraints"],
            tuple(row["status"].split("|")),
            frozenset(part for part in row["also"].split(";") if part),
            frozenset(part for part in row["some"].split(";") if part),
            row["document"],
            row["note"],
        )
        for row in rows
    ]
