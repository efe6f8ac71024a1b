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
_SHORT_FORM = re.compile(r"\s*\([A-Z][\w/-]{1,8}\)\s*|[“”\"‘’']")  # "tyrosine kinase (BTK) inhibitors", quotation marks
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
        if leaflet_words().patterns["not_alone"].search(sentence[0]):
            continue
        told = _SHORT_FORM.sub(" ", sentence[0])
        for cue in leaflet_words().patterns["belongs"].finditer(told):
            group = _first_class(told, cue.end(), lexicon)
            if group is not None and group.id not in found:
                found.add(group.id)
                yield Working(group, sentence.start(), sentence.end())


def _first_class(sentence: str, start: int, lexicon: Lexicon) -> Entity | None:
    """Return what is named first after this place, where it is a class and told of the medicine itself."""
    for mention in lexicon.find(sentence, labels=THERAPY):
        if mention.start < start or leaflet_words().patterns["other_medicine"].search(sentence[start : mention.start]):
            continue
        entity = lexicon.entities[mention.entity_ids[0]]
        is_class = len(mention.entity_ids) == 1 and entity.kind == "class"
        return entity if is_class and entity.name.lower() not in _TOO_WIDE else None
    return None


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
