"""Dated acts of agencies, one row for each act and disease: who did what to which use, when, and who says so.

Each row is a document; the tier is that of the page it rests on. The row's columns are read apart: therapies, partners,
cancers, biomarkers, setting, population. A column that is not wholly read refuses the reading (it would make the use
wider than it is); rules for names of agencies, kinds of act and notes are in ``loaders/events.yaml``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from graph.model import Document, PartialDate, Qualifiers, ReportedUse, ReviewItem, Statement
from graph.model.dates import PartialDateError, parse_partial_date
from graph.model.identifiers import digest
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, evidence, review_item
from loaders.products import (
    is_plain_name,
    known_product,
    known_therapy,
    make_product,
    make_substance,
    substance_of,
    tie,
    without_aside,
)
from loaders.row_columns import RowReading, read_columns
from loaders.tables import TableError, host, parts, row_digest, row_text, rows, text_hash
from nlp.lexicon import Lexicon

COLLECTION = "events"
COLUMNS = ("date", "agency", "event", "brand", "therapies", "combination_with", "cancer", "biomarkers", "setting",
           "population", "source_url", "source_kind", "note")  # fmt: skip
TABLES = ("cell-therapies", "fda-2019-2023", "fda-2024-2026", "safety-and-other-agencies", "withdrawals")
TIERS = frozenset({"regulator", "regulator_copy", "press", "company", "paper"})
LICENCE = "Facts gathered by hand; the page that each row rests on is named in it"


@cache
def _rules() -> dict[str, Any]:
    text = (Path(__file__).parents[1] / "events.yaml").read_text(encoding="utf-8")
    rules: dict[str, Any] = yaml.safe_load(text)
    return rules


@dataclass(frozen=True, slots=True)
class RowAct:
    """What a row says was done: kind of event, whose act, what it granted, and whether it is on the whole product."""

    kind: str
    act: str
    approval_kind: str = ""
    of_product: bool = False


class RegulatoryEventsLoader:
    """The hand-gathered tables of regulatory acts."""

    name = COLLECTION
    describe = "dated acts of agencies (grants, conversions, narrowings, withdrawals, warnings) from the event tables"
    home = "events"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        tables = [path] if path.is_file() else [path / f"{table}.tsv" for table in TABLES]
        for table in tables:
            try:
                for number, row in rows(table, COLUMNS):
                    place = f"{table.name}, row {number}"
                    if isinstance(row, str):
                        yield BrokenDocument(COLLECTION, place, row)
                    else:
                        yield _document(table.stem, row, place)
            except (OSError, TableError) as error:
                yield BrokenDocument(COLLECTION, table.name, str(error))

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        row: Mapping[str, str] = document.fields
        record = document.document
        if (problem := _problem(row)) is not None:
            reading.set_aside.append(_aside(*problem, record, document.place))
            return reading
        reading.records.add(record)
        act = _act(row)
        if act is None:
            # no change of any use's status (a formulation, a dosing rule): closed, so that it blocks nothing
            return reading
        lexicon = context.lexicon or Lexicon()
        place = evidence(record, document.text, 0, len(document.text), document.place, role="field")
        reading.records.add(place)
        leads = _leads(row, act, record, lexicon, reading)
        if not leads:
            reading.set_aside.append(
                _aside(
                    "therapy_not_linked", "The therapy of this row is not known; add its name.", record, document.place
                )
            )
        for ordinal, (therapy, brands, partners) in enumerate(leads, start=1):
            columns = read_columns(row, partners, lexicon)
            reading.records.extend(columns.entities)
            if not columns.cancers and not act.of_product and act.act == "decision":
                detail = "The cancer of this row could not be linked; name it in the cancer names."
                reading.set_aside.append(
                    _aside("cancer_not_linked", detail, record, document.place, therapy_id=therapy)
                )
            reading.records.extend(_reported(row, act, therapy, brands, columns, place.id, record, ordinal))
        return reading


def _document(table: str, row: Mapping[str, str], place: str) -> SourceDocument:
    text = row_text(row)
    site = host(row["source_url"])
    agency = _rules()["agencies"].get(row["agency"], {}).get("id", "")
    what = row["brand"] or row["therapies"]
    record = Document(
        id=f"doc:{COLLECTION}/{row_digest(table, row)}",
        title=f"{row['agency']}: {row['event'].replace('_', ' ')}, {what} ({row['cancer'] or 'no disease named'})",
        publisher=site or "page not named",
        url=row["source_url"],
        licence=LICENCE,
        tier=row["source_kind"] if row["source_kind"] in TIERS else "other",
        kind="event_row",
        collection=COLLECTION,
        sha256=text_hash(text),
        attested=_date(row),
        agency=agency,
    )
    return SourceDocument(record, text, row, place)


def _date(row: Mapping[str, str]) -> PartialDate:
    try:
        return parse_partial_date(row["date"])
    except PartialDateError:
        return ""


def _problem(row: Mapping[str, str]) -> tuple[str, str] | None:
    """Return why a row cannot be used at all: reason and detail."""
    try:
        parse_partial_date(row["date"])
    except PartialDateError as error:
        return "date_not_read", f"{error}; correct the row."
    if row["agency"] not in _rules()["agencies"]:
        return "agency_unknown", f"No agency is named {row['agency']!r}; add it to loaders/events.yaml."
    if row["event"] not in _rules()["events"]:
        return "event_unknown", f"No kind of act is named {row['event']!r}; add it to loaders/events.yaml."
    if not row["source_url"]:
        return "source_missing", "The row names no page that it rests on; a fact without a source is refused."
    site = host(row["source_url"])
    if row["source_kind"] not in TIERS or site in _rules()["inventing_sites"]:
        kind = row["source_kind"] or "of no kind"
        return (
            "source_untrusted",
            f"The page ({kind}, {site}) proves no act; find it at the agency or in the trade press.",
        )
    return None


def _aside(reason: str, detail: str, record: Document, place: str, therapy_id: str = "") -> ReviewItem:
    return review_item(reason, "event", detail, record, locator=place, therapy_id=therapy_id)


def _act(row: Mapping[str, str]) -> RowAct | None:
    """Return what the row says was done, None where it changes no status."""
    rules = _rules()
    told = dict(rules["events"][row["event"]])
    if row["event"] == "other":
        words = f"{row['note']} {row['setting']}".lower()
        found = next((rule for rule in rules["other"] if re.search(rule["pattern"], words)), None)
        if found is None:
            return None
        told = {key: value for key, value in found.items() if key != "pattern"}
    act = rules["agencies"][row["agency"]].get("act") or told.get("act", "decision")
    kind = told.get("kind") or {"opinion": "opinion", "application": "opinion"}[act]
    return RowAct(kind, act, told.get("approval_kind", ""), bool(told.get("of_product")))


Lead = tuple[str, tuple[str, ...], tuple[str, ...]]


def _leads(row: Mapping[str, str], act: RowAct, record: Document, lexicon: Lexicon, reading: Reading) -> list[Lead]:
    """Return each therapy whose label the act is on, with its products and the therapies that go with it.

    A partner whose own brand stands in the row gains the use as well ("Opdivo; Yervoy" for nivolumab with ipilimumab).
    """
    brands = [brand for brand in parts(row["brand"]) if brand]
    names = list(parts(row["therapies"]))
    known = {name: _therapy(name, record, lexicon, reading) for name in names}
    if not names or any(therapy is None for therapy in known.values()):
        therapy = _by_brand(brands, lexicon)
        return [(therapy, _products(brands, therapy, record, lexicon, reading), ())] if therapy else []
    therapies = [therapy for therapy in known.values() if therapy]
    partners = tuple(parts(row["combination_with"]))
    if act.of_product:
        return [
            (therapy, _products(brands, therapy, record, lexicon, reading, len(therapies) == 1), ())
            for therapy in therapies
        ]
    if len(therapies) > 1:
        combined = _by_brand(brands, lexicon) if len(brands) == 1 else None
        return [(combined, _products(brands, combined, record, lexicon, reading), partners)] if combined else []
    lead = therapies[0]
    leads: list[Lead] = [(lead, _products(brands, lead, record, lexicon, reading, len(brands) == 1), partners)]
    for partner in partners:
        other = known_therapy(partner, lexicon)
        own = tuple(
            found
            for brand in brands
            if (found := known_product(brand, lexicon)) and substance_of(found, lexicon) == other
        )
        if other and own and other != lead:
            rest = tuple(name for name in partners if name != partner)
            leads.append((other, own, (names[0], *rest)))
    return leads


def _therapy(name: str, record: Document, lexicon: Lexicon, reading: Reading) -> str | None:
    """Return a therapy by name; a plain name that no vocabulary holds becomes a substance of its own."""
    for written in (name, without_aside(name)):
        if lexicon.look_up(written, frozenset({"Therapy"})):
            return known_therapy(written, lexicon)
    if is_plain_name(name) and not lexicon.find(name, labels=frozenset({"Therapy"})):
        return make_substance(name, reading.records, record)
    return None


def _by_brand(brands: list[str], lexicon: Lexicon) -> str | None:
    found = {substance_of(known, lexicon) for brand in brands if (known := known_product(brand, lexicon))}
    return found.pop() if len(found) == 1 else None


def _products(
    brands: list[str], therapy: str, record: Document, lexicon: Lexicon, reading: Reading, may_make: bool = False
) -> tuple[str, ...]:
    """Return the row's products that are brands of a therapy; an unknown one is made where only it can be meant."""
    found = []
    for brand in brands:
        known = known_product(brand, lexicon)
        if known is not None:
            if therapy in lexicon.substance_of.get(known, ()):
                found.append(known)
        elif may_make and is_plain_name(brand) and not lexicon.look_up(brand):
            made = make_product(brand, reading.records, record)
            place = next(iter(reading.records.evidence.values()))
            tie(made, therapy, reading.records, place)
            found.append(made)
    return tuple(sorted(found))


