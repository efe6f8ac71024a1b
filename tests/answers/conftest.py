"""Two graphs to ask: one made by hand from the verdict cases, and the packaged one."""

from collections.abc import Iterator

import pytest

from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from tests.answers.flagship_world import flagship_world, with_publishers
from tests.answers.telling import KNOWLEDGE, Teller, telling


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", default=False, help="write tests/answers/golden/ anew: review the diff"
    )


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden answers are written instead of compared; the flag exists where tests/answers is named."""
    return bool(request.config.getoption("update_golden", default=False))


@pytest.fixture(scope="session")
def hand_made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    """A small graph whose every fact is in flagship_world.py and tests/answers/verdict/case_world.py."""
    with telling(with_publishers(flagship_world().records), tmp_path_factory.mktemp("hand-made") / "graph") as teller:
        yield teller


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    """The graph that a fresh machine builds."""
    records = known(read_knowledge(KNOWLEDGE))
    with telling(records, tmp_path_factory.mktemp("packaged") / "graph") as teller:
        yield teller
