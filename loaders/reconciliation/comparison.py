"""Do two readings tell the same use? Compared condition by condition; silence is not a contradiction, nor agreement.

Each condition compares to one of: ``same``; ``narrower`` or ``wider`` (the first against the second); ``overlap``;
``silent`` (one of them does not say); ``contradicts``. The words behind each are in ``comparison.yaml``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.model import BiomarkerState, Statement
from loaders.reconciliation.covering import Covering

TREATS = frozenset({"", "treat", "palliate"})
AGREES = frozenset({"same", "narrower", "wider", "overlap"})


@cache
def _words() -> dict[str, Any]:
    rules: dict[str, Any] = yaml.safe_load((files("loaders") / "reconciliation" / "comparison.yaml").read_text("utf-8"))
    return rules


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one reading stands to another, by condition."""

    cancer: str
    purpose: str
    setting: str
    line: str
    biomarkers: str
    partners: str
    age: str

    def _all(self) -> tuple[str, ...]:
        return (self.cancer, self.purpose, self.setting, self.line, self.biomarkers, self.partners, self.age)

    @property
    def compatible(self) -> bool:
        """Nothing contradicts, and the cancers are equal or one covers the other.

        A group and a member of it can be one use only where both name the biomarkers: a use in all solid tumours
        with one marker is no use in each of them.
        """
        if self.cancer in ("wider", "narrower") and self.biomarkers == "silent":
            return False
        return "contradicts" not in self._all() and self.cancer != ""

    @property
    def identical(self) -> bool:
        """Every condition is the same."""
        return set(self._all()) == {"same"}

    @property
    def agrees(self) -> bool:
        """The same cancer, and every condition that one states is stated by the other too."""
        return self.compatible and self.cancer == "same" and "silent" not in self._all()[1:]

    @property
    def same_use(self) -> bool:
        """The same cancer, biomarkers and partners, and the same or overlapping lines, all of them stated."""
        return (
            self.compatible
            and (self.cancer, self.biomarkers, self.partners) == ("same", "same", "same")
            and self.line in AGREES
        )

    @property
    def strength(self) -> tuple[int, int]:
        """Order candidates: fewer silences first, then more that is exactly the same."""
        return (-sum(value == "silent" for value in self._all()), sum(value == "same" for value in self._all()))

    @property
    def narrower(self) -> bool:
        """The first reading is for fewer people in some condition and for more in none."""
        values = self._all()
        return "narrower" in values and "wider" not in values


def compare(one: Statement, other: Statement, covering: Covering) -> Comparison:
    """Compare two readings of the same agency and therapy."""
    return Comparison(
        cancer=_cancers(one.object, other.object, covering),
        purpose=_purpose(one.qualifiers.purpose, other.qualifiers.purpose),
        setting=_setting(one, other),
        line=_ranges(_lines(one), _lines(other)),
        biomarkers=_biomarkers(one, other),
        partners=_partners(one, other),
        age=_ranges(_ages(one), _ages(other)),
    )


def best(ones: Iterable[Statement], others: Iterable[Statement], covering: Covering) -> Comparison | None:
    """Return the strongest compatible comparison between two uses' readings, None where none is compatible."""
    others = tuple(others)
    fitting = [compared for one in ones for other in others if (compared := compare(one, other, covering)).compatible]
    return max(fitting, key=lambda compared: compared.strength, default=None)


def _cancers(one: str, other: str, covering: Covering) -> str:
    """Return how one cancer stands to the other; a use in any tumour with a marker is the same as none in a kind."""
    if one != other and {one, other} & set(_words()["any_tumour"]):
        return ""
    return covering.relation(one, other)


def _purpose(one: str, other: str) -> str:
    if one == other or (one in TREATS and other in TREATS):
        return "same"
    return "contradicts"


def _setting_classes(statement: Statement) -> frozenset[str]:
    """Return which settings a reading names: early ones, maintenance, advanced disease; empty where it is silent."""
    qualifiers = statement.qualifiers
    return _classes_of((qualifiers.setting, *qualifiers.disease_state, *qualifiers.stage))


@cache
def _classes_of(texts: tuple[str, ...]) -> frozenset[str]:
    patterns = {name: re.compile(rf"\b(?:{'|'.join(marks)})") for name, marks in _words()["settings"].items()}
    found = {name for name, pattern in patterns.items() if any(pattern.search(text.lower()) for text in texts)}
    if "perioperative" in found or {"neoadjuvant", "adjuvant"} <= found:
        found |= {"neoadjuvant", "adjuvant"}
        found.discard("perioperative")
    if found & {"neoadjuvant", "adjuvant", "maintenance"}:
        found.discard("advanced")
    return frozenset(found)


