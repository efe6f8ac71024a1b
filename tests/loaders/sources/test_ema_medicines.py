"""The EMA table: its odd head and dates, statuses, products whose substance is not told by its name alone."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loaders.loader import BrokenDocument, Context, SourceDocument, named
from loaders.sources.ema_medicines import GROUP, HEAD, INDICATION, KEPT
from tests.loaders.sources.conftest import documents

COLUMNS = (HEAD, *KEPT, GROUP, INDICATION)


def table(path: Path, *rows: dict[str, Any]) -> Path:
    """Write a workbook like the agency's: eight lines of letterhead, then the head."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for _ in range(8):
        sheet.append(["letterhead"])
    sheet.append(list(COLUMNS))
    for cells in rows:
        sheet.append([(DEFAULT | cells).get(column, "") for column in COLUMNS])
    book.save(path)
    return path


DEFAULT: dict[str, Any] = {
    HEAD: "Human",
    "Medicine name": "Madeupine",
    "International non-proprietary name (INN) / common name": "osimertinib",
    "Active substance": "osimertinib",
    "Authorisation status": "Authorised",
    "ATC code": "L01EB04",
    "Generic": "no",
    "Biosimilar": "no",
    "Conditional approval": "no",
    "Exceptional circumstances": "no",
    "Marketing authorisation date": 42401,
    INDICATION: "Madeupine is indicated for the treatment of adult patients with melanoma.",
}


def only(path: Path) -> SourceDocument:
    (found,) = [one for one in named("ema-table").documents(path) if isinstance(one, SourceDocument)]
    return found


def test_the_head_is_found_and_serial_dates_are_days(tmp_path: Path) -> None:
    document = only(table(tmp_path / "t.xlsx", {}))
    assert document.fields["Marketing authorisation date"] == "2016-02-01"
    assert document.text.startswith(str(DEFAULT[INDICATION]))
    assert document.document.attested == "2023-12-05"


def test_the_authorisation_date_belongs_to_the_product(tmp_path: Path, context: Context) -> None:
    found = named("ema-table").read(only(table(tmp_path / "t.xlsx", {})), context).records.reported.values()
    dated = {report.therapy_id: report.date for report in found if report.date}
    assert dated == {"product:madeupine": "2016-02-01"}
    assert all(not report.date for report in found if report.statements)


@pytest.mark.parametrize(
    ("status", "kind"), [("Authorised", "listed"), ("Withdrawn", "product_withdrawn"), ("Refused", "refused")]
)
def test_the_status_says_what_the_uses_are(tmp_path: Path, context: Context, status: str, kind: str) -> None:
    document = only(table(tmp_path / "t.xlsx", {"Authorisation status": status}))
    found = named("ema-table").read(document, context).records.reported.values()
    assert {report.kind for report in found if report.statements} == {kind}


def test_a_product_whose_status_is_not_told_is_queued(tmp_path: Path, context: Context) -> None:
    document = only(table(tmp_path / "t.xlsx", {"Authorisation status": ""}))
    found = named("ema-table").read(document, context).records.reported.values()
    assert all(one.rule for report in found for one in report.statements)


def test_a_conditional_authorisation_is_told(tmp_path: Path, context: Context) -> None:
    document = only(table(tmp_path / "t.xlsx", {"Conditional approval": "yes"}))
    found = named("ema-table").read(document, context).records.reported.values()
    kinds = {one.qualifiers.approval_kind for report in found for one in report.statements}
    assert kinds == {"conditional"}


def test_a_new_product_of_a_substance_with_other_forms_is_tied_to_none(tmp_path: Path, context: Context) -> None:
    """Pazenir's substance is written "paclitaxel", and it is albumin-bound."""
    cells = {
        "International non-proprietary name (INN) / common name": "paclitaxel",
        "Active substance": "paclitaxel",
    }
    reading = named("ema-table").read(only(table(tmp_path / "t.xlsx", cells)), context)
    assert {report.therapy_id for report in reading.records.reported.values()} == {"product:madeupine"}
    assert "formulation_unknown" in {item.reason for item in reading.set_aside}
    assert not [edge for edge in reading.records.edges.values() if edge.predicate == "BRAND_OF"]


def test_a_product_of_a_substance_that_nobody_knows_is_queued(tmp_path: Path, context: Context) -> None:
    cells = dict.fromkeys((COLUMNS[2], COLUMNS[3]), "wobblemab")
    reading = named("ema-table").read(only(table(tmp_path / "t.xlsx", cells)), context)
    assert "therapy_not_linked" in {item.reason for item in reading.set_aside}
    assert not [edge for edge in reading.records.edges.values() if edge.predicate == "BRAND_OF"]


def test_the_group_of_a_row_tells_the_class_of_its_substance(tmp_path: Path, context: Context) -> None:
    document = only(table(tmp_path / "t.xlsx", {GROUP: "Antineoplastic agents, Protein kinase inhibitors"}))
    records = named("ema-table").read(document, context).records
    (told,) = [one for one in records.statements.values() if one.predicate == "member_of"]
    assert (told.subject, told.object) == ("ncit:C116377", "class:kinase-inhibitor")
    assert [records.evidence[one].locator for one in told.evidence_ids] == [f"Madeupine, {GROUP}"]


def test_the_group_of_a_row_with_two_substances_may_be_that_of_one(tmp_path: Path, context: Context) -> None:
    cells = {"Active substance": "osimertinib, cisplatin", GROUP: "Protein kinase inhibitors"}
    records = named("ema-table").read(only(table(tmp_path / "t.xlsx", cells)), context).records
    assert not [one for one in records.statements.values() if one.predicate == "member_of"]


def test_a_medicine_without_a_cancer_in_its_indication_is_passed_over(tmp_path: Path, context: Context) -> None:
    document = only(table(tmp_path / "t.xlsx", {INDICATION: "Madeupine is indicated for high blood pressure."}))
    reading = named("ema-table").read(document, context)
    assert len(reading.records) == 0
    assert not reading.set_aside


@pytest.mark.parametrize("content", [b"", b"not a workbook"])
def test_a_broken_workbook_is_one_broken_document(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(content)
    assert [type(one) for one in named("ema-table").documents(path)] == [BrokenDocument]


def test_the_real_table_has_its_products(corpus: Path) -> None:
    found = documents("ema-table", corpus / "ema/medicines-2023-12-05.xlsx")
    assert len(found) > 1500
    assert all(one.document.url.startswith("https://www.ema.europa.eu/") for one in found)
