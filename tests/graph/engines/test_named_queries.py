"""Every named query gives, on every engine, exactly the rows and the order of the networkx oracle."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import graph
import tests.graph.oracle_answers  # noqa: F401 - registers the oracles
from graph.model import Records
from graph.model.graph_rows import GraphRows
from graph.model.version import closed, known
from graph.named_queries import query_names, read_query
from graph.packaging.knowledge_files import read_knowledge
from graph.projection.rows import project
from graph.store import GraphReader, GraphStore, open_store
from tests.graph.linked_records import LINKED_RECORDS
from tests.graph.oracle import ORACLES, Walk
from tests.graph.query_cases import cases_of
from tests.graph.small_records import small_history, small_records

Load = Callable[[GraphRows], GraphStore]


def assert_equal_to_oracle(store: GraphReader, rows: GraphRows, at_most: int = 12) -> int:
    """Compare every query over its cases; return how many rows were seen."""
    walk, seen = Walk(rows), 0
    for name in sorted(set(query_names()) & set(ORACLES)):
        query = read_query(name)
        for parameters in cases_of(query, walk, at_most):
            answer, expected = store.run(name, **parameters), walk.run(name, **parameters)
            assert answer == expected, f"{name} {parameters}"
            for row in answer:
                assert list(row) == [column for column, _ in query.columns], f"{name}: correct its 'rows:'"
            seen += len(answer)
    return seen


def test_every_query_has_an_oracle() -> None:
    missing = sorted(set(query_names()) - set(ORACLES))
    assert not missing, f"add an oracle for {', '.join(missing)} in tests/graph/oracle_answers.py"
    assert not set(ORACLES) - set(query_names())


def test_small_world(loaded: Load) -> None:
    rows = project(small_records(), small_history())
    store = loaded(rows)
    assert assert_equal_to_oracle(store, rows, at_most=99 if store.url.startswith("embedded") else 20) > 300


@pytest.mark.parametrize("name", query_names())
def test_the_small_world_gives_every_query_something_to_say(name: str) -> None:
    graph = Walk(project(small_records(), small_history()))
    assert any(graph.run(name, **parameters) for parameters in cases_of(read_query(name), graph, at_most=99))


# Shrinking would build a graph for each of hundreds of smaller worlds.
@settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(records=LINKED_RECORDS)
def test_generated_worlds(loaded: Load, records: Records) -> None:
    rows = project(records)
    assert_equal_to_oracle(loaded(rows), rows, at_most=5)


def test_an_empty_world_answers_with_nothing(loaded: Load) -> None:
    rows = project(Records())
    assert assert_equal_to_oracle(loaded(rows), rows) > 0  # the release


def test_the_packaged_graph(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Compare on the real graph, where the packaged knowledge is there."""
    folder = Path(graph.__file__).parent / "knowledge"
    if not any(folder.glob("*.jsonl")):
        pytest.skip("no packaged knowledge yet: run make knowledge")
    versions = closed(read_knowledge(folder))
    rows = project(known(versions), versions)
    with open_store(f"embedded:{tmp_path_factory.mktemp('packaged')}", read_only=False) as store:
        store.load(rows)
        assert assert_equal_to_oracle(store, rows, at_most=8) > 1000
