"""The same answer, byte for byte, from the embedded engine and from a real Neo4j."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.projection.publish import publish
from graph.store import open_store
from tests.answers.telling import Teller, telling
from tests.answers.verdict.case_world import case_world
from tests.graph.neo4j_server import NEWEST, OLDEST, start_server

SERVERS = [OLDEST, NEWEST] if os.environ.get("EXPLAINER_PARITY") == "all" else [OLDEST]
QUESTIONS = (
    "How does CAR T-cell therapy work for lung cancer?",
    "Is CAR T-cell therapy approved for multiple myeloma?",
    "Is CAR T-cell therapy approved for gastric cancer?",
    "Is osimertinib approved for melanoma?",
    "Is bevacizumab approved for breast cancer?",
    "Is olaparib approved for ovarian cancer?",
    "What is osimertinib used for?",
    "Was belantamab mafodotin withdrawn?",
    "What treatments are there for non-small cell lung cancer?",
    "What are the side effects of tisagenlecleucel?",
    "What dose of osimertinib should I take?",
)

pytestmark = [pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")]


@pytest.fixture(scope="module", params=SERVERS)
def on_neo4j(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    """The hand-made graph on a real server."""
    with start_server(request.param, tmp_path_factory.mktemp("neo4j")) as server:
        publish(case_world().records, server.url)
        with open_store(server.url) as store:
            yield Teller(store)


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    """The same graph in a folder."""
    folder: Path = tmp_path_factory.mktemp("embedded") / "graph"
    with telling(case_world().records, folder) as teller:
        yield teller


@pytest.mark.parametrize("level", ["plain", "standard"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_are_equal_byte_for_byte(question: str, level: str, embedded: Teller, on_neo4j: Teller) -> None:
    told = json.dumps(embedded.ask(question, level=level).to_json(), ensure_ascii=False)
    assert json.dumps(on_neo4j.ask(question, level=level).to_json(), ensure_ascii=False) == told
