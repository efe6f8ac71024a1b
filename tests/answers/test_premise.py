"""What a question wrongly takes for granted is corrected before it is answered."""

import pytest

from tests.answers.telling import Teller


@pytest.mark.parametrize(
    "question",
    [
        "Since osimertinib is a checkpoint inhibitor, is it approved for melanoma?",
        "As osimertinib is a CAR-T, what are its side effects?",
    ],
)
def test_a_false_membership_is_corrected_first(packaged: Teller, question: str) -> None:
    before = packaged.store.round_trips
    answer = packaged.ask(question)
    assert packaged.store.round_trips - before <= 12
    first = answer.sections[0]
    assert first.id == "verdict"
    assert first.sentences[0].text.startswith("No. Osimertinib is not")
    assert first.sentences[0].citations
    assert [section.id for section in answer.sections].count("verdict") == 1
    assert answer.id is None


def test_a_membership_that_is_not_known_is_no_yes(hand_made: Teller) -> None:
    first = hand_made.ask("Since osimertinib is a CAR-T, is it approved for lung cancer?").sections[0].sentences[0]
    assert (first.kind, first.text.startswith("Our records do not say")) == ("absence", True)


def test_a_true_membership_is_not_told(hand_made: Teller) -> None:
    granted = hand_made.ask("Since osimertinib is an EGFR inhibitor, is it approved for lung cancer?")
    asked = hand_made.ask("Is osimertinib approved for lung cancer?")
    assert granted.sections == asked.sections


def test_a_supposed_cure_that_is_not_held_is_told_with_a_word_of_care(hand_made: Teller) -> None:
    answer = hand_made.ask("does soursop cure cancer")
    told = " ".join(sentence.text for sentence in answer.sections[0].sentences)
    assert "soursop" in told
    assert "in place of treatment" in told
