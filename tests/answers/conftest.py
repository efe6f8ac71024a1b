"""Two graphs to ask: one made by hand from the verdict cases, and the packaged one."""

from collections.abc import Iterator

import pytest

from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from tests.answers.telling import KNOWLEDGE, Teller, telling
from tests.answers.verdict.case_world import case_world


@pytest.fixture(scope="session")
def hand_made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    """A small graph whose every fact is in tests/answers/verdict/case_world.py."""
    with telling(case_world().records, tmp_path_factory.mktemp("hand-made") / "graph") as teller:
        yield teller


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    """The graph that a fresh machine builds."""
    records = known(read_knowledge(KNOWLEDGE))
    with telling(records, tmp_path_factory.mktemp("packaged") / "graph") as teller:
        yield teller
