"""Read what an answer tells, in few round trips, before a word is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from answers.draft import Voice
from answers.narrator import ClassHeld, Narrator
from answers.records import Rows, read_records, read_uses
from answers.sources import Source, sources_from
from answers.verdict.model import Use
from answers.verdict.reader import told_about
from graph.model import Entity
from graph.store import GraphReader

PRIMARY = "primary"
"""The note of the `member_of` statement that gives a therapy its first class."""
ORDER_TOLD = ("part", "statement", "asked", "depth")
WHOLE, BOXED = "whole ", "boxed "


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A thing, and the classes that hold it where it is a therapy. ``entity`` is None where nobody holds it."""

    entity: Entity | None
    classes: tuple[Entity, ...] = ()
    first: ClassHeld | None = None


@dataclass(slots=True)
class GraphReading:
    """The reads of one answer over one snapshot. ``known_at`` is '' for what is known now."""

    store: GraphReader
    known_at: str = ""
    sources: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    """Where what was read so far stands, the best first."""
    called: dict[str, str] = field(default_factory=dict)
    """Standard names of the things read so far, by id."""
    also_named: set[str] = field(default_factory=set)
    also_cited: set[str] = field(default_factory=set)
    """What a correction before the answer tells, read in the answer's own round trips."""

    def told_of(self, therapies: Iterable[str], predicates: Sequence[str], boxed_of: Iterable[str] = ()) -> Rows:
        """Return the rows of what therapies, and the classes that hold them, do, cause or have.

        Of ``boxed_of`` only boxed warnings are wanted. What is tried against barriers comes with them.
        """
        whole, wanted = sorted(set(therapies)), sorted(predicates)
        keys = [*(WHOLE + one for one in whole), *(BOXED + one for one in sorted(set(boxed_of) - set(whole)))]
        if not keys:
            return []

        def read(missing: list[str]) -> dict[str, Rows]:
            found: dict[str, Rows] = {key: [] for key in missing}
            entire = [key.removeprefix(WHOLE) for key in missing if key.startswith(WHOLE)]
            boxed = [key.removeprefix(BOXED) for key in missing if key.startswith(BOXED)]
            rows = self.store.run(
                "told_of_therapies",
                therapies=[*entire, *boxed],
                whole=entire,
                predicates=wanted,
                known_at=self.known_at,
            )
            for row in rows:
                for key in (f"{WHOLE}{row['asked']}", f"{BOXED}{row['asked']}"):
                    if key in found:
                        found[key].append(row)
            return found

        table = ("told_of_therapies", tuple(wanted))
        held = read(keys) if self.known_at else self.store.kept.values(table, keys, read)
        rows = [row for found in held.values() for row in found]
        return sorted(rows, key=lambda row: tuple(row[name] for name in ORDER_TOLD))

    def about(self, objects: Iterable[str], predicates: Sequence[str]) -> Rows:
        """Return the rows of what is told about objects (options and studies for cancers)."""
        return told_about(self.store, objects, predicates, self.known_at)

    def uses(self, *tables: Rows) -> list[list[Use]]:
        """Return each table's rows as statements with all their arguments: one round trip for all tables."""
        held = read_uses(self.store, [str(row["statement"]) for rows in tables for row in rows])
        return [[held[str(row["statement"])] for row in rows] for rows in tables]

    def substances(self, therapies: Sequence[str]) -> list[str]:
        """Return, for each therapy, the substance that it is a brand of, itself where it is none."""
        rows = self.store.run("substances_of_products", products=sorted(therapies))
        found = {str(row["product"]): str(row["therapy"]) for row in rows}
        return [found.get(therapy, therapy) for therapy in therapies]

    def members(self, class_id: str) -> dict[str, str]:
        """Return the members of a class, those of its subclasses too, each with the statement that says so."""
        rows = self.store.run("members_of_class", therapy=class_id)
        return {str(row["member"]): str(row["statement"]) for row in rows}

    def biomarkers(self) -> dict[str, str]:
        """Return the names of all test results that are held, by id."""

        def read(missing: list[str]) -> dict[str, dict[str, str]]:
            rows = self.store.run("named_entities")
            found = {str(row["id"]): str(row["name"]) for row in rows if row["label"] == "Biomarker"}
            return dict.fromkeys(missing, found)

        return self.store.kept.values("biomarkers", ["all"], read)["all"]

    def covered_by(self, groups: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the cancers that each group covers, itself included."""

        def read(missing: list[str]) -> dict[str, frozenset[str]]:
            return {
                group: frozenset(str(row["cancer"]) for row in self.store.run("cancers_covered_by", cancer=group))
                for group in missing
            }

        return self.store.kept.values("covered", sorted(groups), read)

    def named(self, things: Iterable[str]) -> "Named":
        """Read what things are called and which classes hold the therapies among them."""
        held = self.store.kept.values("named", sorted({*things, *self.also_named} - {""}), self._read_named)
        entities: dict[str, Entity] = {}
        classes: dict[str, ClassHeld] = {}
        for key, thing in held.items():
            for entity in thing.classes:
                entities[entity.id] = entity
            if thing.entity is not None:
                entities[key] = thing.entity
            if thing.first is not None:
                classes[key] = thing.first
        self.called.update((key, entity.name) for key, entity in entities.items())
        return Named(entities, classes)

    def _read_named(self, missing: list[str]) -> dict[str, NamedThing]:
        entities: dict[str, Entity] = {}
        classes: dict[str, list[Entity]] = {}
        first: dict[str, ClassHeld] = {}
        rows = self.store.run("names_and_classes", ids=missing)
        for row in sorted(rows, key=lambda row: (row["note"] != PRIMARY, str(row["name"]))):
            member, entity = str(row["member"]), entity_from(row)
            if member:
                classes.setdefault(member, []).append(entity)
                first.setdefault(member, ClassHeld(entity.id, str(row["statement"])))
            else:
                entities[entity.id] = entity
        return {key: NamedThing(entities.get(key), tuple(classes.get(key, ())), first.get(key)) for key in missing}

    def sources_of(self, grounds: Iterable[str]) -> dict[str, tuple[Source, ...]]:
        """Return where statements, events and searches were read, those read before in this answer too."""
        wanted = sorted({*grounds, *self.also_cited} - {""} - self.sources.keys())

        def read(missing: list[str]) -> dict[str, tuple[Source, ...]]:
            places = {key: held.places for key, held in read_records(self.store, missing).items()}
            documents = self._documents({place.document_id for found in places.values() for place in found})
            return {key: sources_from(places.get(key, ()), documents) for key in missing}

        found = self.store.kept.values("sources", wanted, read)
        self.sources.update((key, sources) for key, sources in found.items() if sources)
        return self.sources

    def _documents(self, ids: Iterable[str]) -> dict[str, Mapping[str, Any]]:
        def read(missing: list[str]) -> dict[str, Mapping[str, Any]]:
            return {str(row["id"]): row for row in self.store.run("documents_by_id", ids=missing)}

        return self.store.kept.values("documents", sorted(ids), read)

    def narrator(self, voice: Voice, things: Iterable[str], grounds: Iterable[str]) -> Narrator:
        """Read names, classes and sources of all that may be told: at most three round trips."""
        named = self.named(things)
        return Narrator(voice, named.entities, self.sources_of({*grounds, *named.grounds}), named.classes)


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
        mappings=tuple(orjson.loads(row["mappings_json"])),
        properties=tuple(sorted((key, str(value)) for key, value in orjson.loads(row["properties_json"]).items())),
    )
