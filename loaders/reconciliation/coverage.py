"""How far was each therapy's list of uses searched? What makes *not approved* sayable, and no more than that.

Rows of classes come from a closed list that a curator names; their counts are filled here. Rows of substances are
written from the brands that label texts and drug pages name, each with the newest document of its uses that we hold.
A substance that no index of an agency's medicines names has a row too, which rests on the newest index. At the
EMA only kinds with compulsory central authorisation have a row.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.model import Coverage, Document, PartialDate, Records, ReportedUse, earliest
from graph.model.identifiers import slug
from loaders.reconciliation.counts import Counts
from loaders.reconciliation.use import FULL_LISTS, Sources, Use

SUBSTANCES = frozenset({"substance", "formulation"})
_WORD = re.compile(r"[a-z0-9]{3,}")


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = yaml.safe_load((files("loaders") / "reconciliation" / "coverage.yaml").read_text("utf-8"))
    return rules


def is_derived(row: Coverage) -> bool:
    """Say whether a row was written here, from documents, and not by a curator."""
    return "/substance/" in row.id


def coverage_of(records: Records, uses: Iterable[Use], sources: Sources) -> Iterator[Coverage]:
    """Yield the rows of classes with their counts, and a row for every substance whose lists are held."""
    counts = Counts(records, uses, sources)
    for row in records.coverage.values():
        if not is_derived(row):
            products = tuple(counts.product(product.therapy_id, "", row.agency) for product in row.products)
            first = _first(records.documents.get(product.document_id) for product in products)
            yield replace(row, products=products, first_attested=row.first_attested or first)
    rows = _Rows(records, counts, sources)
    yield from rows.listed()
    yield from rows.absent()


class _Rows:
    """The rows of substances, from what was counted."""

    def __init__(self, records: Records, counts: Counts, sources: Sources) -> None:
        self._records, self._counts, self._sources = records, counts, sources
        self._listed_by_curators: dict[str, set[str]] = defaultdict(set)
        for row in records.coverage.values():
            if not is_derived(row):
                self._listed_by_curators[row.agency].update(product.therapy_id for product in row.products)
        self._classes: dict[str, set[str]] = defaultdict(set)
        for statement in records.statements.values():
            if statement.predicate == "member_of":
                self._classes[statement.subject].add(statement.object)

    def listed(self) -> Iterator[Coverage]:
        """Yield a row for each agency and substance with a full list of uses."""
        for (agency, therapy), reports in sorted(self._counts.listed.items()):
            documents = [self._sources.document(report) for report in reports]
            full = [document for document in documents if document.kind in FULL_LISTS]
            route = self._route(agency, therapy, reports)
            if not full or not route:
                continue
            products = self._counts.products(agency, therapy)
            used = [self._records.documents[product.document_id] for product in products if product.document_id]
            oldest = min(used, key=lambda document: (document.attested, document.id))
            checked = oldest.attested
            places = (report.evidence_ids for report in self._reports_of(agency, therapy, oldest.id))
            yield Coverage(
                id=_row_id(agency, therapy),
                agency=agency,
                therapy_id=therapy,
                products=products,
                closed_list=oldest.id,
                checked_on=checked,
                followed_to=self._followed(agency, therapy, checked),
                route=route,
                first_attested=_first(full),
                evidence_ids=next(places)[:1],
            )

    def _reports_of(self, agency: str, therapy: str, document_id: str) -> Iterator[ReportedUse]:
        for source in self._counts.family(therapy):
            for report in self._counts.listed.get((agency, source), ()):
                if report.document_id == document_id:
                    yield report

    def absent(self) -> Iterator[Coverage]:
        """Yield a row for each substance that no index of an agency's medicines, and no document of it, names.

        A name that shares a word with one of the index may be the same thing, written otherwise: it has no row.
        """
        words: dict[str, set[str]] = defaultdict(set)
        for name in self._records.names.values():
            words[name.entity_id].update(_words(name.text))
        for agency, entries in sorted(self._counts.indexed.items()):
            index = max((self._sources.document(entry) for entry in entries), key=lambda one: (one.attested, one.id))
            known = self._counts.known_by(agency, index.attested) | {entry.therapy_id for entry in entries}
            taken = {word for therapy in known for word in words[therapy]}
            taken |= {word for entry in entries for word in _words(entry.note)}
            places = next(entry.evidence_ids for entry in entries if entry.document_id == index.id)
            for therapy, entity in sorted(self._records.entities.items()):
                if entity.label != "Therapy" or entity.kind not in SUBSTANCES or words[therapy] & taken:
                    continue
                route = self._route(agency, therapy, [])
                if route and not known & set(self._counts.family(therapy)):
                    yield self._absent(agency, therapy, index, route, places)

    def _absent(
        self, agency: str, therapy: str, index: Document, route: str, evidence_ids: tuple[str, ...]
    ) -> Coverage:
        return Coverage(
            id=_row_id(agency, therapy),
            agency=agency,
            therapy_id=therapy,
            products=self._counts.products(agency, therapy) or (self._counts.product(therapy, "", agency),),
            closed_list=index.id,
            checked_on=index.attested,
            followed_to=self._followed(agency, therapy, index.attested),
            route=route,
            first_attested=index.attested,
            evidence_ids=evidence_ids,
        )

    def _followed(self, agency: str, therapy: str, checked: PartialDate) -> PartialDate:
        """Return the end of the event tables where they were searched for a therapy, else the day of its list.

        A row about one use of a therapy is no search for the others.
        """
        searched = agency in _rules()["followed_whole"] and bool(self._counts.searched[agency])
        searched = searched or therapy in self._listed_by_curators[agency]
        return self._counts.end if searched and self._counts.end > checked else checked

    def _route(self, agency: str, therapy: str, reports: list[ReportedUse]) -> str:
        classes = self._classes[therapy]
        if agency == "agency:fda":
            told = " ".join(classes)
            return "fda_biologics" if any(word in told for word in _rules()["biologics"]) else "fda_drugs"
        if agency == "agency:ema":
            of_kind = any(one.endswith(tuple(_rules()["biotechnology_classes"])) for one in classes)
            return "ema_central" if of_kind or self._central(reports) else ""
        return ""

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


def _words(text: str) -> set[str]:
    """Return the words of a name that tell it apart, without those of salts and forms."""
    return set(_WORD.findall(text.lower())) - set(_rules()["words_of_forms"])


def _row_id(agency: str, therapy: str) -> str:
    return f"cov:{agency.rpartition(':')[2]}/substance/{slug(therapy)}"


def _first(documents: Iterable[Document | None]) -> PartialDate:
    return min((document.attested for document in documents if document and document.attested), default="")
