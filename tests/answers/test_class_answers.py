"""A class of many medicines is told in short: nothing is lost on the way, and no use becomes wider than it is."""

import pytest

from answers.model import Answer, Sentence
from answers.narrator import plural_of
from tests.answers.telling import Teller

MOST_SENTENCES = 130
QUESTIONS = ("What is immunotherapy?", "What are checkpoint inhibitors?", "Is immunotherapy approved for lung cancer?")


def sentences(told: Answer) -> list[Sentence]:
    return [one for section in told.sections for one in section.sentences]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("level", ["plain", "standard"])
def test_it_is_short_and_every_finding_stands_in_a_sentence(packaged: Teller, question: str, level: str) -> None:
    told = packaged.ask(question, level=level)
    assert len(sentences(told)) <= MOST_SENTENCES
    cited = {statement for one in sentences(told) for statement in one.statement_ids}
    assert {str(finding["statement_id"]) for finding in told.findings} <= cited


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_partner_of_a_finding_is_named_where_its_use_is_told(packaged: Teller, question: str) -> None:
    told = packaged.ask(question, level="standard")
    for finding in told.findings:
        said = " ".join(one.text for one in sentences(told) if finding["statement_id"] in one.statement_ids).lower()
        for therapy in finding["therapies"]:
            name = str(therapy["name"]).lower()
            assert name in said or plural_of(name) in said


def test_members_are_findable_with_their_conditions(packaged: Teller) -> None:
    told = packaged.ask("What are checkpoint inhibitors?")
    named = {str(therapy["name"]) for finding in told.findings for therapy in finding["therapies"]}
    assert {"pembrolizumab", "nivolumab", "cemiplimab", "dostarlimab"} <= {name.lower() for name in named}
    assert any(finding["conditions"] for finding in told.findings)


def test_a_use_for_any_tumor_keeps_its_test(packaged: Teller) -> None:
    told = packaged.ask("What are checkpoint inhibitors?")
    anywhere = {
        str(finding["statement_id"])
        for finding in told.findings
        if any(cancer["id"] == "group:solid-tumor" for cancer in finding["cancers"])
    }
    assert anywhere
    for one in sentences(told):
        if anywhere & set(one.statement_ids) and "approved" in one.text.lower() and "proof" not in one.text:
            assert any(test in one.text for test in ("dMMR", "MSI-H", "TMB-H"))


@pytest.mark.parametrize("level", ["plain", "standard"])
def test_the_second_agency_is_told_with_tests_and_dates(packaged: Teller, level: str) -> None:
    told = packaged.ask("What treatments are there for non-small cell lung cancer?", level=level)
    [european] = [section for section in told.sections if "European Union" in section.title]
    text = " ".join(one.text for one in european.sentences)
    assert "RET fusion" in text
    assert "5 December 2023" in text
    assert ("first treatment" if level == "plain" else "first line") in text
