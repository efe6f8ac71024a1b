"""The first sentence where a therapy is approved for some: why only some is told as it is."""

from datetime import date

import pytest

from answers.sections.verdict_text import plan_of
from answers.verdict.model import Condition, Named, Verdict
from graph.model import BiomarkerState
from tests.answers.flagship_world import FLAGSHIP
from tests.answers.telling import Teller

TEST = BiomarkerState("biomarker:msi-h", "present")


@pytest.mark.parametrize(
    ("some", "conditions", "plan"),
    [
        (("tissue_agnostic",), (Condition("tissue_agnostic", "st:1", (TEST,)),), "verdict.some_tissue_agnostic"),
        (("tissue_agnostic",), (Condition("tissue_agnostic", "st:1"),), "verdict.some_solid_tumor"),
        (("kinds", "tissue_agnostic"), (Condition("tissue_agnostic", "st:1"),), "verdict.some_kinds"),
        (("biomarker",), (Condition("biomarker", "st:1", (TEST,)),), "verdict.some_biomarker"),
    ],
)
def test_a_test_decides_only_where_the_use_asks_for_one(
    some: tuple[str, ...], conditions: tuple[Condition, ...], plan: str
) -> None:
    """Dactinomycin is for solid tumors that came back in one place: no test decides."""
    drug, cancer = (Named(one, one) for one in ("ncit:C412", "oncotree:LUNG"))
    verdict = Verdict(
        "approved_for_some", "agency:fda", date(2026, 11, 20), drug, cancer, some=some, conditions=conditions
    )
    assert plan_of(verdict) == plan


def test_a_negative_says_of_each_product_how_many_of_its_uses_were_found_and_accepted(hand_made: Teller) -> None:
    told = hand_made.ask(FLAGSHIP)
    assert told.verdict is not None
    coverage = told.verdict["coverage"]
    assert len(coverage["listed"]) == 7
    assert [one["product"] for one in coverage["listed"]] == coverage["products"]
    assert all(one["found"] == one["accepted"] + one["set_aside"] for one in coverage["listed"])
