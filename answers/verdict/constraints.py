"""Does a use fit what the question says of the person? Condition by condition: fits, contradicts or unknown.

A condition of the use that the question does not mention is unknown and not asked; only those on biomarkers lower a
verdict. A condition of the question about which the use says nothing fits: the label does not limit it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from answers.verdict.biomarkers import Asked, compare
from answers.verdict.model import Fit, Use
from answers.verdict.rules import rules
from graph.model import BiomarkerState, Statement
from nlp.questions.question import Constraints

_ROMAN = re.compile(r"\b(iv|iii|ii|i|[1-4])(?=[a-c]?\d?\b)", re.IGNORECASE)
_NUMBERED = {
    "i": ["early"],
    "1": ["early"],
    "ii": ["early"],
    "2": ["early"],
    "iii": ["locally_advanced"],
    "3": ["locally_advanced"],
    "iv": ["metastatic"],
    "4": ["metastatic"],
}


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a verdict: the conditions, the therapies given together, and for which purpose.

    ``partners`` are therapies that the question names beside the one asked about; ``purpose`` is '' for treatment, else
    one of ``graph.model.Qualifiers.purpose``.
    """

    constraints: Constraints = field(default_factory=Constraints)
    partners: tuple[str, ...] = ()
    purpose: str = ""

    @property
    def line(self) -> int:
        """Return the line asked about, from the count of earlier treatments where it is not named; 0 for none."""
        if self.constraints.line:
            return self.constraints.line
        counted = [prior.count for prior in self.constraints.prior_therapies if prior.count]
        return max(counted) + 1 if counted else 0

    @property
    def says_nothing(self) -> bool:
        """True where the question says nothing of the person: then no condition of a use can fit or contradict."""
        said = self.constraints
        return not (
            said.biomarkers
            or said.age is not None
            or said.stage
            or said.line
            or said.setting
            or said.prior_therapies
            or said.disease_state
            or said.population
            or said.sex
            or self.partners
        )


NOTHING_SAID = Request()


def fits(use: Use, request: Request, names: dict[str, str]) -> tuple[Fit, ...]:
    """Return how each condition of a use stands to the question, in a fixed order."""
    return _untold(use.statement) if request.says_nothing else _fits(use.statement, use.object.name, request, names)


@lru_cache(maxsize=20_000)
def _untold(statement: Statement) -> tuple[Fit, ...]:
    """Return the conditions of a use where nothing is said of the person: all unknown, whatever things are called."""
    return _fits(statement, "", NOTHING_SAID, {})


def _fits(statement: Statement, cancer: str, request: Request, names: dict[str, str]) -> tuple[Fit, ...]:
    asked = request.constraints
    found: list[Fit] = [
        *_biomarkers(statement, [Asked.of(one) for one in asked.biomarkers], names),
        *_age(statement, asked),
        *_stage(statement, asked),
        *_setting(statement, asked, request.line),
        *_line(statement, request.line),
        *_prior(statement, asked),
        *_disease_state(statement, cancer, asked),
        *_sex(statement, asked),
        *_partners(statement, request.partners),
    ]
    return tuple(found)


def _biomarkers(statement: Statement, asked: list[Asked], names: dict[str, str]) -> Iterator[Fit]:
    for state in statement.requires:
        yield _biomarker("biomarker", state, state.state, asked, names)
    absent = rules()["states"]["absent"]
    for state in statement.excludes:
        # "not EGFR-mutated" excludes the state present; to exclude an absent state is to require it
        opposite = "present" if state.state in absent else "absent"
        yield _biomarker("excluded_biomarker", state, opposite, asked, names)


def _biomarker(condition: str, state: BiomarkerState, wanted: str, asked: list[Asked], names: dict[str, str]) -> Fit:
    name = names.get(state.biomarker_id, state.biomarker_id)
    answers = [compare(one, name, wanted, state.group) for one in asked]
    told = [answer for answer in answers if answer]
    verdict = next((answer for answer in ("contradicts", "fits") if answer in told), "unknown")
    return Fit(condition, verdict, bool(told), state)


def _age(statement: Statement, asked: Constraints) -> Iterator[Fit]:
    low, high = _ages(statement)
    if low <= 0 and high >= 999:
        if asked.age is not None or asked.population:
            yield Fit("age", "fits", True)
        return
    if asked.age is None:
        yield from _population(low, high, asked)
        return
    # "up to 25 years" includes the whole year of being 25
    yield Fit("age", "fits" if low <= asked.age < high + 1 else "contradicts", True)


def _population(low: float, high: float, asked: Constraints) -> Iterator[Fit]:
    named = [entry["ages"] for entry in _populations(asked.population) if "ages" in entry]
    if not named:
        yield Fit("age", "unknown", False)
    else:
        apart = all(high <= first or low >= last for first, last in named)
        yield Fit("age", "contradicts" if apart else "fits", True)


@cache
def _population_words() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    held = rules()["populations"].values()
    return [(re.compile(rf"\b(?:{'|'.join(map(re.escape, entry['words']))})\b"), entry) for entry in held]


@lru_cache(maxsize=4096)
def _populations(words: tuple[str, ...]) -> list[dict[str, Any]]:
    text = " ".join(words).lower()
    return [entry for pattern, entry in _population_words() if pattern.search(text)] if text else []


