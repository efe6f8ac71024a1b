"""How is the list of uses on an NCI drug page built? Nested bullets lost their depth; these rules find it again.

``page_lead``     a paragraph that ends with a colon leads the list after it.
``bold_parent``   an item that begins in bold stands directly under the lead.
``open_bullet``   an item that ends with a colon or breaks off leads the items after it.
``under_bold``    a plain item after a bold one stands under it.
``same_shape``    a plain item returns to the deepest level whose first item begins alike (how it is given; whom it is
                  for; a capital and a colon; a name).
``trailing``      a paragraph after a list that goes on about the use ("It is used in adults …") belongs to the last
                  bold parent and to all under it.
``footnote``      a mark (¹) ties an item to the note that begins with it; a note on "this use" without a mark belongs
                  to the last bold parent, on "these uses" to every item above it in the list.
``other``         any other paragraph is a sentence if it has a trigger, else prose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nlp.structure.outline import TRIGGER
from nlp.structure.stored_text import even
from nlp.structure.unit import Unit

_SECTION = re.compile(r"^## Use in Cancer[^\n]*\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_MARKUP = re.compile(
    r"\[(?P<words>(?:[^\[\]]|\[[^\]]*\])*)\]\((?:[^()\n]|\([^()\n]*\))*\)|\*+|(?<!\w)_+|_+(?!\w)|(?P<space>\s+)"
    r"|[¹²³⁴⁵®™]|\\(?=[*_])"
)
_MARK = re.compile(r"[¹²³⁴⁵]")
_GOES_ON = re.compile(r"\s*(?:It|They|The drug|This drug) (?:is|are|may be) (?:also )?(?:used|given)\b", re.IGNORECASE)
_ON_USE = re.compile(
    r"\s*(?:This use|These uses|This indication|These indications|All uses|Both uses)\b", re.IGNORECASE
)
_OPEN = re.compile(
    r"(?::|\b(?:with|for|in|of|to|including|either|who have|who had|whose cancer|patients|adults))\s*$", re.IGNORECASE
)
_SHAPES = (
    ("how", re.compile(r"(?:with|alone|as|in combination|together|before|after|by itself|at)\b", re.IGNORECASE)),
    (
        "whom",
        re.compile(
            r"(?:in|patients|adults|children|people|women|men|that|whose|who|has|have|is|cannot|did|does)\b",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(slots=True)
class _Node:
    """A block of the list while the tree is built."""

    start: int
    end: int
    words: str
    offsets: tuple[int, ...]
    marks: str
    bold: bool
    kind: str
    parent: "_Node | None" = None
    notes: list[str] = field(default_factory=list)
    going_on: list["_Node"] = field(default_factory=list)
    children: int = 0

    @property
    def shape(self) -> str:
        """Return how the item begins."""
        named = next((name for name, pattern in _SHAPES if pattern.match(self.words)), "")
        if self.words.endswith(":") and self.words[:1].isupper() and not named:
            return "capital"
        return named or "name"


def plain_words(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """Return the words of a stretch without markup, and the place of each of their characters."""
    words: list[str] = []
    offsets: list[int] = []

    def put(first: int, last: int) -> None:
        for at in range(first, last):
            words.append(text[at])
            offsets.append(at)

    at = start
    for match in _MARKUP.finditer(text, start, end):
        put(at, match.start())
        if match["words"] is not None:
            inner, places = plain_words(text, match.start("words"), match.end("words"))
            words.extend(inner)
            offsets.extend(places)
        elif match["space"] and words and words[-1] != " ":
            words.append(" ")
            offsets.append(match.start())
        at = match.end()
    put(at, end)
    while words and words[-1] == " ":
        words.pop()
        offsets.pop()
    return "".join(words), tuple(offsets)


def read_page(text: str) -> list[Unit]:
    """Return the units of a drug page's uses in order, each with what stands above it; none without such a part."""
    text = even(text)
    section = _SECTION.search(text)
    if section is None:
        return []
    nodes: list[_Node] = []
    levels: list[_Node] = []  # the first item of each open level
    current: list[_Node] = []  # the last item of each open level
    lead: _Node | None = None
    for node in _blocks(text, section.start(1), section.end(1)):
        if node.kind == "item":
            _place(node, lead, levels, current)
        elif node.marks and _MARK.match(text[node.start]):
            for item in nodes:
                if item.kind == "item" and set(item.marks) & set(text[node.start]):
                    item.notes.append(node.words)
            continue
        elif _ON_USE.match(node.words):
            _note(node, nodes)
            continue
        elif _GOES_ON.match(node.words) and current:
            current[0].going_on.append(node)
            continue
        elif node.words.endswith(":"):
            node.kind, lead, levels, current = "lead", node, [], []
        else:
            node.kind = "sentence" if TRIGGER.search(node.words) else "prose"
        nodes.append(node)
    return list(_units(nodes))


def _blocks(text: str, start: int, end: int) -> Iterator[_Node]:
    """Yield paragraphs and items of the section."""
    block = re.compile(
        r"(?:(?<=\n)|\A)(?P<item>[ \t]*[-*•] +)?(?P<body>\S[^\n]*(?:\n(?![ \t]*[-*•] )(?!\s*\n)[^\n]+)*)"
    )
    for match in block.finditer(text, start, end):
        first, last = match.start("body"), match.end("body")
        words, offsets = plain_words(text, first, last)
        if words:
            bold = text.startswith("**", first)
            marks = "".join(_MARK.findall(text[first:last]))
            yield _Node(first, last, words, offsets, marks, bold, "item" if match["item"] else "paragraph")


def _place(node: _Node, lead: _Node | None, levels: list[_Node], current: list[_Node]) -> None:
    """Find the level of an item and its parent."""
    if node.bold or not current:
        depth = 0
    elif _OPEN.search(current[-1].words) or (len(current) == 1 and current[0].bold):
        depth = len(current)
    else:
        least = 1 if current[0].bold else 0
        alike = [at for at in range(least, len(levels)) if levels[at].shape == node.shape]
        depth = alike[-1] if alike else len(current) - 1
    del current[depth:]
    del levels[depth + 1 :]
    if len(levels) == depth:
        levels.append(node)
    node.parent = current[-1] if current else lead
    if node.parent is not None:
        node.parent.children += 1
    current.append(node)


def _note(node: _Node, nodes: list[_Node]) -> None:
    """Tie a note on the approval of a use to its items."""
    items = [item for item in nodes if item.kind == "item"]
    several = re.match(r"\s*(?:These|All|Both)", node.words, re.IGNORECASE)
    tops = [item for item in items if item.parent is None or item.parent.kind == "lead"]
    for item in items:
        if several or (tops and item.start >= tops[-1].start):
            item.notes.append(node.words)


def _units(nodes: list[_Node]) -> Iterator[Unit]:
    made: dict[int, Unit] = {}
    under: dict[int, Unit] = {}
    for node in nodes:
        parent = under.get(id(node.parent)) if node.parent is not None else None
        notes = tuple(node.notes) + (parent.footnotes if parent is not None else ())
        unit = Unit(node.words, node.start, node.end, node.kind, parent, node.offsets, notes, closed=True)
        made[id(node)] = under[id(node)] = unit
        yield unit
        for further in node.going_on:
            kind = "sublead" if node.children else "item"
            unit = Unit(
                further.words, further.start, further.end, kind, under[id(node)], further.offsets, notes, closed=True
            )
            under[id(node)] = unit
            yield unit
