"""A look for letters never hides a match: screened rules find what their expressions find."""

import itertools
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nlp.screening import Screened

RESOURCES = ("assertion.yaml", "cues.yaml", "purposes.yaml", "settings.yaml")


def expressions(held: Any) -> Iterator[str]:
    """Every text of a file of rules that compiles to an expression."""
    if isinstance(held, dict):
        held = list(held.values())
    for one in held if isinstance(held, list) else [held]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, list | dict):
            yield from expressions(one)


OPTIONS = ("kinds", "qualifiers", "first_qualifiers")  # of the words of option lists, which are screened too


def option_expressions() -> Iterator[str]:
    """The screened expressions of the words of option lists."""
    held = yaml.safe_load((files("loaders.treatment_options") / "words.yaml").read_text("utf-8"))
    for name in OPTIONS:
        rows = held[name]
        yield from rows.values() if isinstance(rows, dict) else (words for _, _, words in rows)


ALL = [
    Screened.compile(words)
    for name in RESOURCES
    for words in expressions(yaml.safe_load((files("nlp") / "resources" / name).read_text("utf-8")))
] + [Screened.compile(words) for words in option_expressions()]
LETTERS = sorted({word for one in ALL for word in re.findall(r"[A-Za-z]{2,}", one.pattern.pattern)})


@given(st.lists(st.sampled_from(LETTERS) | st.sampled_from([",", "(", ")", "-", ".", "2", "of", "not"]), max_size=30))
def test_no_match_is_hidden(words: list[str]) -> None:
    for text in (" ".join(words), "".join(words).upper()):
        lowered = text.lower()
        assert [bool(one.search(text, lowered)) for one in ALL] == [bool(one.pattern.search(text)) for one in ALL]


def test_most_rules_are_screened() -> None:
    assert sum(bool(one.needed) for one in ALL) / len(ALL) > 0.7


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("approved|cleared", {"approved", "cleared"}),
        (r"\b(?:may|might) be", {"might", "may"}),
        ("colou?rs", {"colo"}),
        ("withdraw(?:n|al)?", {"withdraw"}),
        (r"(?:early )?stage", {"stage"}),
        (r"(?<!not )resectable", {"resectable"}),
        (r"approved|\d+", set()),
        (r"[ab]cd", set()),
        ("ab{2}cde", {"cde"}),
    ],
)
def test_the_letters_are_those_of_every_match(words: str, needed: set[str]) -> None:
    assert set(Screened.compile(words).needed) == needed


def test_a_text_without_the_letters_is_not_searched() -> None:
    one = Screened.compile("approved|cleared")
    assert not one.may_match("refused")
    assert list(itertools.chain(one.search("CLEARED", "cleared").span())) == [0, 7]  # type: ignore[union-attr]
