"""Emergencies are seen, and look-alikes are left alone; those kept and blind were never looked at while tuning."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.safety import screen
from answers.safety.guidance import emergency_texts, guidance_texts
from nlp.questions.phrases import Groups, Phrase
from nlp.questions.words import read_table

ROWS = [tuple(row) for row in read_table("phrasings.tsv", Path(__file__).parent)]
RULES = Path(__file__).parents[3] / "answers" / "safety"


@pytest.mark.parametrize(("half", "reach"), [("tune", 1.0), ("kept", 0.97), ("blind", 0.95)])
def test_emergencies_are_seen(half: str, reach: float) -> None:
    messages = [text for kept, kind, text in ROWS if kept == half and kind != "-"]
    missed = [text for text in messages if screen(text) is None]
    assert 1 - len(missed) / len(messages) >= reach, f"{len(missed)} of {len(messages)} emergencies are missed"


@pytest.mark.parametrize(("half", "reach"), [("tune", 1.0), ("kept", 0.95), ("blind", 0.9)])
def test_look_alikes_are_left_alone(half: str, reach: float) -> None:
    messages = [text for kept, kind, text in ROWS if kept == half and kind == "-"]
    alarmed = [text for text in messages if screen(text) is not None]
    assert 1 - len(alarmed) / len(messages) >= reach, f"{len(alarmed)} of {len(messages)} look-alikes raise an alarm"


def test_there_are_a_hundred_of_each() -> None:
    assert sum(kind != "-" for _, kind, _ in ROWS) >= 100
    assert sum(kind == "-" for _, kind, _ in ROWS) >= 100
    assert len({text for *_, text in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    "text",
    [
        "I have a fever and feel confused a week after my CAR-T",
        "I HAVE A FEVER AND FEEL CONFUSED A WEEK AFTER MY CAR-T",
        "Is CAR-T approved for lung cancer? I have a fever of 39 and had it last week.",
        "What is Keytruda? Also, my husband is coughing up blood right now",
    ],
)
def test_an_emergency_beside_a_question_comes_first(text: str) -> None:
    found = screen(text)
    assert found is not None
    assert text[found.start : found.end].strip()


@pytest.mark.parametrize(
    ("told", "denied"),
    [
        ("I have a fever", "I have no fever"),
        ("my dad is bleeding a lot", "my dad is not bleeding a lot"),
        ("I have chest pain", "does it cause chest pain"),
        ("I have severe diarrhea on nivolumab", "how common is severe diarrhea on nivolumab"),
    ],
)
def test_denial_and_curiosity_turn_it_off(told: str, denied: str) -> None:
    assert screen(told) is not None
    assert screen(denied) is None


@given(st.text(max_size=300))
def test_any_text_is_screened(text: str) -> None:
    found = screen(text)
    assert found is None or 0 <= found.start < found.end <= len(text)


def test_what_no_sign_tells_is_weighed_by_its_words() -> None:
    found = screen("She collapsed into a heap and her eyes rolled. What is CAR-T?")
    assert found is not None
    assert found.end <= len("She collapsed into a heap and her eyes rolled")


def test_every_sign_and_frame_compiles() -> None:
    groups = Groups(read_table("groups.tsv", RULES))
    for name, column in (("emergencies.tsv", 2), ("frames.tsv", 1)):
        for row in read_table(name, RULES):
            Phrase(row[column], groups).compile()


@pytest.mark.parametrize("typed", ["I have a feverr after chemo", "my dad had a siezure", "she is breathles and blue"])
def test_a_mistyped_sign_is_seen(typed: str) -> None:
    assert screen(typed) is not None


def test_every_kind_has_its_text() -> None:
    texts = guidance_texts().emergencies
    kinds = {row[0] for row in read_table("emergencies.tsv", RULES)}
    assert kinds == set(texts) - {"call"}


def test_distress_is_heard_before_numbers_are_given() -> None:
    found = screen("I want to end my life")
    assert found is not None
    told = emergency_texts(found)
    assert told[0][0] == "emergency-suicidal"
    assert any("911" in text for _, text in told)
