"""The one door to the graph: addresses, errors that say the next step, parameters that are checked."""

import inspect
import threading
from pathlib import Path
from typing import Any

import pytest

from graph import store as graph_store
from graph.engines import build_folder
from graph.projection.publish import publish
from graph.store import (
    GraphDamaged,
    GraphError,
    GraphMissing,
    GraphReadOnly,
    GraphStore,
    GraphUnreachable,
    GraphUrlInvalid,
    QueryFailed,
    QueryParametersWrong,
    QueryUnknown,
    open_store,
)
from tests.graph.small_records import small_records

ERRORS = [one for _, one in inspect.getmembers(graph_store, inspect.isclass) if issubclass(one, GraphError)]


@pytest.fixture
def store(graph_folder: Path) -> Any:
    publish(small_records(), graph_folder)
    with open_store(f"embedded:{graph_folder}") as opened:
        yield opened


def test_the_tree_of_errors_is_drawn_in_the_module(tmp_path: Path) -> None:
    assert graph_store.__doc__ is not None
    for error in ERRORS:
        assert error.__name__ in graph_store.__doc__


@pytest.mark.parametrize("url", ["", "graph", "/graphs/one", "http://127.0.0.1", "embeded:graph"])
def test_an_address_that_no_engine_reads(url: str) -> None:
    with pytest.raises(GraphUrlInvalid, match="embedded:PATH"):
        open_store(url)


def test_nothing_built_yet(graph_folder: Path) -> None:
    with pytest.raises(GraphMissing, match="run `explainer build`"):
        open_store(f"embedded:{graph_folder}")


def test_a_pointer_to_a_build_that_was_removed(graph_folder: Path) -> None:
    publish(small_records(), graph_folder)
    (graph_folder / build_folder.POINTER).write_text("000009-gone\n")
    with pytest.raises(GraphMissing, match="run `explainer build`"):
        open_store(f"embedded:{graph_folder}")


def test_a_damaged_build_is_told_with_the_way_out(graph_folder: Path) -> None:
    publish(small_records(), graph_folder)
    folder = build_folder.served(graph_folder)
    assert folder is not None
    for bucket in (folder / "graph").glob("*.bucket"):
        bucket.write_bytes(b"")
    with pytest.raises(GraphDamaged, match="explainer build"):
        open_store(f"embedded:{graph_folder}")


def test_a_build_that_holds_another_graph_than_it_says(graph_folder: Path) -> None:
    publish(small_records(), graph_folder)
    folder = build_folder.served(graph_folder)
    assert folder is not None
    other = folder.with_name("000002-anotherversion")
    folder.rename(other)
    build_folder.serve(graph_folder, other.name)
    with pytest.raises(GraphDamaged, match="000002-anotherversion"):
        open_store(f"embedded:{graph_folder}")


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(GraphUnreachable, match="start it"):
        open_store("bolt://127.0.0.1:9")


def test_passwords_stay_out_of_addresses_and_messages() -> None:
    with pytest.raises(GraphUnreachable) as refused:
        open_store("bolt://someone:secret@127.0.0.1:9/graph")
    assert "secret" not in str(refused.value)
    assert refused.value.url == "bolt://127.0.0.1:9"


def test_an_unknown_query_lists_the_known_ones(store: GraphStore) -> None:
    with pytest.raises(QueryUnknown, match="uses_of_therapy"):
        store.run("everything")
    with pytest.raises(QueryUnknown):
        store.run("../queries/release")


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({}, "therapy is missing"),
        ({"therapy": None}, "therapy is missing"),
        ({"therapy": 3}, "must be text"),
        ({"therapy": ["ncit:alpha"]}, "must be text"),
        ({"therapy": "ncit:alpha", "limit": 3}, "no parameter limit"),
        ({"therapy": "ncit:alpha", "known_at": True}, "known_at must be text"),
    ],
)
def test_parameters_are_checked_before_anything_is_sent(
    store: GraphStore, parameters: dict[str, Any], why: str
) -> None:
    sent = store.round_trips
    with pytest.raises(QueryParametersWrong, match=why):
        store.run("uses_of_therapy", **parameters)
    assert store.round_trips == sent


def test_a_list_must_hold_text(store: GraphStore) -> None:
    with pytest.raises(QueryParametersWrong, match="must be texts"):
        store.run("entities", ids=["ncit:alpha", 3])
    with pytest.raises(QueryParametersWrong, match="must be texts"):
        store.run("entities", ids="ncit:alpha")
    assert store.run("entities", ids=("ncit:alpha",))[0]["id"] == "ncit:alpha"


def test_a_query_in_error_names_itself(store: GraphStore) -> None:
    with pytest.raises(QueryFailed, match="MATCH"):
        store.execute("MATCH (n RETURN n")


@pytest.mark.parametrize("cypher", ["CREATE (n:Therapy {id: 'x'}) RETURN n.id AS id", "MATCH (n) DETACH DELETE n"])
def test_a_reading_store_writes_nothing(store: GraphStore, cypher: str) -> None:
    before = store.run("named_entities")
    with pytest.raises(QueryFailed):
        store.execute(cypher)
    assert store.run("named_entities") == before
    with pytest.raises(GraphReadOnly), store.replacing(_no_rows()):
        pass


def test_round_trips_are_counted(store: GraphStore) -> None:
    before = store.round_trips
    store.run("release")
    with store.snapshot() as answer:
        answer.run("release")
        answer.run("entity", id="ncit:alpha")
        assert answer.round_trips == 2
    assert store.round_trips == before + 3


def test_threads_share_a_store(store: GraphStore) -> None:
    expected = store.run("uses_of_therapy", therapy="class:immune")
    answers: list[Any] = []

    def ask() -> None:
        answers.extend(store.run("uses_of_therapy", therapy="class:immune") for _ in range(20))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 80


def test_stores_of_one_process_share_a_build_and_close_apart(store: GraphStore) -> None:
    with open_store(store.url) as other:
        assert other.version == store.version
    assert store.run("release")


def _no_rows() -> Any:
    from graph.model.graph_rows import GraphRows

    return GraphRows()
