"""Pages become headings, paragraphs and items, each with its place in the stored text."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.markdown.blocks import Heading, Item, Paragraph, TableRow, body_start, read_blocks

PAGE = """---
title: "A page"
url: https://example.org
---

# A page

A line that
goes on.

1. First item
which goes on.
- A bullet

| a | b |
"""


def test_a_page_becomes_blocks_in_order() -> None:
    kinds = [type(block) for block in read_blocks(PAGE)]
    assert kinds == [Heading, Paragraph, Item, Item, TableRow]


def test_a_line_without_marker_belongs_to_the_item_before_it() -> None:
    items = [block for block in read_blocks(PAGE) if isinstance(block, Item)]
    assert items[0].text == "First item which goes on."
    assert items[0].number == 1
    assert items[0].gap
    assert items[1].number == 0
    assert not items[1].gap


def test_the_front_matter_is_no_block() -> None:
    assert body_start(PAGE) == PAGE.index("\n# A page")
    assert all(block.start >= body_start(PAGE) for block in read_blocks(PAGE))


@given(st.text(alphabet="#- 1.|\nab", max_size=200))
def test_places_give_back_the_lines(text: str) -> None:
    end = 0
    for block in read_blocks(text):
        assert end <= block.start < block.end <= len(text)
        assert " ".join(block.text.split()) in " ".join(text[block.start : block.end].split())
        end = block.end
