"""A record read whole from the graph is the record that was published, with its places."""

from dataclasses import replace
from pathlib import Path

import pytest

from answers.records import held_from, read_records, read_uses
from graph.model import Coverage, Event, Records, Statement
from graph.projection.publish import publish
from graph.store import GraphStore, open_store
from tests.answers.telling import Teller
from tests.answers.verdict.case_world import case_world
from tests.answers.walked_graph import walk


@pytest.fixture(scope="module")
def records() -> Records:
    return case_world().records


@pytest.fixture(scope="module")
def graph(records: Records) -> GraphStore:
    return walk(records)


@pytest.mark.parametrize("kind", ["statements", "events", "coverage"])
def test_a_record_comes_back_as_it_was_published(kind: str, records: Records, graph: GraphStore) -> None:
    published = getattr(records, kind)
    read = read_records(graph, published)
    assert {key: held.record for key, held in read.items()} == {
        key: _as_read(record) for key, record in published.items()
    }
    for key, held in read.items():
        assert [place.evidence_id for place in held.places] == sorted(set(published[key].evidence_ids))
        for place in held.places:
            evidence = records.evidence[place.evidence_id]
            document = records.documents[evidence.document_id]
            assert (place.document_id, place.locator, place.quote_sha256) == (
                document.id,
                evidence.locator,
                evidence.quote_sha256,
            )
            assert (place.kind, place.tier, place.attested) == (document.kind, document.tier, document.attested)


def _as_read(record: Statement | Event | Coverage) -> Statement | Event | Coverage:
    """Return a record without its evidence; the products of a search in the order of their ids."""
    if isinstance(record, Coverage):
        products = tuple(sorted(record.products, key=lambda product: product.therapy_id))
        return replace(record, products=products, evidence_ids=())
    return replace(record, evidence_ids=())


def test_background_attests_nothing(graph: GraphStore, records: Records) -> None:
    [held] = read_records(graph, [next(iter(records.statements))]).values()
    places = tuple(replace(place, role="background") for place in held.places)
    assert held.attestations
    assert not replace(held, places=places).attestations


def test_a_use_names_its_ends(graph: GraphStore, records: Records) -> None:
    for use in read_uses(graph, records.statements).values():
        assert use.subject.name == records.entities[use.statement.subject].name
        assert use.object.name == records.entities[use.statement.object].name


def test_a_past_version_keeps_the_id_of_its_node() -> None:
    row = {
        "id": "st:1@2026-01-01",
        "record_json": '{"id": "st:1", "predicate": "causes", "subject": "x:1", "object": "x:2", "named": {}}',
        "sources_json": "[]",
        "recorded_to": "2026-02-01",
    }
    held = held_from(row)
    assert (held.record.id, held.recorded_to) == ("st:1@2026-01-01", "2026-02-01")


def test_what_nobody_holds_is_left_out(graph: GraphStore) -> None:
    assert read_records(graph, ["st:nobody"]) == {}
    assert read_uses(graph, ["st:nobody"]) == {}


def test_the_same_question_again_reads_nothing_and_answers_the_same(records: Records, tmp_path: Path) -> None:
    publish(records, tmp_path / "graph")
    question = "How does CAR T-cell therapy work for lung cancer?"
    with open_store(f"embedded:{tmp_path / 'graph'}") as store:
        teller = Teller(store)
        before = store.round_trips
        first = teller.ask(question)
        fresh = store.round_trips - before
        again = teller.ask(question)
        assert 0 < fresh <= 12
        assert store.round_trips - before == fresh
        assert again.to_json() == first.to_json()