def _reported(
    row: Mapping[str, str],
    act: RowAct,
    therapy: str,
    brands: tuple[str, ...],
    columns: RowReading,
    place: str,
    record: Document,
    ordinal: int,
) -> Iterator[ReportedUse]:
    """Yield one report for each cancer of the row; one without readings where the act is on the product."""
    rules = _rules()
    note = row["note"].lower()
    said = re.search(rules["announced"], note) is not None and act.kind == "indication_withdrawn"
    reason = next((name for name, words in rules["reasons"].items() if re.search(words, note)), "")
    if act.kind == "indication_withdrawn" and not reason:
        reason = "unknown"
    agency = rules["agencies"][row["agency"]]["id"]
    if act.of_product:
        for product_ in brands or (therapy,):
            yield ReportedUse(
                id=f"use:{digest(record.id, ordinal, product_, act.kind)}",
                document_id=record.id,
                ordinal=ordinal,
                kind=act.kind,
                agency=agency,
                therapy_id=product_,
                brands=brands,
                act=act.act,
                date=row["date"],
                cancer_ids=columns.cancers,
                evidence_ids=(place,),
                note=_note(row, act),
            )
        return
    for cancer in columns.cancers:
        readings = tuple(_statements(row, act, therapy, cancer, columns, place, agency))
        yield ReportedUse(
            id=f"use:{digest(record.id, ordinal, cancer)}",
            document_id=record.id,
            ordinal=ordinal,
            kind=act.kind,
            agency=agency,
            therapy_id=therapy,
            brands=brands,
            act=act.act,
            date=row["date"],
            announced=row["date"] if said else "",
            reason=reason,
            approval_kind=act.approval_kind,
            cancer_ids=(cancer,),
            statements=readings,
            evidence_ids=(place,),
            complete=columns.refusal == "",
            note=_note(row, act),
        )


