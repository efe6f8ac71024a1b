"""What stands inside a line: words, citations, levels of evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.markdown.inline import citations, levels_of_evidence, plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[Surgery](/types/lung#_1).", "Surgery."),
        ("Drug helps.[[1](#cit/section_2.1),[3](#cit/section_2.3)]", "Drug helps."),
        ("Drug helps.[[1](#cit/section_2.1)-[3](#cit/section_2.3)][[Level of evidence A1](/x?id=1)]", "Drug helps."),
        ("for *EGFR* variants", "for EGFR variants"),
        ("[Trial](https://x.org/a \"a title (here)\") runs", "Trial runs"),
        ("mTOR_inhibitor", "mTOR_inhibitor"),
    ],
)  # fmt: skip
def test_marks_vanish_and_words_stay(written: str, read: str) -> None:
    assert plain(written) == read


def test_ranges_of_citations_are_filled_in() -> None:
    assert citations("[[2](#cit/section_4.2)-[4](#cit/section_4.4)]") == [(4, 2), (4, 3), (4, 4)]


def test_levels_keep_their_order_and_come_once() -> None:
    text = "[[Level of evidence B1](/x)] and [[Level of evidence: A1](/x)] and [[Level of evidence B1](/y)]"
    assert levels_of_evidence(text) == ["B1", "A1"]


@given(st.text(max_size=200))
def test_plain_words_hold_no_double_spaces(text: str) -> None:
    assert "  " not in plain(text)
