"""Sentence plans, read from the catalogue of a language.

A plan is a sentence with named gaps, in one wording per reading level; a level without its own wording uses that of
the next easier one. Fixed texts (guidance) have an id, a wording and no gaps: they say nothing about the world.

Errors::

    WordingError
    ├── UnknownPlanError      a plan that no catalogue holds
    └── UnfilledPlanError     a plan's gap that the caller did not fill
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

SENTENCE_START = re.compile(r"(?:^|(?<=[.!?] ))[a-z](?![A-Z0-9])")
LEVELS = ("plain", "standard", "expert")
FOLDER = Path(__file__).parent


class WordingError(Exception):
    """The catalogue and the code disagree."""


class UnknownPlanError(WordingError):
    """No such plan: add it to answers/wording/<language>/."""

    def __init__(self, plan: str) -> None:
        self.plan = plan
        super().__init__(f"there is no sentence plan {plan!r}: add it to a file in answers/wording")


class UnfilledPlanError(WordingError):
    """A plan with a gap left open."""

    def __init__(self, plan: str, gap: str) -> None:
        self.plan, self.gap = plan, gap
        super().__init__(f"the sentence plan {plan!r} needs {gap!r}: pass it from the section that tells it")


class Catalogue:
    """All plans of one language."""

    def __init__(self, plans: Mapping[str, Mapping[str, str]]) -> None:
        self.plans = plans

    def wording(self, plan: str, level: str) -> str:
        """Return a plan's text at a level, gaps unfilled. Raises UnknownPlanError."""
        try:
            texts = self.plans[plan]
        except KeyError:
            raise UnknownPlanError(plan) from None
        easier = LEVELS[LEVELS.index(level) :: -1] if level in LEVELS else LEVELS[:1]
        return next(texts[one] for one in easier if one in texts)

    def tell(self, plan: str, level: str, gaps: Mapping[str, Any]) -> str:
        """Return the sentence with its gaps filled, its first letter a capital. Raises WordingError."""
        try:
            text = self.wording(plan, level).format_map(gaps)
        except KeyError as gap:
            raise UnfilledPlanError(plan, str(gap.args[0])) from None
        return SENTENCE_START.sub(lambda start: start[0].upper(), " ".join(text.split()))


@cache
def read_catalogue(language: str = "en") -> Catalogue:
    """Read every ``.toml`` file of a language; a plan's name is ``<table>.<key>``."""
    plans: dict[str, Mapping[str, str]] = {}
    for path in sorted((FOLDER / language).glob("*.toml")):
        for table, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for key, texts in entries.items():
                plans[f"{table}.{key}"] = texts if isinstance(texts, dict) else {"plain": texts}
    return Catalogue(plans)
