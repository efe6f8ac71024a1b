"""With what must a medicine not be used, and when does it need extra care, as its leaflet says?

The second section lists first who must not have it, then what to tell the doctor before. Only what a person *has* or
*takes* there is read: an illness by the names of effects, a medicine by the names of therapies. What the medicine
itself may cause is told in the same section and is left to the section on side effects.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Entity
from loaders.adverse_effects.lexicon import EffectLexicon
from loaders.leaflets.words import leaflet_words
from nlp.lexicon import Lexicon
from nlp.therapies import THERAPY

_SECTION = re.compile(r"^## 2\..*?$(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(r"[^.]+(?:\.(?=[\w)])[^.]*)*\.?")
_SEVERE = re.compile(r"\b(?:severe(?:ly)?|serious|significant)\b", re.IGNORECASE)
_UNCONTROLLED = re.compile(r"\b(?:not (?:properly |well )?controlled|uncontrolled)\b", re.IGNORECASE)
_DRUG = frozenset({"substance", "formulation", "product"})


@dataclass(frozen=True, slots=True)
class Precaution:
    """An illness or a medicine, with the place of the clause. ``barred``: not to be used at all, else with care.

    ``degree`` is 'severe' or 'not well controlled' where the clause says so of the illness, else ''.
    """

    entity: Entity
    barred: bool
    degree: str
    start: int
    end: int


def read_precautions(text: str, therapy: str, lexicon: Lexicon, effects: EffectLexicon) -> Iterator[Precaution]:
    """Yield what the second section lists, each thing once; what bars the medicine comes before what needs care."""
    brands = {product for product, of in lexicon.substance_of.items() if therapy in of}
    found: set[str] = {therapy, *lexicon.substance_of.get(therapy, ()), *brands}
    for start, end, barred in _blocks(text):
        for clause in _clauses(text, start, end):
            for entity in _named(clause[0], lexicon, effects):
                if entity.id not in found:
                    found.add(entity.id)
                    yield Precaution(entity, barred, _degree(clause[0]), clause.start(), clause.end())


def _degree(clause: str) -> str:
    if _SEVERE.search(clause):
        return "severe"
    return "not well controlled" if _UNCONTROLLED.search(clause) else ""


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the list of those who must not have it, and the list of what to tell the doctor before."""
    section = _SECTION.search(text)
    if section is None:
        return
    patterns = leaflet_words().patterns
    first, last = section.span("body")
    care = patterns["care_begins"].search(text, first, last)
    barred = patterns["barred_begins"].search(text, first, care.start() if care else last)
    if barred:
        yield barred.end(), care.start() if care else last, True
    if care:
        stop = patterns["care_ends"].search(text, care.end(), last)
        yield care.end(), stop.start() if stop else last, False


def _clauses(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for line in _LINE.finditer(text, start, end):
        for clause in _CLAUSE.finditer(text, line.start(), line.end()):
            patterns = leaflet_words().patterns
            listed = patterns["listed_person"].match(clause[0]) and patterns["has_or_takes"].search(clause[0])
            if listed and not patterns["own_harm"].search(clause[0]):
                yield clause


def _named(clause: str, lexicon: Lexicon, effects: EffectLexicon) -> Iterator[Entity]:
    patterns = leaflet_words().patterns
    has = patterns["has_or_takes"].search(clause)
    rest = clause[has.end() :] if has else ""
    rest = rest[: cut.start()] if (cut := patterns["care_aside"].search(rest)) else rest
    if patterns["takes"].search(clause):
        for mention in lexicon.find(rest, labels=THERAPY):
            entity = lexicon.entities[mention.entity_ids[0]]
            if len(mention.entity_ids) == 1 and entity.kind in _DRUG:
                yield entity
    else:
        yield from (mention.effect.entity() for mention in effects.find(rest))
