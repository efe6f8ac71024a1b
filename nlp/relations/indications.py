"""From the units of a text to its uses: who is treated with what, for which cancer, under which conditions.

Each item is read with what stands above it: the nearest heading or bullet that names a cancer gives it where the item
names none; lead-ins give the therapy, its partners, the purpose and biomarkers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from nlp.cancers import CANCER, read_cancers
from nlp.extraction import Extraction
from nlp.linking import tumour_phrases
from nlp.relations.arms import cut_arms, only_arm, without_exception
from nlp.relations.reading import Names, Reading, read_clause
from nlp.relations.sentences import read_sentence
from nlp.relations.use import Source, approval_kind_of, assemble
from nlp.structure.outline import trigger_in
from nlp.structure.unit import Unit

_LONGEST = 4000  # characters of a clause: the longest that a label holds has 1,700, and time grows with the square
_BRACKET = re.compile(r"[(\[]")
_THESE = re.compile(r"\b(?:these|both|following) (?:indications|uses)", re.IGNORECASE)
_USED = re.compile(r"\b(?:is|are|may be) (?:also )?(?:used|given|indicated)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\W*(?:It|They|This (?:drug|medicine)|[A-Z][\w-]+(?: [\w-]+){0,3}?) (?:is|are) (?:to be )?"
    r"(?:administered|given|used) (?:in combination with|together with|as part of)\b"
)
_ALSO = re.compile(r"(?:[A-Z][\w-]*)(?: [\w-]+){0,3} (?:is|are) also (?:used|given)\b")
_ENDS_OPEN = re.compile(r"(?::|\b(?:with|for|of|in|to|including))\s*$")
_TELLS = frozenset({"sentence", "item", "prose", "limitation"})
_AT_ONCE = 2  # characters between a sentence and a list that was glued to it
_SAYS_HOW = re.compile(r"(?:following|in combination|as (?:a |mono))(?![^.;]*\btreatment of)")
_ENDS_WITH = re.compile(
    r"\b(?:used|given|together|combination|combination (?:chemo)?therapy|(?:first|initial) treatment) with:\s*$",
    re.IGNORECASE,
)
_ENDS_WITH_CAUSE = re.compile(r"\b(?:caused by|due to|related to):?\s*$", re.IGNORECASE)
_STARTS_IN_PART = re.compile(r"\W*(?:in|with|for|as|alone)\b", re.IGNORECASE)


def read_indications(units: Sequence[Unit], source: Source, names: Names) -> list[Extraction]:
    """Return the uses that the units tell, in order."""
    parents = {id(above) for unit in units for above in unit.above()}
    open_ended = {
        id(unit.parent)
        for unit in units
        if unit.parent is not None and unit.start - unit.parent.end <= _AT_ONCE and _SAYS_HOW.match(unit.text)
    }
    read_parents: dict[int, Reading] = {}
    told: list[tuple[Unit, list[list[Extraction]]]] = []
    names_a_tumour = cache(partial(_names_a_tumour, names=names))  # a lead-in is asked about for each of its items
    for unit in units:
        chain = (unit, *unit.above())
        told_here = unit.kind != "note" and all(len(one.text) <= _LONGEST for one in chain)
        if not told_here or not any(names_a_tumour(one.text) for one in chain):
            told.append((unit, []))
            continue
        leads_only = id(unit) in parents and (id(unit) in open_ended or not _tells_a_use(unit))
        uses = [] if leads_only else list(_read_unit(unit, source, names, read_parents))
        if not any(uses) and not leads_only and id(unit) not in open_ended and unit.kind in _TELLS:
            uses = [read_sentence(unit, source, names)]
        told.append((unit, uses))
    return _in_order(_with_barren_leads(told, source, names, read_parents), names)


def _with_barren_leads(
    told: list[tuple[Unit, list[list[Extraction]]]], source: Source, names: Names, read_parents: dict[int, Reading]
) -> list[tuple[Unit, list[list[Extraction]]]]:
    """Read a lead-in as a use where it names the cancer and no item under it told one ("… and: stage T1c; …").

    What its items say is kept as not read, so that the gate refuses what may be narrower than it looks.
    """
    bearing = {id(above) for unit, uses in told if any(uses) for above in unit.above()}
    items: dict[int, list[str]] = {}
    for unit, _ in told:
        if unit.parent is not None and unit.kind == "item":
            items.setdefault(id(unit.parent), []).append(unit.text)
    read: list[tuple[Unit, list[list[Extraction]]]] = []
    for unit, uses in told:
        if unit.kind == "lead" and id(unit) in items and id(unit) not in bearing and not any(uses):
            own = list(_read_unit(unit, source, names, read_parents))
            uses = [[replace(one, unread=(*one.unread, *items[id(unit)])) for one in group] for group in own]
        read.append((unit, uses))
    return read


def _in_order(told: list[tuple[Unit, list[list[Extraction]]]], names: Names) -> list[Extraction]:
    """Return the uses in order, each with the number of its indication, notes on them applied."""
    found: list[Extraction] = []
    ordinal = 0
    for unit, read in told:
        if unit.kind == "note":
            found = _noted(found, unit.text)
        elif not any(read) and found:
            found = _with_partners_told_later(found, unit, names)
        for uses in read:
            ordinal += bool(uses)
            found.extend(replace(one, indication=str(ordinal)) for one in uses)
    return found


def _with_partners_told_later(found: list[Extraction], unit: Unit, names: Names) -> list[Extraction]:
    """Give the last use the partners that the next sentence names ("It is administered in combination with …")."""
    last = [one for one in found if one.indication == found[-1].indication]
    if not _GOES_ON.match(unit.text) or any(len(one.therapies) > len(one.lead) for one in last):
        return found
    leads = [last[0].therapies[at] for at in last[0].lead]
    groups = [group for group in read_clause(unit, unit.text, names).partners(leads) if group]
    if not groups:
        return found
    place = (unit.start, unit.end)
    return [
        *found[: -len(last)],
        *(
            replace(
                one,
                therapies=(*one.therapies, *group),
                inherited=(*one.inherited, place),
                setting=replace(one.setting, combination="combination"),
            )
            for one in last
            for group in groups
        ),
    ]


def _names_a_tumour(text: str, names: Names) -> bool:
    """Say whether a unit names a cancer, or words that a linker may know: no use is told without one."""
    if names.lexicon.first(text, labels=CANCER, local=names.local):
        return True
    if _BRACKET.search(text) and read_cancers(text, names.lexicon, names.local):
        return True  # only with a bracket taken out, or in one, is there a name
    return names.linker is not None and bool(tumour_phrases(text, frozenset()))


def _tells_a_use(unit: Unit) -> bool:
    """Say whether a unit with items under it also tells a use of its own (a whole sentence, a bullet that does not
    lead)."""
    if unit.kind == "sentence":
        return True
    return unit.kind == "item" and not _ENDS_OPEN.search(unit.text) and _USED.search(unit.text) is not None


def _noted(found: list[Extraction], text: str) -> list[Extraction]:
    """Apply a sentence on the approval to the use before it, or to all where it says so."""
    kind = approval_kind_of(text)
    if kind == "unknown" or not found:
        return found
    last = found[-1].indication
    return [replace(one, approval_kind=kind) if _THESE.search(text) or one.indication == last else one for one in found]


def _read_unit(
    unit: Unit, source: Source, names: Names, read_parents: dict[int, Reading]
) -> Iterator[list[Extraction]]:
    """Yield the extractions of each use that a unit tells; each parent is read once."""
    if unit.kind == "prose":
        return
    above = [
        read_parents.get(id(parent)) or read_parents.setdefault(id(parent), _read_above(parent, names))
        for parent in unit.above()
    ]
    start = _start_part(unit, above)
    text = without_exception(unit.text)
    arms = cut_arms(text)
    first: Reading | None = None
    for at, (begin, end) in enumerate(arms):
        reading = read_clause(unit, only_arm(text, arms, at), names, start)
        if at and begin and not arms[0][0] and _ALSO.match(unit.text, begin):
            first = _only_named(unit, first, names, start)
        borrowed = [first] if first is not None and not reading.treated(unit.closed) else []
        span = unit.place(begin, end) if len(arms) > 1 else (unit.start, unit.end)
        first = first or reading
        yield list(assemble(unit, [reading, *borrowed, *above], source, span))


def _only_named(unit: Unit, first: Reading | None, names: Names, start: str) -> Reading | None:
    """Return the reading of a unit up to its first cancer: "It is also used …" goes on about that, not about whom."""
    if first is None or not first.cancers:
        return first
    end = first.cancers[0][0].end
    return read_clause(unit, unit.text[:end] + " " * (len(unit.text) - end), names, start)


def _read_above(parent: Unit, names: Names) -> Reading:
    return read_clause(parent, parent.text, names, "lead" if trigger_in(parent.text) else "object")


def _start_part(unit: Unit, above: Sequence[Reading]) -> str:
    """Return the part in which a unit begins: what its lead-in breaks off in."""
    if unit.kind != "item" and trigger_in(unit.text) and not _STARTS_IN_PART.match(unit.text):
        return "lead"
    if above and _ENDS_WITH.search(above[0].text):
        return "partner"
    if above and _ENDS_WITH_CAUSE.search(above[0].text):
        return "object"
    if above and unit.closed and above[0].unit.kind == "sublead" and not _ENDS_OPEN.search(above[0].text):
        return "object"
    if above and (_ENDS_OPEN.search(above[0].text) or above[0].unit.kind in ("lead", "sublead")):
        last = above[0].clause.scopes[-1][2]
        return last if last not in ("lead", "definition", "examples") else "object"
    return "object" if above else "lead"
