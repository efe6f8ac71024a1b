"""What must hold of every verdict, whatever the facts."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers.verdict.model import Facts, Verdict
from answers.verdict.status import decide
from tests.answers.verdict.case_world import CAR_T, case_world
from tests.answers.verdict.cases import Case, read_cases
from tests.answers.verdict.facts import facts_of
from tests.answers.verdict.world import World

WORLD = case_world()
CASES = read_cases()
FACTS: dict[tuple[str, str], Facts] = {}
SAYS_APPROVED = ("approved", "approved_for_some")
days = st.dates(date(1990, 1, 1), date(2035, 12, 31))
cases = st.sampled_from(CASES)


def facts_for(case: Case) -> Facts:
    key = (case.therapy, case.cancer)
    if key not in FACTS:
        FACTS[key] = facts_of(WORLD.records, WORLD.ids[case.therapy], WORLD.ids[case.cancer])
    return FACTS[key]


def verdict_of(case: Case, facts: Facts, day: date | None = None) -> Verdict:
    return decide(facts, f"agency:{case.agency.lower()}", day or case.as_of, case.request(WORLD.ids))


def without(facts: Facts, identifier: str) -> Facts:
    """Return the facts with one statement, event or membership never held."""
    return replace(
        facts,
        uses=tuple(use for use in facts.uses if use.id != identifier),
        options=tuple(use for use in facts.options if use.id != identifier),
        studies=tuple(use for use in facts.studies if use.id != identifier),
        members=tuple(one for one in facts.members if one.statement_id != identifier),
        events=tuple(dated for dated in facts.events if dated.event.id != identifier),
    )


@given(
    day=days,
    attested=st.sampled_from(["2025-05-16", "2025-07", "2024"]),
    sort=st.sampled_from(["page", "label", "ema"]),
)
def test_an_undated_use_is_neither_approved_nor_denied_before_it_was_seen(day: date, attested: str, sort: str) -> None:
    world = World()
    world.therapy("drug")
    document = world.document(sort, "list", attested=attested)
    world.use("drug", "cancer", "FDA", document)
    world.covered("drug", "FDA", (("drug", document, 1),), checked=attested, first=attested)
    verdict = decide(facts_of(world.records, world.ids["drug"], world.ids["cancer"]), "agency:fda", day)
    if day < date(int(attested[:4]), 1, 1):
        assert verdict.status == "unknown"
    assert verdict.status in ("unknown", "approved")
    later = date(int(attested[:4]), 12, 31)
    assert verdict.status == "approved" or day < later


@given(
    day=days,
    narrowed=st.lists(st.dates(date(2000, 1, 1), date(2026, 7, 1)), min_size=1, max_size=3),
    granted=st.dates(date(1995, 1, 1), date(1999, 12, 31)),
    undated=st.booleans(),
)
def test_a_narrowing_is_never_told_as_withdrawn(day: date, narrowed: list[date], granted: date, undated: bool) -> None:
    world = World()
    world.therapy("drug")
    held = world.reported("drug", "cancer", "FDA", granted.isoformat())
    for moment in narrowed:
        world.event("narrowed", "drug", "FDA", "" if undated else moment.isoformat(), held)
    verdict = decide(facts_of(world.records, world.ids["drug"], world.ids["cancer"]), "agency:fda", day)
    assert verdict.status == ("approved" if day >= granted else "unknown")
    assert "withdrawn" not in verdict.also
    assert not any(spell.end for spell in verdict.spells)


@given(granted=st.sampled_from(["2020-03-05", "2020-03", "2020"]), day=days)
def test_before_its_date_an_approval_is_never_told(granted: str, day: date) -> None:
    world = World()
    world.therapy("drug")
    world.reported("drug", "cancer", "FDA", granted)
    verdict = decide(facts_of(world.records, world.ids["drug"], world.ids["cancer"]), "agency:fda", day)
    first = date.fromisoformat((granted + "-01-01")[:10] if len(granted) != 7 else granted + "-01")
    if day < first:
        assert verdict.status not in SAYS_APPROVED
    last = {10: first, 7: date(2020, 3, 31), 4: date(2020, 12, 31)}[len(granted)]
    assert (verdict.status == "approved") == (day >= last)


@given(case=cases, day=days, seed=st.integers(0, 1000))
@settings(max_examples=60)
def test_the_order_of_facts_does_not_matter(case: Case, day: date, seed: int) -> None:
    facts = facts_for(case)
    shuffle = random.Random(seed).sample  # noqa: S311  # no secret
    mixed: dict[str, Any] = {
        name: tuple(shuffle(getattr(facts, name), len(getattr(facts, name))))
        for name in ("routes", "members", "products", "uses", "queued", "options", "studies", "events", "doubts")
    }
    shuffled = replace(facts, **mixed)
    one, other = verdict_of(case, facts, day), verdict_of(case, shuffled, day)
    assert replace(one, events=(), open_events=()) == replace(other, events=(), open_events=())


@given(case=cases, day=days)
@settings(max_examples=20)
def test_an_unrelated_statement_changes_nothing(case: Case, day: date) -> None:
    world = case_world()
    world.therapy("another drug")
    world.use("another drug", "another cancer", case.agency, world.document("label", "another label"))
    world.use("another drug", case.cancer, case.agency, world.document("label", "another label"))
    world.doubt("another drug", case.cancer, case.agency)
    facts = facts_of(world.records, world.ids[case.therapy], world.ids[case.cancer])
    assert verdict_of(case, replace(facts, names=()), day) == verdict_of(case, replace(facts_for(case), names=()), day)


@given(case=cases, day=days)
@settings(max_examples=100)
def test_no_approval_is_told_before_the_first_sign_of_one(case: Case, day: date) -> None:
    facts = facts_for(case)
    agency = f"agency:{case.agency.lower()}"
    verdict = verdict_of(case, facts, day)
    if verdict.status in SAYS_APPROVED:
        for judged in verdict.deciding:
            events = [dated.event.date for dated in facts.events if dated.event.agency == agency and dated.event.date]
            seen = [told.date for told in judged.use.attestations if told.kind != "event_row"]
            signs = [text for text in (*events, *seen) if text]
            assert any(text[:4] <= str(day.year) for text in signs)


@pytest.mark.parametrize("case", [case for case in CASES if "|" not in case.statuses], ids=lambda case: case.id)
def test_taking_away_what_a_verdict_rests_on_changes_it(case: Case) -> None:
    facts = facts_for(case)
    verdict = verdict_of(case, facts)
    for identifier in verdict.statement_ids:
        assert verdict_of(case, without(facts, identifier)) != verdict, identifier


def car_t_for_lung() -> tuple[Case, Facts]:
    case = next(case for case in CASES if (case.therapy, case.cancer, case.agency) == (CAR_T, "lung cancer", "FDA"))
    case = replace(case, as_of=date(2026, 11, 20))
    return case, facts_for(case)


def test_every_ground_of_the_negative_carries_it() -> None:
    case, facts = car_t_for_lung()
    verdict = verdict_of(case, facts)
    assert verdict.status == "not_approved"
    assert len(verdict.statement_ids) > 7
    for identifier in verdict.statement_ids:
        assert verdict_of(case, without(facts, identifier)).status == "investigational", identifier


def test_a_queued_use_that_could_be_about_the_cancer_stops_the_negative() -> None:
    case, _ = car_t_for_lung()
    for cancer in ("lung cancer", "solid tumor", "small cell lung cancer", ""):
        world = case_world()
        world.doubt("tisagenlecleucel", cancer, "FDA")
        doubted = facts_of(world.records, world.ids[case.therapy], world.ids[case.cancer])
        assert verdict_of(case, doubted).reasons == ("queued_use",), cancer
    world = case_world()
    world.doubt("tisagenlecleucel", "melanoma", "FDA")
    world.doubt("tisagenlecleucel", "lung cancer", "EMA")
    assert (
        verdict_of(case, facts_of(world.records, world.ids[case.therapy], world.ids[case.cancer])).status
        == "not_approved"
    )


@given(days_late=st.integers(-400, 800))
def test_a_negative_does_not_outlive_its_check(days_late: int) -> None:
    world = World()
    world.therapy("drug")
    document = world.document("label", "list", attested="2025-07-01")
    world.use("drug", "cancer", "FDA", document)
    world.cancer("other cancer")
    world.covered("drug", "FDA", (("drug", document, 1),), checked="2025-07-01", followed="2025-07-01")
    day = date(2025, 7, 1) + timedelta(days=days_late)
    verdict = decide(facts_of(world.records, world.ids["drug"], world.ids["other cancer"]), "agency:fda", day)
    assert verdict.status == ("not_approved" if 0 <= days_late <= 550 else "unknown")
    assert (verdict.last_known is not None) == (days_late > 550)
