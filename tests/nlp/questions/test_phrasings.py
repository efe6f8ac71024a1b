"""The type, the names and the conditions of more than three hundred questions, a third of them kept aside."""

import pytest

from nlp.questions.question import QUESTION_TYPES
from nlp.questions.reader import QuestionReader
from tests.nlp.questions.packaged_names import packaged_names
from tests.nlp.questions.phrasings import (
    missing_entities,
    read_more_phrasings,
    read_phrasings,
    type_of,
    wrong_constraints,
)

TUNED, KEPT = 0.98, 0.92


@pytest.fixture(scope="module")
def reader() -> QuestionReader:
    return QuestionReader(packaged_names())


@pytest.mark.parametrize("kept", [False, True], ids=["tuned", "kept aside"])
def test_phrasings_are_routed_with_their_names(reader: QuestionReader, kept: bool) -> None:
    wrong = []
    phrasings = [phrasing for phrasing in read_phrasings() if phrasing.kept == kept]
    phrasings += [] if kept else read_more_phrasings()
    for phrasing in phrasings:
        question = reader.read(phrasing.text)
        if type_of(question) != phrasing.type or missing_entities(question, phrasing, packaged_names()):
            wrong.append(phrasing.type)
    share = 1 - len(wrong) / len(phrasings)
    assert share >= (KEPT if kept else TUNED), (
        f"{share:.3f} of the phrasings are read right; wrong by type: {sorted(wrong)}"
    )


@pytest.mark.parametrize("kept", [False, True], ids=["tuned", "kept aside"])
def test_conditions_are_read(reader: QuestionReader, kept: bool) -> None:
    phrasings = [phrasing for phrasing in read_phrasings() if phrasing.kept == kept and phrasing.constraints]
    wrong = [lost for phrasing in phrasings for lost in wrong_constraints(reader.read(phrasing.text), phrasing)]
    assert 1 - len(wrong) / len(phrasings) >= 0.95, f"{len(wrong)} of {len(phrasings)} are lost"


def test_phrasings_cover_every_type_and_are_distinct() -> None:
    phrasings = read_phrasings()
    assert len(phrasings) >= 300
    assert {phrasing.type.partition(":")[0] for phrasing in phrasings} == set(QUESTION_TYPES) - {"emergency"}
    assert len({phrasing.text for phrasing in phrasings}) == len(phrasings)
    assert sum(phrasing.kept for phrasing in phrasings) * 3 >= len(phrasings) - 2
