"""A harm that is asked about by name is answered first, from what is held nearest."""

import pytest

from graph.model import Records
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from tests.answers.telling import KNOWLEDGE, Teller


@pytest.fixture(scope="module")
def records() -> Records:
    return known(read_knowledge(KNOWLEDGE))


def first(packaged: Teller, therapy: str, harm: str) -> tuple[str, str, set[str]]:
    told = packaged.ask(f"Is {harm} a side effect of {therapy}?")
    assert told.question.type == "harms"
    sentence = told.sections[0].sentences[0]
    return sentence.kind, sentence.text, set(sentence.statement_ids)


def test_a_harm_that_is_held_is_affirmed_by_its_own_statements(packaged: Teller, records: Records) -> None:
    held = sorted(
        (one.id, one.subject, one.object)
        for one in records.statements.values()
        if one.predicate == "causes"
        and one.polarity == "affirmed"
        and one.review_status in ("accepted", "single_source")
        and records.entities[one.subject].kind == "substance"
    )
    for statement_id, subject, harm in held[:: max(1, len(held) // 12)]:
        kind, text, grounds = first(packaged, records.entities[subject].name, records.entities[harm].name)
        assert (kind, text.partition(" ")[0]) == ("claim", "Yes."), (subject, harm, text)
        told = {records.statements[one].object for one in grounds if one in records.statements}
        assert statement_id in grounds
        assert told == {harm}


def test_a_harm_that_is_not_held_is_told_as_our_silence(packaged: Teller, records: Records) -> None:
    named = {
        one.object for one in records.statements.values() if one.predicate == "causes" and one.subject == "ncit:C855"
    }
    assert "ae:hearing-loss" not in named
    kind, text, _ = first(packaged, "tamoxifen", "hearing loss")
    assert kind == "absence"
    assert text.startswith("Our records do not name hearing loss")


def test_a_harm_of_a_class_is_no_yes_for_its_member(packaged: Teller, records: Records) -> None:
    own = {
        one.object for one in records.statements.values() if one.predicate == "causes" and one.subject == "ncit:C376"
    }
    assert not own, "cisplatin has harms of its own now: take another medicine"
    kind, text, _ = first(packaged, "cisplatin", "hair loss")
    assert kind == "claim"
    assert not text.startswith("Yes")
    assert "in general" in text


def test_a_harm_asked_of_a_therapy_for_a_cancer_stands_in_the_one_section_that_answers(packaged: Teller) -> None:
    told = packaged.ask("Does pembrolizumab cause colitis when it is given for melanoma?")
    assert told.question.type == "harms"
    assert [section.id for section in told.sections].count("verdict") == 1
    answering = next(section for section in told.sections if section.id == "verdict")
    assert answering.sentences[0].text.startswith("Yes. Our sources name inflamed bowel")
    assert told.verdict is not None
