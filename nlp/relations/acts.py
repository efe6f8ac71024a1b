"""Which agency acted, by which verb, on which day? Told where a sentence names the act, its agency and its date."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from nlp.relations.dates import date_in


@dataclass(frozen=True, slots=True)
class Act:
    """What a sentence tells of a regulatory act; '' where it does not say."""

    agency: str = ""
    verb: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verbs and agencies, as read from their file."""

    predicates: tuple[tuple[str, re.Pattern[str]], ...]
    regulatory: re.Pattern[str]
    agencies: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def verbs() -> Verbs:
    """Read the verbs once."""
    rules: dict[str, Any] = yaml.safe_load((files("nlp") / "resources" / "verbs.yaml").read_text("utf-8"))
    return Verbs(
        tuple((one["predicate"], re.compile(one["words"], re.IGNORECASE)) for one in rules["predicates"]),
        re.compile(rf"\b(?:{rules['regulatory']})\b", re.IGNORECASE),
        tuple((name, re.compile(rf"\b(?:{words})\b")) for name, words in rules["agencies"].items()),
    )


def act_in(text: str, agency: str) -> Act:
    """Return the act of a sentence; ``agency`` is the one known apart from its words."""
    told = verbs().regulatory.search(text)
    named = agency or next((name for name, words in verbs().agencies if words.search(text)), "")
    return Act(named, told.group().lower() if told else "", date_in(text) if told else "")
