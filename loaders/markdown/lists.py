"""Which lists does a page hold, what leads into each, and which item stands under which?

Nested lists lost their indentation on the way to Markdown. Depth is told, in this order, by the heading that an item
repeats (NCI pages repeat their lists as headings), by numbers that continue a list, and by a blank line before a list
that begins anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from loaders.markdown.blocks import Block, Heading, Item, Paragraph
from loaders.markdown.inline import plain

_BRACKETS = str.maketrans("", "", "()[]")
_LONG_TITLE = 20


@dataclass(slots=True)
class ListItem:
    """An item with its place ('4.1') and the items under it."""

    text: str
    start: int
    end: int
    place: str
    parent: "ListItem | None" = None
    children: list["ListItem"] = field(default_factory=list)

    def chain(self) -> list["ListItem"]:
        """Return the items above this one, the outermost first, itself last."""
        return [*(self.parent.chain() if self.parent else []), self]


@dataclass(frozen=True, slots=True)
class PageList:
    """A list, the paragraph that leads into it, and the headings above it, the outermost first."""

    headings: tuple[Heading, ...]
    lead: Paragraph | None
    items: tuple[ListItem, ...]

    def walk(self) -> Iterator[ListItem]:
        """Yield every item, parents before children."""
        waiting = list(reversed(self.items))
        while waiting:
            item = waiting.pop()
            yield item
            waiting.extend(reversed(item.children))


@dataclass(slots=True)
class _Run:
    """The items of one open level."""

    number: int
    level: int
    last: ListItem
    count: int = 1


def title_key(text: str) -> str:
    """Return the form in which an item and the heading that repeats it agree."""
    words = plain(text).lower().rstrip(" .:")
    while words.endswith(")") and " (" in words:
        words = words[: words.rindex(" (")].rstrip(" .:")
    return " ".join(words.strip(" .:").split())


def heading_levels(blocks: Iterable[Block]) -> dict[str, int]:
    """Return the level of every heading by its key, of those that stand at one level only."""
    found: dict[str, set[int]] = {}
    for block in blocks:
        if isinstance(block, Heading):
            found.setdefault(title_key(block.text), set()).add(block.level)
    return {key: levels.pop() for key, levels in found.items() if len(levels) == 1}


def level_of(text: str, levels: Mapping[str, int]) -> int:
    """Return the level of the heading that repeats an item, 0 where none does.

    The heading may begin with the abbreviation that the item spells out ("Poly … polymerase (PARP) inhibitors …").
    """
    key = title_key(text)
    if key in levels:
        return levels[key]
    tail = key.translate(_BRACKETS)
    found = {level for title, level in levels.items() if len(title) >= _LONG_TITLE and tail.endswith(title)}
    return found.pop() if len(found) == 1 else 0


def gather_lists(blocks: Iterable[Block]) -> Iterator[PageList]:
    """Yield every list of a page with its lead and headings.

    A list goes on over a paragraph between its items when its numbers do; else the paragraph leads into the next list.
    """
    blocks = list(blocks)
    levels = heading_levels(blocks)
    headings: list[Heading] = []
    items: list[Item] = []
    lead: Paragraph | None = None
    between: Paragraph | None = None  # the last paragraph since the last item
    for block in blocks:
        if isinstance(block, Item):
            if items and between is not None and not _continues(items, block):
                yield PageList(tuple(headings), lead, nest(items, levels))
                items = []
            lead, between = (lead if items else between), None
            items.append(block)
        elif isinstance(block, Paragraph):
            between = block
        else:
            if items:
                yield PageList(tuple(headings), lead, nest(items, levels))
            items, lead, between = [], None, None
            if isinstance(block, Heading):
                headings = [heading for heading in headings if heading.level < block.level] + [block]
    if items:
        yield PageList(tuple(headings), lead, nest(items, levels))


def _continues(items: list[Item], item: Item) -> bool:
    return item.number > 1 and any(earlier.number == item.number - 1 for earlier in items)


def nest(items: Iterable[Item], levels: Mapping[str, int]) -> tuple[ListItem, ...]:
    """Tie each item to the one that it stands under."""
    roots: list[ListItem] = []
    runs: list[_Run] = []
    for item in items:
        level = level_of(item.text, levels)
        depth = _depth(runs, item, level)
        if depth == len(runs):
            parent = runs[-1].last if runs else None
        else:
            del runs[depth + 1 :]
            parent = runs[-2].last if len(runs) > 1 else None
        siblings = parent.children if parent else roots
        ordinal = item.number or len(siblings) + 1
        place = f"{parent.place}.{ordinal}" if parent else str(ordinal)
        held = ListItem(item.text, item.start, item.end, place, parent)
        siblings.append(held)
        if depth == len(runs):
            runs.append(_Run(item.number, level, held))
        else:
            runs[-1] = _Run(item.number, level or runs[-1].level, held, runs[-1].count + 1)
    return tuple(roots)


def _depth(runs: list[_Run], item: Item, level: int) -> int:
    """Return the depth of the next item: ``len(runs)`` opens a new level."""
    fits = [depth for depth, run in enumerate(runs) if _follows(run, item)]
    if level:
        told = [depth for depth in fits if runs[depth].level == level]
        if told:
            return told[-1]
        if runs and runs[-1].level and level > runs[-1].level and item.gap:
            return len(runs)
    if not runs or (item.gap and item.number < 2):
        return len(runs)
    if fits:
        return fits[-1]
    return len(runs) - 1


def _follows(run: _Run, item: Item) -> bool:
    return run.number == item.number == 0 or (item.number > 1 and run.number == item.number - 1)
