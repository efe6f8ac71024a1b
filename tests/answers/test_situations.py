"""Under which heading a treatment stands: by how far the cancer is and which treatment it is, in words that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from answers.draft import Voice
from answers.narrator import Narrator
from answers.sections.situations import MOST_WORDS, reach_of, situation_of
from answers.sections.use_groups import UseGroup
from answers.verdict.model import Named
from answers.wording.catalogue import read_catalogue
from graph.model import PriorTherapy, Qualifiers

CANCER = Named("oncotree:NSCLC", "Non-Small Cell Lung Cancer")
PLANS = read_catalogue().plans


def values(table: str) -> list[str]:
    return sorted(plan.partition(".")[2] for plan in PLANS if plan.startswith(f"{table}."))


def group_of(qualifiers: Qualifiers, after: tuple[PriorTherapy, ...] = ()) -> UseGroup:
    return UseGroup(Named("ncit:C1", "drug"), "", (CANCER,), ((),), ((),), after, qualifiers, ("st:1",))


def told(qualifiers: Qualifiers, level: str = "plain", after: tuple[PriorTherapy, ...] = ()) -> tuple[str, str]:
    situation = situation_of(Narrator(Voice(read_catalogue(), level)), group_of(qualifiers, after))
    return situation.disease, situation.giving


@pytest.mark.parametrize(
    ("qualifiers", "words"),
    [
        (Qualifiers(), ("", "")),
        (Qualifiers(stage=("IIA", "stage IIB")), ("at stage II", "")),
        (Qualifiers(stage=("IB", "II", "IIIA")), ("at stage I, II or III", "")),
        (Qualifiers(stage=("IV",)), ("that has spread or cannot be removed", "")),
        (Qualifiers(stage=("0",)), ("at the earliest stage", "")),
        (
            Qualifiers(stage=("IIIA",), disease_state=("unresectable",)),
            ("at stage III that surgery cannot remove", ""),
        ),
        (Qualifiers(stage=("II",), setting="adjuvant"), ("", "after surgery")),
        (Qualifiers(line_min=1, line_max=1), ("", "as a first treatment")),
        (Qualifiers(line_min=3), ("", "after earlier treatment")),
        (
            Qualifiers(disease_state=("relapsed", "refractory")),
            ("that came back or did not respond", "after earlier treatment"),
        ),
        (Qualifiers(population=("pediatric",)), ("", "in children")),
        (Qualifiers(population=("adult", "pediatric")), ("", "")),
        (Qualifiers(purpose="palliate"), ("", "to ease symptoms")),
        (Qualifiers(disease_state=("castration-resistant",)), ("that grows despite low testosterone", "")),
        (Qualifiers(disease_state=("castration-resistant", "castration-sensitive")), ("", "")),
        (Qualifiers(disease_state=("described in no list",)), ("", "")),
    ],
)
def test_a_use_stands_in_its_situation(qualifiers: Qualifiers, words: tuple[str, str]) -> None:
    assert told(qualifiers) == words


def test_a_prior_therapy_makes_it_a_later_treatment() -> None:
    assert told(Qualifiers(), after=(PriorTherapy("ncit:C2", "progressed"),)) == ("", "after earlier treatment")


def test_what_the_name_of_the_cancer_says_is_not_said_twice() -> None:
    squamous = UseGroup(
        Named("ncit:C1", "drug"),
        "",
        (Named("oncotree:LUSC", "Lung squamous cell carcinoma"),),
        ((),),
        ((),),
        (),
        Qualifiers(disease_state=("squamous",)),
        ("st:1",),
    )
    assert situation_of(Narrator(Voice(read_catalogue(), "plain")), squamous).disease == ""


some_qualifiers = some.builds(
    Qualifiers,
    stage=some.lists(some.sampled_from([*values("stage"), "I", "IIA", "IIIC", "IV"]), max_size=3).map(tuple),
    disease_state=some.lists(some.sampled_from(values("disease_state")), max_size=4, unique=True).map(tuple),
    population=some.lists(some.sampled_from(values("population")), max_size=3, unique=True).map(tuple),
    setting=some.sampled_from(["", *values("setting")]),
    purpose=some.sampled_from(["", "treat", *values("purpose")]),
    line_min=some.integers(0, 4),
)


@given(qualifiers=some_qualifiers)
def test_a_heading_is_short_enough_to_be_a_sentence(qualifiers: Qualifiers) -> None:
    disease, giving = told(qualifiers)
    assert len(f"{disease} {giving}".split()) <= MOST_WORDS


@given(qualifiers=some_qualifiers)
def test_both_levels_order_situations_alike(qualifiers: Qualifiers) -> None:
    ranks = {
        situation_of(Narrator(Voice(read_catalogue(), level)), group_of(qualifiers)).rank
        for level in ("plain", "standard")
    }
    assert len(ranks) == 1


@pytest.mark.parametrize(
    ("qualifiers", "reach"),
    [
        (Qualifiers(stage=("II",)), "near"),
        (Qualifiers(setting="adjuvant", stage=("IV",)), "near"),
        (Qualifiers(stage=("metastatic",)), "far"),
        (Qualifiers(line_min=2), "far"),
        (Qualifiers(), "any"),
    ],
)
def test_how_far_the_cancer_has_come(qualifiers: Qualifiers, reach: str) -> None:
    assert reach_of(group_of(qualifiers)) == reach
