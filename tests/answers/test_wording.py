"""The catalogue of sentences: every plan is used, every gap is filled, nothing is written twice."""

import re
from pathlib import Path

import pytest

from answers.wording.catalogue import Catalogue, UnfilledPlanError, UnknownPlanError, read_catalogue
from answers.wording.readability import longest_sentence, reading_grade, without_names

ANSWERS = Path(__file__).parents[2] / "answers"
BY_VALUE = (
    "title",
    "done",
    "why_ended",
    "owed",
    "extent",
    "turn",
    "instead",
    "stage",
    "disease_state",
    "setting",
    "population",
    "relation",
    "approval_kind",
    "status",
    "tier",
    "purpose",
    "frequency",
    "country",
    "only_group",
    "does_not_fit",
    "event",
    "reason",
    "ask",
    "evidence",
    "lead",
)
"""Tables whose plans are chosen by a value of the data, so that no code names each."""


def test_every_plan_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in ANSWERS.rglob("*.py"))
    statuses = {f"verdict.{status}" for status in re.findall(r'"([a-z_]+)"', code)}
    unused = [
        plan
        for plan in read_catalogue().plans
        if plan.partition(".")[0] not in BY_VALUE and f'"{plan}"' not in code and plan not in statuses
    ]
    assert unused == [], "delete these plans from answers/wording/en, or tell them"


def test_every_named_plan_exists() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in ANSWERS.rglob("*.py"))
    tables = {plan.partition(".")[0] for plan in read_catalogue().plans}
    named = set(re.findall(rf'"((?:{"|".join(sorted(tables))})\.[a-z_]+)"', code)) - {"guidance.yaml"}
    assert named - set(read_catalogue().plans) == set()


def test_an_unknown_plan_and_an_open_gap_are_errors_that_say_what_to_do() -> None:
    catalogue = Catalogue({"a.plan": {"plain": "{who} came."}})
    assert catalogue.tell("a.plan", "plain", {"who": "the nurse"}) == "The nurse came."
    with pytest.raises(UnfilledPlanError, match="needs 'who'"):
        catalogue.tell("a.plan", "plain", {})
    with pytest.raises(UnknownPlanError, match="add it to a file"):
        catalogue.tell("no.plan", "plain", {})


@pytest.mark.parametrize("level", ["plain", "standard"])
@pytest.mark.parametrize("plan", ["verdict.searched", "verdict.searched_names", "verdict.searched_uses"])
def test_what_was_searched_is_told_of_any_list(plan: str, level: str) -> None:
    """A drug that no list of names holds, such as pixantrone, had no answer: one of the three asked for another gap."""
    gaps = {"products": "all seven products", "list": "from the Institute", "checked": "May 2025"}
    told = read_catalogue().tell(plan, level, gaps)
    assert "from the Institute" in told
    assert "May 2025" in told


def test_a_level_without_its_own_wording_speaks_as_the_next_easier_one() -> None:
    catalogue = Catalogue({"a.plan": {"plain": "One.", "standard": "Another."}, "b.plan": {"plain": "Two."}})
    assert catalogue.tell("a.plan", "expert", {}) == "Another."
    assert catalogue.tell("b.plan", "expert", {}) == "Two."
    assert catalogue.tell("a.plan", "standard", {}) == "Another."
    assert catalogue.tell("b.plan", "standard", {}) == "Two."


def test_names_do_not_count_as_hard_words() -> None:
    text = "Lisocabtagene maraleucel treats some lymphomas."
    names = ["lisocabtagene maraleucel", "lymphomas"]
    assert without_names(text, names) == "drug treats some drug."
    hard, easy = reading_grade(text, []), reading_grade(text, names)
    assert hard is not None
    assert easy is not None
    assert easy < hard
    assert longest_sentence(text, names) == 4
