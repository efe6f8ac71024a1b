"""Every verdict that we owe, on facts made by hand from the documents that the cases name."""

import pytest

from answers.verdict.model import STATUSES
from answers.verdict.status import decide
from tests.answers.verdict.case_world import case_world
from tests.answers.verdict.cases import Case, read_cases
from tests.answers.verdict.facts import facts_of
from tests.answers.verdict.world import World

CASES = read_cases()


@pytest.fixture(scope="module")
def world() -> World:
    return case_world()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_verdict_is_what_the_documents_allow(case: Case, world: World) -> None:
    facts = facts_of(world.records, world.ids[case.therapy], world.ids[case.cancer])
    verdict = decide(facts, f"agency:{case.agency.lower()}", case.as_of, case.request(world.ids))
    told = (verdict.status, verdict.reasons, [(one.use.id, one.state, one.reach, one.fits) for one in verdict.uses])
    assert verdict.status in case.statuses, told
    assert case.also <= set(verdict.also), told
    assert case.some <= set(verdict.some), (verdict.some, told)


def test_cases_are_whole() -> None:
    assert len(CASES) >= 100
    assert len({case.id for case in CASES}) == len(CASES)
    assert all(set(case.statuses) <= set(STATUSES) for case in CASES)
    assert all(case.document for case in CASES)
