"""Once it was read ahead, a graph is asked next to nothing for an answer, and answers are the same."""

from pathlib import Path

import pytest

from answers.reading_ahead import read_ahead
from tests.answers.telling import telling
from tests.answers.verdict.case_world import case_world

QUESTIONS = (
    "Is osimertinib approved for melanoma?",
    "Is CAR T-cell therapy approved for multiple myeloma?",
    "What is osimertinib used for?",
    "What treatments are there for non-small cell lung cancer?",
    "Was belantamab mafodotin withdrawn?",
)


def test_answers_are_the_same_and_next_to_nothing_more_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("answers.reading_ahead.PART", 7)
    with telling(case_world().records, tmp_path / "graph") as teller:
        first = [teller.ask(question) for question in QUESTIONS]
    with telling(case_world().records, tmp_path / "graph") as teller:
        with teller.store.snapshot() as graph:
            for _ in read_ahead(graph):
                pass
        before = teller.store.round_trips
        again = [teller.ask(question) for question in QUESTIONS]
        assert again == first
        assert teller.store.round_trips - before <= len(QUESTIONS)
