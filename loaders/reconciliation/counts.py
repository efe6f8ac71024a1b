"""Which products of a therapy does an agency know, and how many uses of each are found, held and set aside?

The newest document of a product's uses is counted: a label of that brand, else the page of the drug, else the
regulator's row. A product that only acts tell is counted by its acts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.model import CoveredProduct, Document, PartialDate, Records, ReportedUse
from loaders.reconciliation.use import ENDS, FULL_LISTS, LISTS, TIERS, Sources, Use, affirmed, after

EVENTS = "events"
INDEX = "index"
PAGE = "drug_page"
HELD = frozenset({"accepted", "single_source"})


class Counts:
    """Found, held and set aside uses by product, and the document that each count rests on."""

    def __init__(self, records: Records, uses: Iterable[Use], sources: Sources) -> None:
        self._sources = sources
        self.listed: dict[tuple[str, str], list[ReportedUse]] = defaultdict(list)
        self.indexed: dict[str, list[ReportedUse]] = defaultdict(list)
        self.searched: dict[str, set[str]] = defaultdict(set)
        self.end: PartialDate = ""
        self._acts: dict[tuple[str, str], list[ReportedUse]] = defaultdict(list)
        self._granted: dict[str, set[str]] = defaultdict(set)
        for key in sorted(records.reported):
            self._sort(records.reported[key])
        self._brand_of: dict[str, set[str]] = defaultdict(set)
        self._forms: dict[str, set[str]] = defaultdict(set)
        for edge in records.edges.values():
            if edge.predicate == "BRAND_OF":
                self._brand_of[edge.subject].add(edge.object)
            elif edge.predicate == "SAME_FORMULATION":
                self._forms[edge.object].add(edge.subject)
        uses = list(uses)
        self._repeats = {report.id for use in uses for report in use.repeating}
        held = {statement.indication_id for statement in records.statements.values() if statement.review_status in HELD}
        told = [use for use in uses if use.indication_id in held]
        self._held = {use.told.id for use in told} | {report.id for use in told for report in use.agreeing}
        self._held |= {report.id for use in told for report in use.outlived}
        self._held |= {report.id for use in told for act in use.acts for report in act.reports}
        self._aside: dict[str, int] = defaultdict(int)
        self._reviewed: set[str] = set()
        for item in records.reviews.values():
            if item.status == "open" and item.subject_kind in ("use", "event"):
                self._reviewed.add(item.subject_id)
                if item.document_id and item.subject_kind == "use" and not item.subject_id:
                    self._aside[item.document_id] += 1

    def _sort(self, report: ReportedUse) -> None:
        document = self._sources.document(report)
        key = (report.agency, report.therapy_id)
        if document.kind == INDEX:
            self.indexed[report.agency].append(report)
        elif document.kind in LISTS and report.kind == "listed":
            self.listed[key].append(report)
        elif report.act == "decision" and report.kind != "refused":
            if report.statements:
                self._acts[key].append(report)
            elif report.kind == "granted":
                self._granted[report.agency].add(report.therapy_id)
        if document.collection == EVENTS:
            self.searched[report.agency].add(report.therapy_id)
            self.end = max(self.end, report.date[:7]) if len(report.date) >= len("2026-07") else self.end

    def family(self, therapy_id: str) -> tuple[str, ...]:
        """Return a therapy with the forms of it that are one with it, itself first."""
        return (therapy_id, *sorted(self._forms[therapy_id]))

    def products(self, agency: str, therapy_id: str) -> tuple[CoveredProduct, ...]:
        """Return the products of a therapy and of the forms that are one with it; itself where none has a name."""
        family = self.family(therapy_id)
        found: dict[str, CoveredProduct] = {}
        for source in family:
            reports = self.listed.get((agency, source), ())
            for brand in sorted({brand for report in reports for brand in report.brands}):
                found[brand] = self.product(source, brand, agency)
            if reports and not any(report.brands for report in reports):
                found[source] = self.product(source, "", agency)
        for source in family:
            for brand in sorted({brand for report in self._acts.get((agency, source), ()) for brand in report.brands}):
                found.setdefault(brand, self.product(source, brand, agency))
        for brand in self._named_by_grant(agency, family):
            counted = self._on_page(agency, family, brand)
            if counted is not None:
                found.setdefault(brand, counted)
        return tuple(found[key] for key in sorted(found))

    def product(self, therapy_id: str, brand: str, agency: str) -> CoveredProduct:
        """Count the uses of one product in the newest document that lists them; of its acts where none does."""
        lists = [
            report
            for report in self.listed.get((agency, therapy_id), ())
            if not brand or not report.brands or brand in report.brands
        ]
        named = any(brand in report.brands for report in lists)
        if lists and (named or not brand):
            return self._counted(brand or therapy_id, lists, brand)
        acts = [
            report
            for report in self._acts.get((agency, therapy_id), ())
            if not brand or not report.brands or brand in report.brands
        ]
        held = sum(report.id in self._held for report in acts)
        aside = sum(report.id not in self._held and report.id not in self._reviewed for report in acts)
        return CoveredProduct(brand or therapy_id, "", held + aside, held, aside)

    def known_by(self, agency: str, day: PartialDate) -> set[str]:
        """Return every therapy that an agency's documents told by a day, but those whose approvals ended."""
        told = {therapy for (at, therapy) in self.listed if at == agency}
        told |= {therapy for brand in self._granted[agency] for therapy in (brand, *self._brand_of[brand])}
        for (at, therapy), acts in self._acts.items():
            if at == agency and any(not after(act.date, day) for act in acts):
                told |= set() if any(act.kind in ENDS for act in acts) else {therapy}
        return told

    def _counted(self, product: str, lists: list[ReportedUse], brand: str) -> CoveredProduct:
        documents = {report.document_id: self._sources.document(report) for report in lists}
        newest = min(documents.values(), key=lambda document: _precedence(document, brand, lists))
        own = [
            report
            for report in lists
            if report.document_id == newest.id and report.id not in self._repeats and _may_tell_use(report)
        ]
        aside = self._aside.get(newest.id, 0)
        held = sum(report.id in self._held and _whole(report) for report in own)
        return CoveredProduct(product, newest.id, len(own) + aside, held, len(own) - held + aside)

    def _named_by_grant(self, agency: str, family: tuple[str, ...]) -> Iterator[str]:
        """Yield the brands of nothing else that the agency granted, whatever is known of their uses."""
        for brand in sorted(self._granted[agency]):
            substances = self._brand_of[brand]
            if substances and substances <= set(family):
                yield brand

    def _on_page(self, agency: str, family: tuple[str, ...], brand: str) -> CoveredProduct | None:
        """Return a brand that no list names with the page of the drug, which tells the uses of all its products."""
        for source in family:
            for report in self.listed.get((agency, source), ()):
                if self._sources.document(report).kind == PAGE:
                    return CoveredProduct(brand, report.document_id, 0, 0, 0)
        return None


def _whole(report: ReportedUse) -> bool:
    return report.complete and not any(reading.rule for reading in affirmed(report))


def _may_tell_use(report: ReportedUse) -> bool:
    """Say whether a place tells a use, or may: one that only denies (a limitation of use) tells none."""
    return bool(affirmed(report)) or not report.statements or not report.complete


def _precedence(document: Document, brand: str, lists: list[ReportedUse]) -> tuple[bool, bool, int, str]:
    """Prefer a list of the brand itself, then a full list, then the better tier."""
    named = any(report.document_id == document.id and brand in report.brands for report in lists)
    return (not named, document.kind not in FULL_LISTS, TIERS.index(document.tier), document.id)
