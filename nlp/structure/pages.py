"""How is the list of uses on an NCI drug page built? Nested bullets lost their depth; these rules find it again.

``page_lead``     a paragraph that ends with a colon leads the list after it.
``bold_parent``   an item that begins in bold stands directly under the lead.
``open_bullet``   an item that ends with a colon or breaks off leads the items after it.
``goes_on``       a plain item that goes on about the use ("It is used in children …") stands under the one before it
                  that does not.
``under_bold``    a plain item after a bold one stands under it.
``same_shape``    a plain item returns to the deepest level whose first item begins alike (how it is given; whom it is
                  for; a capital and a colon; a name).
``trailing``      a paragraph after a list that goes on about the use ("It is used in adults …") belongs to the last
                  bold parent and to all under it; one that closes the list and names the drug ("X is used in patients
                  who …", "X helps move …") to the whole list.
``bare``          a paragraph right after a lead that no item follows is its only item.
``options``       items after a trailing paragraph that ends with a colon ("It is used in patients who have received:")
                  are its alternatives; each holds for all that stands under the bold parent.
``joined``        an item that ends with ", and" is one with the next.
``either``        an item for patients of whom no one can be both ("as the first treatment or after …") is two.
``footnote``      a mark (¹) ties an item to the note that begins with it; a note on "this use" without a mark belongs
                  to the last bold parent, on "these uses" to every item above it in the list.
``other``         any other paragraph is a sentence if it has a trigger, else prose.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from nlp.structure.outline import trigger_in
from nlp.structure.patient_words import in_known_words
from nlp.structure.stored_text import even
from nlp.structure.unit import Unit

_SECTION = re.compile(r"^## Use in Cancer[^\n]*\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_MARKUP = re.compile(
    r"\[(?P<words>(?:[^\[\]]|\[[^\]]*\])*)\]\((?:[^()\n]|\([^()\n]*\))*\)|(?<!\\)\*+|(?<!\w)_+|_+(?!\w)|(?P<space>\s+)"
    r"|[¹²³⁴⁵®™]|\\(?P<kept>[*_])"
)
_MARK = re.compile(r"[¹²³⁴⁵]")
_GOES_ON = re.compile(r"\s*(?:It|They|The drug|This drug) (?:is|are|may be) (?:also )?(?:used|given)\b", re.IGNORECASE)
_OF_THE_LIST = re.compile(
    r"[A-Z][\w-]*(?: [\w(),-]+){0,4}? (?:helps |(?:is|are) used in (?:\w+ ){0,2}?"
    r"(?:patients|adults|children|women|men)\b)"
    r"(?!.*\bif\b)"
)
_EITHER = tuple(
    re.compile(words)
    for words in (
        r"(?P<one>as (?:the first treatment|first-line [\w -]*?therapy)) or (?P<other>after [^.;]*)",
        r"(?P<one>and has not been treated with [\w -]+?) or (?P<other>whose cancer got worse [^.;]*)",
        r"(?P<one>with [\w -]+ as first-line therapy) or (?P<other>alone [^.;]*)",
        r"(?P<one>used with [\w -]+ as the first therapy) or (?P<other>alone\b)",
    )
)
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
    options: list["_Node"] = field(default_factory=list)
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
        elif match["kept"]:
            put(match.start("kept"), match.end("kept"))
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
    options_of: _Node | None = None
    blocks = _joined(_blocks(text, section.start(1), section.end(1)))
    for at, node in enumerate(blocks):
        bare = lead is not None and nodes[-1] is lead and not node.words.endswith(":")
        if node.kind == "item" and not node.bold and options_of is not None:
            options_of.options.append(node)
            continue
        options_of = None
        if node.kind == "item" or bare:
            node.kind = "item"
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
            options_of = node if node.words.endswith(":") else None
            continue
        elif lead is not None and current and _OF_THE_LIST.match(node.words) and _closes_list(blocks[at + 1 :]):
            lead.going_on.append(node)
            continue
        elif node.words.endswith(":"):
            node.kind, lead, levels, current = "lead", node, [], []
        else:
            node.kind = "sentence" if trigger_in(node.words) else "prose"
        nodes.append(node)
    return list(_units(nodes))


def _joined(blocks: Iterable[_Node]) -> list[_Node]:
    """Return the blocks with an item that ends with ", and" made one with the item after it."""
    kept: list[_Node] = []
    for node in blocks:
        if kept and node.kind == kept[-1].kind == "item" and not node.bold and kept[-1].words.endswith(", and"):
            kept[-1] = _followed_by(kept[-1], node)
        else:
            kept.append(node)
    return kept


def _followed_by(first: _Node, then: _Node) -> _Node:
    """Return a block with the words of another after its own."""
    words = f"{first.words.removesuffix(':')} {then.words}"
    offsets = (*first.offsets[: len(words) - len(then.words) - 1], then.offsets[0], *then.offsets)
    return replace(first, end=then.end, words=words, offsets=offsets, marks=first.marks + then.marks)


def _closes_list(after: list[_Node]) -> bool:
    """Say whether no item of the same list comes any more."""
    rest = itertools.takewhile(lambda node: node.kind == "item" or not node.words.endswith(":"), after)
    return not any(node.kind == "item" for node in rest)


def _blocks(text: str, start: int, end: int) -> Iterator[_Node]:
    """Yield paragraphs and items of the section."""
    block = re.compile(
        r"(?:(?<=\n)|\A)(?P<item>[ \t]*[-*•] +)?(?P<body>\S[^\n]*(?:\n(?![ \t]*[-*•] )(?!\s*\n)[^\n]+)*)"
    )
    for match in block.finditer(text, start, end):
        first, last = match.start("body"), match.end("body")
        words, offsets = in_known_words(*plain_words(text, first, last))
        if words:
            bold = text.startswith("**", first)
            marks = "".join(_MARK.findall(text[first:last]))
            yield _Node(first, last, words, offsets, marks, bold, "item" if match["item"] else "paragraph")


def _place(node: _Node, lead: _Node | None, levels: list[_Node], current: list[_Node]) -> None:
    """Find the level of an item and its parent."""
    if node.bold or not current:
        depth = 0
    elif _GOES_ON.match(node.words):
        depth = max((at + 1 for at, one in enumerate(current) if not _GOES_ON.match(one.words)), default=0)
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
    under: dict[int, list[Unit | None]] = {}  # what stands right above the items of a block: one for each option
    for node in nodes:
        parents = under[id(node.parent)] if node.parent is not None else [None]
        notes = tuple(node.notes) + next((parent.footnotes for parent in parents if parent is not None), ())
        made = [_unit(one, node.kind, parent, notes) for parent in parents for one in _each(node)]
        yield from made
        above: list[Unit | None] = [*made]
        for further in node.going_on:
            kind = "sublead" if node.children else "item"
            told = [_followed_by(further, option) for option in further.options] or [further]
            made = [_unit(one, kind, parent, notes) for parent in above for one in told]
            above = [*made]
            yield from made
        under[id(node)] = above


def _each(node: _Node) -> list[_Node]:
    """Return an item, or the two that it tells in one."""
    match = next((found for either in _EITHER if (found := either.search(node.words))), None)
    if node.kind != "item" or match is None:
        return [node]
    gaps = ((match.end("one"), match.end("other")), (match.start("one"), match.start("other")))
    return [
        replace(node, words=node.words[:start] + node.words[end:], offsets=node.offsets[:start] + node.offsets[end:])
        for start, end in gaps
    ]


def _unit(node: _Node, kind: str, parent: Unit | None, notes: tuple[str, ...]) -> Unit:
    return Unit(node.words, node.start, node.end, kind, parent, node.offsets, notes, closed=True)
