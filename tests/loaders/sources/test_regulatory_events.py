"""Event rows: each column is read whole or the reading is refused; every row of the corpus keeps its evidence."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import ReportedUse
from graph.model.identifiers import quote_hash
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, named
from loaders.row_columns import read_columns
from loaders.run import read_safely
from loaders.sources.regulatory_events import COLUMNS, TABLES, _document
from tests.loaders.sources.conftest import documents

ROW = dict.fromkeys((*COLUMNS, "trial"), "") | {
    "date": "2025-11-19", "agency": "FDA", "event": "approved", "source_url": "https://news.example/x",
    "source_kind": "press",
}  # fmt: skip


def row(**cells: str) -> SourceDocument:
    return _document("made", ROW | cells, "made.tsv, row 2")


def reading(context: Context, **cells: str) -> Reading:
    return named("events").read(row(**cells), context)


def reports(found: Reading) -> list[ReportedUse]:
    return list(found.records.reported.values())


def test_a_row_is_one_report_for_each_cancer(context: Context) -> None:
    found = reports(
        reading(
            context,
            therapies="durvalumab",
            brand="Imfinzi",
            cancer="gastric or gastro-oesophageal junction adenocarcinoma",
            setting="resectable; perioperative",
        )
    )
    assert len(found) == 2
    for report in found:
        assert report.kind == "granted"
        assert report.brands == ("product:imfinzi",)
        assert report.statements[0].qualifiers.setting == "perioperative"
        assert not report.statements[0].rule


@pytest.mark.parametrize(
    ("agency", "event", "note", "kind", "act"),
    [
        ("FDA", "approved_accelerated", "", "granted", "decision"),
        ("FDA", "converted_to_regular", "", "converted", "decision"),
        ("FDA", "withdrawn", "", "indication_withdrawn", "decision"),
        ("FDA", "label_restricted", "", "narrowed", "decision"),
        ("FDA", "refused", "complete response letter", "refused", "application"),
        ("EMA (CHMP)", "refused", "negative opinion", "refused", "opinion"),
        ("EMA", "other", "EU extension application withdrawn", "opinion", "application"),
        ("FDA (ODAC)", "other", "panel voted against keeping the use", "opinion", "opinion"),
        ("European Commission", "approved_conditional", "", "granted", "decision"),
    ],
)
def test_what_a_row_says_was_done(context: Context, agency: str, event: str, note: str, kind: str, act: str) -> None:
    (report,) = reports(
        reading(
            context,
            agency=agency,
            event=event,
            note=note,
            therapies="olaparib",
            brand="Lynparza",
            cancer="ovarian cancer",
        )
    )
    assert (report.kind, report.act) == (kind, act)


def test_the_ema_and_the_commission_are_one_agency(context: Context) -> None:
    agencies = {
        reports(reading(context, agency=agency, therapies="olaparib", cancer="ovarian cancer"))[0].agency
        for agency in ("EMA", "EMA (CHMP)", "European Commission")
    }
    assert agencies == {"agency:ema"}


@pytest.mark.parametrize("note", ["ready-to-use injection", "subcutaneous formulation", "dosing regimen"])
def test_a_new_form_or_dose_changes_no_status(context: Context, note: str) -> None:
    found = reading(context, event="other", therapies="bortezomib", cancer="multiple myeloma", note=note)
    assert not found.records.reported
    assert not found.set_aside


def test_a_warning_is_of_the_product_never_of_a_use(context: Context) -> None:
    found = reports(
        reading(
            context,
            event="boxed_warning",
            brand="Abecma; Carvykti",
            therapies="idecabtagene vicleucel; ciltacabtagene autoleucel",
            cancer="multiple myeloma",
        )
    )
    assert {report.therapy_id for report in found} == {"product:abecma", "product:carvykti"}
    assert all(not report.statements and report.kind == "label_warning" for report in found)


def test_a_partner_whose_brand_stands_in_the_row_gains_the_use_too(context: Context) -> None:
    found = reports(
        reading(
            context,
            brand="Opdivo; Yervoy",
            therapies="nivolumab",
            combination_with="ipilimumab",
            cancer="hepatocellular carcinoma",
        )
    )
    assert len({report.therapy_id for report in found}) == 2
    for report in found:
        assert len(report.statements[0].partners) == 1
        assert report.therapy_id not in report.statements[0].partners


@pytest.mark.parametrize(
    ("cell", "alternatives", "together"),
    [
        ("EGFR exon 19 deletion; EGFR L858R", 2, 1),
        ("MSI-H; dMMR", 2, 1),
        ("HR positive; HER2 negative", 1, 2),
        ("EGFR/ALK negative", 1, 2),
        ("a marker that no grammar knows", 1, 1),
    ],
)
def test_biomarkers_of_a_cell_are_alternatives_or_hold_together(
    context: Context, cell: str, alternatives: int, together: int
) -> None:
    assert context.lexicon is not None
    columns = read_columns(ROW | {"cancer": "non-small cell lung cancer", "biomarkers": cell}, (), context.lexicon)
    assert len(columns.biomarkers) == alternatives
    assert {len(requires) + len(excludes) for requires, excludes in columns.biomarkers} == {together}


@pytest.mark.parametrize(
    ("setting", "least"),
    [
        ("relapsed or refractory; after >= 4 lines incl. PI and IMiD", 5),
        ("relapsed or refractory after at least one prior line", 2),
        ("platinum-resistant; 1 to 3 prior systemic regimens", 2),
        ("metastatic; first-line", 1),
    ],
)
def test_lines_of_a_setting(context: Context, setting: str, least: int) -> None:
    assert context.lexicon is not None
    columns = read_columns(ROW | {"cancer": "multiple myeloma", "setting": setting}, (), context.lexicon)
    assert columns.qualifiers["line_min"] == least


def test_words_that_make_another_disease_refuse_the_reading(context: Context) -> None:
    found = reading(context, therapies="daratumumab", cancer="smouldering multiple myeloma")
    assert all(one.rule or "smoldering" in one.object for report in reports(found) for one in report.statements)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"date": "1850-01-01"}, "date_not_read"),
        ({"agency": "the Moon"}, "agency_unknown"),
        ({"event": "celebrated"}, "event_unknown"),
        ({"source_url": ""}, "source_missing"),
        ({"therapies": "something (with an aside)"}, "therapy_not_linked"),
        ({"cancer": "a disease of no name"}, "cancer_not_linked"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(context: Context, cells: dict[str, str], reason: str) -> None:
    found = reading(context, **({"therapies": "olaparib", "cancer": "ovarian cancer"} | cells))
    assert [item.reason for item in found.set_aside] == [reason]
    assert not found.records.reported


def test_every_row_of_the_corpus_is_a_document_with_its_tier(corpus: Path, context: Context) -> None:
    found = documents("events", corpus / "events")
    assert len({one.document.id for one in found}) >= len(found) - 5
    for one in found[::25]:
        assert one.document.tier in {"regulator", "regulator_copy", "press", "company", "paper"}
        for place in named("events").read(one, context).records.evidence.values():
            assert quote_hash(one.text[place.start : place.end]) == place.quote_sha256


def test_a_truncated_table_gives_what_it_holds(tmp_path: Path) -> None:
    for table in TABLES:
        head = "\t".join((*COLUMNS, "trial"))
        (tmp_path / f"{table}.tsv").write_text(f"{head}\n2024-01-01\tFDA\tappro", encoding="utf-8")
    found = list(named("events").documents(tmp_path))
    assert len(found) == len(TABLES)
    assert all(isinstance(one, BrokenDocument) for one in found)


@given(st.dictionaries(st.sampled_from([*COLUMNS]), st.text(max_size=60), max_size=6))
def test_no_cell_stops_a_load(cells: dict[str, str]) -> None:
    found = read_safely(named("events"), _document("made", ROW | cells, "row"), Context())
    assert found.set_aside or found.records.documents
