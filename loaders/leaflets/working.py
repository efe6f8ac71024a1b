"""How does a leaflet say that the medicine works: of which class is it, and which molecule does it act on?

Only sentences of the first section that tell it of the medicine itself are read ("X is a …", "it belongs to a group of
medicines called …", "X works by blocking …"); what it is given with, or what else exists, names nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Entity
from loaders.drug_dictionary.definitions import molecules
from loaders.leaflets.medicine import use_place
from loaders.leaflets.words import leaflet_words
from nlp.lexicon import Lexicon
from nlp.therapies import THERAPY

_SENTENCE = re.compile(r"[^.\n]+(?:\.(?=[\w)])[^.\n]*)*\.?")
_RECEPTOR = re.compile(r"[\s-]receptor", re.IGNORECASE)  # "VEGF receptor" is another molecule than VEGF
_TOO_WIDE = frozenset({"cancer drug", "drug therapy", "cancer treatment"})


@dataclass(frozen=True, slots=True)
class Working:
    """A class or a molecule, with the place of the sentence that tells it."""

    entity: Entity
    start: int
    end: int


def read_classes(text: str, lexicon: Lexicon) -> Iterator[Working]:
    """Yield the classes that the medicine is said to belong to, each once."""
    found: set[str] = set()
    for sentence in _sentences(text):
        cue = leaflet_words().patterns["belongs"].search(sentence[0])
        if cue is None or leaflet_words().patterns["not_alone"].search(sentence[0]):
            continue
        for mention in lexicon.find(sentence[0], labels=THERAPY):
            between = sentence[0][cue.end() : mention.start]
            if mention.start < cue.end() or leaflet_words().patterns["other_medicine"].search(between):
                continue
            entity = lexicon.entities[mention.entity_ids[0]]
            told = len(mention.entity_ids) == 1 and entity.kind == "class" and entity.name.lower() not in _TOO_WIDE
            if told and entity.id not in found:
                found.add(entity.id)
                yield Working(entity, sentence.start(), sentence.end())
            break


def read_molecules(text: str) -> Iterator[Working]:
    """Yield the molecules that the medicine is said to block or to attach to, each once."""
    found: set[str] = set()
    for sentence in _sentences(text):
        for mention in molecules().find(sentence[0]):
            before = leaflet_words().patterns["acts_on"].search(sentence[0][: mention.start])
            if before is None or leaflet_words().patterns["other_medicine"].search(before["between"]):
                continue
            if leaflet_words().patterns["not_alone"].search(sentence[0]) or _RECEPTOR.match(sentence[0], mention.end):
                continue
            for entity_id in mention.entity_ids:
                if entity_id not in found:
                    found.add(entity_id)
                    yield Working(molecules().entities[entity_id], sentence.start(), sentence.end())


def _sentences(text: str) -> Iterator[re.Match[str]]:
    start, end = use_place(text)
    yield from _SENTENCE.finditer(text, start, end)
