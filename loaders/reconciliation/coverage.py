"""How far was each therapy's list of uses searched? What makes *not approved* sayable, and no more than that.

Rows of classes come from a closed list that a curator names; their counts are filled here. Rows of substances are
written from the brands that label texts and drug pages name, each with the newest document of its uses that we hold.
At the EMA only kinds with compulsory central authorisation have a row.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.model import Coverage, CoveredProduct, Document, PartialDate, Records, ReportedUse, earliest
from graph.model.identifiers import slug
from loaders.reconciliation.use import FULL_LISTS, LISTS, TIERS, Sources, Use

EVENTS = "events"
HELD = frozenset({"accepted", "single_source"})


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = yaml.safe_load((files("loaders") / "reconciliation" / "coverage.yaml").read_text("utf-8"))
    return rules


def is_derived(row: Coverage) -> bool:
    """Say whether a row was written here, from documents, and not by a curator."""
    return "/substance/" in row.id


def coverage_of(records: Records, uses: Iterable[Use], sources: Sources) -> Iterator[Coverage]:
    """Yield the rows of classes with their counts, and a row for every substance whose lists are held."""
    counts = _Counts(records, list(uses), sources)
    for row in records.coverage.values():
        if not is_derived(row):
            products = tuple(counts.product(product.therapy_id, "", row.agency) for product in row.products)
            first = _first(records.documents.get(product.document_id) for product in products)
            yield replace(row, products=products, first_attested=row.first_attested or first)
    yield from counts.substances()


class _Counts:
    """Found, held and set aside uses by product, and the document that each count rests on."""

    def __init__(self, records: Records, uses: list[Use], sources: Sources) -> None:
        self._records = records
        self._sources = sources
        self._listed: dict[tuple[str, str], list[ReportedUse]] = defaultdict(list)
        self._searched: dict[str, set[str]] = defaultdict(set)
        self._end: PartialDate = ""
        for key in sorted(records.reported):
            report = records.reported[key]
            document = sources.document(report)
            if document.kind in LISTS and report.kind == "listed":
                self._listed[(report.agency, report.therapy_id)].append(report)
            elif document.collection == EVENTS:
                self._searched[report.agency].add(report.therapy_id)
                self._end = max(self._end, report.date[:7]) if len(report.date) >= len("2026-07") else self._end
        self._told = {use.told.id for use in uses}
        self._repeats = {report.id for use in uses for report in use.repeating}
        self._held = {
            statement.indication_id for statement in records.statements.values() if statement.review_status in HELD
        }
        self._held_reports = {use.told.id for use in uses if use.indication_id in self._held}
        self._held_reports |= {report.id for use in uses if use.indication_id in self._held for report in use.agreeing}
        self._aside: dict[str, int] = defaultdict(int)
        for item in records.reviews.values():
            if item.status == "open" and item.document_id and item.subject_kind == "use" and not item.subject_id:
                self._aside[item.document_id] += 1

    def product(self, therapy_id: str, brand: str, agency: str) -> CoveredProduct:
        """Count the uses of one product in the newest document that lists them."""
        lists = [
            report
            for report in self._listed.get((agency, therapy_id), ())
            if not brand or not report.brands or brand in report.brands
        ]
        if not lists:
            reported = [
                report
                for report in self._records.reported.values()
                if (report.agency, report.therapy_id) == (agency, therapy_id) and report.statements
            ]
            held = sum(report.id in self._held_reports for report in reported)
            return CoveredProduct(brand or therapy_id, "", len(reported), held, len(reported) - held)
        documents = {report.document_id: self._sources.document(report) for report in lists}
        newest = min(documents.values(), key=lambda document: _precedence(document, brand, lists))
        own = [report for report in lists if report.document_id == newest.id and report.id not in self._repeats]
        aside = self._aside.get(newest.id, 0)
        held = sum(report.id in self._held_reports and self._whole(report) for report in own)
        return CoveredProduct(brand or therapy_id, newest.id, len(own) + aside, held, len(own) - held + aside)

    def _whole(self, report: ReportedUse) -> bool:
        return report.complete and not any(reading.rule for reading in report.statements)

    def substances(self) -> Iterator[Coverage]:
        """Yield a row for each agency and substance with a full list of uses."""
        for (agency, therapy), reports in sorted(self._listed.items()):
            documents = [self._sources.document(report) for report in reports]
            full = [document for document in documents if document.kind in FULL_LISTS]
            route = self._route(agency, therapy, reports)
            if not full or not route:
                continue
            brands = sorted({brand for report in reports for brand in report.brands})
            products = tuple(self.product(therapy, brand, agency) for brand in brands or [""])
            used = [self._records.documents[product.document_id] for product in products if product.document_id]
            checked = min(document.attested for document in used)
            searched = agency in _rules()["followed_whole"] and bool(self._searched[agency])
            searched = searched or therapy in self._searched[agency]
            followed = self._end if searched and self._end > checked else checked
            yield Coverage(
                id=f"cov:{agency.rpartition(':')[2]}/substance/{slug(therapy)}",
                agency=agency,
                therapy_id=therapy,
                products=products,
                closed_list=min(document.id for document in used),
                checked_on=checked,
                followed_to=followed,
                route=route,
                first_attested=_first(full),
                evidence_ids=tuple(sorted({item for report in reports for item in report.evidence_ids[:1]})[:1]),
            )

    def _route(self, agency: str, therapy: str, reports: list[ReportedUse]) -> str:
        if agency == "agency:fda":
            classes = " ".join(self._classes(therapy))
            return "fda_biologics" if any(word in classes for word in _rules()["biologics"]) else "fda_drugs"
        if agency == "agency:ema":
            return "ema_central" if self._central(reports) else ""
        return ""

    def _classes(self, therapy: str) -> list[str]:
        return [
            statement.object
            for statement in self._records.statements.values()
            if statement.predicate == "member_of" and statement.subject == therapy
        ]

    def _central(self, reports: list[ReportedUse]) -> bool:
        """Say whether every product's kind may only be authorised centrally, by its ATC code and first date."""
        rules = _rules()
        properties = [self._properties(brand) for report in reports for brand in report.brands]
        codes = [held.get("atc", "") for held in properties]
        if any(code.startswith(tuple(rules["biotechnology"])) for code in codes):
            return True
        dates = [earliest(held.get("authorised", "")) for held in properties]
        since = earliest(rules["compulsory_since"])
        return (
            bool(properties)
            and all(code.startswith(tuple(rules["cancer"])) for code in codes)
            and all(date is not None and since is not None and date >= since for date in dates)
            and any(held.get("generic") == "no" and held.get("biosimilar") == "no" for held in properties)
        )

    def _properties(self, product: str) -> Mapping[str, str]:
        entity = self._records.entities.get(product)
        return dict(entity.properties) if entity else {}


def _precedence(document: Document, brand: str, lists: list[ReportedUse]) -> tuple[bool, bool, int, str]:
    """Prefer a list of the brand itself, then a full list, then the better tier."""
    named = any(report.document_id == document.id and brand in report.brands for report in lists)
    return (not named, document.kind not in FULL_LISTS, TIERS.index(document.tier), document.id)


def _first(documents: Iterable[Document | None]) -> PartialDate:
    return min((document.attested for document in documents if document and document.attested), default="")
