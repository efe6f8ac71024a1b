"""Treatments for a cancer: what a label denies is never offered, however wide its other use is."""

from tests.answers.telling import Teller


def offered(teller: Teller, question: str) -> set[str]:
    found = teller.ask(question).findings
    return {str(therapy["name"]) for one in found if one["status"] == "approved" for therapy in one["therapies"]}


def test_a_limitation_of_use_takes_a_cancer_out_of_a_use_for_any_solid_tumor(packaged: Teller) -> None:
    named = offered(packaged, "What is approved for colorectal cancer with BRAF V600E?")
    assert "encorafenib" in named
    assert not named & {"dabrafenib", "trametinib"}


def test_the_wider_use_still_stands_for_other_tumors(packaged: Teller) -> None:
    assert "dabrafenib" in offered(packaged, "What is approved for pancreatic cancer with BRAF V600E?")
