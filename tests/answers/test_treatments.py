"""Treatments for a cancer or a test result: what labels allow is offered, what one denies or lost never is."""

import csv
from pathlib import Path

import pytest

from tests.answers.telling import Teller

ROWS = list(
    csv.DictReader((Path(__file__).parent / "offered.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
)
"""What each label of the corpus was read to say, with what must stay out: withdrawn, denied, or of another cancer."""


def offered(teller: Teller, question: str, agency: str = "") -> set[str]:
    found = teller.ask(question).findings
    approved = [one for one in found if one["status"] == "approved" and agency in ("", one["agency"])]
    return {str(therapy["name"]) for one in approved for therapy in one["therapies"]}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['agency']}: {row['question']}" for row in ROWS])
def test_an_agency_s_treatments_are_offered_and_no_others(row: dict[str, str], packaged: Teller) -> None:
    named = {name.lower() for name in offered(packaged, row["question"], row["agency"])}
    assert set(row["offered"].split(", ")) - named == set()
    assert set(row["not_offered"].split(", ")) & named == set()


def test_a_limitation_of_use_takes_a_cancer_out_of_a_use_for_any_solid_tumor(packaged: Teller) -> None:
    named = offered(packaged, "What is approved for colorectal cancer with BRAF V600E?")
    assert "encorafenib" in named
    assert not named & {"dabrafenib", "trametinib"}


def test_the_wider_use_still_stands_for_other_tumors(packaged: Teller) -> None:
    assert "dabrafenib" in offered(packaged, "What is approved for pancreatic cancer with BRAF V600E?")
