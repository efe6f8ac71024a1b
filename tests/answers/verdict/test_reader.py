"""What the reader finds in a graph is what the records say, in at most seven round trips."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from answers.verdict.model import Facts
from answers.verdict.reader import VerdictReader
from answers.verdict.status import decide
from graph.projection.rows import project
from graph.store import GraphStore, open_store
from tests.answers.verdict.case_world import case_world
from tests.answers.verdict.cases import read_cases
from tests.answers.verdict.facts import facts_of
from tests.answers.verdict.world import World

TRIPS = 7


@pytest.fixture(scope="module")
def world() -> World:
    return case_world()


@pytest.fixture(scope="module")
def store(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    url = f"embedded:{tmp_path_factory.mktemp('graph') / Path('verdicts')}"
    with open_store(url, read_only=False) as writer:
        writer.load(project(world.records))
    with open_store(url) as reader:
        yield reader


def test_every_case_gets_the_same_verdict_from_the_graph(world: World, store: GraphStore) -> None:
    reader = VerdictReader(store)
    wrong = []
    for case in read_cases():
        before = store.round_trips
        facts = reader.read(world.ids[case.therapy], world.ids[case.cancer])
        assert facts is not None
        assert store.round_trips - before <= TRIPS
        verdict = decide(facts, f"agency:{case.agency.lower()}", case.as_of, case.request(world.ids))
        if (
            verdict.status not in case.statuses
            or not case.also <= set(verdict.also)
            or not case.some <= set(verdict.some)
        ):
            wrong.append((case.id, verdict.status, verdict.reasons))
    assert not wrong


@pytest.mark.parametrize(
    ("therapy", "cancer"),
    [("CAR T-cell therapy", "lymphoma"), ("Jobevne", "ovarian cancer"), ("nab-paclitaxel", "pancreatic cancer")],
)
def test_the_graph_tells_what_the_records_say(therapy: str, cancer: str, world: World, store: GraphStore) -> None:
    read = VerdictReader(store).read(world.ids[therapy], world.ids[cancer])
    assert read is not None
    made = facts_of(world.records, world.ids[therapy], world.ids[cancer])
    assert _comparable(read) == _comparable(made)


def test_what_is_not_held_has_no_facts(world: World, store: GraphStore) -> None:
    reader = VerdictReader(store)
    assert reader.read("therapy:no-such", world.ids["lung cancer"]) is None
    assert reader.read(world.ids["osimertinib"], "oncotree:NO-SUCH") is None


def _comparable(facts: Facts) -> Facts:
    """Leave out names, which the reader has only for what it met, order, and what a graph does not keep."""
    uses = tuple(
        sorted(
            (
                replace(
                    use,
                    recorded_from="",
                    recorded_to="",
                    member="",
                    route="",
                    attestations=tuple(sorted(use.attestations, key=lambda seen: seen.evidence_id)),
                    statement=replace(use.statement, evidence_ids=(), rule="", knowledge_level="", agent_type=""),
                )
                for use in facts.uses
            ),
            key=lambda use: use.id,
        )
    )
    events = tuple(
        sorted(
            (replace(dated, event=replace(dated.event, evidence_ids=())) for dated in facts.events),
            key=lambda dated: dated.event.id,
        )
    )
    return replace(
        facts,
        names=(),
        uses=uses,
        events=events,
        routes=tuple(sorted(facts.routes, key=lambda route: (route.therapy.id, route.route))),
        coverage=tuple(
            replace(row, evidence_ids=(), products=tuple(sorted(row.products, key=lambda one: one.therapy_id)))
            for row in facts.coverage
        ),
        options=(),
        studies=(),
        records_end="",
    )
