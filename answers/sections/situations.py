"""Where in the course of a cancer a treatment stands: how far the cancer is, and which treatment it is.

Treatments are told together under such a situation. It is coarser than a label: what else a source asks for is told
where one therapy is asked about, and stands in the answer's findings.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from answers.draft import Voice
from answers.narrator import Narrator
from answers.sections.use_groups import UseGroup
from answers.wording.conditions import say_value
from answers.wording.phrases import join_words
from graph.model import Qualifiers

TABLE = Path(__file__).with_suffix(".toml")
EXTENTS = ("earliest", "stages", "limited", "early", "", "advanced", "back")
SETTINGS = ("neoadjuvant", "perioperative", "adjuvant", "induction", "consolidation", "", "maintenance")
AROUND_SURGERY = SETTINGS[:3]
NEAR = EXTENTS[:4]
TURNS = ("first", "", "later")
ROMAN = re.compile(r"(?:stage )?(0|IV|I{1,3})[ABC]?\d?$", re.IGNORECASE)
NUMERALS = ("0", "I", "II", "III", "IV")
MOST_WORDS = 17
"""Words of a situation: with "For" and the cancer's name they are a sentence."""
CURES = ("", "treat")


@dataclass(frozen=True, slots=True, order=True)
class Situation:
    """A point in the course of a cancer. ``rank`` orders: around surgery, by extent, first to later; then the words."""

    rank: tuple[int, ...]
    disease: str
    giving: str


def situation_of(narrator: Narrator, group: UseGroup) -> Situation:
    """Return the situation of a use, in words that stand after the name of the cancer ('' where nothing is said)."""
    said, voice = group.qualifiers, narrator.voice
    stages = _stages(said)
    extent, turn = _extent(said, stages), _turn(group)
    around = said.setting in AROUND_SURGERY
    disease = [] if around else [_say_extent(voice, extent, stages)]
    kinds = _kinds(voice, said, _called(narrator, group), staged=extent == "stages" and not around)
    giving = [say_value(voice, "setting", said.setting)] if said.setting else []
    giving += [voice.catalogue.wording(f"turn.{turn}", voice.level)] if turn and not said.setting else []
    giving += _people(voice, said)
    if said.purpose not in CURES:
        giving.append(
            voice.catalogue.wording("situation.to", voice.level).format(
                purpose=voice.catalogue.wording(f"purpose.{said.purpose}", voice.level)
            )
        )
    while len(" ".join((*disease, *kinds, *giving)).split()) > MOST_WORDS and (kinds or len(giving) > 1):
        (kinds or giving).pop()
    disease += kinds
    rank = (
        int(said.purpose not in CURES),
        int(is_for_children(said)),
        0 if around else EXTENTS.index(extent),
        NUMERALS.index(stages[0]) if stages and not around else 0,
        SETTINGS.index(said.setting) if said.setting in SETTINGS else len(SETTINGS),
        TURNS.index("" if said.setting else turn),
    )
    between = " " if voice.level == "plain" else ", "
    return Situation(rank, between.join(phrase for phrase in disease if phrase), ", ".join(giving))


def reach_of(group: UseGroup) -> str:
    """Return how far the cancer of a use has come: near, far, or any where the source does not say."""
    said = group.qualifiers
    extent = _extent(said, _stages(said))
    if said.setting in AROUND_SURGERY or extent in NEAR:
        return "near"
    return "far" if extent or _turn(group) == "later" else "any"


def course_of(said: Qualifiers) -> Qualifiers:
    """Return what says how far the cancer is and which treatment it is; kinds of it and of people left out."""
    known = {state for name in ("extent", "turn") for states in _table()[name].values() for state in states}
    return Qualifiers(
        purpose=said.purpose,
        stage=said.stage,
        disease_state=tuple(state for state in said.disease_state if state in known),
        line_min=said.line_min,
        line_max=said.line_max,
        setting=said.setting,
    )


def is_for_children(said: Qualifiers) -> bool:
    """Tell whether a use is for children alone."""
    people = set(said.population)
    return bool(people & _table()["people"]["children"]) and not people & _table()["people"]["everyone"]


@cache
def _table() -> dict[str, dict[str, frozenset[str]]]:
    read = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {table: {key: frozenset(values) for key, values in held.items()} for table, held in read.items()}


def _stages(said: Qualifiers) -> tuple[str, ...]:
    """Return the numbered stages, without letters, from the lowest: ('I', 'II')."""
    found = {match[1].upper() for stage in said.stage if (match := ROMAN.match(stage))}
    return tuple(sorted(found, key=NUMERALS.index))


def _extent(said: Qualifiers, stages: tuple[str, ...]) -> str:
    words = {*said.stage, *said.disease_state}
    if stages == ("0",):
        return "earliest"
    if stages and stages != ("IV",):
        return "stages"
    if stages:
        return "advanced"
    order = ("limited", "advanced", "earliest", "early", "back")
    return next((extent for extent in order if words & _table()["extent"][extent]), "")


def _turn(group: UseGroup) -> str:
    said = group.qualifiers
    states, turns = set(said.disease_state), _table()["turn"]
    if said.line_min > 1 or (states & turns["later"] and said.line_max != 1):
        return "later"
    if said.line_max == 1 or states & turns["first"]:
        return "first"
    return "later" if group.after and not said.setting else ""


def _kinds(voice: Voice, said: Qualifiers, called: str, *, staged: bool) -> list[str]:
    """Return which kind of the cancer it is, not how far: castration-resistant, squamous; resectable by stage only."""
    table = _table()
    course = {state for values in (*table["extent"].values(), *table["turn"].values()) for state in values}
    if staged:
        course -= {"resectable", "unresectable"}
    both = {state for pair in table["either"].values() if pair <= set(said.disease_state) for state in pair}
    kinds = [state for state in said.disease_state if state not in course | both and state not in called]
    plans = [f"disease_state.{state}" for state in kinds]
    return [voice.catalogue.wording(plan, voice.level) for plan in plans if plan in voice.catalogue.plans]


def _called(narrator: Narrator, group: UseGroup) -> str:
    """Return the names of a use's cancers: what they say of the kind is not said twice."""
    return " ".join((*narrator.names_of(one.id for one in group.cancers), *(one.name for one in group.cancers))).lower()


def _say_extent(voice: Voice, extent: str, stages: tuple[str, ...]) -> str:
    if not extent:
        return ""
    return voice.catalogue.wording(f"extent.{extent}", voice.level).format(stages=join_words(stages, "or"))


def _people(voice: Voice, said: Qualifiers) -> list[str]:
    """Return for whom it is in one phrase, adults and people of any age left out."""
    table = _table()["people"]
    known = [one for one in said.population if one not in table["everyone"] and one not in table["children"]]
    phrases = [voice.catalogue.wording("population.children", voice.level)] if is_for_children(said) else []
    return [*phrases, *(say_value(voice, "population", one) for one in known[:1])]
