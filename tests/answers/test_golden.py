"""Golden answers on the graph made by hand: one JSON file per question, and beside it what a person reads.

    python -m pytest tests/answers/test_golden.py --update-golden

writes them anew; the diff is reviewed like code. The id and the graph version, which change with any fact, stay out.
"""

import csv
import json
from pathlib import Path

import pytest

from answers.model import Answer
from graph.model.identifiers import slug
from tests.answers.readable import as_markdown
from tests.answers.telling import Teller

FOLDER = Path(__file__).parent / "golden"


def read_rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter="\t"))


NOT_HELD = {row["question"]: row["missing"] for row in read_rows(FOLDER / "not_held.tsv")}
ASKED = [row["question"] for row in read_rows(FOLDER.parent / "questions.tsv")]
QUESTIONS = [question for question in ASKED if question not in NOT_HELD]


def as_golden(answer: Answer) -> str:
    held = answer.to_json()
    del held["id"], held["graph_version"]
    return json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_the_one_that_was_reviewed(question: str, hand_made: Teller, update_golden: bool) -> None:
    answer = hand_made.ask(question)
    told = {
        FOLDER / f"{slug(question)}.json": as_golden(answer),
        FOLDER / f"{slug(question)}.md": as_markdown(answer),
    }
    for file, text in told.items():
        if update_golden:
            file.write_text(text, encoding="utf-8")
        assert file.is_file(), f"no golden answer {file.name}: run with --update-golden, and review the diff"
        assert text == file.read_text(encoding="utf-8"), f"{file.name}: where meant, run with --update-golden"


def test_every_golden_file_is_of_a_question() -> None:
    expected = {f"{slug(question)}.{ending}" for question in QUESTIONS for ending in ("json", "md")} | {"not_held.tsv"}
    unused = {file.name for file in FOLDER.iterdir()} - expected
    assert not unused, f"remove what no question makes: {sorted(unused)}"


def test_questions_without_a_golden_answer_name_what_the_graph_does_not_hold(hand_made: Teller) -> None:
    assert set(NOT_HELD) <= set(ASKED), "remove the rows of not_held.tsv whose question is gone"
    named = {name.lower() for name in hand_made.names}
    assert [missing for missing in NOT_HELD.values() if missing.lower() in named] == []
