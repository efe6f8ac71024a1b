"""Closed lists, boxed warnings, cell-therapy trials, Drugs@FDA: what each row gives, and what is refused."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from graph.model import Entity
from loaders.loader import BrokenDocument, Context, SourceDocument, named
from tests.loaders.sources.conftest import documents, read

COVERAGE = "agency\ttherapy\tproducts\tclosed_list\tchecked_on\tfollowed_to\tnote\n"
CAR_T = "tisagenlecleucel; axicabtagene ciloleucel"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f"FDA\tCAR-T\t{CAR_T}; a product nobody knows\tlist\t2025-05\t2026-07\t", "products are not known"),
        (f"FDA\tno such class\t{CAR_T}\tlist\t2025-05\t2026-07\t", "class"),
        (f"FDA\tCAR-T\t{CAR_T}\tlist\t\t2026-07\t", "without a date proves nothing"),
        (f"Mars\tCAR-T\t{CAR_T}\tlist\t2025-05\t2026-07\t", "No route"),
    ],
)
def test_a_closed_list_that_is_not_closed_supports_no_negative(
    tmp_path: Path, context: Context, row: str, why: str
) -> None:
    path = tmp_path / "coverage.tsv"
    path.write_text(f"{COVERAGE}{row}\n", encoding="utf-8")
    (document,) = documents("coverage-lists", path)
    reading = read("coverage-lists", document, context)
    assert not reading.records.coverage
    assert why in reading.set_aside[0].detail


def test_the_closed_lists_of_the_corpus_name_every_product(corpus: Path, context: Context) -> None:
    rows = [
        row
        for document in documents("coverage-lists", corpus / "events/coverage.tsv")
        for row in read("coverage-lists", document, context).records.coverage.values()
    ]
    assert {(row.agency, len(row.products)) for row in rows} == {("agency:fda", 7), ("agency:ema", 7)}


def test_each_boxed_warning_of_the_corpus_is_a_harm_with_its_tier(corpus: Path, context: Context) -> None:
    found = documents("boxed-warnings", corpus / "events/boxed-warnings.tsv")
    assert len(found) == 6
    for document in found:
        reading = read("boxed-warnings", document, context)
        statements = list(reading.records.statements.values())
        assert len(statements) >= 2
        assert {one.qualifiers.seriousness for one in statements} == {"boxed_warning"}
        assert {one.predicate for one in statements} == {"causes"}
        assert not reading.set_aside


def test_a_trial_is_studied_never_approved_and_keeps_its_date(corpus: Path, context: Context) -> None:
    predicates = set()
    trials: dict[str, Entity] = {}
    for document in documents("cell-therapy-trials", corpus / "events/cell-therapy-trials.tsv"):
        records = read("cell-therapy-trials", document, context).records
        predicates |= {one.predicate for one in records.statements.values()}
        trials |= {entity.id: entity for entity in records.entities.values() if entity.label == "Trial"}
    assert predicates <= {"studied_for", "member_of"}
    assert len(trials) > 80
    assert dict(trials["nct:NCT00006480"].properties)["status_date"] == "2018-02"


def test_only_therapies_that_a_row_calls_car_t_become_members(corpus: Path, context: Context) -> None:
    members = set()
    for document in documents("cell-therapy-trials", corpus / "events/cell-therapy-trials.tsv"):
        records = read("cell-therapy-trials", document, context).records
        members |= {one.subject for one in records.statements.values() if one.predicate == "member_of"}
    assert members
    assert not any("car-nk" in member or "letetresgene" in member for member in members)


def dump(path: Path, products: str, submissions: str) -> Path:
    with ZipFile(path, "w") as archive:
        archive.writestr("Products.txt", "ApplNo\tDrugName\tActiveIngredient\n" + products)
        archive.writestr(
            "Submissions.txt", "ApplNo\tSubmissionType\tSubmissionStatus\tSubmissionStatusDate\n" + submissions
        )
    return path


def test_the_first_approval_is_the_product_s_own_date(tmp_path: Path, context: Context) -> None:
    path = dump(
        tmp_path / "dump.zip",
        "1\tTAGRISSO\tOSIMERTINIB MESYLATE\n",
        "1\tSUPPL\tAP\t2014-01-01 00:00:00\n1\tORIG\tAP\t2015-11-13 00:00:00\n1\tORIG\tTA\t2015-01-01 00:00:00\n",
    )
    _, document = documents("drugs-at-fda", path)
    (report,) = read("drugs-at-fda", document, context).records.reported.values()
    assert (report.therapy_id, report.date, report.statements) == ("product:tagrisso", "2015-11-13", ())


def test_a_brand_of_another_drug_gets_no_date(tmp_path: Path, context: Context) -> None:
    path = dump(tmp_path / "dump.zip", "1\tTAGRISSO\tASPIRIN\n", "1\tORIG\tAP\t1950-01-01 00:00:00\n")
    _, document = documents("drugs-at-fda", path)
    assert not read("drugs-at-fda", document, context).records.reported


def test_the_ingredients_of_the_dump_name_substances_and_tell_no_use(tmp_path: Path, context: Context) -> None:
    path = dump(
        tmp_path / "dump.zip",
        "1\tTAGRISSO\tOSIMERTINIB MESYLATE\n2\tNOBODY\tNOBODYKNOWSUMAB\n",
        "1\tORIG\tAP\t2015-11-13 00:00:00\n",
    )
    index, _ = documents("drugs-at-fda", path)
    assert index.document.kind == "index"
    reports = {one.therapy_id: one for one in read("drugs-at-fda", index, context).records.reported.values()}
    assert reports["ncit:C116377"].kind == "listed"
    assert "NOBODYKNOWSUMAB" in reports["class:cancer-drug"].note
    assert not any(one.statements for one in reports.values())


@pytest.mark.parametrize("name", ["drugs-at-fda", "coverage-lists", "boxed-warnings", "cell-therapy-trials"])
def test_a_file_of_another_kind_is_one_broken_document(tmp_path: Path, name: str) -> None:
    path = tmp_path / "file"
    path.write_text("nothing of the kind\n", encoding="utf-8")
    found = list(named(name).documents(path))
    assert [type(one) for one in found] == [BrokenDocument]
    assert not any(isinstance(one, SourceDocument) for one in found)
