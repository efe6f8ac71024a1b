"""A name that several medicines share is answered for each of them, and never for one in the name of all."""

import pytest

from tests.answers.telling import Teller


@pytest.mark.parametrize("name", ["interferon", "lutetium"])
def test_an_approval_under_a_shared_name_has_a_verdict_for_each(packaged: Teller, name: str) -> None:
    told = packaged.ask(f"is {name} approved for melanoma?")
    meant = [reading["entities"][0] for reading in told.question.readings]
    assert len(meant) > 1
    section = told.sections[0]
    assert section.sentences[0].kind == "connective"
    verdicts = [one.text for one in section.sentences if one.kind in ("claim", "absence")]
    assert len(verdicts) == 2 * len(meant), "one for each agency"
    assert len(told.related_questions) == len(meant)
    assert told.id is None
    assert told.verdicts == (), "a verdict without its medicine would speak for all of them"


def test_one_that_is_approved_stands_first(packaged: Teller) -> None:
    told = packaged.ask("does interferon treat melanoma?")
    assert told.sections[0].sentences[1].text.startswith("Yes. Interferon alfa-2b is approved for melanoma")


def test_another_question_under_a_shared_name_is_asked_back(packaged: Teller) -> None:
    told = packaged.ask("how does lutetium work?")
    assert [one.kind for section in told.sections for one in section.sentences] == ["connective", "guidance"]
    assert len(told.related_questions) == 2


def test_a_misspelt_name_is_no_shared_one(packaged: Teller) -> None:
    told = packaged.ask("is pembrolizumb approved for melanoma?")
    assert told.verdict is not None
