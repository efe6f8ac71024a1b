"""Conditions of a use against those of a question."""

from typing import Any

import pytest

from answers.verdict.constraints import Request, fits
from answers.verdict.model import Named, Use
from graph.model import PriorTherapy, Qualifiers, Statement
from nlp.questions.question import Constraints


def use(name: str = "cancer", partners: tuple[str, ...] = (), after: tuple[PriorTherapy, ...] = (), **more: Any) -> Use:
    statement = Statement(
        "st:1", "approved_for", "t", "c", partners=partners, after=after, qualifiers=Qualifiers(**more)
    )
    return Use(statement, "self", Named("t", "drug"), Named("c", name))


def fit(one: Use, condition: str, partners: tuple[str, ...] = (), **asked: Any) -> str:
    found = [fit.fit for fit in fits(one, Request(Constraints(**asked), partners), {}) if fit.condition == condition]
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("qualifiers", "asked", "answer"),
    [
        ({"age_max": 25}, {"age": 25.5}, "fits"),
        ({"age_max": 25}, {"age": 26.0}, "contradicts"),
        ({"age_min": 12}, {"age": 11.0}, "contradicts"),
        ({"population": ("adult",)}, {"age": 17.0}, "contradicts"),
        ({"population": ("adult", "pediatric"), "age_min": 12}, {"age": 13.0}, "fits"),
        ({"population": ("pediatric",)}, {"age": 18.0}, "contradicts"),
        ({"population": ("adult",)}, {"population": ("child",)}, "contradicts"),
        ({}, {"age": 3.0}, "fits"),
        ({"age_max": 25}, {}, "unknown"),
    ],
)
def test_age(qualifiers: dict[str, Any], asked: dict[str, Any], answer: str) -> None:
    assert fit(use(**qualifiers), "age", **asked) == answer


@pytest.mark.parametrize(
    ("stage", "asked", "answer"),
    [
        (("metastatic",), ("early",), "contradicts"),
        (("metastatic",), ("stage IV",), "fits"),
        (("stage III",), ("locally_advanced",), "fits"),
        (("advanced",), ("metastatic",), "fits"),
        (("stage IB", "stage IIIA"), ("metastatic",), "contradicts"),
        ((), ("metastatic",), "fits"),
        (("limited-stage",), ("extensive",), "contradicts"),
        (("non-metastatic",), ("metastatic",), "contradicts"),
        (("metastatic", "non-metastatic"), ("metastatic",), "fits"),
        (("regional",), ("stage IV",), "contradicts"),
    ],
)
def test_stage(stage: tuple[str, ...], asked: tuple[str, ...], answer: str) -> None:
    assert fit(use(stage=stage), "stage", stage=asked) == answer


def test_line_counts_from_earlier_treatments() -> None:
    four = use(after=(PriorTherapy("", "received", 4),))
    assert fit(four, "line", line=2) == "contradicts"
    assert fit(four, "line", line=5) == "fits"
    assert fit(four, "line", prior_therapies=(PriorTherapy("", "received", 4),)) == "fits"
    assert fit(use(line_min=1, line_max=1), "line", line=2) == "contradicts"
    assert fit(use(setting="maintenance", after=(PriorTherapy("p", "responded"),)), "line", line=1) == "fits"


@pytest.mark.parametrize(
    ("name", "asked", "answer"),
    [
        ("non-muscle-invasive bladder cancer", "muscle-invasive", "contradicts"),
        ("non-muscle-invasive bladder cancer", "non-muscle-invasive", "fits"),
        ("bladder cancer", "muscle-invasive", "fits"),
    ],
)
def test_a_state_of_disease_in_the_name_counts(name: str, asked: str, answer: str) -> None:
    assert fit(use(name), "disease_state", disease_state=(asked,)) == answer


def test_partners() -> None:
    assert fit(use(combination="monotherapy"), "partner", partners=("therapy:x",)) == "contradicts"
    assert fit(use(partners=("therapy:x",)), "partner", partners=("therapy:x",)) == "fits"
    assert fit(use(partners=("therapy:y",)), "partner", partners=("therapy:x",)) == "contradicts"
    assert fit(use(partners=("class:y",)), "partner", partners=("therapy:x",)) == "unknown"
    assert fit(use(partners=("therapy:y",)), "partner") == "unknown"


def test_settings() -> None:
    assert fit(use(setting="perioperative"), "setting", setting="adjuvant") == "fits"
    assert fit(use(setting="maintenance"), "setting", setting="adjuvant") == "contradicts"
    assert fit(use(stage=("metastatic",)), "setting", setting="adjuvant") == "contradicts"


def test_treatment_around_the_first_surgery_is_over_once_the_cancer_came_back() -> None:
    assert fit(use(setting="neoadjuvant"), "setting", disease_state=("recurrent",)) == "contradicts"
    assert fit(use(setting="adjuvant"), "setting", line=2) == "contradicts"
    assert fit(use(setting="maintenance"), "setting", line=2) == "unknown"
    assert fit(use(setting="adjuvant"), "setting", line=1) == "unknown"


def test_sex() -> None:
    assert fit(use(population=("postmenopausal women",)), "sex", sex="male") == "contradicts"
    assert fit(use(population=("men",)), "sex", sex="male") == "fits"
