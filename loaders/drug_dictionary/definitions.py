"""What does the definition of a drug say that it acts on, and of which class is it?"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.model import Entity, Name
from graph.model.identifiers import digest
from loaders.citing.facts import definitions
from nlp.lexicon import Lexicon
from nlp.spelling import key_of
from nlp.therapies import THERAPY

_SENTENCE = re.compile(r"[^.]+(?:\.(?=\S)[^.]*)*\.?")
_READ = 2  # sentences: later ones tell of effects


@dataclass(frozen=True, slots=True)
class Reading:
    """An entity that a definition names, with the place in the definition."""

    entity: Entity
    start: int
    end: int


@cache
def _words() -> dict[str, Any]:
    rules = yaml.safe_load(files("loaders.drug_dictionary").joinpath("definition_words.yaml").read_text("utf-8"))
    return {name: re.compile(rule, re.IGNORECASE) if isinstance(rule, str) else rule for name, rule in rules.items()}


@cache
def molecules() -> Lexicon:
    """Return the lexicon of molecules that drugs act on."""
    table = files("loaders.drug_dictionary").joinpath("molecules.tsv").read_text("utf-8")
    entities, names = [], []
    for row in csv.DictReader(table.splitlines(), delimiter="\t"):
        told = definitions().get(row["id"], "")
        entities.append(Entity(row["id"], "Molecule", row["kind"], row["name"], definition=told))
        written = filter(None, (row["names"] or "").split("; "))
        names += [Name(f"name:{digest(row['id'], name)}", row["id"], name, "synonym") for name in written]
    return Lexicon.build(entities, names)


def read_targets(definition: str) -> Iterator[Reading]:
    """Yield the molecules that a drug acts on: after "inhibitor of", "directed against" …, or before "inhibitor"."""
    words, found = _words(), set()
    for sentence in list(_SENTENCE.finditer(definition))[:_READ]:
        text = sentence[0]
        for mention in molecules().find(text):
            before = words["before"].search(text[: mention.start])
            near = before is not None and len(before["between"]) <= words["longest"]
            direct = near and before is not None and not words["broken"].search(before["between"])
            if words["indirect"].search(text[: mention.start]):
                continue
            if not direct and not words["after"].match(text[mention.end :]):
                continue
            for entity_id in mention.entity_ids:
                if entity_id not in found:
                    found.add(entity_id)
                    place = sentence.start() + mention.start, sentence.start() + mention.end
                    yield Reading(molecules().entities[entity_id], *place)


def read_described_classes(definition: str, lexicon: Lexicon) -> Iterator[Reading]:
    """Yield the classes that the first sentences describe in other words than their name."""
    for sentence in list(_SENTENCE.finditer(definition))[:_READ]:
        for name, pattern in _words()["classes"]:
            match = re.search(pattern, sentence[0])
            known = lexicon.look_up(name, labels=THERAPY)
            if match and len(known) == 1 and not _words()["unlike"].search(sentence[0][: match.start()]):
                entity = lexicon.entities[known[0]]
                yield Reading(entity, sentence.start() + match.start(), sentence.start() + match.end())


def read_class(definition: str, lexicon: Lexicon) -> Reading | None:
    """Return the class that a definition begins with, under its own name ("An orally available PARP inhibitor …")."""
    first = _SENTENCE.search(definition)
    if first is None:
        return None
    for mention in lexicon.find(first[0], labels=THERAPY):
        if len(mention.entity_ids) != 1 or lexicon.entities[mention.entity_ids[0]].kind != "class":
            continue
        own_name = key_of(mention.text) == key_of(lexicon.name_of(mention.entity_ids[0]))
        if own_name and _words()["opening"].match(first[0][: mention.start]):
            return Reading(lexicon.entities[mention.entity_ids[0]], mention.start, mention.end)
        return None
    return None