def _statements(
    row: Mapping[str, str], act: RowAct, therapy: str, cancer: str, columns: RowReading, place: str, agency: str
) -> Iterator[Statement]:
    for partners, states in product(columns.partners or ((),), columns.biomarkers or (((), ()),)):
        requires, excludes = states
        yield Statement(
            id="",
            predicate="approved_for",
            subject=therapy,
            object=cancer,
            agency=agency,
            partners=tuple(sorted(set(partners) - {therapy})),
            requires=requires,
            excludes=excludes,
            after=columns.after,
            not_after=columns.not_after,
            qualifiers=Qualifiers(
                **{
                    **columns.qualifiers,
                    "purpose": _purpose(row),
                    "approval_kind": act.approval_kind if act.kind in ("granted", "converted") else "",
                    "combination": "combination" if partners else str(columns.qualifiers.get("combination", "")),
                    "note": columns.unread,
                }
            ),
            evidence_ids=(place,),
            rule=columns.refusal,
            knowledge_level="knowledge_assertion",
            agent_type="manual_agent",
        )


def _purpose(row: Mapping[str, str]) -> str:
    for purpose, words in _rules()["purposes"].items():
        if re.search(words, row["setting"].lower()):
            return str(purpose)
    return "treat"


def _note(row: Mapping[str, str], act: RowAct) -> str:
    """Return what an event tells besides: the warning's or opinion's own words in the table, short and ours."""
    return row["note"] if act.of_product or act.act != "decision" else ""


LOADER = RegulatoryEventsLoader()
