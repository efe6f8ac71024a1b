"""Finding words in a stored text gives back offsets of the stored text, whatever its markup."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.citing.cited_text import CitedText, shown_text

PAGE = """# Alpha

First words. A [growth
factor](/Common/PopUps/def.aspx?id=1(2)) is **blocked** here. Last words.

- one thing; another
- the growth factor again

## Later

The growth factor stands here too.
"""


def test_a_sentence_is_found_through_links_emphasis_and_line_breaks() -> None:
    text = CitedText(PAGE)
    place = text.find("a growth factor is blocked")
    assert place is not None
    quote = PAGE[slice(*place)]
    assert quote.startswith("A [growth")
    assert quote.endswith("here.")


def test_words_after_a_heading_are_found_there() -> None:
    text = CitedText(PAGE)
    place = text.find("growth factor", under="later")
    assert place is not None
    assert PAGE[slice(*place)] == "The growth factor stands here too."
    assert text.heading_of(place[0]) == "Later"
    assert text.find("growth factor", under="no such heading") is None


def test_a_list_item_bounds_a_sentence() -> None:
    place = CitedText(PAGE).find("factor again")
    assert place is not None
    assert PAGE[slice(*place)] == "the growth factor again"


def test_words_that_are_not_there_are_not_found() -> None:
    assert CitedText(PAGE).find("beta") is None


@given(st.text(alphabet="ab .[]()*\n-#’ß", max_size=120))
def test_every_shown_character_stands_at_its_place(text: str) -> None:
    shown, starts, places = shown_text(text)
    ends = [*starts[1:], len(shown)][: len(starts)]
    for start, place, end in zip(starts, places, ends, strict=True):
        part = shown[start:end]
        assert text[place : place + len(part)] == part or (part == " " and text[place].isspace())


@given(st.text(alphabet="ab. [](x)*\n-#", min_size=1, max_size=120), st.integers(min_value=0, max_value=119))
def test_a_sentence_lies_inside_its_text(text: str, at: int) -> None:
    start, end = CitedText(text).sentence_at(min(at, len(text) - 1))
    assert 0 <= start <= end <= len(text)
