"""The fixed texts are plain, short and complete, and every decline names who can help and an official page."""

import json
from pathlib import Path

import pytest

from answers.safety import decline, guidance_texts
from answers.wording.readability import reading_grade
from nlp.questions.question import DECLINE_REASONS, Question

TEXTS = guidance_texts()
ALL = {**TEXTS.emergencies, **TEXTS.declines}


@pytest.mark.parametrize("key", sorted(ALL))
def test_texts_are_plain(key: str) -> None:
    sentences = ALL[key]["text"]
    assert all(len(part.split()) <= 20 for sentence in sentences for part in sentence.split(". "))
    grade = reading_grade(" ".join(sentences), [])
    assert grade is not None
    assert grade <= 6, f"{key} reads at grade {grade}"


def test_the_call_names_the_numbers_and_the_local_one() -> None:
    text = " ".join(TEXTS.emergencies["call"]["text"])
    assert "your local emergency number" in text
    assert all(number in text for number in ("911", "999", "112"))


def test_ids_are_distinct() -> None:
    ids = [text["id"] for text in ALL.values()]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("reason", DECLINE_REASONS)
def test_every_reason_is_declined_with_help(reason: str) -> None:
    declined = decline(Question("x", "declined", reason=reason))
    assert declined is not None
    assert declined.guidance_id == f"decline-{reason}"
    assert declined.who_can_help
    allowed = json.loads((Path(__file__).parents[3] / "answers" / "official_links.json").read_text(encoding="utf-8"))
    assert any(declined.link_url.startswith(prefix) for prefix in allowed)


def test_an_answerable_question_is_not_declined() -> None:
    assert decline(Question("x", "approval")) is None


def test_links_and_texts_are_all_used() -> None:
    assert {text["link"] for text in TEXTS.declines.values()} == set(TEXTS.links)
