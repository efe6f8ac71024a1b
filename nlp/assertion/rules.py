"""The rules of assertion, read once from ``resources/assertion.yaml``."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from nlp.screening import Screened


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: where ``words`` stand, the relation is ``assertion``.

    ``behind`` must fit what follows too; ``between`` and ``after`` look only between the approval and the focus, or
    only after the focus.
    """

    name: str
    assertion: str
    words: Screened | None = None
    behind: Screened | None = None
    between: Screened | None = None
    after: Screened | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, in their order."""

    boundaries: re.Pattern[str]
    leading: re.Pattern[str]
    contrasts: re.Pattern[str]
    rivals: re.Pattern[str]
    masked: re.Pattern[str]
    late: re.Pattern[str]
    denies: re.Pattern[str]
    opens: re.Pattern[str]
    supposes: re.Pattern[str]
    alone: re.Pattern[str]
    ends: re.Pattern[str]
    speaks: re.Pattern[str]
    conditions: re.Pattern[str]
    conditioned: re.Pattern[str]
    asides: re.Pattern[str]
    kinds: re.Pattern[str]
    full: re.Pattern[str]
    excepting: re.Pattern[str]
    denial: re.Pattern[str]
    granted: re.Pattern[str]
    before: tuple[Rule, ...]
    behind: tuple[Rule, ...]
    sentence: tuple[Rule, ...]
    label: tuple[Rule, ...]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Read the rules once."""
    held: dict[str, Any] = yaml.safe_load((files("nlp") / "resources" / "assertion.yaml").read_text("utf-8"))
    reported = held["reported"]
    return Rules(
        boundaries=re.compile(rf"(?=[\s,.;!?])(?:{'|'.join(held['boundaries'])})", re.IGNORECASE),
        leading=_any_of([held["leading"]]),
        contrasts=_any_of([held["contrasts"]]),
        rivals=_any_of([held["rivals"]]),
        masked=_any_of(held["masked"]),
        late=_any_of([reported["late"]]),
        denies=_any_of([reported["denies"]]),
        opens=_any_of([reported["opens"]]),
        supposes=_any_of([reported["supposes"]]),
        alone=_any_of([reported["alone"]]),
        ends=_any_of([reported["ends"]]),
        speaks=_any_of([held["speaks"]]),
        conditions=_any_of([reported["conditions"]]),
        conditioned=_any_of([reported["conditioned"]]),
        asides=_any_of([held["asides"]]),
        kinds=_any_of([held["kinds"]]),
        full=_any_of([held["full"]]),
        excepting=_any_of([held["excepting"]]),
        denial=_any_of([held["denial"]]),
        granted=_any_of(held["granted"]),
        before=_ordered(held["before"]),
        behind=_ordered(held["behind"]),
        sentence=_ordered(held["rules"]),
        label=_ordered(held["label_rules"]),
    )


def _any_of(forms: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(forms), re.IGNORECASE)


def _ordered(rows: list[dict[str, str]]) -> tuple[Rule, ...]:
    return tuple(
        Rule(row["name"], row["assertion"], **{key: Screened.compile(row[key]) for key in row if key not in _PLAIN})
        for row in rows
    )


_PLAIN = frozenset({"name", "assertion"})
