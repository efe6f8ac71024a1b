"""Curated facts: every quote is found by its hash, the words are ours, short and plain."""

import re
from collections import Counter
from functools import cache

from loaders.citing.cited_text import CitedText
from loaders.citing.corpus_documents import CorpusDocuments
from loaders.citing.facts import Fact, fact_files, read_facts
from loaders.sources.curated_facts import LOADER
from loaders.vocabularies.tables import CURATED
from tests.loaders.sources.defined import defined, set_aside
from tests.needs import corpus_folder


def test_every_quote_is_found_in_the_corpus() -> None:
    assert not [item.detail for item in set_aside(LOADER)]


def test_car_t_works_in_order_and_lymphodepletion_is_a_step_with_its_own_source() -> None:
    records = defined(LOADER)
    steps = sorted(
        (one for one in records.statements.values() if one.subject == "class:car-t" and one.qualifiers.order),
        key=lambda one: one.qualifiers.order,
    )
    steps = [one for one in steps if one.predicate == "has_mechanism_step"]
    assert [one.qualifiers.order for one in steps] == [1, 2, 3, 4, 5, 6]
    assert steps[3].object == "step:car-t-lymphodepletion"
    documents = [records.evidence[one.evidence_ids[0]].document_id for one in steps]
    assert documents[3] not in documents[:3]


def test_a_step_is_no_strategy_and_every_strategy_answers_a_told_barrier() -> None:
    records = defined(LOADER)
    barriers = {one.object for one in records.statements.values() if one.predicate == "has_barrier"}
    for statement in records.statements.values():
        if statement.predicate == "addresses":
            assert statement.subject.startswith("strategy:")
            assert statement.object in barriers


def test_no_text_is_a_sentence_of_its_source() -> None:
    corpus = CorpusDocuments(corpus_folder())
    records = defined(LOADER)
    for statement in records.statements.values():
        told = records.entities.get(statement.object) or records.entities.get(statement.subject)
        source = CitedText(corpus.open(records.evidence[statement.evidence_ids[0]].document_id).text)
        for sentence in re.split(r"(?<=[.!?])\s+", told.definition if told else ""):
            assert len(sentence.split()) < 8 or source.find(sentence.rstrip(".")) is None, sentence


def test_sentences_are_short() -> None:
    for entity in defined(LOADER).entities.values():
        for sentence in re.split(r"(?<=[.!?])\s+", entity.definition):
            assert len(sentence.split()) <= 20, sentence


def _facts() -> list[Fact]:
    files = fact_files(CURATED / "facts")
    return [fact for file in files for fact in read_facts(file.name, file.read_text(encoding="utf-8"))]


def test_no_thing_is_defined_twice() -> None:
    defined_things = Counter(fact.subject for fact in _facts() if fact.predicate == "defines")
    assert not [subject for subject, often in defined_things.items() if often > 1]


def test_a_definition_is_short_and_no_sentence_of_its_source() -> None:
    corpus = CorpusDocuments(corpus_folder())
    texts = cache(lambda document: CitedText(corpus.open(document).text))
    for fact in (one for one in _facts() if one.predicate == "defines"):
        for sentence in re.split(r"(?<=[.!?])\s+", fact.text):
            assert len(sentence.split()) <= 20, sentence
            assert len(sentence.split()) < 8 or texts(fact.source.document).find(sentence.rstrip(".")) is None, sentence
