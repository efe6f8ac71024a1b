"""Read what an answer tells, in few round trips, before a word is written."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from answers.draft import Voice
from answers.narrator import ClassHeld, Narrator
from answers.sources import sources_by_statement
from answers.statement_rows import uses_from
from answers.verdict.model import Use
from graph.model import Entity
from graph.store import GraphReader

Rows = list[dict[str, Any]]
PRIMARY = "primary"
"""The note of the `member_of` statement that gives a therapy its first class."""


@dataclass(slots=True)
class GraphReading:
    """The reads of one answer over one snapshot. ``known_at`` is '' for what is known now."""

    store: GraphReader
    known_at: str = ""
    evidence: Rows = field(default_factory=list)
    """Rows of ``evidence_of`` that were read already: they are not read twice."""
    called: dict[str, str] = field(default_factory=dict)
    """Standard names of the things read so far, by id."""

    def told_of(self, therapies: Iterable[str], predicates: Sequence[str], boxed_of: Iterable[str] = ()) -> Rows:
        """Return the rows of what therapies, and the classes that hold them, do, cause or have.

        Of ``boxed_of`` only boxed warnings are wanted. What is tried against barriers comes with them.
        """
        whole = sorted(set(therapies))
        if not whole:
            return []
        return self.store.run(
            "told_of_therapies",
            therapies=sorted({*whole, *boxed_of}),
            whole=whole,
            predicates=sorted(predicates),
            known_at=self.known_at,
        )

    def about(self, objects: Iterable[str], predicates: Sequence[str]) -> Rows:
        """Return the rows of what is told about objects (options and studies for cancers)."""
        wanted = sorted(set(objects))
        if not wanted:
            return []
        return self.store.run(
            "told_about_objects", objects=wanted, predicates=sorted(predicates), known_at=self.known_at
        )

    def uses(self, *tables: Rows) -> list[list[Use]]:
        """Return each table's rows as statements with all their arguments: one round trip for all tables."""
        wanted = sorted({str(row["statement"]) for rows in tables for row in rows})
        arguments = self.store.run("arguments_of_statements", statements=wanted) if wanted else []
        return [uses_from(rows, arguments) for rows in tables]

    def substances(self, therapies: Sequence[str]) -> list[str]:
        """Return, for each therapy, the substance that it is a brand of, itself where it is none."""
        rows = self.store.run("substances_of_products", products=sorted(therapies))
        found = {str(row["product"]): str(row["therapy"]) for row in rows}
        return [found.get(therapy, therapy) for therapy in therapies]

    def members(self, class_id: str) -> dict[str, str]:
        """Return the members of a class, those of its subclasses too, each with the statement that says so."""
        rows = self.store.run("members_of_class", therapy=class_id)
        return {str(row["member"]): str(row["statement"]) for row in rows}

    def covered_by(self, groups: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the cancers that each group covers, itself included."""
        return {
            group: frozenset(str(row["cancer"]) for row in self.store.run("cancers_covered_by", cancer=group))
            for group in sorted(groups)
        }

    def arguments(self, statements: Iterable[str]) -> Rows:
        """Return what else belongs to these statements."""
        wanted = sorted(set(statements))
        return self.store.run("arguments_of_statements", statements=wanted) if wanted else []

    def named(self, things: Iterable[str]) -> "Named":
        """Read what things are called and which classes hold the therapies among them."""
        wanted = sorted(set(things) - {""})
        rows = self.store.run("names_and_classes", ids=wanted) if wanted else []
        self.called.update((str(row["id"]), str(row["name"])) for row in rows)
        classes: dict[str, ClassHeld] = {}
        for row in sorted(rows, key=lambda row: (row["note"] != PRIMARY, str(row["name"]))):
            if row["member"]:
                classes.setdefault(str(row["member"]), ClassHeld(str(row["id"]), str(row["statement"])))
        return Named({str(row["id"]): entity_from(row) for row in rows}, classes)

    def evidence_of(self, grounds: Iterable[str]) -> Rows:
        """Return where statements, events and coverage rows were read; no row is read twice."""
        held = {str(row["statement"]) for row in self.evidence}
        wanted = sorted(set(grounds) - {""} - held)
        if wanted:
            self.evidence = [*self.evidence, *self.store.run("evidence_of", statements=wanted)]
        return self.evidence

    def narrator(self, voice: Voice, things: Iterable[str], grounds: Iterable[str]) -> Narrator:
        """Read names, classes and sources of all that may be told: two round trips."""
        named = self.named(things)
        evidence = self.evidence_of({*grounds, *named.grounds})
        return Narrator(voice, named.entities, sources_by_statement(evidence), named.classes)


@dataclass(frozen=True, slots=True)
class Named:
    """Things by id, and the first class of each therapy among them."""

    entities: dict[str, Entity]
    classes: dict[str, ClassHeld]

    @property
    def grounds(self) -> set[str]:
        """The statements that the classes rest on."""
        return {held.statement_id for held in self.classes.values()}


def entity_from(row: Mapping[str, Any]) -> Entity:
    """Read an entity from a row of ``entities``."""
    return Entity(
        id=str(row["id"]),
        label=str(row["label"]),
        kind=str(row["kind"]),
        name=str(row["name"]),
        plain_name=str(row["plain_name"]),
        definition=str(row["definition"]),
        mappings=tuple(json.loads(row["mappings_json"])),
        properties=tuple(sorted((key, str(value)) for key, value in json.loads(row["properties_json"]).items())),
    )
