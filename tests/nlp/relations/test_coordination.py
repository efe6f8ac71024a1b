"""How therapies that stand in a row combine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.relations.coordination import combinations


@pytest.mark.parametrize(
    ("items", "between", "alternatives"),
    [
        (["A"], [], ["A"]),
        (["A", "B"], [" and "], ["AB"]),
        (["A", "B", "C"], [", ", ", and "], ["ABC"]),
        (["A", "B"], [" or "], ["A", "B"]),
        (["A", "B", "C"], [", ", ", or "], ["A", "B", "C"]),
        (["A", "B", "C"], [" and either ", " or "], ["AB", "AC"]),
        (["A", "B", "C"], [" and ", " or "], ["AB", "AC"]),
        (["A", "B"], [", with or without "], ["AB", "A"]),
        (["A", "B"], [" and/or "], ["A", "B", "AB"]),
        (["A", "B", "C"], [" and ", ", or "], ["AB", "C"]),
        (["A", "B", "A", "C"], [" and ", " or ", " and "], ["AB", "AC"]),
        (["A", "B", "C", "B", "B"], [" and ", ", with ", " and ", ", or with "], ["AB", "CB", "B"]),
        (["A", "B", "A", "C"], [" and ", " or in combination with ", " and "], ["AB", "AC"]),
        (["A", "B"], [", with "], ["AB"]),
    ],
)
def test_words_decide(items: list[str], between: list[str], alternatives: list[str]) -> None:
    assert ["".join(one) for one in combinations(items, between, items)] == alternatives


@given(st.lists(st.sampled_from([" and ", " or ", ", ", ", or ", " and/or ", " with or without "]), max_size=5))
def test_nothing_is_invented(between: list[str]) -> None:
    items = list(range(len(between) + 1))
    for one in combinations(items, between):
        assert set(one) <= set(items)
        assert len(set(one)) == len(one)
