"""A real server that refuses, is stopped or is written to by two: clear errors, and the old graph is still served."""

import threading
from pathlib import Path
from typing import Any

import pytest
from neo4j import GraphDatabase, Session
from neo4j.exceptions import Neo4jError

from graph.engines.neo4j_store import GONE
from graph.model.graph_rows import GraphRows
from graph.projection import publish as publishing
from graph.projection.publish import publish
from graph.projection.rows import project
from graph.search.names_of_graph import open_names
from graph.store import (
    GraphAccessRefused,
    GraphChanged,
    GraphDatabaseUnknown,
    GraphError,
    GraphInvalid,
    GraphLoadFailed,
    GraphMissing,
    GraphReadOnly,
    GraphUnreachable,
    QueryFailed,
    open_store,
)
from tests.graph.neo4j_server import OLDEST, Neo4jServer, start_server
from tests.graph.projection.test_publish import changed_records
from tests.graph.small_records import small_history, small_records, use

pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")]


@pytest.fixture
def empty(neo4j_server: Neo4jServer) -> str:
    """Give the address of a server that holds nothing."""
    with GraphDatabase.driver(neo4j_server.url) as driver, driver.session() as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
    return neo4j_server.url


def test_nothing_published_yet(empty: str) -> None:
    with pytest.raises(GraphMissing, match="explainer build"):
        open_store(empty)


def test_a_graph_is_published_replaced_and_read(empty: str) -> None:
    first = publish(small_records(), empty, history=small_history())
    with open_store(empty) as store:
        assert store.version == first.version
        second = publish(changed_records(), empty)
        assert store.version == second.version
        assert {
            row["statement"] for row in store.run("statements_by_id", statements=["st:harm", "st:harm@2026-01-01"])
        } == {"st:harm"}
        assert open_names(store).find("nsclc")[0].entity == "oncotree:NSCLC"


def test_an_answer_that_outlived_its_graph_is_asked_again(empty: str) -> None:
    publish(small_records(), empty)
    with open_store(empty) as store:
        snapshot = store.snapshot()
        snapshot.__enter__().run("release")
        publish(changed_records(), empty)
        with pytest.raises(GraphChanged, match="ask again"):
            snapshot.__exit__(None, None, None)
        with store.snapshot() as answer:
            assert answer.run("release")


def test_a_row_that_a_publisher_replaces_is_looked_for_again(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(small_records(), empty)
    run = Session.run
    met: list[object] = []

    def meet_a_deleted_node(session: Session, *given: Any) -> Any:
        if not met:
            met.append(given)
            raise Neo4jError._hydrate_neo4j(code=GONE, message="Unable to load NODE 4:x:1.")
        return run(session, *given)

    with open_store(empty) as store:
        monkeypatch.setattr(Session, "run", meet_a_deleted_node)
        assert store.run("uses_of_therapy", therapy="class:immune")
    assert met


def test_what_others_keep_there_is_left_alone(empty: str) -> None:
    with GraphDatabase.driver(empty) as driver, driver.session() as session:
        session.run("CREATE (:Guest {id: 'guest'})").consume()
        publish(small_records(), empty)
        publish(changed_records(), empty)
        assert session.run("MATCH (n:Guest) RETURN count(n) AS held").data() == [{"held": 1}]


def test_a_graph_that_breaks_an_invariant_is_rolled_back(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    served = publish(small_records(), empty)
    monkeypatch.setattr(publishing, "check_store", lambda *_: ["it answers otherwise"])
    with pytest.raises(GraphInvalid):
        publish(changed_records(), empty)
    with open_store(empty) as store:
        assert store.version == served.version
        assert store.run("events_of_indications", ids=["ind:alpha-nsclc"])[0]["date"] != "2021-01-01"


def test_two_publishers_leave_one_whole_graph(empty: str) -> None:
    publish(small_records(), empty)
    failures: list[Exception] = []

    def build() -> None:
        try:
            publish(changed_records(), empty)
        except GraphError as error:
            failures.append(error)

    threads = [threading.Thread(target=build) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_store(empty, read_only=False) as store:
        expected = project(changed_records())
        assert store.version == expected.version
        assert [row["id"] for row in store.run("named_entities")] == sorted(changed_records().entities)


def test_reading_writes_nothing(empty: str) -> None:
    publish(small_records(), empty)
    with open_store(empty) as store:
        with pytest.raises(QueryFailed):
            store.execute("CREATE (n:Therapy {id: 'x'}) RETURN n.id AS id")
        with pytest.raises(GraphReadOnly):
            store.load(GraphRows())
        with pytest.raises(QueryFailed):
            store.execute("MATCH (n RETURN n")


def test_a_database_that_is_not_there(empty: str) -> None:
    with pytest.raises(GraphDatabaseUnknown, match="nowhere"):
        open_store(empty, database="nowhere")


def test_a_wrong_password(tmp_path: Path) -> None:
    with start_server(OLDEST, tmp_path, auth=True) as server:
        with pytest.raises(GraphAccessRefused, match="password"):
            open_store(server.url, auth=("neo4j", "wrong"))
        with pytest.raises(GraphAccessRefused):
            open_store(server.url)


def test_a_server_that_stops_in_a_build_and_in_a_query_still_holds_the_old_graph(tmp_path: Path) -> None:
    with start_server(OLDEST, tmp_path) as server:
        served = publish(small_records(), server.url)

        def stop(stage: str, done: int, total: int) -> None:
            if stage == "edges" and server.process.poll() is None:
                server.kill()

        records = changed_records()
        records.extend(use("new", "ncit:beta", "oncotree:SCLC"))
        with open_store(server.url) as reader:
            with pytest.raises(GraphLoadFailed, match="the graph before is still served"):
                publish(records, server.url, progress=stop)
            with pytest.raises(GraphUnreachable, match="start it"):
                reader.run("release")
    with start_server(OLDEST, tmp_path, port=server.port) as again, open_store(again.url) as store:
        assert store.version == served.version
        assert store.run("uses_of_therapy", therapy="class:immune")
        assert store.run("events_of_indications", ids=["ind:alpha-nsclc"])[0]["date"] != "2021-01-01"
