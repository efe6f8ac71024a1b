"""The pattern files are sound, and a phrase finds what it says."""

from pathlib import Path

import pytest

from nlp.questions.phrases import Groups, Phrase, PhraseError, Unit, keys_of
from nlp.questions.question import DECLINE_REASONS, QUESTION_TYPES
from nlp.questions.words import RESOURCES, cut, read_table

GROUPS = Groups(read_table("groups.tsv"))


def units(text: str) -> list[Unit]:
    return [Unit(word.key, word.start, word.end) for word in cut(text) if not word.is_mark]


@pytest.mark.parametrize(
    ("phrase", "text", "fits"),
    [
        ("side effect", "Side effects", True),
        ("how * work", "how on earth could that ever work", True),
        ("how *1 work", "how on earth could that work", False),
        ("^ how", "and how", False),
        ("what $", "for what", True),
        ("a_long_way|far home", "long way home", True),
        ("take #", "take 3", True),
        ("take #", "take three", False),
        ("not? approved", "approved", True),
    ],
)
def test_a_phrase_finds_what_it_says(phrase: str, text: str, fits: bool) -> None:
    words = units(text)
    assert (Phrase(phrase, GROUPS).find(words, keys_of(words)) is not None) == fits


@pytest.mark.parametrize("phrase", ["<nothing> here", "maybe? *3", "|"])
def test_a_broken_phrase_is_refused_with_the_next_step(phrase: str) -> None:
    with pytest.raises(PhraseError, match="pattern file"):
        Phrase(phrase, GROUPS).compile()


@pytest.mark.parametrize(("file", "column"), [("types.tsv", 2), ("constraints.tsv", 2), ("premises.tsv", 1)])
def test_every_phrase_compiles(file: str, column: int) -> None:
    for row in read_table(file):
        for part in row[column].split(" & "):
            Phrase(part, GROUPS).compile()


@pytest.mark.parametrize("file", sorted(RESOURCES.glob("*.tsv")), ids=lambda file: file.name)
def test_rows_are_distinct(file: Path) -> None:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    doubled = sorted({line for line in lines if lines.count(line) > 1})
    assert not doubled, f"{file.name} says twice: {doubled}; remove one of each"


def test_every_group_is_used() -> None:
    text = "".join(
        (RESOURCES / name).read_text(encoding="utf-8")
        for name in ("types.tsv", "constraints.tsv", "premises.tsv", "groups.tsv")
    )
    unused = [name for name in GROUPS.words if f"<{name}>" not in text]
    assert not unused, f"no phrase uses the groups {unused}: remove them"


def test_types_and_reasons_are_known() -> None:
    for kind, *_ in read_table("types.tsv"):
        name, _, reason = kind.partition(":")
        assert name in QUESTION_TYPES
        assert (reason in DECLINE_REASONS) == (name == "declined")
