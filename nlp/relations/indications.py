"""From the units of a text to its uses: who is treated with what, for which cancer, under which conditions.

Each item is read with what stands above it: the nearest heading or bullet that names a cancer gives it where the item
names none; lead-ins give the therapy, its partners, the purpose and biomarkers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.cancers import CANCER, read_cancers
from nlp.extraction import Extraction
from nlp.linking import tumour_phrases
from nlp.relations.arms import cut_arms, only_arm
from nlp.relations.reading import Names, Reading, read_clause
from nlp.relations.sentences import read_sentence
from nlp.relations.use import Source, approval_kind_of, assemble
from nlp.structure.outline import TRIGGER
from nlp.structure.unit import Unit

_THESE = re.compile(r"\b(?:these|both|following) (?:indications|uses)", re.IGNORECASE)
_USED = re.compile(r"\b(?:is|are|may be) (?:also )?(?:used|given|indicated)\b", re.IGNORECASE)
_ENDS_OPEN = re.compile(r"(?::|\b(?:with|for|of|in|to|including))\s*$")
_STARTS_IN_PART = re.compile(r"\W*(?:in|with|for|as|alone)\b", re.IGNORECASE)


def read_indications(units: Sequence[Unit], source: Source, names: Names) -> list[Extraction]:
    """Return the uses that the units tell, in order."""
    found: list[Extraction] = []
    parents = {id(above) for unit in units for above in unit.above()}
    read_parents: dict[int, Reading] = {}
    ordinal = 0
    for unit in units:
        if unit.kind == "note":
            found = _noted(found, unit.text)
            continue
        if not any(_names_a_tumour(one, names) for one in (unit, *unit.above())):
            continue
        leads_only = id(unit) in parents and not _tells_a_use(unit)
        told = [] if leads_only else list(_read_unit(unit, source, names, read_parents))
        if not any(told) and unit.kind in ("sentence", "item", "prose", "limitation"):
            told = [read_sentence(unit, source, names)]
        for uses in told:
            ordinal += bool(uses)
            found.extend(replace(one, indication=str(ordinal)) for one in uses)
    return found


def _names_a_tumour(unit: Unit, names: Names) -> bool:
    """Say whether a unit names a cancer, or words that a linker may know: no use is told without one."""
    if names.lexicon.find(unit.text, labels=CANCER, local=names.local):
        return True
    if read_cancers(unit.text, names.lexicon, names.local):
        return True
    return names.linker is not None and bool(tumour_phrases(unit.text, frozenset()))


def _tells_a_use(unit: Unit) -> bool:
    """Say whether a unit with items under it also tells a use of its own (a bullet that does not lead)."""
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
    arms = cut_arms(unit.text)
    first: Reading | None = None
    for at, (begin, end) in enumerate(arms):
        reading = read_clause(unit, only_arm(unit.text, arms, at), names, start)
        borrowed = [first] if first is not None and not reading.treated(unit.closed) else []
        span = unit.place(begin, end) if len(arms) > 1 else (unit.start, unit.end)
        first = first or reading
        yield list(assemble(unit, [reading, *borrowed, *above], source, span))


def _read_above(parent: Unit, names: Names) -> Reading:
    return read_clause(parent, parent.text, names, "lead" if TRIGGER.search(parent.text) else "object")


def _start_part(unit: Unit, above: Sequence[Reading]) -> str:
    """Return the part in which a unit begins: what its lead-in breaks off in."""
    if TRIGGER.search(unit.text) and not _STARTS_IN_PART.match(unit.text):
        return "lead"
    if above and (_ENDS_OPEN.search(above[0].text) or above[0].unit.kind in ("lead", "sublead")):
        last = above[0].clause.scopes[-1][2]
        return last if last not in ("lead", "definition") else "object"
    return "object" if above else "lead"
