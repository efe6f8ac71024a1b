"""Each sentence stands and falls with what it rests on: a statement less, a doubt more, and nothing else moves.

Sentences are compared by their text: their ids, and the answer's id and graph version, change with the graph.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from answers.assemble import answer_question
from answers.model import Answer, Sentence
from graph.model import Records, Statement
from nlp.questions.question import Question
from tests.answers.flagship_world import FLAGSHIP, flagship_world
from tests.answers.telling import TODAY, Teller, telling
from tests.answers.verdict.case_world import CAR_T, SEVEN
from tests.answers.verdict.world import World
from tests.answers.walked_graph import walk

NEGATIVE = "not_approved"
ASSERTING = ("claim", "absence")
Told = tuple[str, str, str]
"""A sentence without ids: section, kind, text."""


@cache
def flagship() -> World:
    return flagship_world()


@cache
def question() -> Question:
    """The flagship question as read by the names of its world."""
    return Teller(walk(flagship().records)).reader.read(FLAGSHIP)


def ask(records: Records, level: str = "plain") -> Answer:
    return answer_question(question(), store=walk(records), as_of=TODAY, level=level)


@cache
def whole() -> Answer:
    return ask(flagship().records)


def every_sentence(answer: Answer) -> list[tuple[str, Sentence]]:
    return [(section.id, sentence) for section in answer.sections for sentence in section.sentences]


def texts(answer: Answer) -> set[Told]:
    """Return what an answer asserts."""
    return {(section, one.kind, one.text) for section, one in every_sentence(answer) if one.kind in ASSERTING}


def grounds(sentence: Sentence) -> set[str]:
    return {*sentence.statement_ids, *sentence.basis}


def resting_on(answer: Answer, statement: Statement) -> set[Told]:
    """Return the sentences that rest on a statement.

    Directly; by the coverage of a sentence that does; and absences, whose query looked for such a one.
    """
    told = every_sentence(answer)
    reached = {statement.id}
    reached |= {ground for _, one in told if statement.id in one.statement_ids for ground in one.basis}
    return {
        (section, one.kind, one.text) for section, one in told if grounds(one) & reached or _looked_for(one, statement)
    }


def _looked_for(sentence: Sentence, statement: Statement) -> bool:
    queries = [ground for ground in sentence.basis if ground.startswith("query:")]
    return any(statement.subject in query or query.endswith(f"predicates={statement.predicate}") for query in queries)


def retold(answer: Answer, gone: Told) -> bool:
    """Tell whether a sentence of this answer rests on all that a vanished one rested on: lists are cut anew when they
    get shorter, and a study is told together with a verdict that became unknown."""
    before = next(one for section, one in every_sentence(whole()) if (section, one.kind, one.text) == gone)
    return any(section == gone[0] and grounds(before) <= grounds(one) for section, one in every_sentence(answer))


def without(records: Records, *identifiers: str) -> Records:
    """Return the records with some statements never said."""
    kept = {key: one for key, one in records.statements.items() if key not in identifiers}
    return replace(records, statements=kept)


def told_statements() -> list[str]:
    """Return the statements that the flagship answer rests on."""
    named = {ground for _, one in every_sentence(whole()) for ground in one.statement_ids}
    return sorted(named & set(flagship().records.statements))


def comparable(answer: Answer) -> dict[str, Any]:
    """Return the answer without what names the graph, and without the ids of sentences."""
    held = answer.to_json() | {"id": None, "graph_version": None}
    for section in held["sections"]:
        for sentence in section["sentences"]:
            sentence["id"] = None
    return held


@pytest.mark.parametrize("identifier", told_statements())
def test_without_a_statement_exactly_its_sentences_vanish_change_or_flip(identifier: str) -> None:
    before, after = texts(whole()), ask(without(flagship().records, identifier))
    resting = resting_on(whole(), flagship().records.statements[identifier])
    vanished = before - texts(after)
    lost = {one for one in vanished - resting if not retold(after, one)}
    assert not lost, "a sentence that does not rest on it is gone"
    alone = {
        (section, one.kind, one.text)
        for section, one in every_sentence(whole())
        if one.statement_ids == (identifier,) and one.kind == "claim"
    }
    assert alone <= vanished, "a sentence that rests on nothing else is still told"
    assert not [one.text for _, one in every_sentence(after) if identifier in grounds(one)]
    touched = {section for section, *_ in resting}
    assert {section for section, *_ in texts(after) - before} <= touched, "a section that does not rest on it changed"


@pytest.mark.parametrize("identifier", told_statements())
def test_without_a_statement_of_the_negative_no_negative_is_told(identifier: str) -> None:
    """Every use and membership that was looked through carries the No: without one of them we cannot tell."""
    after = ask(without(flagship().records, identifier))
    for entry, remaining in zip(whole().verdicts, after.verdicts, strict=True):
        if entry["status"] == NEGATIVE and identifier in carrying(entry["agency"]):
            assert remaining["status"] in ("unknown", "investigational"), entry["agency"]
        elif identifier not in study_statements():
            assert remaining["status"] == entry["status"], entry["agency"]


def carrying(agency: str) -> set[str]:
    """Return the uses and memberships that the No for one agency names."""
    short = agency.rpartition(":")[2].lower()
    return {
        ground
        for _, one in every_sentence(whole())
        if f"cov:{short}/" in " ".join(one.basis) and one.kind == "absence"
        for ground in one.statement_ids
        if ground in told_statements() and ground not in study_statements()
    }


def study_statements() -> set[str]:
    held = flagship().records.statements
    return {identifier for identifier in told_statements() if held[identifier].predicate == "studied_for"}


def memberships() -> list[Statement]:
    """Return the memberships of the seven products that were searched."""
    ids, held = flagship().ids, flagship().records.statements.values()
    listed = {ids[name] for name in SEVEN}
    return [one for one in held if one.predicate == "member_of" and one.object == ids[CAR_T] and one.subject in listed]


def counted_uses() -> list[Statement]:
    """Return the uses that the coverage counted: they stand in the newest list of each product."""
    held = flagship().records
    documents = {product.document_id for product in held.coverage["cov:fda/car-t-cell-therapy"].products}
    return [
        one
        for one in held.statements.values()
        if one.predicate == "approved_for"
        and one.agency == "agency:fda"
        and documents & {held.evidence[at].document_id for at in one.evidence_ids}
    ]


@pytest.mark.parametrize("membership", memberships(), ids=lambda one: one.subject)
def test_a_membership_less_makes_the_negative_unknown(membership: Statement) -> None:
    assert whole().verdicts[0]["status"] == NEGATIVE
    assert ask(without(flagship().records, membership.id)).verdicts[0]["status"] in ("unknown", "investigational")


@pytest.mark.parametrize("use", counted_uses(), ids=lambda one: f"{one.subject} {one.object}")
def test_a_use_in_the_queue_makes_the_negative_unknown(use: Statement) -> None:
    queued = {**flagship().records.statements, use.id: replace(use, review_status="proposed")}
    verdict = ask(replace(flagship().records, statements=queued)).verdicts[0]
    assert verdict["status"] in ("unknown", "investigational")


def test_a_queued_use_that_could_be_of_the_cancer_makes_the_negative_unknown() -> None:
    for cancer in ("lung cancer", "solid tumor", "small cell lung cancer", ""):
        world = flagship_world()
        world.doubt("tisagenlecleucel", cancer, "FDA")
        assert ask(world.records).verdicts[0]["status"] in ("unknown", "investigational"), cancer


def test_an_unrelated_statement_changes_nothing() -> None:
    world = flagship_world()
    world.therapy("another drug")
    world.use("another drug", "thyroid cancer", "FDA", world.document("label", "another drug"))
    world.use("another drug", "thyroid cancer", "", world.document("trial", "another"), predicate="studied_for")
    assert comparable(ask(world.records)) == comparable(whole())


def test_the_order_in_which_records_came_changes_nothing() -> None:
    held = flagship().records
    turned = replace(held, statements=dict(reversed(held.statements.items())), edges=dict(reversed(held.edges.items())))
    assert ask(turned).to_json() == whole().to_json()


def test_the_same_question_twice_is_the_same_bytes() -> None:
    assert ask(flagship_world().records).to_json() == whole().to_json()


def test_the_published_graph_answers_as_the_walk_does(tmp_path: Path) -> None:
    with telling(flagship().records, tmp_path / "graph") as teller:
        assert teller.ask(FLAGSHIP).to_json() == whole().to_json()


def test_levels_reach_the_same_statements() -> None:
    def reached(answer: Answer) -> set[str]:
        return {ground for _, one in every_sentence(answer) for ground in one.statement_ids}

    standard = ask(flagship().records, level="standard")
    assert reached(standard) == reached(whole())
    assert [one | {"text": ""} for one in standard.verdicts] == [one | {"text": ""} for one in whole().verdicts]


def test_every_section_of_the_flagship_has_something_to_remove() -> None:
    held = {section for section, one in every_sentence(whole()) if one.kind == "claim"}
    assert held >= {"verdict", "mechanism", "barriers", "research", "standard_treatments", "harms"}
