"""Read every approved use and listed option for one cancer, whatever the therapy, in at most eight round trips.

A use is judged against the newest list of its product, so all uses of each therapy found are read, not only those for
the cancer asked about.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import orjson

from answers.reading import GraphReading
from answers.records import Rows, read_records, read_uses, rows_by
from answers.verdict.case import sort_uses
from answers.verdict.constraints import Request
from answers.verdict.model import DatedEvent, Facts, JudgedUse, Named, Use
from answers.verdict.reader import Dealings, read_dealings, scope_of

NO_THERAPY = Named("", "")
NO_CANCER = Named("", "")


@dataclass(frozen=True, slots=True)
class CancerFacts:
    """What is held for a cancer: ``facts`` as for a verdict but of no one therapy, and the listed ``options``."""

    facts: Facts
    options: tuple[Use, ...]

    def approved(self, agency: str, as_of: date, request: Request) -> list[JudgedUse]:
        """Return the uses that an agency approves for the cancer on a day, contradicted ones too (see ``fits``).

        What a limitation of use takes out is left out, as in a verdict.
        """
        case = sort_uses(self.facts, agency, as_of, request)
        return sorted((*case.open, *case.contradicted), key=lambda one: one.use.id)


def read_cancer(
    reading: GraphReading, cancer_id: str, extra: Iterable[str] = (), subjects: Iterable[str] | None = None
) -> CancerFacts | None:
    """Return what is held for a cancer, None where the graph holds no such cancer.

    ``extra`` are further cancers whose uses count (solid tumour, for uses by test result); ``subjects``, where given,
    are the only therapies wanted.
    """
    scope = scope_of(reading.store, "", cancer_id)
    if not scope["cancer"]:
        return None
    cancers = {str(row["id"]) for role in ("covers", "covered") for row in scope[role]} | {cancer_id, *extra}
    about = reading.about(cancers, ("approved_for", "option_for"))
    wanted = None if subjects is None else set(subjects)
    options = [row for row in about if row["predicate"] == "option_for" and _is_wanted(row, wanted)]
    therapies = {str(row["subject"]) for row in about if row["predicate"] == "approved_for" and _is_wanted(row, wanted)}
    uses, listed, events, names = _read_uses(reading, therapies, options)
    release = scope["release"]
    facts = Facts(
        therapy=NO_THERAPY,
        cancer=_named(scope["cancer"][0]),
        covering=_ids(scope["covers"]) | {cancer_id},
        covered=_ids(scope["covered"]) | {cancer_id},
        broader=_ids(scope["broader"]) - _ids(scope["covers"]),
        narrower=_ids(scope["narrower"]) - _ids(scope["covered"]),
        uses=uses,
        events=events,
        names=names,
        records_end=str(release[0]["of"]) if release else "",
    )
    return CancerFacts(facts, listed)


def read_therapies(reading: GraphReading, therapies: Iterable[str]) -> CancerFacts:
    """Return all uses of therapies, whatever the cancer."""
    uses, _, events, names = _read_uses(reading, therapies, [])
    objects = frozenset(use.object.id for use in uses)
    facts = Facts(NO_THERAPY, NO_CANCER, uses=uses, events=events, names=names, covered=objects)
    return CancerFacts(facts, ())


def _read_uses(
    reading: GraphReading, therapies: Iterable[str], options: Rows
) -> tuple[tuple[Use, ...], tuple[Use, ...], tuple[DatedEvent, ...], tuple[tuple[str, str], ...]]:
    graph, known_at = reading.store, reading.known_at
    held = rows_by(graph, "uses_of_subjects", "subjects", "subject", sorted(set(therapies)), known_at=known_at)
    rows = sorted((row for found in held.values() for row in found), key=lambda row: str(row["statement"]))
    brands = {str(row["statement"]): tuple(orjson.loads(str(row["brands_json"]))) for row in rows}
    products = {brand for told in brands.values() for brand in told}
    listed = [str(row["statement"]) for row in options]
    records = read_records(graph, [*brands, *listed])
    told = read_uses(graph, [*brands, *listed])
    branded = graph.kept.values(
        "branded uses", brands, lambda missing: {one: replace(told[one], brands=brands[one]) for one in missing}
    )
    uses = tuple(branded.values())
    dealings = read_dealings(graph, {*held, *products}, known_at) if held else Dealings()
    reading.sources_of([*brands, *listed, *(one.record.id for one in dealings.events)])
    names = {key: named.name for one in records.values() for key, named in one.named.items()}
    return uses, tuple(told[one] for one in listed), dealings.dated, tuple(sorted(names.items()))


def _is_wanted(row: Mapping[str, Any], wanted: set[str] | None) -> bool:
    return wanted is None or str(row["subject"]) in wanted


def _named(row: Mapping[str, Any]) -> Named:
    return Named(str(row["id"]), str(row["name"]), str(row["kind"]))


def _ids(rows: Rows) -> frozenset[str]:
    return frozenset(str(row["id"]) for row in rows)
