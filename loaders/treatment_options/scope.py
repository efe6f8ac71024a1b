"""Whom is a list or an item for? Headings, lead-ins and conditions read into qualifiers.

What cannot be read is kept as ``unread``: a statement whose condition was not understood is never accepted.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TypeVar

from graph.model import PriorTherapy, Qualifiers
from loaders.treatment_options.words import option_words
from nlp.biomarkers import BiomarkerGroup, read_biomarkers
from nlp.cancers import read_cancers
from nlp.extraction import FoundBiomarker
from nlp.lexicon import Lexicon
from nlp.therapies import read_therapies

_BIOMARKER_LIMIT = 8
BROKEN = "…"
_WORD = re.compile(r"[<>≥≤]\s*\d[\d.]*|[^\W_][\w'’-]*")
_STAGE_RANGE = re.compile(
    r"\bstages? (?P<list>(?:0|IV|I{1,3})[ABC]?\d?(?:(?:, and |, or |, | and | or | through | to |–|-|/)"
    r"(?:stages? )?(?:0|IV|I{1,3})[ABC]?\d?\b)*)(?!\w)",
    re.IGNORECASE,
)
_STAGE = re.compile(r"(?:0|IV|I{1,3})[ABC]?\d?(?!\w)", re.IGNORECASE)
_MORE_STAGE = re.compile(r"(?:\band\b|\bor\b|,)\s+((?:0|IV|I{1,3})[ABC]?\d?)(?!\w)")
_ORDINALS = ("first", "second", "third", "fourth")
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})[- ]line\b", re.IGNORECASE)
_JOINED_BEFORE = re.compile(r"(\band\b|\bor\b|,|/)\s*$")
_JOINED_AFTER = re.compile(r"\s*(and|or|,|/)(?!\w)")
_LISTED = re.compile(r"\band\b|\bor\b|[,/;]")
_BRACKETS = re.compile(r"\([^()]*\)")
_DASHES = str.maketrans("‐‑‒–—−", "------")
_THROUGH = re.compile(r"through|\bto\b|–|-")
_ROMAN = ("0", "I", "II", "III", "IV")
Local = Mapping[str, tuple[str, ...]]
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known of whom options are for. ``requires`` holds groups of which each must hold, by any one member."""

    cancers: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    disease_state: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    line: tuple[int, int] = (0, 0)
    setting: str = ""
    purpose: str = ""
    combination: str = ""
    age_min: float = -1
    age_max: float = -1
    requires: tuple[tuple[FoundBiomarker, ...], ...] = ()
    after: tuple[PriorTherapy, ...] = ()
    unread: tuple[str, ...] = ()

    def within(self, outer: "Scope") -> "Scope":
        """Return this scope with what it leaves open taken from the one around it."""
        told = bool(self.stage or set(self.disease_state) & option_words().courses)
        return Scope(
            cancers=self.cancers or outer.cancers,
            stage=self.stage if told else outer.stage,
            disease_state=self.disease_state if told else _states(outer.disease_state, self.disease_state),
            population=_joined(outer.population, self.population),
            line=self.line if any(self.line) else outer.line,
            setting=self.setting or outer.setting,
            purpose=self.purpose or outer.purpose,
            combination=self.combination or outer.combination,
            age_min=self.age_min if self.age_min >= 0 else outer.age_min,
            age_max=self.age_max if self.age_max >= 0 else outer.age_max,
            requires=_chosen(outer.requires, self.requires),
            after=self.after or outer.after,
            unread=_joined(outer.unread, self.unread),
        )

    def narrowed(self, condition: "Scope") -> "Scope":
        """Return this scope under a further condition: states add up, a narrower cancer replaces the wider.

        A stage that is one of those around it chooses it: of "metastatic and recurrent", "metastatic" leaves the other.
        """
        chosen = bool(condition.stage) and set(condition.stage) <= set(self.stage)
        courses = option_words().courses if chosen else frozenset()
        around = tuple(state for state in self.disease_state if state not in courses)
        return replace(
            condition.within(self),
            stage=condition.stage or self.stage,
            disease_state=_states(around, condition.disease_state),
        )

    def qualifiers(self, **more: object) -> Qualifiers:
        """Return the qualifiers of a statement in this scope."""
        values: dict[str, object] = {
            "purpose": self.purpose or "treat",
            "disease_state": tuple(sorted(self.disease_state)),
            "line_min": self.line[0],
            "line_max": self.line[1],
            "stage": tuple(sorted(self.stage)),
            "setting": self.setting,
            "population": tuple(sorted(self.population)),
            "age_min": self.age_min,
            "age_max": self.age_max,
            "combination": self.combination,
        }
        return Qualifiers(**{**values, **more})  # type: ignore[arg-type]

    def biomarker_choices(self) -> list[tuple[FoundBiomarker, ...]]:
        """Return every way in which all required groups can hold; none where there are too many to tell apart."""
        choices = [tuple(dict.fromkeys(choice)) for choice in product(*self.requires)]
        return choices if len(choices) <= _BIOMARKER_LIMIT else []


