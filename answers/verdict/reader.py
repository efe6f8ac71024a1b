"""Reads all facts for a therapy and a cancer, at all agencies at once, in seven round trips."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from answers.statement_rows import uses_from
from answers.verdict.model import Attestation, DatedEvent, Facts, Membership, Named, Product, Route, Use
from graph.model import Coverage, CoveredProduct, Event, ReviewItem
from graph.store import GraphReader

Rows = list[dict[str, Any]]
NO_CANCER = Named("", "")
HELD = frozenset({"accepted", "single_source"})
NEAR = ("cancer", "covers", "covered")
REACHED = ("route", "member", "product")


@dataclass(frozen=True, slots=True)
class FactRows:
    """What was read for one therapy, before the arguments and evidence of its statements.

    Who tells more than verdicts reads those once for everything: ``statements`` and ``sourced`` are the ids to read.
    """

    scopes: Mapping[str, Mapping[str, Rows]]
    rows: Rows
    events: Rows
    coverage: Rows
    doubts: Rows

    @property
    def statements(self) -> list[str]:
        """The statements whose arguments are needed."""
        return _distinct(self.rows, "statement")

    @property
    def sourced(self) -> list[str]:
        """The statements and events whose evidence is needed."""
        return [*self.statements, *_distinct(self.events, "event")]

    def facts(self, arguments: Rows, evidence: Rows) -> dict[str, Facts]:
        """Return the facts by cancer, from the rows of ``arguments_of_statements`` and ``evidence_of``."""
        attested = attestations_from(evidence)
        uses = _uses(self.rows, arguments, attested)
        dated = tuple(DatedEvent(event_from(row), attested.get(row["event"], ())) for row in self.events)
        searched = tuple(_coverage(self.coverage))
        doubted = tuple(_doubt(row) for row in self.doubts)
        found = {}
        for cancer, scope in self.scopes.items():
            facts = _facts(scope, uses, _names(scope, self.rows, arguments, self.events, self.coverage))
            found[cancer] = replace(facts, events=dated, coverage=searched, doubts=doubted)
        return found


class VerdictReader:
    """Reads verdict facts from a graph."""

    def __init__(self, store: GraphReader) -> None:
        self._store = store

    def read(self, therapy_id: str, cancer_id: str, known_at: date | None = None) -> Facts | None:
        """Return the facts, None where the graph holds no such therapy or cancer. '' asks for the therapy alone."""
        return self.read_many(therapy_id, [cancer_id], known_at).get(cancer_id)

    def read_many(self, therapy_id: str, cancer_ids: Sequence[str], known_at: date | None = None) -> dict[str, Facts]:
        """Return the facts for one therapy and each of several cancers; those not held are left out.

        '' asks for the therapy alone. Takes one round trip for each cancer and six for the rest.
        """
        begun = self.begin(therapy_id, cancer_ids, known_at)
        if begun is None:
            return {}
        arguments = self._run("arguments_of_statements", statements=begun.statements)
        return begun.facts(arguments, self._run("evidence_of", statements=begun.sourced))

    def begin(self, therapy_id: str, cancer_ids: Sequence[str], known_at: date | None = None) -> FactRows | None:
        """Read all but arguments and evidence: one round trip for each cancer and four for the rest."""
        known = known_at.isoformat() if known_at else ""
        scopes = {cancer: self._by_role(therapy_id, cancer) for cancer in cancer_ids}
        scopes = {key: scope for key, scope in scopes.items() if scope["therapy"] and (scope["cancer"] or not key)}
        if not scopes:
            return None
        near = {row["id"] for scope in scopes.values() for role in NEAR for row in scope[role]}
        rows = self._run("statements_for_verdict", therapy=therapy_id, cancers=sorted(near), known_at=known)
        first = next(iter(scopes.values()))
        reached = sorted({row["id"] for role in REACHED for row in first[role]} | {therapy_id})
        return FactRows(
            scopes,
            rows,
            events=self._run("events_of_therapies", ids=reached, known_at=known),
            coverage=self._run("coverage_of_therapies", therapies=reached, known_at=known),
            doubts=self._run("reviews_of_therapies", therapies=reached, known_at=known),
        )

    def _run(self, query: str, **parameters: Any) -> Rows:
        return [dict(row) for row in self._store.run(query, **parameters)]

    def _by_role(self, therapy_id: str, cancer_id: str) -> dict[str, Rows]:
        found: dict[str, Rows] = defaultdict(list)
        for row in self._run("scope_of_verdict", therapy=therapy_id, cancer=cancer_id):
            found[row["role"]].append(row)
        return found


def _distinct(rows: Rows, key: str) -> list[str]:
    return sorted({row[key] for row in rows})


def attestations_from(rows: Rows) -> dict[str, tuple[Attestation, ...]]:
    """Read the rows of ``evidence_of`` into what attests each statement or event; background and titles do not."""
    found: dict[str, list[Attestation]] = defaultdict(list)
    for row in rows:
        if row["role"] in ("background", "title"):
            continue
        found[row["statement"]].append(
            Attestation(
                evidence_id=row["evidence"],
                document_id=row["document"],
                kind=row["kind"],
                tier=row["tier"],
                date=row["attested"],
                published=row["published"],
                collection=row["collection"],
            )
        )
    return {statement: tuple(held) for statement, held in found.items()}


def _uses(rows: Rows, arguments: Rows, attested: Mapping[str, tuple[Attestation, ...]]) -> list[Use]:
    """Return each statement once; where several ways lead to it, one that speaks before one that does not."""
    found: dict[str, Use] = {}
    for row, use in zip(rows, uses_from(rows, arguments), strict=True):
        complete = replace(
            use,
            member=row["member"],
            speaks=bool(row["speaks"]),
            group_known=bool(row["object_covers"]) or row["object_kind"] != "group",
            brands=tuple(json.loads(row["brands_json"])),
            attestations=attested.get(use.id, ()),
        )
        held = found.get(use.id)
        if held is None or (complete.speaks and not held.speaks):
            found[use.id] = complete
    return list(found.values())


def _facts(scope: Mapping[str, Rows], uses: list[Use], names: Mapping[str, str]) -> Facts:
    therapy = scope["therapy"][0]
    cancer = _named(scope["cancer"][0]) if scope["cancer"] else NO_CANCER
    covering, covered = _ids(scope["covers"]) | {cancer.id}, _ids(scope["covered"]) | {cancer.id}
    properties = json.loads(therapy["detail"] or "{}")
    held = [use for use in uses if use.statement.review_status in HELD]
    approvals = [use for use in held if use.statement.predicate == "approved_for"]
    return Facts(
        therapy=_named(therapy),
        cancer=cancer,
        class_open=therapy["kind"] == "class" and properties.get("closed") != "closed",
        routes=tuple(Route(_named(row), row["of"], row["member"], row["detail"]) for row in scope["route"]),
        members=tuple(Membership(row["of"], _named(row), row["depth"]) for row in scope["member"]),
        products=tuple(Product(_named(row), row["of"]) for row in scope["product"]),
        covering=covering,
        covered=covered,
        broader=_ids(scope["broader"]) - covering,
        narrower=_ids(scope["narrower"]) - covered,
        uses=tuple(use for use in approvals if use.statement.modality == "asserted"),
        queued=tuple(
            use
            for use in uses
            if use.statement.review_status == "proposed" and use.statement.predicate == "approved_for"
        ),
        options=_about(held, "option_for", covering | covered),
        studies=_about(held, "studied_for", covering | covered),
        names=tuple(sorted(names.items())),
        records_end=scope["release"][0]["of"] if scope["release"] else "",
    )


def _about(uses: Iterable[Use], predicate: str, cancers: frozenset[str]) -> tuple[Use, ...]:
    return tuple(use for use in uses if use.statement.predicate == predicate and use.statement.object in cancers)


def _named(row: Mapping[str, Any]) -> Named:
    return Named(row["id"], row["name"], row["kind"])


def _ids(rows: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(row["id"] for row in rows)


def _names(
    scope: Mapping[str, Rows], statements: Rows, arguments: Rows, events: Rows, coverage: Rows
) -> dict[str, str]:
    names = {row["id"]: row["name"] for rows in scope.values() for row in rows if row["id"]}
    for row in statements:
        names[row["via"]] = row["via_name"]
        names[row["object"]] = row["object_name"]
    names.update({row["target"]: row["target_name"] for row in arguments})
    names.update({row["therapy"]: row["therapy_name"] for row in (*events, *coverage)})
    names.update({row["product"]: row["product_name"] for row in coverage if row["product"]})
    return names


def event_from(row: Mapping[str, Any]) -> Event:
    """Read an event from its row."""
    return Event(
        id=row["event"],
        kind=row["kind"],
        agency=row["agency"],
        therapy_id=row["therapy"],
        indication_id=row["indication"],
        cancer_id=row["cancer"],
        date=row["date"],
        announced=row["announced"],
        reason=row["reason"],
        act=row["act"],
        approval_kind=row["approval_kind"],
        open=bool(row["open"]),
        candidates=tuple(json.loads(row["candidates_json"])),
        note=row["note"],
    )


def _coverage(rows: Rows) -> list[Coverage]:
    products: dict[str, list[CoveredProduct]] = defaultdict(list)
    first: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        first.setdefault(row["coverage"], row)
        if row["product"]:
            counted = (row["found"], row["held"], row["set_aside"])
            products[row["coverage"]].append(CoveredProduct(row["product"], row["document_id"], *counted))
    return [
        Coverage(
            id=key,
            agency=row["agency"],
            therapy_id=row["therapy"],
            products=tuple(products[key]),
            closed_list=row["closed_list"],
            checked_on=row["checked_on"],
            followed_to=row["followed_to"],
            route=row["route"],
            first_attested=row["first_attested"],
        )
        for key, row in sorted(first.items())
    ]


def _doubt(row: Mapping[str, Any]) -> ReviewItem:
    return ReviewItem(
        id=row["review"],
        reason=row["reason"],
        subject_kind=row["subject_kind"],
        subject_id=row["subject"],
        therapy_id=row["therapy"],
        cancer_id=row["cancer"],
        agency=row["agency"],
        document_id=row["document_id"],
        locator=row["locator"],
        detail=row["detail"],
        status=row["status"],
    )
