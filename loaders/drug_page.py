"""An NCI drug page: its brands and fields, the units of its uses, and for which brands each use is said to be.

The tree of bullets comes from ``nlp.structure.pages``. A sentence on brands inside a bullet speaks for that bullet; one
after a list for what stands under the last bold parent, by whom it names ("Use in children is approved for …").
"""

import re
from dataclasses import dataclass, field, replace

import yaml

from nlp.structure.pages import read_page
from nlp.structure.unit import Unit

_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()\s]|\([^()]*\))*\)")
_FIELD = r"^{name}\s*\n+(.*?)(?=\n\n|\n\[|\Z)"
_CODE = re.compile(r"/intervention/(C\d+)")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_PART = re.compile(r"^\|[ \t]*(?:\*\*.+?\*\*)?[ \t]*\|[ \t]*[=+]?[ \t]*([^|\s-][^|\n]*?)[ \t]*\|[ \t]*$", re.MULTILINE)
_BRANDS = re.compile(
    r"\s*(?:This use|These uses|Use in (?P<who>adults|children|men|women)) (?:is|are) (?:only )?approved (?:only )?"
    r"for the (?P<brands>[^.]+?) brands?\b[^.]*\.?"
)
_ONE = {"adults": "adult", "children": "child", "men": " men", "women": "women"}


@dataclass(frozen=True, slots=True)
class PageUse:
    """A unit, its place as a reader counts it, and the brands that its use is said to be for (none said: empty)."""

    unit: Unit
    place: str
    brands: tuple[str, ...] = ()


@dataclass(slots=True)
class DrugPage:
    """What a page tells. ``approved`` is its field "FDA Approved", ``parts`` the drugs of a combination."""

    title: str
    front: dict[str, str]
    brands: tuple[str, ...]
    approved: str
    code: str
    parts: tuple[str, ...]
    uses: list[PageUse] = field(default_factory=list)

    @property
    def is_combination(self) -> bool:
        """Say whether the page is of a combination of drugs."""
        return bool(self.parts) and not self.approved

    def at(self, start: int, end: int) -> PageUse | None:
        """Return the unit that holds a place of the text."""
        return next((use for use in self.uses if use.unit.start <= start and end <= use.unit.end), None)


def read_drug_page(text: str) -> DrugPage:
    """Read a page. Raises ValueError where the front matter has no title."""
    front = _front_matter(text)
    if "title" not in front:
        raise ValueError("the page has no title in its front matter; add one")
    code = _CODE.search(text)
    return DrugPage(
        title=re.sub(r"\s*-\s*NCI\s*$", "", front["title"]),
        front=front,
        brands=tuple(_lines(text, r"US Brand Name\(s\)")),
        approved=" ".join(_lines(text, "FDA Approved")),
        code=code.group(1) if code else "",
        parts=_combined(text),
        uses=_uses(read_page(text)),
    )


def _front_matter(text: str) -> dict[str, str]:
    match = _FRONT.match(text)
    try:
        front = yaml.safe_load(match.group(1)) if match else None
    except yaml.YAMLError:
        front = None
    return {str(key): str(value) for key, value in front.items()} if isinstance(front, dict) else {}


def _lines(text: str, name: str) -> list[str]:
    match = re.search(_FIELD.format(name=name), text, re.MULTILINE | re.DOTALL)
    return [line.strip() for line in match.group(1).splitlines() if line.strip()] if match else []


def _combined(text: str) -> tuple[str, ...]:
    """Return the drugs of a combination, from its table; a drug may have no letter in the name ("+ bevacizumab")."""
    if "combination:" not in text:
        return ()
    start = text.index("combination:")
    found = [_LINK.sub(r"\1", drug) for drug in _PART.findall(text[start : start + 4000])]
    return tuple(re.sub(r"\s*\([^()]*\)\s*$", "", drug).strip() for drug in found)


def _uses(units: list[Unit]) -> list[PageUse]:
    """Take the sentences on brands out of the units and give their brands to the uses that they speak for."""
    parents = {id(above) for unit in units for above in unit.above()}
    found: list[PageUse] = []
    bullets = 0
    for unit in units:
        said = list(_BRANDS.finditer(unit.text))
        if said and not _BRANDS.sub("", unit.text).strip():
            for match in said:
                _give(_named(match.group("brands")), _ONE.get(match.group("who") or "", ""), found)
            continue
        bullets += unit.kind == "item"
        place = f"bullet {bullets}" if unit.kind == "item" else unit.kind
        if said and id(unit) not in parents:
            kept = unit.text[: said[0].start()].rstrip()
            brands = tuple(sorted({name for match in said for name in _named(match.group("brands"))}))
            unit = replace(unit, text=kept, offsets=unit.offsets[: len(kept)])
            found.append(PageUse(unit, place, brands))
        else:
            found.append(PageUse(unit, place))
    return _shared(found)


def _shared(found: list[PageUse]) -> list[PageUse]:
    """Give the brands told under a top bullet to its uses without any: the page does not name other brands for them."""
    of_top: dict[int, set[str]] = {}
    for use in found:
        of_top.setdefault(_top(use.unit), set()).update(use.brands)
    return [use if use.brands else replace(use, brands=tuple(sorted(of_top[_top(use.unit)]))) for use in found]


def _top(unit: Unit) -> int:
    """Return where the top bullet over a unit begins."""
    while not _is_top(unit) and unit.parent is not None:
        unit = unit.parent
    return unit.start


def _named(words: str) -> tuple[str, ...]:
    return tuple(sorted(name.strip() for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", words) if name.strip()))


def _give(brands: tuple[str, ...], who: str, found: list[PageUse]) -> None:
    """Give brands to the uses under the last top bullet, of those that name whom the sentence is about."""
    tops = [at for at, use in enumerate(found) if use.unit.kind == "item" and _is_top(use.unit)]
    for at in range(tops[-1] if tops else 0, len(found)):
        use = found[at]
        words = " ".join(unit.text for unit in (use.unit, *use.unit.above()) if unit.kind != "lead").lower()
        if not use.brands and (not who or who in words):
            found[at] = replace(use, brands=brands)


def _is_top(unit: Unit) -> bool:
    """Say whether a unit stands right under the lead of its list, or under what was said of the whole list."""
    above = list(unit.above())
    return (
        not above
        or above[0].kind == "lead"
        or (above[0].kind == "sublead" and above[1:2] == above[-1:] and above[1].kind == "lead")
    )
