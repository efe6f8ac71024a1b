"""What stands first is no wider than what was asked: the cancer, the test result, and what became of its own use."""

import pytest

from answers.model import Answer
from tests.answers.telling import Teller

LEVELS = ("plain", "standard")


def first(told: Answer, count: int = 1) -> list[str]:
    return [one.text for one in told.sections[0].sentences[:count]]


@pytest.mark.parametrize("level", LEVELS)
def test_treatments_by_test_result_begin_with_the_cancer_and_the_result(packaged: Teller, level: str) -> None:
    [head] = first(packaged.ask("Which treatments are there for triple negative breast cancer?", level=level))
    assert "breast" in head
    assert "HER2-negative" in head
    assert "HR-negative" in head


def test_a_result_that_sums_up_receptors_leaves_out_what_needs_one_of_them(packaged: Teller) -> None:
    told = packaged.ask("Which treatments are there for triple negative breast cancer?")
    needed = {marker["name"] for finding in told.findings for marker in finding["biomarkers"]}
    assert "ER-positive" not in needed


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("therapy", "cancer", "ended", "wider"),
    [
        ("pralsetinib", "medullary thyroid cancer", "30 June 2023", "RET fusion"),
        ("pembrolizumab", "small cell lung cancer", "30 March 2021", "TMB-H"),
    ],
)
def test_a_use_that_ended_is_told_before_a_wider_one_that_asks_for_a_test(
    packaged: Teller, level: str, therapy: str, cancer: str, ended: str, wider: str
) -> None:
    told = packaged.ask(f"Is {therapy} approved for {cancer}?", level=level)
    own, standing = first(told, 2)
    assert ended in own
    assert "withdrawn" in own
    assert wider in standing
    assert told.verdict is not None
    assert told.verdict["status"] == "approved_for_some"
    assert "withdrawn" in told.verdict["also"]
    assert ended in told.verdict["text"]


def test_a_cancer_with_a_standing_use_of_its_own_begins_with_that(packaged: Teller) -> None:
    [head] = first(packaged.ask("Is selpercatinib approved for medullary thyroid cancer?"))
    assert "withdrawn" not in head
