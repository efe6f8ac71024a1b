"""Which headings, paragraphs and list items does a Markdown page hold, and where?

Offsets count characters of the whole text, front matter included, so that a block can be quoted from the stored text.
A line without a marker that follows an item at once belongs to it; after a blank line it is a paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ITEM = re.compile(r"(?:(\d{1,3})\.|[-*•])\s+(.*)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` from 1."""

    level: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines without a marker."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One list item. ``number`` is 0 for a bullet; ``gap`` is true where a blank line stands before it."""

    text: str
    start: int
    end: int
    number: int
    gap: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table."""

    text: str
    start: int
    end: int


Block = Heading | Paragraph | Item | TableRow


@dataclass(slots=True)
class _Open:
    """A block that may still grow."""

    start: int
    end: int
    lines: list[str]
    number: int = -1
    gap: bool = False

    def close(self) -> Block:
        text = " ".join(line.strip() for line in self.lines)
        if self.number >= 0:
            return Item(text, self.start, self.end, self.number, self.gap)
        return Paragraph(text, self.start, self.end)


def body_start(text: str) -> int:
    """Return where the page begins after its front matter."""
    front = _FRONT.match(text)
    return front.end() if front else 0


def read_blocks(text: str) -> Iterator[Block]:
    """Cut a page into blocks, in order."""
    position = body_start(text)
    open_block: _Open | None = None
    blank = True
    for line in text[position:].splitlines(keepends=True):
        start, stripped = position, line.rstrip()
        position += len(line)
        end = start + len(stripped)
        heading, item = _HEADING.match(stripped), _ITEM.match(stripped)
        if open_block and (not stripped or heading or item or stripped.startswith("|")):
            yield open_block.close()
            open_block = None
        if heading:
            yield Heading(len(heading[1]), heading[2], start, end)
        elif stripped.startswith("|"):
            yield TableRow(stripped, start, end)
        elif item:
            open_block = _Open(start, end, [item[2]], int(item[1] or 0), blank)
        elif stripped and open_block:
            open_block.lines.append(stripped)
            open_block.end = end
        elif stripped:
            open_block = _Open(start, end, [stripped])
        blank = not stripped
    if open_block:
        yield open_block.close()
