"""How strong the studies behind a listed option are: data at every level, words for those who ask for more."""

import re

import pytest

from answers.model import Answer
from tests.answers.telling import Teller

QUESTION = "What treatments are there for stage III melanoma?"
TOLD = re.compile(r"\(evidence ([A-D]\d?(?:/[A-D]\d?)*)\)")


def texts(told: Answer) -> list[str]:
    return [one.text for section in told.sections for one in section.sentences]


@pytest.mark.parametrize("level", ["standard", "expert"])
def test_each_level_stands_beside_its_option_and_is_explained(packaged: Teller, level: str) -> None:
    told = packaged.ask(QUESTION, level=level)
    held = {finding["level_of_evidence"] for finding in told.findings} - {None}
    said = {one for text in texts(told) for group in TOLD.findall(text) for one in group.split("/")}
    assert said == held
    guidance = {one.basis[0] for section in told.sections for one in section.sentences if one.kind == "guidance"}
    assert "evidence.what" in guidance
    assert {f"evidence.{one}" for one in held} <= guidance or level == "standard"


def test_patients_get_the_same_data_without_the_grades(packaged: Teller) -> None:
    told, standard = packaged.ask(QUESTION), packaged.ask(QUESTION, level="standard")
    assert not [text for text in texts(told) if "evidence" in text]
    grades = [
        sorted((str(one["statement_id"]), str(one["level_of_evidence"])) for one in answer.findings)
        for answer in (told, standard)
    ]
    assert grades[0] == grades[1]


def test_an_approval_has_no_grade(packaged: Teller) -> None:
    told = packaged.ask(QUESTION)
    assert {one["level_of_evidence"] for one in told.findings if one["status"] == "approved"} == {None}