def _ages(statement: Statement) -> tuple[float, float]:
    """Return the ages a use is for; (0, 999) where it does not say."""
    qualifiers = statement.qualifiers
    ranges = [entry["ages"] for entry in _populations(qualifiers.population) if "ages" in entry]
    low = min((first for first, _ in ranges), default=0)
    high = max((last for _, last in ranges), default=999)
    if qualifiers.age_min >= 0:
        low = qualifiers.age_min if len(ranges) != 1 or low < 18 else max(low, qualifiers.age_min)
    if qualifiers.age_max >= 0:
        high = qualifiers.age_max
    elif high == 18:
        high = 17
    return low, high


@lru_cache(maxsize=4096)
def _stages(words: tuple[str, ...]) -> frozenset[str]:
    known: dict[str, list[str]] = rules()["stages"]
    meant: set[str] = set()
    for word in words:
        text = word.lower().strip()
        if text in known:
            meant.update(known[text])
        else:
            meant.update(part for number in _ROMAN.findall(text) for part in _NUMBERED[number.lower()])
    return frozenset(meant)


def _stage(statement: Statement, asked: Constraints) -> Iterator[Fit]:
    qualifiers = statement.qualifiers
    mine = _stages(qualifiers.stage) or _stages(qualifiers.disease_state)
    if qualifiers.setting in rules()["settings"]["perioperative"]:
        mine = frozenset({"early", "locally_advanced"})
    wanted = _stages(asked.stage)
    if not wanted:
        if mine:
            yield Fit("stage", "unknown", bool(asked.stage))
    elif not mine:
        yield Fit("stage", "fits", True)
    else:
        yield Fit("stage", "fits" if mine & wanted else "contradicts", True)


def _setting(statement: Statement, asked: Constraints, line: int) -> Iterator[Fit]:
    mine = statement.qualifiers.setting
    shared = rules()["settings"]["perioperative"]
    if not asked.setting:
        if mine:
            past = mine in shared and (line > 1 or bool(set(asked.disease_state) & set(rules()["settings"]["past"])))
            yield Fit("setting", "contradicts" if past else "unknown", past)
        return
    together = "perioperative" in (mine, asked.setting) and mine in shared and asked.setting in shared
    if mine == asked.setting or together:
        yield Fit("setting", "fits", True)
    elif mine:
        yield Fit("setting", "contradicts", True)
    else:
        advanced = "metastatic" in _stages(statement.qualifiers.stage) and asked.setting in shared
        yield Fit("setting", "contradicts" if advanced else "unknown", True)


def lines(statement: Statement) -> tuple[int, int]:
    """Return the lines of treatment that a use is for; (0, 0) where it does not say, high 0 where open."""
    qualifiers = statement.qualifiers
    if qualifiers.line_min or qualifiers.line_max:
        return qualifiers.line_min or 1, qualifiers.line_max
    if qualifiers.setting or not statement.after:
        return 0, 0
    return max(max(prior.count, 1) for prior in statement.after) + 1, 0


def _line(statement: Statement, asked: int) -> Iterator[Fit]:
    low, high = lines(statement)
    if not asked:
        if low or high:
            yield Fit("line", "unknown", False)
    else:
        outside = (low and asked < low) or (high and asked > high)
        yield Fit("line", "contradicts" if outside else "fits", True)


def _prior(statement: Statement, asked: Constraints) -> Iterator[Fit]:
    received = {prior.therapy_id for prior in asked.prior_therapies if prior.therapy_id}
    for prior in statement.after:
        told = prior.therapy_id in received
        yield Fit("prior_therapy", "fits" if told else "unknown", told)
    for prior in statement.not_after:
        told = bool(prior.therapy_id) and prior.therapy_id in received
        yield Fit("not_after", "contradicts" if told else "unknown", told)


def _disease_state(statement: Statement, cancer: str, asked: Constraints) -> Iterator[Fit]:
    qualifiers = statement.qualifiers
    mine = {state.lower() for state in (*qualifiers.disease_state, *qualifiers.stage)}
    if qualifiers.line_min == 1 and qualifiers.line_max == 1:
        mine.add("newly diagnosed")
    for state in asked.disease_state:
        wanted = state.lower()
        apart = [pair for pair in rules()["disease_states"]["apart"] if wanted in pair]
        rivals = {other for pair in apart for other in pair if other != wanted}
        named = any(re.search(rf"(?<![\w-]){re.escape(rival)}(?![\w-])", _plain(cancer)) for rival in rivals)
        if rivals & mine or named:
            yield Fit("disease_state", "contradicts", True)
        else:
            yield Fit("disease_state", "fits" if wanted in mine or not mine else "unknown", True)
    if not asked.disease_state and qualifiers.disease_state:
        yield Fit("disease_state", "unknown", False)


def _plain(name: str) -> str:
    return name.lower().replace("\u2010", "-").replace("\u2011", "-")


def _sex(statement: Statement, asked: Constraints) -> Iterator[Fit]:
    named = {str(entry["sex"]) for entry in _populations(statement.qualifiers.population) if "sex" in entry}
    if named and asked.sex:
        yield Fit("sex", "fits" if asked.sex in named else "contradicts", True)


def _partners(statement: Statement, asked: tuple[str, ...]) -> Iterator[Fit]:
    partners, combination = statement.partners, statement.qualifiers.combination
    if not asked:
        if partners:
            yield Fit("partner", "unknown", False)
        return
    if set(asked) & set(partners) or combination == "either":
        yield Fit("partner", "fits", True)
    elif combination == "monotherapy" and not partners:
        yield Fit("partner", "contradicts", True)
    else:
        classes = any(one.startswith("class:") for one in (*partners, *asked))
        yield Fit("partner", "contradicts" if partners and not classes else "unknown", True)