def _setting(one: Statement, other: Statement) -> str:
    first, second = _setting_classes(one), _setting_classes(other)
    if first == second:
        return "same"
    if not first or not second:
        # a reading of maintenance or early disease is never the same use as one that does not name it
        return "silent" if (first | second) <= {"advanced"} else "contradicts"
    return "overlap" if first & second else "contradicts"


def _lines(statement: Statement) -> tuple[float, float] | None:
    low, high = statement.qualifiers.line_min, statement.qualifiers.line_max
    after = max((max(prior.count, 1) for prior in statement.after), default=0)
    if not low and after and not statement.qualifiers.setting:
        low = after + 1
    if not low and any(word in statement.qualifiers.note.lower() for word in _words()["later_line"]):
        low = 2  # a row's own words, of which no treatment was read
    return (low or 1, high or 99) if low or high else None


def _ages(statement: Statement) -> tuple[float, float] | None:
    low, high = statement.qualifiers.age_min, statement.qualifiers.age_max
    population = " ".join(statement.qualifiers.population).lower()
    words = _words()["population"]
    adult = any(mark in population for mark in words["adult"])
    child = any(mark in population for mark in words["child"])
    if low < 0 and high < 0 and adult == child:
        return None
    if adult and not child:
        return (max(low, 18), high if high >= 0 else 999)
    if child and not adult:
        return (max(low, 0), high if high >= 0 else 18)
    return (max(low, 0), high if high >= 0 else 999)


def _ranges(one: tuple[float, float] | None, other: tuple[float, float] | None) -> str:
    if one is None or other is None:
        return "same" if one == other else "silent"
    if one == other:
        return "same"
    if one[0] > other[1] or other[0] > one[1] or one[0] == other[1] == 18 or other[0] == one[1] == 18:
        return "contradicts"
    if one[0] >= other[0] and one[1] <= other[1]:
        return "narrower"
    return "wider" if one[0] <= other[0] and one[1] >= other[1] else "overlap"


def _family(state: BiomarkerState) -> str:
    """Return the gene family or marker that a biomarker is about: the first word of its id's slug, without numbers."""
    return state.biomarker_id.rpartition(":")[2].split("-")[0].rstrip("0123456789")


def _present(state: BiomarkerState) -> bool:
    return state.state not in _words()["absent_states"]


def _signed(statement: Statement) -> dict[str, set[bool]]:
    signed: dict[str, set[bool]] = {}
    for state in statement.requires:
        signed.setdefault(_family(state), set()).add(_present(state))
    for state in statement.excludes:
        signed.setdefault(_family(state), set()).add(not _present(state))
    return signed


def _biomarkers(one: Statement, other: Statement) -> str:
    first, second = set(one.requires), set(other.requires)
    if first == second and set(one.excludes) == set(other.excludes):
        return "same"
    mine, theirs = _signed(one), _signed(other)
    for family in mine.keys() & theirs.keys():
        if not mine[family] & theirs[family]:
            return "contradicts"
    named = [state for state in one.requires if _present(state)], [state for state in other.requires if _present(state)]
    if named[0] and named[1]:
        if not {_family(state) for state in named[0]} & {_family(state) for state in named[1]}:
            return "silent" if any(state.group for state in named[0] + named[1]) else "contradicts"
        for state in named[0]:
            rivals = [rival for rival in named[1] if _family(rival) == _family(state)]
            exact = not state.group and all(not rival.group for rival in rivals)
            if rivals and exact and not any(_can_be_one(state, rival) for rival in rivals):
                return "contradicts"
    if mine.keys() == theirs.keys():
        return "overlap"
    return "silent"


def _can_be_one(one: BiomarkerState, other: BiomarkerState) -> bool:
    """Say whether one name only leaves out what the other adds ("PD-L1 ≥ 1" and "PD-L1 CPS ≥ 1")."""
    first, second = (set(state.biomarker_id.rpartition(":")[2].split("-")) for state in (one, other))
    return first <= second or second <= first


def _partners(one: Statement, other: Statement) -> str:
    first, second = set(one.partners), set(other.partners)
    if first == second and (first or one.qualifiers.combination == other.qualifiers.combination):
        return "same"
    if first and second:
        shared = first & second
        classes = any(partner.startswith("class:") for partner in first ^ second)
        if shared or classes:
            return "overlap"
        return "contradicts"
    alone = one if not first else other
    if (first or second) and alone.qualifiers.combination == "monotherapy":
        return "contradicts"
    kinds = {one.qualifiers.combination, other.qualifiers.combination}
    if kinds == {"monotherapy", "combination"}:
        return "contradicts"
    return "silent"
