"""Phrases of the pattern files: what a nurse can read and edit instead of regular expressions.

A phrase is a line of elements with spaces between:

==============  ==========================================================================================
``word``        that word, however spelt or inflected (folded as in ``words.fold``)
``a|b``         one of these words
``a_b|c``       the run "a b", or c
``<group>``     one of the words or runs of words of a group in the groups file
``{therapy}``   a thing that the graph names: therapy, drug, class, regimen, procedure, cancer, biomarker, agency
``{a|b}``       one of these
``#``           a number
``*`` ``*3``    up to eight (three) words of any kind
``^`` ``$``     begin and end of the sentence
``x?``          ``x`` may be missing
==============  ==========================================================================================

A fresh process reads hundreds of phrases and compiles the few that a question may hold.
"""

from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from nlp.questions.words import fold, read_table

_GAP = 8
_COMMON = frozenset(
    ("<be>", "<do>", "<i>", "<a>", "<what>", "what", "which", "how", "is", "are", "what|which", "to", "of", "it", "for")
)
FILLERS = frozenset(row[0] for row in read_table("fillers.tsv"))
"""Words that neither sentences nor phrases keep."""

_Runs = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of a sentence, or one named thing. ``slots`` are the slot names that a thing fits."""

    key: str
    start: int
    end: int
    slots: frozenset[str] = frozenset()
    mention: int = -1


@dataclass(frozen=True, slots=True)
class Found:
    """Where a phrase stands: units from ``first`` up to ``last``, and the units that filled its slots and ``#``."""

    first: int
    last: int
    filled: tuple[int, ...]


class _Element(NamedTuple):
    """One element. ``runs`` are its runs of words by their first word, in the order of the file."""

    runs: Mapping[str, _Runs] = MappingProxyType({})
    slots: frozenset[str] = frozenset()
    number: bool = False
    gap: int = 0
    mark: str = ""
    optional: bool = False


class PhraseError(ValueError):
    """A phrase that cannot be read, with its text. Repair the line in the data file that the message names."""

    def __init__(self, phrase: str, why: str) -> None:
        self.phrase = phrase
        super().__init__(f"the phrase {phrase!r} cannot be read: {why}; repair its line in the pattern file")


class Groups:
    """Word groups by name, and the elements that were read with them (phrases share most of theirs)."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.words: dict[str, _Runs] = {}
        self._elements: dict[str, _Element] = {}
        for name, written, *_ in rows:
            alternatives: list[tuple[str, ...]] = []
            for text in written.split("|"):
                if text.startswith("<"):
                    alternatives.extend(self.words[text.strip("<>")])
                else:
                    alternatives.append(_run(text.split()))
            self.words[name] = tuple(run for run in alternatives if run)

    def element(self, part: str, phrase: str) -> _Element:
        """Return one element of a phrase. Raises PhraseError."""
        held = self._elements.get(part)
        if held is None:
            held = self._elements[part] = _read_element(part, phrase, self.words)
        return held


class Phrase:
    """One phrase. It is compiled when a sentence first holds its telling element: most phrases never are."""

    __slots__ = ("_elements", "_groups", "_needed", "_tell", "_telling", "text", "weight_of_words")

    def __init__(self, text: str, groups: Groups) -> None:
        self.text = text
        self._groups = groups
        needed = [part for part in text.split() if part[0] not in "*^$" and part[-1] != "?" and part != "#"]
        self.weight_of_words = len(needed)
        self._tell = min(needed, key=_commonness) if needed else ""
        self._telling: frozenset[str] | None = None
        self._elements: tuple[_Element, ...] = ()
        self._needed: tuple[tuple[KeysView[str], frozenset[str]], ...] = ()

    def compile(self) -> None:
        """Compile the phrase where that was not done. Raises PhraseError."""
        if not self._elements:
            self._elements = tuple(self._groups.element(part, self.text) for part in self.text.split())
            self._needed = tuple(
                (element.runs.keys(), element.slots)
                for element in self._elements
                if (element.runs or element.slots) and not element.optional
            )
            if not self._needed and not any(element.number for element in self._elements):
                raise PhraseError(self.text, "every element may be missing")

    @property
    def telling(self) -> frozenset[str]:
        """Words and slots of which a sentence must hold one for the phrase to stand in it; empty where any may do."""
        if self._telling is None:
            element = self._groups.element(self._tell, self.text) if self._tell else _Element(optional=True)
            loose = element.optional or element.number
            self._telling = frozenset() if loose else element.slots.union(element.runs)
        return self._telling

    def may_stand(self, held: frozenset[str]) -> bool:
        """Say whether a sentence holds the telling element, without which the phrase stands nowhere in it."""
        telling = self.telling
        return not telling or not telling.isdisjoint(held)

    @property
    def words(self) -> frozenset[str]:
        """The words that the phrase is made of."""
        self.compile()
        return frozenset(
            word for element in self._elements for runs in element.runs.values() for run in runs for word in run
        )

    def find(self, units: Sequence[Unit], held: frozenset[str]) -> Found | None:
        """Return the first place, or None. ``held`` are all keys and slots of the units (see ``keys_of``)."""
        return next(self.find_all(units, held), None)

    def find_all(self, units: Sequence[Unit], held: frozenset[str]) -> Iterator[Found]:
        """Yield the places from left to right, without overlap."""
        if not self.may_stand(held):
            return
        self.compile()
        for words, slots in self._needed:
            if held.isdisjoint(words) and held.isdisjoint(slots):
                return
        at = 0
        while at <= len(units):
            ends = self._match(units, at, 0, ())
            if ends is None:
                at += 1
                continue
            yield Found(at, ends[0], ends[1])
            at = max(ends[0], at + 1)

    def _match(
        self, units: Sequence[Unit], at: int, index: int, filled: tuple[int, ...]
    ) -> tuple[int, tuple[int, ...]] | None:
        if index == len(self._elements):
            return at, filled
        element = self._elements[index]
        if element.gap:
            for length in range(min(element.gap, len(units) - at) + 1):
                if (found := self._match(units, at + length, index + 1, filled)) is not None:
                    return found
            return None
        if element.mark:
            fits = at == 0 if element.mark == "^" else at == len(units)
            return self._match(units, at, index + 1, filled) if fits else None
        if at < len(units):
            unit = units[at]
            fills = not element.slots.isdisjoint(unit.slots) or (element.number and _is_number(unit.key))
            if fills and (found := self._match(units, at + 1, index + 1, (*filled, at))) is not None:
                return found
            for words in element.runs.get(unit.key, ()):
                if len(words) > 1 and not _runs(units, at, words):
                    continue
                if (found := self._match(units, at + len(words), index + 1, filled)) is not None:
                    return found
        return self._match(units, at, index + 1, filled) if element.optional else None


class Telling:
    """The places of phrases in their list, by the words and slots that tell them."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._places: dict[str, list[int]] = {}
        for place, phrase in enumerate(phrases):
            for word in phrase.telling or ("",):
                self._places.setdefault(word, []).append(place)

    def places(self, held: Iterable[str]) -> list[int]:
        """Return the places, in order, of the phrases that may stand in a sentence that holds these."""
        return sorted({place for word in ("", *held) for place in self._places.get(word, ())})


