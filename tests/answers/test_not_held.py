"""What is asked about and not held is said to be not held, and nothing else is told in its place."""

import pytest

from answers.model import Answer
from answers.permalink import decode
from api.asked_again import question_of
from tests.answers.telling import Teller


def texts(told: Answer) -> list[str]:
    return [one.text for section in told.sections for one in section.sentences]


@pytest.mark.parametrize("body", ["NICE", "NCCN"])
def test_a_body_that_approves_nothing_is_told_first_as_not_held(packaged: Teller, body: str) -> None:
    told = packaged.ask(f"Does {body} recommend pembrolizumab for lung cancer?")
    assert told.question.type == "approval"
    first = told.sections[0].sentences[0]
    assert first.kind == "absence"
    assert body in first.text
    assert told.verdict is not None


def test_a_nice_drug_is_no_body(packaged: Teller) -> None:
    assert "bodies" not in packaged.ask("is there a nice drug for lung cancer").question.constraints


def test_a_permalink_tells_it_again(packaged: Teller) -> None:
    told = packaged.ask("Does NICE recommend pembrolizumab for lung cancer?")
    assert told.id is not None
    assert question_of(decode(told.id), packaged.store, told.id).constraints.bodies == ("NICE",)


@pytest.mark.parametrize("question", ["Is zolgensma approved for lung cancer?", "is zolgensma approved by the FDA"])
def test_an_unknown_name_stays_an_approval_question(packaged: Teller, question: str) -> None:
    told = packaged.ask(question)
    assert told.question.type == "approval"
    assert "zolgensma" in texts(told)[0]
    assert told.findings == ()


def test_an_illness_is_not_taken_for_a_harm(packaged: Teller) -> None:
    told = packaged.ask("is rituximab used for lupus")
    assert told.question.type == "uses"
    assert not [entity for entity in told.question.entities if entity.label == "AdverseEffect"]


def test_what_is_no_cancer_is_not_called_one(packaged: Teller) -> None:
    told = packaged.ask("Is ruxolitinib approved for graft-versus-host disease?")
    titles = [section.title for section in told.sections if section.id == "standard_treatments"]
    own = [one.text for section in told.sections if section.id in ("verdict", "options") for one in section.sentences]
    assert not [text for text in (*titles, *own) if "for cancer" in text or "this cancer" in text]


def test_barriers_name_the_cancer_that_was_asked(packaged: Teller) -> None:
    told = packaged.ask("Why can't I get CAR-T for breast cancer?")
    [barriers] = [section for section in told.sections if section.id == "barriers"]
    assert "breast cancer" in barriers.sentences[0].text
