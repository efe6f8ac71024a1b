"""Who tells: names of things at the reader's level, and what the sources of a statement are called."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from answers.draft import Voice
from answers.sources import Source
from answers.verdict.model import Use
from graph.model import Entity

PROPER_NAMES = Path(__file__).parent / "wording" / "en" / "proper_names.txt"
ELEMENT = re.compile(r"[A-Z][a-z]?")
"""The symbol of a chemical element, before the number of its isotope: Lu 177."""
CODE = re.compile(r"[A-Z]\d")
"""The name of a molecule: B7-H3."""
CONDITION = "condition"
"""Kind of an illness that sources treat beside cancers, and that is none."""
TUMORS = ("tumor", "tumour")
"""Cancers that need an article: a medicine is approved for a solid tumor, but for lung cancer."""
UNCOUNTED = ("therapy", "chemotherapy", "immunotherapy", "treatment", "surgery", "radiotherapy")


@dataclass(frozen=True, slots=True)
class TrialFacts:
    """A study as a sentence names it; '' where its record does not say."""

    name: str
    number: str
    phase: str
    status: str
    status_date: str


@dataclass(frozen=True, slots=True)
class ClassHeld:
    """The primary class of a therapy, and the statement that says so."""

    class_id: str
    statement_id: str


@dataclass(slots=True)
class Narrator:
    """Names and sources for one answer. ``entities`` and ``sources`` were read before a word is written."""

    voice: Voice
    entities: Mapping[str, Entity] = field(default_factory=dict)
    sources: Mapping[str, tuple[Source, ...]] = field(default_factory=dict)
    classes: Mapping[str, ClassHeld] = field(default_factory=dict)
    covered_by: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    _said: dict[str, str] = field(default_factory=dict, init=False)

    def name(self, entity_id: str) -> str:
        """Return what to call a thing: a patient's word in ``plain``, the standard name elsewhere."""
        if entity_id not in self._said:
            self._said[entity_id] = self._name(entity_id)
        return self._said[entity_id]

    def _name(self, entity_id: str) -> str:
        entity = self.entities.get(entity_id)
        if entity is None:
            return entity_id.partition(":")[2].replace("-", " ")
        if entity.kind == "class":
            said = plural_of(lower_first(entity.name))
        else:
            said = entity.plain_name if self.voice.level == "plain" and entity.plain_name else entity.name
            if entity.label in ("Cancer", "Therapy", "AdverseEffect", "Molecule") and entity.kind != "product":
                said = lower_first(said)
            if entity.label == "Cancer" and said.partition(" of ")[0].endswith(TUMORS):
                said = f"{article_of(said)} {said}"
        self.names.update(name for name in (said, entity.name) if name)
        return said

    def is_condition(self, cancer_id: str) -> bool:
        """Tell whether what stands among the cancers is none, such as graft-versus-host disease."""
        entity = self.entities.get(cancer_id)
        return entity is not None and entity.kind == CONDITION

    def names_of(self, ids: Iterable[str]) -> list[str]:
        """Return names in the order of the ids, none twice."""
        return list(dict.fromkeys(self.name(entity_id) for entity_id in ids))

    def sentences(self, entity_id: str) -> list[str]:
        """Return a step, barrier or strategy in its own short sentences; its name where no text is held."""
        entity = self.entities.get(entity_id)
        text = (entity.definition or entity.plain_name or entity.name) if entity else ""
        found = [part.strip() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]
        return [part if part.endswith((".", "!", "?")) else f"{part}." for part in found]

    def one_of(self, class_id: str) -> str:
        """Return one member of a class: 'an EGFR inhibitor', with what that is at its first use in ``plain``."""
        entity = self.entities.get(class_id)
        said = lower_first(entity.name) if entity else class_id.partition(":")[2].replace("-", " ")
        self.names.add(said)
        one = f"a kind of {said}" if said.endswith(UNCOUNTED) else f"{article_of(said)} {said}"
        explains = entity is not None and entity.plain_name.lower() not in ("", said.lower())
        if self.voice.level == "plain" and entity and explains and not said.endswith(UNCOUNTED):
            return self.voice.introduce(class_id, f"{one}: {entity.plain_name}", one)
        return one

    def some_of(self, therapy_id: str) -> str:
        """Return 'PARP inhibitors' or 'kinds of CAR T-cell therapy', to stand after 'some' and 'one of the'."""
        said = self.name(therapy_id)
        return said if self.grammar(therapy_id)["is"] == "are" else f"kinds of {said}"

    def reason(self, condition: str, marker: str) -> str:
        """Return why something does not fit what the question says, in a few words."""
        plan = f"does_not_fit.{condition}"
        known = plan if plan in self.voice.catalogue.plans else "does_not_fit.other"
        return self.voice.catalogue.wording(known, self.voice.level).format(
            biomarker=self.name(marker) if marker else ""
        )

    def trial(self, use: Use) -> TrialFacts:
        """Return the study that a `studied_for` statement names in its note."""
        held = self.entities.get(use.statement.qualifiers.note)
        properties = dict(held.properties) if held else {}
        return TrialFacts(
            held.name if held else "",
            properties.get("registry_number", "") or (held.id[4:] if held and held.id.startswith("nct:NCT") else ""),
            properties.get("phase", ""),
            properties.get("status", ""),
            properties.get("status_date", ""),
        )

    def grammar(self, entity_id: str) -> dict[str, str]:
        """Return the verb forms that agree with a therapy's name."""
        entity = self.entities.get(entity_id)
        said = self.name(entity_id)
        plural = entity is not None and entity.kind == "class" and not said.endswith(UNCOUNTED)
        if plural:
            return {"is": "are", "was": "were", "has": "have", "does": "do", "works": "work", "They": "They"}
        return {"is": "is", "was": "was", "has": "has", "does": "does", "works": "works", "They": "It"}

    def agency(self, agency_id: str) -> str:
        """Return 'the US medicines regulator (FDA)' once, 'the FDA' after."""
        entity = self.entities.get(agency_id)
        short = self.agency_short(agency_id)
        full = entity.plain_name if entity and entity.plain_name else f"the {short}"
        return self.voice.introduce(agency_id, full, f"the {short}")

    def agency_short(self, agency_id: str) -> str:
        """Return the agency's abbreviation ('FDA')."""
        entity = self.entities.get(agency_id)
        return entity.name if entity else agency_id.partition(":")[2].upper()

    def country(self, agency_id: str) -> str:
        """Return where an agency's word holds, with its abbreviation at first use: 'the United States (FDA)'."""
        plan = f"country.{agency_id.partition(':')[2]}"
        place = self.voice.catalogue.wording(plan, "plain") if plan in self.voice.catalogue.plans else ""
        short = self.agency_short(agency_id)
        if not place:
            return f"the area of the {short}"
        return self.voice.introduce(f"country:{agency_id}", f"{place} ({short})", place)

    def best_source(self, statement_id: str) -> Source | None:
        """Return the source of the highest tier, the newest first among equals."""
        held = self.sources.get(statement_id, ())
        return held[0] if held else None

    def publishers(self, statement_ids: Iterable[str]) -> list[str]:
        """Return who published what these statements rest on, none twice."""
        found = (self.best_source(statement_id) for statement_id in statement_ids)
        return list(dict.fromkeys(source.publisher for source in found if source is not None))


