"""The words of predictive sentences, read once from ``resources/predictions.yaml``."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class PredictionWords:
    """All expressions; ``altered`` tells the noun and state of each word of ``alterations``."""

    cues: tuple[tuple[str, re.Pattern[str]], ...]
    turned: dict[str, re.Pattern[str]]
    links: re.Pattern[str]
    earlier: re.Pattern[str]
    strong: re.Pattern[str]
    state: re.Pattern[str]
    reference: re.Pattern[str]
    asserted: tuple[tuple[str, str, re.Pattern[str]], ...]
    studied: re.Pattern[str]
    alterations: re.Pattern[str]
    altered: dict[str, tuple[str, str]]
    symbols: re.Pattern[str]
    written: re.Pattern[str]
    no_symbols: frozenset[str]
    codes: re.Pattern[str]
    ties: re.Pattern[str]


@lru_cache(maxsize=1)
def prediction_words() -> PredictionWords:
    """Read the words once."""
    held: dict[str, Any] = yaml.safe_load((files("nlp") / "resources" / "predictions.yaml").read_text("utf-8"))
    altered = {word: (noun, row["state"]) for noun, row in held["alterations"].items() for word in row["words"]}
    forms = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(altered, key=len, reverse=True))
    return PredictionWords(
        cues=tuple((predicate, _compiled(words)) for predicate, words in held["cues"].items()),
        turned={predicate: _compiled(words) for predicate, words in held["turned"].items()},
        links=_compiled(held["links"]),
        earlier=_compiled(held["earlier"]),
        strong=_compiled(held["strong"]),
        state=_compiled(held["state"]),
        reference=_compiled(held["reference"]),
        asserted=tuple((row["name"], row["assertion"], _compiled(row["words"])) for row in held["asserted"]),
        studied=_compiled(held["studied"]),
        alterations=re.compile(rf"\b(?:{forms})\b", re.IGNORECASE),
        altered=altered,
        symbols=re.compile(held["symbols"]),
        written=re.compile(held["written"]),
        no_symbols=frozenset(held["no_symbols"]),
        codes=re.compile(rf"\b(?:{held['codes']})(?!\w)"),
        ties=_compiled(held["ties"]),
    )


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)
