"""Two computations of one design, written apart, must agree on every cell and day."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers.verdict.status import decide
from tests.answers.verdict.case_world import case_world
from tests.answers.verdict.design_verdict import DesignVerdicts
from tests.answers.verdict.facts import Closures, facts_of
from tests.answers.verdict.world import World

WORLD = case_world()
CLOSURES = Closures.of(WORLD.records)
ORACLE = DesignVerdicts(WORLD.records)
ENTITIES = sorted(WORLD.records.entities.values(), key=lambda entity: entity.id)
THERAPIES = [one.id for one in ENTITIES if one.label == "Therapy" and one.kind != "product"]
CANCERS = [one.id for one in ENTITIES if one.label == "Cancer"]
DAYS = (date(2022, 6, 15), date(2025, 7, 15), date(2026, 11, 20))


@pytest.mark.parametrize("therapy", THERAPIES)
def test_they_agree_on_the_world_of_the_cases(therapy: str) -> None:
    different = []
    for cancer in CANCERS:
        facts = facts_of(WORLD.records, therapy, cancer, CLOSURES)
        for agency in ("agency:fda", "agency:ema"):
            for day in DAYS:
                told, expected = decide(facts, agency, day).status, ORACLE.decide(therapy, cancer, agency, day)
                if told != expected:
                    different.append((cancer, agency, day, told, expected))
    assert not different


moments = st.sampled_from(
    ["", "2020", "2020-06", "2020-06-15", "2021", "2021-03", "2022-11-22", "2025", "2025-06", "2026-01-10"]
)
kinds = st.sampled_from(["granted", "indication_withdrawn", "narrowed", "converted", "lapsed"])


@given(
    events=st.lists(st.tuples(kinds, moments), max_size=4),
    listed=st.lists(st.sampled_from(["page", "label", "generic", "ema", "index"]), max_size=2, unique=True),
    marked=st.booleans(),
    day=st.sampled_from(
        [
            date(2019, 1, 1),
            date(2020, 6, 20),
            date(2021, 3, 10),
            date(2023, 1, 1),
            date(2025, 6, 10),
            date(2026, 11, 20),
        ]
    ),
)
@settings(max_examples=150)
def test_they_agree_on_any_life_of_a_use(
    events: list[tuple[str, str]], listed: list[str], marked: bool, day: date
) -> None:
    world = World()
    world.therapy("drug")
    world.cancer("cancer")
    world.agency("FDA")
    documents = [world.document(sort, sort) for sort in listed] or [world.row("2020", "row")]
    held = world.use("drug", "cancer", "FDA", *documents, needs=("BRCA mutation",) if marked else ())
    for kind, moment in events:
        world.event(kind, "drug", "FDA", moment, held)
    facts = facts_of(world.records, world.ids["drug"], world.ids["cancer"])
    told = decide(facts, "agency:fda", day).status
    assert told == DesignVerdicts(world.records).decide(world.ids["drug"], world.ids["cancer"], "agency:fda", day)
