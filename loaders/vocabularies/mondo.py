"""Mondo's mapping sets (SSSOM): which identifier of one vocabulary is exactly which of another."""

import csv
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mapping:
    """One row of a mapping set. ``label`` is Mondo's own name of the subject."""

    subject: str
    label: str
    predicate: str
    object: str


def read_mappings(text: str) -> list[Mapping]:
    """Return the rows of one SSSOM file, its comment head left out."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [
        Mapping(row["subject_id"], row["subject_label"], row["predicate_id"], row["object_id"])
        for row in csv.DictReader(lines, delimiter="\t")
    ]


def one_to_one(mappings: list[Mapping]) -> dict[str, str]:
    """Return object by subject for the pairs in which neither side occurs twice: only those can be exact."""
    subjects = [mapping.subject for mapping in mappings]
    objects = [mapping.object for mapping in mappings]
    return {
        mapping.subject: mapping.object
        for mapping in mappings
        if subjects.count(mapping.subject) == 1 and objects.count(mapping.object) == 1
    }
