"""Under which heading does a piece of a leaflet stand: how often, how serious, alone or in combination?

Headings run into the text on either side of them ("… are low. Common (may affect up to 1 in 10 people)"), so the
text is cut at every mark, and each piece between two marks keeps the state that the marks before it set.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.leaflets.words import leaflet_words

_SECTION = re.compile(r"^## 4\..*?$(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_SENTENCE = re.compile(r"[^\n]*?(?:[.!?](?=\s+[A-Z\"“(]|\s*$)|$)", re.MULTILINE)
_ORDER = ("very_common", "common", "uncommon", "rare", "very_rare", "unknown")
_NEAR = 60
_TOLD = re.compile(r"\(|:|may\s+affect|can\s+affect|effects?\b")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the section on side effects. ``frequency`` is '' where no heading told one."""

    start: int
    end: int
    frequency: str = ""
    serious: bool = False
    combination: str = ""
    population: tuple[str, ...] = ()
    other_disease: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    value: str = ""


def harm_section(text: str) -> tuple[int, int]:
    """Return the place of the section on possible side effects, (0, 0) where there is none."""
    match = _SECTION.search(text)
    return (match.start("body"), match.end("body")) if match else (0, 0)


def read_passages(text: str) -> Iterator[Passage]:
    """Yield the pieces of the section on side effects, in order, without those on patients with another disease."""
    yield from (passage for passage in _all_passages(text) if not passage.other_disease)


def _all_passages(text: str) -> Iterator[Passage]:
    start, end = harm_section(text)
    stop = leaflet_words().patterns["ends"].search(text, start, end)
    end = stop.start() if stop else end
    state = Passage(start, start)
    position = start
    bare = False  # whether the serious effects were listed without a frequency
    marks = sorted(_marks(text, start, end), key=lambda one: (one.start, -one.end))
    for place, mark in enumerate(marks):
        if _is_void(marks, place, state):
            continue
        if mark.start < position:
            if mark.kind in ("combination", "population"):
                state = _after(state, mark)
            elif mark.kind == "serious" and mark.value:
                state = replace(state, serious=True)  # "Severe side effects, which may be very common, include:"
            continue
        if text[position : mark.start].strip():
            bare = bare or (state.serious and not state.frequency)
            yield replace(state, start=position, end=mark.start)
        if mark.kind == "frequency" and state.serious and (bare or _begins_anew(state.frequency, mark.value)):
            state = replace(state, serious=False)
        bare = bare and state.serious and mark.kind != "serious"
        state = _after(state, mark)
        position = mark.end
    if text[position:end].strip():
        yield replace(state, start=position, end=end)


def _is_void(marks: list[_Mark], place: int, state: Passage) -> bool:
    """Say whether a request to tell the doctor "straight away" is made of all other effects, after the serious ones."""
    mark = marks[place]
    if mark.kind != "serious" or not mark.value:
        return False
    told = state.serious or any(one.kind == "serious" and one.value for one in marks[:place])
    after_others = any(
        one.kind == "serious" and not one.value and 0 <= mark.start - one.end < _NEAR for one in marks[:place]
    )
    following = next((one for one in marks[place + 1 :] if one.start >= mark.end), None)
    heads_all = following is not None and following.value == "very_common" and following.start - mark.end < _NEAR
    return told and (after_others or heads_all)


def _begins_anew(before: str, after: str) -> bool:
    """Say whether a frequency is higher than the one before: a new list has begun."""
    return before in _ORDER and after in _ORDER and _ORDER.index(after) < _ORDER.index(before)


def _after(state: Passage, mark: _Mark) -> Passage:
    if mark.kind == "frequency":
        return replace(state, frequency=mark.value)
    if mark.kind == "serious":
        return replace(state, serious=bool(mark.value), frequency="")
    if mark.kind == "population":
        return replace(state, population=(mark.value,))
    if mark.kind == "disease":
        return Passage(state.start, state.end, other_disease=bool(mark.value))
    return replace(state, combination=mark.value, population=(), frequency="")


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    words = leaflet_words()
    for match in words.heading.finditer(text, start, end):
        if _is_heading(text, match, start):
            yield _Mark(match.start(), match.end(), "frequency", words.frequency_of(match[0]))
    for sentence in _SENTENCE.finditer(text, start, end):
        line = sentence[0]
        introduces = "side effect" in line.lower() and (":" in line or not line.rstrip().endswith("."))
        if words.patterns["children"].search(line):
            yield _Mark(sentence.start(), sentence.start(), "population", "child")
        elif introduces and words.patterns["combination"].search(line):
            yield _Mark(sentence.start(), sentence.start(), "combination", "combination")
        elif introduces and words.patterns["alone"].search(line):
            yield _Mark(sentence.start(), sentence.start(), "combination", "monotherapy")
    for match in words.patterns["disease"].finditer(text, start, end):
        other = not words.patterns["cancer"].search(match["disease"])
        yield _Mark(match.start(), match.end(), "disease", "other" if other else "")
    for match in words.patterns["serious_begins"].finditer(text, start, end):
        yield _Mark(match.start(), match.end(), "serious", "yes")
    for match in words.patterns["serious_ends"].finditer(text, start, end):
        yield _Mark(match.start(), match.end(), "serious", "")


def _is_heading(text: str, match: re.Match[str], start: int) -> bool:
    """Say whether a frequency word heads a list: it begins a sentence or line, and tells how many people."""
    before = text[max(start, match.start() - 3) : match.start()]
    ended = not before.strip() or before.rstrip()[-1:] in ".:;)!?*#-"
    begins = match[0][0].isupper() and (ended or before.endswith("\n"))
    runs_on = match[0][0].isupper() and bool(re.search(r"\(|may\s+affect|effects", match[0]))
    alone = text[match.end() : match.end() + 1] in ("\n", "")
    return (begins and (alone or bool(_TOLD.search(match[0])))) or runs_on
