"""The words of option lists, read once from their file and compiled."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from nlp.screening import Screened


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Words and what they say: ``field`` is stage, disease_state, population, line, setting, purpose …"""

    field: str
    value: str
    words: Screened


@dataclass(frozen=True, slots=True)
class OptionWords:
    """Everything that ``words.yaml`` holds."""

    leads: tuple[re.Pattern[str], ...]
    not_leads: re.Pattern[str]
    investigational: re.Pattern[str]
    investigational_item: re.Pattern[str]
    kinds: tuple[tuple[str, Screened], ...]
    general: frozenset[str]
    aims: re.Pattern[str]
    places: re.Pattern[str]
    unavailable: re.Pattern[str]
    long_names: tuple[tuple[re.Pattern[str], str], ...]
    narrower: dict[str, list[str]]
    bare_histologies: dict[str, list[str]]
    other_names: re.Pattern[str]
    no_options: tuple[re.Pattern[str], ...]
    item_words: re.Pattern[str]
    unfavourable: re.Pattern[str]
    part_offers: re.Pattern[str]
    part_refused: re.Pattern[str]
    part_weak: re.Pattern[str]
    condition_starts: re.Pattern[str]
    courses: frozenset[str]
    spanned: frozenset[str]
    exclusive: tuple[frozenset[str], ...]
    marker_families: dict[str, list[str]]
    qualifiers: tuple[Qualifier, ...]
    first_qualifiers: tuple[Qualifier, ...]
    ages: tuple[tuple[str, re.Pattern[str]], ...]
    generic_cancers: frozenset[str]
    generic_therapies: frozenset[str]
    priors: tuple[tuple[re.Pattern[str], str], ...]
    joins: re.Pattern[str]
    join_kinds: dict[str, str]
    fillers: frozenset[str]
    not_chemotherapy: tuple[str, ...]


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _qualifiers(rows: list[list[str]]) -> tuple[Qualifier, ...]:
    return tuple(Qualifier(field, str(value), Screened.compile(pattern)) for field, value, pattern in rows)


@cache
def option_words() -> OptionWords:
    """Return the words, compiled."""
    rules = yaml.safe_load(files("loaders.treatment_options").joinpath("words.yaml").read_text(encoding="utf-8"))
    kinds = {word: kind for kind, words in rules["joins"].items() for word in words}
    return OptionWords(
        leads=tuple(_compiled(lead) for lead in rules["leads"]),
        not_leads=_compiled(rules["not_leads"]),
        investigational=_compiled(rules["investigational"]),
        investigational_item=_compiled(rules["investigational_item"]),
        kinds=tuple((name, Screened.compile(pattern)) for name, pattern in rules["kinds"].items()),
        part_offers=_compiled(rules["part_offers"]),
        part_refused=_compiled(rules["part_refused"]),
        part_weak=_compiled(rules["part_weak"]),
        general=frozenset(rules["general"]),
        aims=_compiled(rules["aims"]),
        long_names=tuple((_compiled(pattern), short) for pattern, short in rules["long_names"]),
        unavailable=_compiled(rules["unavailable"]),
        narrower=rules["narrower"],
        bare_histologies=rules["bare_histologies"],
        other_names=re.compile(rules["other_names"]),
        no_options=tuple(_compiled(pattern) for pattern in rules["no_options"]),
        places=_compiled(rules["places"]),
        item_words=_compiled(rules["item_words"]),
        unfavourable=_compiled(rules["unfavourable"]),
        condition_starts=_compiled(rules["condition_starts"]),
        courses=frozenset(rules["courses"]),
        spanned=frozenset([*rules["courses"], *rules["spanned"]]),
        exclusive=tuple(frozenset(group) for group in rules["exclusive"]),
        marker_families=rules["marker_families"],
        qualifiers=_qualifiers(rules["qualifiers"]),
        first_qualifiers=_qualifiers(rules["first_qualifiers"]),
        ages=tuple((bound, _compiled(pattern)) for bound, pattern in rules["ages"]),
        generic_cancers=frozenset(rules["generic_cancers"]),
        generic_therapies=frozenset(rules["generic_therapies"]),
        priors=tuple((_compiled(pattern), relation) for pattern, relation in rules["priors"]),
        joins=_joins(kinds),
        join_kinds=kinds,
        fillers=frozenset(rules["fillers"].split()),
        not_chemotherapy=tuple(rules["not_chemotherapy"]),
    )


def _joins(kinds: dict[str, str]) -> re.Pattern[str]:
    alternatives = []
    for word in sorted(kinds, key=len, reverse=True):
        before = r"(?<!\w)" if word[0].isalnum() else ""
        after = r"(?!\w)" if word[-1].isalnum() else ""
        alternatives.append(before + re.escape(word) + after)
    return re.compile("|".join(alternatives), re.IGNORECASE)
