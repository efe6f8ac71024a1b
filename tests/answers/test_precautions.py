"""What a leaflet bars, and what needs care, is told with its source and day, and falls with its statement."""

from dataclasses import replace
from functools import cache

import pytest

from answers.assemble import answer_question
from answers.model import Answer, Sentence
from graph.model import Records
from nlp.questions.question import Question
from tests.answers.flagship_world import add_told, flagship_world, tell
from tests.answers.telling import TODAY, Teller
from tests.answers.verdict.world import World
from tests.answers.walked_graph import walk

QUESTION = "What are the side effects of cisplatin?"
BARRED, CARE, TAKEN = "poor hearing", "weak kidneys", "osimertinib"


@cache
def made() -> tuple[World, dict[str, str]]:
    """Return a world in which a leaflet bars one thing, asks for care with two, and the statement of each."""
    world = flagship_world()
    leaflet = world.document("leaflet", "cisplatin")
    for name in (BARRED, CARE):
        add_told(world, name, "AdverseEffect", "")
    return world, {
        BARRED: tell(world, "contraindicated_with", "cisplatin", BARRED, leaflet),
        CARE: tell(world, "needs_care_with", "cisplatin", CARE, leaflet, note="severe"),
        TAKEN: tell(world, "needs_care_with", "cisplatin", TAKEN, leaflet),
    }


@cache
def question() -> Question:
    return Teller(walk(made()[0].records)).reader.read(QUESTION)


def ask(records: Records, level: str = "plain") -> Answer:
    return answer_question(question(), store=walk(records), as_of=TODAY, level=level)


def told(answer: Answer) -> list[Sentence]:
    return [one for section in answer.sections for one in section.sentences]


@pytest.mark.parametrize("level", ["plain", "standard"])
def test_each_is_a_cited_claim_at_every_level(level: str) -> None:
    _, statements = made()
    said = told(ask(made()[0].records, level))
    for name, statement in statements.items():
        [claim] = [one for one in said if statement in one.statement_ids and name in one.text]
        assert claim.kind == "claim"
        assert claim.citations
    assert any(f"severe {CARE}" in one.text for one in said)


def test_what_is_barred_stands_in_the_open_and_what_needs_care_is_folded_for_patients() -> None:
    folded = {one.text: section.folded for section in ask(made()[0].records).sections for one in section.sentences}
    assert [fold for text, fold in folded.items() if BARRED in text] == [False]
    assert [fold for text, fold in folded.items() if CARE in text] == [True]
    standard = ask(made()[0].records, "standard")
    assert not any(section.folded for section in standard.sections if section.id == "harms")


@pytest.mark.parametrize("name", [BARRED, CARE, TAKEN])
def test_a_statement_less_takes_its_words_and_no_others(name: str) -> None:
    world, statements = made()
    kept = {key: one for key, one in world.records.statements.items() if key != statements[name]}
    less = replace(world.records, statements=kept)
    before, after = ask(world.records), ask(less)
    assert not [one for one in told(after) if statements[name] in one.statement_ids or name in one.text]
    others = {one.text for one in told(before) if statements[name] not in one.statement_ids and one.kind == "claim"}
    assert others <= {one.text for one in told(after)}


def test_the_leaflets_of_the_corpus_are_told_with_their_day(packaged: Teller) -> None:
    answer = packaged.ask("What are the side effects of toremifene?")
    said = " ".join(one.text for one in told(answer))
    assert "heart failure" in said
    assert "14 October 2024" in said
    assert answer.reading_grade is not None
    assert answer.reading_grade <= 6
