"""Which side effects does a text name?

Names are found by ``nlp.lexicon``, articles left out on both sides; a rise or fall of something in the blood is read by
rule ("reduction in the number of platelets"). The words stand in data files.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from graph.model import Entity, Name
from graph.model.identifiers import digest, slug
from nlp.lexicon import Lexicon

_ARTICLES = re.compile(r"\b(?:the|a|an|of|your|some)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.;:]")


@dataclass(frozen=True, slots=True)
class Effect:
    """A side effect: its medical name, its plain name, its other names, and those that are read but never offered."""

    name: str
    plain_name: str
    synonyms: tuple[str, ...]
    read_only: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"ae:{slug(self.name)}"

    def entity(self) -> Entity:
        """Return it as an entity of the graph."""
        return Entity(self.id, "AdverseEffect", "effect", self.name, self.plain_name)


@dataclass(frozen=True, slots=True)
class EffectMention:
    """A side effect at its place in a text."""

    effect: Effect
    start: int
    end: int


@cache
def effects() -> tuple[Effect, ...]:
    """Return every side effect that has a row, sorted by name."""
    table = files("loaders.adverse_effects").joinpath("adverse_effects.tsv").read_text(encoding="utf-8")
    found = []
    for row in csv.DictReader(table.splitlines(), delimiter="\t"):
        names = [name.strip() for name in (row["synonyms"] or "").split(";") if name.strip()]
        open_names = tuple(name for name in names if not name.startswith("!"))
        read_only = tuple(name[1:] for name in names if name.startswith("!"))
        found.append(Effect(row["name"], row["plain_name"], open_names, read_only))
    return tuple(found)


class EffectLexicon:
    """Finds side effects in text. Make it once: building reads the data files."""

    def __init__(self, known: Iterable[Effect]) -> None:
        self._effects = {effect.id: effect for effect in known}
        named = {effect.name: effect for effect in self._effects.values()}
        changes = yaml.safe_load(
            files("loaders.adverse_effects").joinpath("blood_changes.yaml").read_text(encoding="utf-8")
        )
        self._names = _index(
            (effect.id, name)
            for effect in self._effects.values()
            for name in (effect.name, effect.plain_name, *effect.synonyms, *effect.read_only)
        )
        self._ways = _index((way, word) for way in ("low", "high") for word in changes[way])
        self._subjects = _index(
            (str(place), word) for place, row in enumerate(changes["subjects"]) for word in row["words"]
        )
        self._outcomes = [
            {way: named[row[way]] for way in ("low", "high") if way in row} for row in changes["subjects"]
        ]

        self._phrases = [
            (re.compile(pattern, re.IGNORECASE), named[name]) for name, pattern in changes["phrases"].items()
        ]

    def find(self, text: str) -> list[EffectMention]:
        """Return the side effects that a text names, in order, longest names first, none inside another."""
        bare = _without_articles(text)
        found = [
            EffectMention(self._effects[mention.entity_ids[0]], mention.start, mention.end)
            for mention in self._names.find(bare)
        ]
        found += [
            EffectMention(effect, match.start(), match.end())
            for pattern, effect in self._phrases
            for match in pattern.finditer(text)
        ]
        taken = [(mention.start, mention.end) for mention in found]
        found += [
            change
            for change in self._changes(bare)
            if all(change.end <= start or end <= change.start for start, end in taken)
        ]
        return sorted(found, key=lambda mention: mention.start)

    def _changes(self, text: str) -> Iterator[EffectMention]:
        """Yield the rises and falls: one direction holds for all that follows it in its clause."""
        marks: list[tuple[int, int, str, str]] = []
        marks += [(mention.start, mention.end, "way", mention.entity_ids[0]) for mention in self._ways.find(text)]
        marks += [
            (mention.start, mention.end, "subject", mention.entity_ids[0]) for mention in self._subjects.find(text)
        ]
        marks += [(match.start(), match.end(), "stop", "") for match in _CLAUSE_END.finditer(text)]
        way = ""
        for start, end, kind, value in sorted(marks):
            if kind == "subject":
                outcome = self._outcomes[int(value)].get(way)
                if outcome:
                    yield EffectMention(outcome, start, end)
            else:
                way = value


def _index(names: Iterable[tuple[str, str]]) -> Lexicon:
    """Return a lexicon over (id, name) pairs, articles left out."""
    pairs = list(names)
    entities = {key: Entity(key, "AdverseEffect", "effect", name) for key, name in reversed(pairs)}
    written = [
        Name(f"name:{digest(key, name)}", key, " ".join(_without_articles(name).split()), "synonym")
        for key, name in pairs
    ]
    return Lexicon.build(entities.values(), written)


def _without_articles(text: str) -> str:
    """Blank out the articles: every other character keeps its place."""
    return _ARTICLES.sub(lambda match: " " * len(match[0]), text)


@cache
def effect_lexicon() -> EffectLexicon:
    """Return the lexicon of every side effect that has a row."""
    return EffectLexicon(effects())