def _commonness(part: str) -> tuple[bool, bool, bool, int]:
    """Order the elements of a phrase by how many sentences hold them: a plain word tells more than a slot."""
    return (part in _COMMON, "<" in part, "{" in part, part.count("|"))


def keys_of(units: Sequence[Unit]) -> frozenset[str]:
    """Return all words and slots of a sentence, which a phrase needs to rule itself out quickly."""
    held = {unit.key for unit in units}
    for unit in units:
        held |= unit.slots
    return frozenset(held)


def _runs(units: Sequence[Unit], at: int, words: tuple[str, ...]) -> bool:
    return at + len(words) <= len(units) and all(units[at + n].key == word for n, word in enumerate(words))


def _is_number(key: str) -> bool:
    return key[:1].isdigit() and key.rstrip("%").replace(".", "", 1).isdigit()


def _read_element(part: str, phrase: str, groups: Mapping[str, _Runs]) -> _Element:
    if part in ("^", "$"):
        return _Element(mark=part)
    if part[0] == "*":
        return _Element(gap=int(part[1:]) if part[1:] else _GAP)
    optional = part.endswith("?")
    if optional:
        part = part[:-1]
    words: list[tuple[str, ...]] = []
    slots: set[str] = set()
    number = False
    for piece in _alternatives(part):
        if piece == "#":
            number = True
        elif piece.startswith("{"):
            slots.update("{" + slot + "}" for slot in piece.strip("{}").split("|"))
        elif piece.startswith("<"):
            if piece.strip("<>") not in groups:
                raise PhraseError(phrase, f"no group is named {piece}")
            words.extend(groups[piece.strip("<>")])
        elif piece:
            words.append(_run(piece.split("_")))
    if not (words or slots or number):
        raise PhraseError(phrase, f"{part!r} says nothing")
    runs = _by_first_word(words)
    return _Element(runs, frozenset(slots), number, optional=optional or not (runs or slots or number))


def _by_first_word(words: Sequence[tuple[str, ...]]) -> Mapping[str, _Runs]:
    runs: dict[str, _Runs] = {}
    for run in words:
        if run:
            runs[run[0]] = (*runs.get(run[0], ()), run)
    return runs


def _alternatives(part: str) -> list[str]:
    """Split at the bars outside braces."""
    if "{" not in part:
        return part.split("|")
    pieces, depth = [""], 0
    for letter in part:
        depth += (letter == "{") - (letter == "}")
        if letter == "|" and not depth:
            pieces.append("")
        else:
            pieces[-1] += letter
    return pieces


def _run(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(key for key in map(fold, words) if key not in FILLERS)
