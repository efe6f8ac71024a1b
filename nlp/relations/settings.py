"""What narrows a use: line, stage, state of the disease, who is treated, ages, phase of treatment.

Words and values stand in ``resources/settings.yaml``. Stage, state and phase are read only from the stretches of a
clause that tell what is treated; ages and numbers of earlier treatments from the whole clause.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from nlp.extraction import FoundPrior, Setting
from nlp.relations.roles import EARLIER, Clause
from nlp.relations.stages import numbered_stages
from nlp.screening import Screened

_UNIT = r"(?P<unit>years?|months?|weeks?|days?)"
_NUMBER = r"(?P<number>\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)"
_AGE_MIN = re.compile(
    rf"(?:aged |age |ages |≥ ?|from |at least |over |above )?(?<![-–] ){_NUMBER} {_UNIT}(?: of age)? ?(?:old )?(?:and"
    rf"|or) (?:older|above|over|up)"
    rf"|(?:≥|>=|at least|from|over|older than|above) ?{_NUMBER.replace('number', 'number2')} "
    rf"{_UNIT.replace('unit', 'unit2')}(?: of age"
    rf"| old)|from the age of {_NUMBER.replace('number', 'number3')} {_UNIT.replace('unit', 'unit3')}",
    re.IGNORECASE,
)
_AGE_RANGE = re.compile(
    rf"(?:aged |ages? |from )?(?P<low>\d+(?:\.\d+)?|birth)(?: (?P<low_unit>years?|months?))?(?: of age)? ?(?:to"
    rf"|-|–|and|up to)+ ?(?:(?:less|younger) than |< ?)?(?P<high>\d+) ?{_UNIT}(?: of age| old)?(?!\s*(?:and"
    rf"|or) (?:older|above|over))(?!s? (?:post|after|since))",
    re.IGNORECASE,
)
_AGE_MAX = re.compile(
    rf"(?:up to(?: and including)?|<|≤|less than|under|younger than|below) (?:age )?{_NUMBER} {_UNIT}", re.IGNORECASE
)
_COUNT = re.compile(
    r"(?<![\w-])(?:at least|≥|>=|a minimum of)? ?(?<![A-Za-z-])"
    r"(?P<count>one|two|three|four|five|six|\d+|a single(?! agent))"
    r"(?:(?: to |-)(?:two|three|four|five|\d))?(?: or more| or greater|,? or (?:two|three|four|\d))?(?: \([^)]*\))? "
    r"(?:(?!(?:of|years?|months?|weeks?|days?|cycles?|courses?|doses?|and|or|who|in|after|with)\b)[\w()/-]+ ){0,7}?"
    r"(?:lines?|therap(?:y|ies)|regimens?|treatments?|medicines?|drugs?|types?|chemotherap(?:y|ies)|anti-HER2"
    r"|inhibitors?|agents?)",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:no more than|not more than|up to|at most|a maximum of|fewer than|less than)\s*$", re.IGNORECASE
)
_MOST = re.compile(
    r"(?:\b(?:one|two|three|\d) ?(?:to|-|–|or) ?|\b(?:no more than|not more than|up to|at most|a maximum of) )"
    r"(?P<count>two|three|four|five|\d)(?! or more) "
    r"(?:(?!(?:years?|months?|weeks?|days?|cycles?|courses?|doses?|and|or|who|in|after|with|stage)\b)[\w()/-]+ ){0,7}?"
    r"(?:lines?|therap(?:y|ies)|regimens?|treatments?|types? of)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:^|\b(?:one|two|three|four|five|\w|\d+) ?)(?:to|-|–)\s*$", re.IGNORECASE)
_BRACKET = re.compile(r"^\s*\([^()]{1,24}\)")
_BEHIND = 80  # characters behind a disease in which its origin stands
_YEARS = {"year": 1.0, "month": 1 / 12, "week": 1 / 52, "day": 1 / 365}
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "twelve": 12, "eighteen": 18, "a single": 1}  # fmt: skip
_MONO = Screened.compile(
    r"\bmonotherapy\b|\bas an? (?:single|sole)[ -]?(?:agent|therapy)|\bsingle[ -]agent\b|(?:\bused |\bgiven "
    r"|^|, |\band |\bor )alone\b(?! or)|^\W*alone\b|\balone (?:in|as|for|after)\b"
)
_EITHER = re.compile(
    r"alone or (?:in combination |together )?with|(?:monotherapy|single agent) or in (?:an? )?(?:[\w-]+ )?combination",
    re.IGNORECASE,
)


# states that a disease has from an earlier treatment, told where that treatment is
_STANDING = {"resected": "received", "iodine-refractory": "progressed", "in remission": "responded"}


@lru_cache(maxsize=1)
def _rules() -> dict[str, dict[str, Screened]]:
    rules: dict[str, Any] = yaml.safe_load((files("nlp") / "resources" / "settings.yaml").read_text("utf-8"))
    return {
        field: {str(value): Screened.compile(words) for value, words in values.items()}
        for field, values in rules.items()
        if field != "numbers"
    }


@dataclass(frozen=True, slots=True)
class PriorPhrase:
    """An earlier treatment of a clause, whether it must not have been given, and how many of them the most are."""

    prior: FoundPrior
    negated: bool
    most: int = 0


def read_setting(clauses: Sequence[Clause], partners: bool, priors: Sequence[PriorPhrase]) -> Setting:
    """Read the setting from a clause and, after it, what stands above it (nearest first).

    A field that the clause fills is not taken from above, ages and population apart, which go together.
    """
    setting = Setting()
    for clause in clauses:
        setting = _merged(setting, _read_one(clause))
    after = _once(phrase.prior for phrase in priors if not phrase.negated)
    combination = _combination([clause.text for clause in clauses], partners)
    line_min, line_max = setting.line_min, setting.line_max
    count = max((prior.count for prior in after), default=0)
    if count and count + 1 > line_min:
        line_min, line_max = count + 1, 0 if line_max < count + 1 else line_max
    most = max((phrase.most for phrase in priors if not phrase.negated), default=0)
    if most >= max(count, 1) and not line_max:
        line_max = most + 1
    return replace(
        setting,
        after=after,
        not_after=_once(phrase.prior for phrase in priors if phrase.negated),
        combination=combination,
        line_min=line_min,
        line_max=line_max,
    )


def _once(priors: Iterable[FoundPrior]) -> tuple[FoundPrior, ...]:
    """Return each earlier treatment once: an item and what stands above it may both ask for it."""
    told = {(one.therapy.id or one.therapy.text, one.relation, one.count): one for one in reversed(list(priors))}
    return tuple(reversed(told.values()))


def _combination(told: Sequence[str], partners: bool) -> str:
    """Say how a therapy is given: by the clause itself, else by what stands above it ("as monotherapy for: …")."""
    if _EITHER.search(told[0]):
        return "either"
    if partners:
        return "combination"
    alone = [_MONO.search(text, text.lower()) is not None for text in told]
    if not alone[0] and any(_EITHER.search(text) for text in told):
        return "either"
    return "monotherapy" if any(alone) else ""


@lru_cache(maxsize=4096)  # most clauses are the same text to every field
def _values(field: str, told: str) -> tuple[str, ...]:
    """Return the values of a field that a text tells."""
    lowered = told.lower()
    return tuple(value for value, words in _rules()[field].items() if words.search(told, lowered))


@lru_cache(maxsize=512)
def _read_one(clause: Clause) -> Setting:
    told = clause.only("object", "partner", "lead", "excluded", "examples", "candidate", "definition")
    found = {field: _values(field, told) for field in _rules() if field != "origin"}
    everyone = clause.only("object", "partner", "lead", "candidate", "not_after", "test", *EARLIER)
    after = tuple(
        state
        for state, part in _STANDING.items()
        if state not in found["disease_state"] and _rules()["disease_state"][state].pattern.search(clause.only(part))
    )
    first = clause.only("object", "partner", "lead", "excluded", "examples", "definition")
    line = _line(_values("line", first), clause)
    ages = _ages(everyone)
    treated = clause.only("object", "partner", "lead", "examples", "definition")
    phase = _values("phase", treated)
    return Setting(
        line_min=line[0],
        line_max=line[1],
        stage=(*found["stage"], *numbered_stages(told)),
        disease_state=(*found["disease_state"], *after),
        population=found["population"],
        age_min=ages[0],
        age_max=ages[1],
        phase="perioperative"
        if {"neoadjuvant", "adjuvant"} <= set(phase) and "neoadjuvant or" not in told
        else phase[0]
        if phase
        else "",
        phases=_phases(told) if len(phase) > 1 else (),
    )


def _phases(told: str) -> tuple[str, ...]:
    """Name the phases in order, each with what is given in it."""
    if not re.search(r"followed by|\bthen\b|continued", told, re.IGNORECASE):
        return ()
    named: list[str] = []
    for match in re.finditer(
        r"\b(neo-?adjuvant|adjuvant|maintenance|induction|consolidation|before surgery|after surgery)\b",
        told,
        re.IGNORECASE,
    ):
        phase = {"before surgery": "neoadjuvant", "after surgery": "adjuvant", "neo-adjuvant": "neoadjuvant"}.get(
            match.group(1).lower(), match.group(1).lower()
        )
        if phase not in named:
            named.append(phase)
    return tuple(named)


def _line(values: tuple[str, ...], clause: Clause) -> tuple[int, int]:
    if not values:
        whole = _rules()["line"]["1-1"].pattern.search(clause.only("object", "lead", "not_after", "partner"))
        return (1, 1) if whole else (0, 0)
    pairs = [tuple(int(part) for part in value.split("-")) for value in values]
    return min(pair[0] for pair in pairs), 0 if any(pair[1] == 0 for pair in pairs) else max(pair[1] for pair in pairs)


def _ages(text: str) -> tuple[float, float]:
    lowered = text.lower()
    if not any(unit in lowered for unit in _YEARS):
        return -1.0, -1.0
    span = _AGE_RANGE.search(text)
    low = 0.0 if span and span["low"].lower() == "birth" else float(span["low"]) if span else 100.0
    if span and low < 100:
        unit = _YEARS[span["unit"].rstrip("s").lower()]
        low_unit = _YEARS[span["low_unit"].rstrip("s").lower()] if span["low_unit"] else unit
        return _years(low * low_unit), _years(float(span["high"]) * unit)
    least, most = _AGE_MIN.search(text), _AGE_MAX.search(text)
    low = high = -1.0
    if least:
        number = least["number"] or least["number2"] or least["number3"]
        unit_name = least["unit"] or least["unit2"] or least["unit3"]
        low = _years(_value(number) * _YEARS[unit_name.rstrip("s").lower()])
    if most:
        high = _years(_value(most["number"]) * _YEARS[most["unit"].rstrip("s").lower()])
        before = text[max(0, most.start() - 60) : most.start()].lower()
        if "within" in before[-15:] or not re.search(
            r"patients|adults|children|age|people", before + text[most.end() : most.end() + 12].lower()
        ):
            high = -1.0
    return low, high


def _years(value: float) -> float:
    return round(value, 3)


def _value(number: str) -> float:
    return float(_WORDS.get(number.lower(), 0) or number)


def prior_count(text: str) -> int:
    """Return the least number of earlier treatments that a stretch asks for, 0 where it gives none or only the most.

    A stretch may begin inside a range ("to three prior treatments"): its least is then one.
    """
    told = " ".join(text.split())
    match = _COUNT.search(told)
    if not match or _AT_MOST.search(told[: match.start()]):
        return 0
    if _TO.search(told[: match.start()]):
        return 1
    word = match["count"].lower()
    return int(_WORDS.get(word, 0) or (word if word.isdigit() else 0))


def prior_most(text: str) -> int:
    """Return the greatest number of earlier treatments that a stretch allows, 0 where it sets no limit."""
    match = _MOST.search(" ".join(text.split()))
    if match is None:
        return 0
    word = match["count"].lower()
    return int(_WORDS.get(word, 0) or word)


def origins_behind(text: str, end: int) -> tuple[str, ...]:
    """Return what the disease that ends there came from ("… lymphoma (LBCL) arising from follicular lymphoma")."""
    behind = _BRACKET.sub("", text[end : end + _BEHIND], count=1).lstrip()
    return tuple(state for state, words in _rules()["origin"].items() if words.pattern.match(behind))


def _merged(near: Setting, far: Setting) -> Setting:
    return replace(
        near,
        line_min=near.line_min or far.line_min,
        line_max=near.line_max or (far.line_max if not near.line_min else 0),
        stage=near.stage or far.stage,
        disease_state=tuple(dict.fromkeys((*near.disease_state, *far.disease_state)))
        if not near.disease_state
        else near.disease_state,
        population=tuple(dict.fromkeys((*near.population, *far.population))),
        age_min=near.age_min if near.age_min >= 0 or near.age_max >= 0 else far.age_min,
        age_max=near.age_max if near.age_min >= 0 or near.age_max >= 0 else far.age_max,
        phase=near.phase or far.phase,
        phases=near.phases or far.phases,
    )
