"""Reads all facts for a therapy and a cancer, at all agencies at once, in five round trips."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

import orjson

from answers.records import Held, Rows, held_from, read_records, read_uses, rows_by
from answers.verdict.model import DatedEvent, Facts, Membership, Named, Product, Route, Use
from graph.model import Coverage, Event, ReviewItem
from graph.store import GraphReader

NO_CANCER = Named("", "")
HELD = frozenset({"accepted", "single_source"})
NEAR = ("cancer", "covers", "covered")
REACHED = ("route", "member", "product")
OF_THERAPY = frozenset({"therapy", *REACHED})
ABOUT_CANCERS = ("option_for", "studied_for")
ROLES = ("event", "coverage", "review")


@dataclass(frozen=True, slots=True)
class Dealings:
    """What happened to therapies, how completely each was searched, and what is doubted about them."""

    events: tuple[Held, ...] = ()
    coverage: tuple[Held, ...] = ()
    doubts: tuple[Held, ...] = ()

    @property
    def dated(self) -> tuple[DatedEvent, ...]:
        """The events with what tells them."""
        return tuple(DatedEvent(cast(Event, held.record), held.attestations) for held in self.events)


@dataclass(frozen=True, slots=True)
class FactsRead:
    """The facts for one therapy by cancer, and what they were made from.

    ``uses`` are all statements met, proposed ones too; ``listed`` are the ids of all options about the cancers.
    """

    scopes: Mapping[str, Mapping[str, Rows]]
    facts: Mapping[str, Facts]
    uses: Sequence[Use]
    dealings: Dealings
    listed: Sequence[str]

    @property
    def sourced(self) -> set[str]:
        """The statements, memberships, events and searches whose places may be cited."""
        dealt = (*self.dealings.events, *self.dealings.coverage)
        joined = {one.statement_id for facts in self.facts.values() for one in facts.members}
        return {use.id for use in self.uses} | {held.record.id for held in dealt} | joined


class VerdictReader:
    """Reads verdict facts from a graph."""

    def __init__(self, graph: GraphReader) -> None:
        self._graph = graph

    def read(self, therapy_id: str, cancer_id: str, known_at: date | None = None) -> Facts | None:
        """Return the facts, None where the graph holds no such therapy or cancer. '' asks for the therapy alone."""
        return self.read_many(therapy_id, [cancer_id], known_at).get(cancer_id)

    def read_many(self, therapy_id: str, cancer_ids: Sequence[str], known_at: date | None = None) -> dict[str, Facts]:
        """Return the facts for one therapy and each of several cancers; those not held are left out.

        '' asks for the therapy alone. Takes one round trip for each cancer and four for the rest.
        """
        read = self.begin(therapy_id, cancer_ids, known_at)
        return dict(read.facts) if read else {}

    def begin(self, therapy_id: str, cancer_ids: Sequence[str], known_at: date | None = None) -> FactsRead | None:
        """Read the same, and keep what it was made from for who tells more than verdicts."""
        known = known_at.isoformat() if known_at else ""
        scopes = {cancer: scope_of(self._graph, therapy_id, cancer) for cancer in cancer_ids}
        scopes = {key: scope for key, scope in scopes.items() if scope["therapy"] and (scope["cancer"] or not key)}
        if not scopes:
            return None
        first = next(iter(scopes.values()))
        reached = sorted({row["id"] for role in REACHED for row in first[role]} | {therapy_id})
        near = {row["id"] for scope in scopes.values() for role in NEAR for row in scope[role]}
        approvals = read_approvals(self._graph, [therapy_id], known)[therapy_id]
        about = told_about(self._graph, near, ABOUT_CANCERS, known)
        ways: dict[str, Rows] = defaultdict(list)
        for row in first["route"]:
            ways[row["id"]].append(row)
        listed = [row for row in about if row["subject"] in ways]
        records = read_records(self._graph, [*(use.id for use in approvals), *(row["statement"] for row in listed)])
        met = [*approvals, *_listed(listed, read_uses(self._graph, [row["statement"] for row in listed]), ways)]
        dealings = read_dealings(self._graph, reached, known)
        named = _names((*records.values(), *dealings.events, *dealings.coverage))
        base = read_therapy_facts(self._graph, therapy_id, first, approvals, dealings, known)
        facts = {cancer: _facts(base, scope, met, named) for cancer, scope in scopes.items()}
        options = [row["statement"] for row in about if row["predicate"] == "option_for"]
        return FactsRead(scopes, facts, met, dealings, options)


def scope_of(graph: GraphReader, therapy_id: str, cancer_id: str) -> dict[str, Rows]:
    """Return what a therapy and a cancer reach, by role: one round trip for what was not read before."""
    parts = {f"therapy {therapy_id}": "", f"cancer {cancer_id}": ""}

    def read(missing: list[str]) -> dict[str, dict[str, Rows]]:
        asked = {key.partition(" ")[0]: key.partition(" ")[2] for key in missing}
        rows = graph.run("scope_of_verdict", therapy=asked.get("therapy", ""), cancer=asked.get("cancer", ""))
        found: dict[str, dict[str, Rows]] = {key: defaultdict(list) for key in missing}
        for row in rows:
            for key, scope in found.items():
                role = str(row["role"])
                if role == "release" or (role in OF_THERAPY) == key.startswith("therapy "):
                    scope[role].append(row)
        return found

    both = graph.kept.values("scopes", parts, read)
    found: dict[str, Rows] = defaultdict(list)
    for scope in both.values():
        found.update(scope)
    return found


def told_about(graph: GraphReader, objects: Iterable[str], predicates: Sequence[str], known_at: str) -> Rows:
    """Return the rows of what is told about objects, by statement id."""
    held = rows_by(
        graph, "told_about_objects", "objects", "object", objects, known_at=known_at, predicates=sorted(predicates)
    )
    return sorted((row for rows in held.values() for row in rows), key=lambda row: str(row["statement"]))


def read_approvals(graph: GraphReader, therapies: Iterable[str], known_at: str) -> dict[str, Sequence[Use]]:
    """Return the uses on labels that may decide the verdicts of each therapy, by the way that leads to each."""

    def read(missing: list[str]) -> dict[str, Sequence[Use]]:
        held = rows_by(graph, "statements_for_verdict", "therapies", "therapy", missing, known_at=known_at)
        uses = read_uses(graph, [row["statement"] for rows in held.values() for row in rows])
        return {key: _approvals(rows, uses) for key, rows in held.items()}

    wanted = sorted(set(therapies))
    return read(wanted) if known_at else graph.kept.values("approvals", wanted, read)


def read_dealings(graph: GraphReader, therapies: Iterable[str], known_at: str) -> Dealings:
    """Return what happened to therapies, in the order of therapy, day and id; searches and doubts by id."""

    def read(missing: list[str]) -> dict[str, dict[str, list[Held]]]:
        found = {key: {role: list[Held]() for role in ROLES} for key in missing}
        for row in graph.run("dealings_of_therapies", therapies=missing, known_at=known_at):
            found[str(row["therapy"])][str(row["role"])].append(held_from(row))
        return found

    wanted = sorted(set(therapies))
    held = read(wanted) if known_at else graph.kept.values("dealings", wanted, read)
    by_role = {role: [one for key in wanted for one in held[key][role]] for role in ROLES}
    unique = {role: {one.record.id: one for one in found} for role, found in by_role.items()}
    return Dealings(
        tuple(by_role["event"]),
        tuple(unique["coverage"][key] for key in sorted(unique["coverage"])),
        tuple(unique["review"][key] for key in sorted(unique["review"])),
    )


def _approvals(rows: Rows, uses: Mapping[str, Use]) -> list[Use]:
    """Return each use once; where several ways lead to it, one that speaks before one that does not."""
    found: dict[str, Use] = {}
    for row in rows:
        use, held = uses[row["statement"]], found.get(row["statement"])
        if held is None or (row["speaks"] and not held.speaks):
            found[use.id] = replace(
                use,
                route=row["route"],
                member=row["member"],
                speaks=bool(row["speaks"]),
                group_known=bool(row["object_covers"]) or use.object.kind != "group",
                brands=tuple(orjson.loads(row["brands_json"])),
            )
    return list(found.values())


def _listed(rows: Rows, uses: Mapping[str, Use], ways: Mapping[str, Rows]) -> list[Use]:
    """Return options and studies of what answers for the therapy, by the way that leads there."""
    found = []
    for row in rows:
        way = min(ways[row["subject"]], key=lambda way: (way["detail"] != "", way["of"], way["member"], way["detail"]))
        use = uses[row["statement"]]
        found.append(replace(use, route=way["of"], member=way["member"], speaks=way["detail"] == ""))
    return found


def read_therapy_facts(
    graph: GraphReader,
    therapy_id: str,
    scope: Mapping[str, Rows],
    uses: Sequence[Use],
    dealings: Dealings,
    known_at: str,
) -> Facts:
    """Return the facts of a therapy, whatever the cancer; kept, with what is made of its uses and events."""

    def read(missing: list[str]) -> dict[str, Facts]:
        return {key: _of_therapy(scope, uses, dealings) for key in missing}

    return (read([therapy_id]) if known_at else graph.kept.values("facts", [therapy_id], read))[therapy_id]


def _of_therapy(scope: Mapping[str, Rows], uses: Sequence[Use], dealings: Dealings) -> Facts:
    therapy = scope["therapy"][0]
    properties = orjson.loads(therapy["detail"] or "{}")
    held = [use for use in uses if use.statement.review_status in HELD]
    return Facts(
        therapy=_named(therapy),
        cancer=NO_CANCER,
        class_open=therapy["kind"] == "class" and properties.get("closed") != "closed",
        routes=tuple(Route(_named(row), row["of"], row["member"], row["detail"]) for row in scope["route"]),
        members=tuple(Membership(row["of"], _named(row), row["depth"]) for row in scope["member"]),
        products=tuple(Product(_named(row), row["of"]) for row in scope["product"]),
        uses=tuple(use for use in held if use.statement.modality == "asserted"),
        queued=tuple(use for use in uses if use.statement.review_status == "proposed"),
        events=dealings.dated,
        coverage=tuple(cast(Coverage, held.record) for held in dealings.coverage),
        doubts=tuple(cast(ReviewItem, held.record) for held in dealings.doubts),
        records_end=scope["release"][0]["of"] if scope["release"] else "",
    )


def _facts(base: Facts, scope: Mapping[str, Rows], uses: Sequence[Use], named: Mapping[str, str]) -> Facts:
    cancer = _named(scope["cancer"][0]) if scope["cancer"] else NO_CANCER
    covering, covered = _ids(scope["covers"]) | {cancer.id}, _ids(scope["covered"]) | {cancer.id}
    held = [use for use in uses if use.statement.review_status in HELD]
    names = {**{row["id"]: row["name"] for rows in scope.values() for row in rows if row["id"]}, **named}
    return base.about(
        cancer,
        covering=covering,
        covered=covered,
        broader=_ids(scope["broader"]) - covering,
        narrower=_ids(scope["narrower"]) - covered,
        options=_about(held, "option_for", covering | covered),
        studies=_about(held, "studied_for", covering | covered),
        names=tuple(sorted(names.items())),
    )


def _about(uses: Iterable[Use], predicate: str, cancers: frozenset[str]) -> tuple[Use, ...]:
    return tuple(use for use in uses if use.statement.predicate == predicate and use.statement.object in cancers)


def _named(row: Mapping[str, Any]) -> Named:
    return Named(row["id"], row["name"], row["kind"])


def _ids(rows: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(row["id"] for row in rows)


def _names(records: Iterable[Held]) -> dict[str, str]:
    """Return the names of all that records mention."""
    return {key: named.name for held in records for key, named in held.named.items()}