def plural_of(name: str) -> str:
    """Return the plural of a class's name: 'ALK inhibitors', 'antibodies'; 'CAR T-cell therapy' has none."""
    if name.endswith(UNCOUNTED):
        return name
    if name.endswith("y") and not name.endswith(("ay", "ey", "oy", "uy")):
        return f"{name[:-1]}ies"
    return name if name.endswith("s") else f"{name}s"


def article_of(name: str) -> str:
    """Return 'a' or 'an', by the sound of the first letter or of the letters of an abbreviation.

    An abbreviation with a vowel after its first letter is spoken as a word ('a HER2 antibody', 'a MEK inhibitor'), any
    other letter by letter ('an HDAC inhibitor').
    """
    first = name.split(maxsplit=1)[0]
    spelled = sum(letter.isupper() for letter in first) > 1 and not any(letter.islower() for letter in first[:2])
    spelled = spelled and first[1:2] not in tuple("AEIOU")
    return "an" if first[0] in ("AEFHILMNORSX" if spelled else "aeiouAEIOU") else "a"


@lru_cache(maxsize=8192)
def lower_first(name: str) -> str:
    """Return a name as it stands inside a sentence: 'Non-Small Cell Lung Cancer' gives 'non-small cell lung cancer'.

    Proper names (Hodgkin), abbreviations and letters that carry meaning (B-cell, NK/T) keep their capitals.
    """
    words = name.split()
    return " ".join(
        word if ELEMENT.fullmatch(word) and after.isdigit() else _lower_word(word)
        for word, after in zip(words, [*words[1:], ""], strict=True)
    )


@cache
def _proper_names() -> frozenset[str]:
    return frozenset(PROPER_NAMES.read_text(encoding="utf-8").split())


def _lower_word(word: str) -> str:
    bare = word.strip("(),.;")
    parts = bare.replace("/", "-").split("-")
    if any(part.lower().removesuffix("'s") in _proper_names() for part in parts):
        return word
    if CODE.search(bare):
        return word
    if any(sum(letter.isupper() for letter in part) > 1 or (len(part) == 1 and part.isupper()) for part in parts):
        head, hyphen, tail = word.partition("-")
        return f"{head}{hyphen}{tail.lower()}" if hyphen and tail[1:].islower() else word
    return word.lower()
