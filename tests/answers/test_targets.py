"""What works on a molecule: the medicines that a source says so of, and uses that ask for its test, not its absence."""

import pytest

from answers.model import Answer
from tests.answers.telling import Teller

LEVELS = ("plain", "standard")


def texts(told: Answer) -> list[str]:
    return [one.text for section in told.sections for one in section.sentences]


def offered(told: Answer) -> set[str]:
    return {str(therapy["name"]).lower() for finding in told.findings for therapy in finding["therapies"]}


@pytest.mark.parametrize("level", LEVELS)
def test_medicines_that_work_on_it_and_uses_that_need_its_test_are_told(packaged: Teller, level: str) -> None:
    told = packaged.ask("Which drugs target RET?", level=level)
    assert any("work on RET" in text for text in texts(told))
    assert {"pralsetinib", "selpercatinib"} <= offered(told)
    assert any("RET fusion" in text for text in texts(told))


def test_a_use_that_needs_it_absent_is_not_one_for_it(packaged: Teller) -> None:
    told = packaged.ask("Which drugs target HER2?")
    assert "tucatinib" in offered(told)
    assert "ribociclib" not in offered(told)
    assert not [finding for finding in told.findings if "HER2-negative" in finding["conditions"]]


def test_a_molecule_without_a_test_is_told_by_cancer(packaged: Teller) -> None:
    told = packaged.ask("What drugs target PD-1?")
    assert {"pembrolizumab", "nivolumab", "cemiplimab"} <= offered(told)


@pytest.mark.parametrize("level", LEVELS)
def test_what_a_medicine_is_stands_before_what_we_do_not_know(packaged: Teller, level: str) -> None:
    told = packaged.ask("is enhertu a chemo", level=level)
    first, second = told.sections[0].sentences[:2]
    assert first.kind == "claim"
    assert "antibody-drug conjugate" in first.text
    assert second.kind == "absence"
    assert "chemotherapy" in second.text


def test_the_meaning_of_a_result_stands_before_what_needs_it(packaged: Teller) -> None:
    told = packaged.ask("What does HER2-positive mean?")
    assert told.sections[0].id == "definition"
    assert {one.kind for one in told.sections[0].sentences} == {"claim"}


def test_that_the_meaning_of_a_result_is_not_held_is_said(packaged: Teller) -> None:
    told = packaged.ask("What does HR-negative mean?")
    [section] = [section for section in told.sections if section.id == "definition"]
    [one] = section.sentences
    assert one.kind == "absence"
    assert "HR-negative" in one.text