def _joined(first: tuple[_Value, ...], second: tuple[_Value, ...]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _chosen(
    outer: tuple[tuple[FoundBiomarker, ...], ...], inner: tuple[tuple[FoundBiomarker, ...], ...]
) -> tuple[tuple[FoundBiomarker, ...], ...]:
    """Join required groups; one that names a marker of an outer group, or its family, chooses in it and replaces it."""
    named = [_families(group) for group in inner]
    return _joined(tuple(group for group in outer if not any(_families(group) & names for names in named)), inner)


def _families(group: tuple[FoundBiomarker, ...]) -> frozenset[tuple[str, str]]:
    """Return the markers of a group, with the families that they belong to, each with its state."""
    families = option_words().marker_families
    return frozenset((name, one.state) for one in group for name in (one.name, *families.get(one.name, ())))


def _states(outer: tuple[str, ...], inner: tuple[str, ...]) -> tuple[str, ...]:
    """Join states; of those that exclude one another the inner ones stay."""
    replaced = [group for group in option_words().exclusive if group & set(inner)]
    return _joined(tuple(one for one in outer if not any(one in group for group in replaced)), inner)


@dataclass(slots=True)
class _Reader:
    text: str
    found: dict[str, list[str]] = field(default_factory=dict)

    def take(self, start: int, end: int) -> None:
        """Blank out what has been read."""
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def note(self, name: str, value: str) -> None:
        held = self.found.setdefault(name, [])
        if value not in held:
            held.append(value)


def read_scope(text: str, lexicon: Lexicon, local: Local | None = None, *, read_cancer: bool = True) -> Scope:
    """Read a heading, a lead-in or a condition. ``local`` holds the page's own abbreviations, of any label."""
    return _read(text, lexicon, local, read_cancer=read_cancer)[0]


def unread_beside(text: str, lexicon: Lexicon, local: Local | None, blank: Callable[[str], str]) -> tuple[str, ...]:
    """Return what nothing has read in a text, ``blank`` having blanked out what else is understood in it."""
    return _unread(blank(_read(text, lexicon, local, read_cancer=True)[1]), text)


def _read(text: str, lexicon: Lexicon, local: Local | None, *, read_cancer: bool) -> tuple[Scope, str]:
    """Return the scope and the text with all that was read blanked out."""
    text = text.translate(_DASHES)
    reader = _Reader(text)
    after = _priors(reader, lexicon, local)
    requires = _biomarkers(reader)
    for qualifier in option_words().first_qualifiers:
        if qualifier.words.search(reader.text, reader.text.lower()):
            reader.note(qualifier.field, qualifier.value)
            reader.text = qualifier.words.pattern.sub(_blank_if_alone, reader.text)
    for qualifier in option_words().qualifiers:
        if qualifier.value in option_words().spanned and qualifier.words.search(reader.text, reader.text.lower()):
            reader.note(
                qualifier.field, qualifier.value
            )  # a cancer's name may span it ("indolent, recurrent lymphoma")
    ages = _ages(reader)
    _stages(reader)
    cancers = _cancers(reader, lexicon, local) if read_cancer else []
    for qualifier in option_words().qualifiers:
        if not qualifier.words.may_match(reader.text.lower()):
            continue
        for match in qualifier.words.pattern.finditer(reader.text):
            reader.note(qualifier.field, qualifier.value)
            reader.take(match.start(), match.end())
    if read_cancer:
        cancers += _cancers(reader, lexicon, local, narrowed=True, held=bool(cancers))
    settings = reader.found.get("setting", [])
    scope = Scope(
        cancers=tuple(dict.fromkeys(cancers)),
        stage=tuple(reader.found.get("stage", ())),
        disease_state=tuple(reader.found.get("disease_state", ())),
        population=tuple(reader.found.get("population", ())),
        line=_line(reader.found.get("line", [])),
        setting="perioperative" if "perioperative" in settings else _single(settings),
        purpose=_single(reader.found.get("purpose", [])),
        combination=_single(reader.found.get("combination", [])),
        age_min=ages.get("min", -1),
        age_max=ages.get("max", -1),
        requires=requires,
        after=after,
        unread=_unread(reader.text, text),
    )
    return scope, reader.text


def _blank_if_alone(match: re.Match[str]) -> str:
    """Blank a state that is written in words; an abbreviation (mCRPC) stays, for it names the cancer too."""
    return match[0] if match[0].isupper() or match[0][1:].isupper() else " " * len(match[0])


def _ages(reader: _Reader) -> dict[str, float]:
    found: dict[str, float] = {}
    for bound, pattern in option_words().ages:
        match = pattern.search(reader.text)
        if match:
            found[bound] = float(next(group for group in match.groups() if group))
            reader.take(match.start(), match.end())
    return found


def labelled(local: Local | None, label: str, lexicon: Lexicon) -> Local:
    """Return the abbreviations that stand for things of one label."""
    return {short: ids for short, ids in (local or {}).items() if lexicon.entities[ids[0]].label == label}


def _cancers(
    reader: _Reader, lexicon: Lexicon, local: Local | None, *, narrowed: bool = False, held: bool = False
) -> list[str]:
    """Take the cancers that are named. One with an unread word before it is taken only with ``narrowed``, and not in a
    list: the word stays unread, and so becomes a condition or a doubt."""
    found = []
    brackets = [(one.start(), one.end()) for one in _BRACKETS.finditer(reader.text)]
    mentions = read_cancers(reader.text, lexicon, labelled(local, "Cancer", lexicon))
    outside = [one for one in mentions if not any(start < one.start < end for start, end in brackets)]
    for mention in mentions:
        if mention.text.lower() in option_words().generic_cancers:
            continue
        if narrowed and mention.narrowed and _JOINED_BEFORE.search(reader.text[: mention.start]):
            continue
        if len(mention.entity_ids) == 1 and (not mention.narrowed or narrowed):
            if mention in outside or not (outside or held):
                found.append(mention.entity_ids[0])
            reader.take(mention.start, mention.end)
    return [*found, *_own_kinds(reader, lexicon, local)]


def _own_kinds(reader: _Reader, lexicon: Lexicon, local: Local | None) -> Iterator[str]:
    """Take the histologies that stand alone and mean the kind at the page's own site."""
    for written, ids in labelled(local, "Cancer", lexicon).items():
        if not written.islower():
            continue  # an abbreviation, which the lexicon finds
        for match in re.finditer(rf"(?<![\w-]){re.escape(written)}s?(?!\s+of\b)(?![\w-])", reader.text, re.IGNORECASE):
            yield ids[0]
            reader.take(match.start(), match.end())


def _priors(reader: _Reader, lexicon: Lexicon, local: Local | None) -> tuple[PriorTherapy, ...]:
    for pattern, relation in option_words().priors:
        match = pattern.search(reader.text)
        therapies = read_therapies(match["therapy"], lexicon, labelled(local, "Therapy", lexicon)) if match else []
        if match and therapies:
            known = [(one.entity_ids[0] if len(one.entity_ids) == 1 else "", one.text) for one in therapies]
            begin = match.start("therapy")
            ordinal = _ORDINAL.search(match["therapy"])
            if ordinal:
                reader.note("line", f"{_ORDINALS.index(ordinal[1].lower()) + 2}-0")
                reader.take(begin + ordinal.start(), begin + ordinal.end())
            for one in therapies:
                reader.take(begin + one.start, begin + one.end)
            reader.take(match.start(), begin)
            return tuple(PriorTherapy(identity, relation, 0, "" if identity else text) for identity, text in known)
    return ()


def _biomarkers(reader: _Reader) -> tuple[tuple[FoundBiomarker, ...], ...]:
    groups: list[BiomarkerGroup] = read_biomarkers(reader.text)
    for group in groups:
        ends = [group.end, *(one.span[1] for one in group.any_of)]
        reader.take(group.start, max(ends))
        tail = re.match(
            r"[\s-]*(?:(?:gene|genetic|sensitizing|activating|pathogenic) )*(?:variants?|mutations?|translocations?|"
            r"rearrangements?|fusions?|alterations?|insertions?|disease|genes?|positive|negative)\b",
            reader.text[max(ends) :],
            re.IGNORECASE,
        )
        if tail:
            reader.take(max(ends), max(ends) + tail.end())
    return tuple(tuple(replace(one, text="", span=(-1, -1)) for one in group.any_of) for group in groups)


def _stages(reader: _Reader) -> None:
    for match in _STAGE_RANGE.finditer(reader.text):
        written = match["list"]
        stages = [stage.upper() for stage in _STAGE.findall(written)]
        if len(stages) == 2 and _THROUGH.search(written) and all(stage in _ROMAN for stage in stages):
            stages = list(_ROMAN[_ROMAN.index(stages[0]) : _ROMAN.index(stages[1]) + 1])
        for stage in stages:
            reader.note("stage", stage)
        reader.take(match.start(), match.end())
    if "stage" in reader.found:
        for match in _MORE_STAGE.finditer(reader.text):
            reader.note("stage", match[1].upper())
            reader.take(match.start(1), match.end(1))


def _line(values: Iterable[str]) -> tuple[int, int]:
    """Return the line, (0, 0) where several are named."""
    lines = [tuple(int(number) for number in value.split("-")) for value in values]
    return (lines[0][0], lines[0][1]) if len(lines) == 1 else (0, 0)


def _single(values: list[str]) -> str:
    return values[0] if len(values) == 1 else ""


def _unread(text: str, whole: str) -> tuple[str, ...]:
    """Return what nothing has read: one phrase in its own words, from the first such word to the last.

    A phrase that is one of a list ("papillary and …") is no condition of what follows, and one with an open bracket
    no phrase: its words come with an ellipsis at the end, and are no condition to anybody.
    """
    fillers = option_words().fillers
    words = [match for match in _WORD.finditer(text) if match[0].lower() not in fillers and len(match[0]) > 1]
    if not words:
        return ()
    end = words[-1].end()
    if whole[words[0].start() : end].count("(") > whole[words[0].start() : end].count(")") and whole[end:].startswith(
        ")"
    ):
        end += 1
    phrase = " ".join(whole[words[0].start() : end].split())
    together = text[words[0].start() : words[-1].end()].split() == phrase.rstrip(")").split()
    joined = _JOINED_AFTER.match(whole[end:]) or _JOINED_BEFORE.search(whole[: words[0].start()])
    balanced = phrase.count("(") == phrase.count(")") and phrase.count("[") == phrase.count("]")
    if balanced and not joined and (together or not _LISTED.search(phrase)):
        return (phrase,)
    return (" ".join(dict.fromkeys(match[0] for match in words)) + f" {BROKEN}",)
