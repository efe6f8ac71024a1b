"""A machine of its own for the doors: a data folder with a graph built from a small set of knowledge files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.building import Built, build
from api.cli.main import app
from api.settings import Settings, read_settings
from graph.model.version import Version
from graph.packaging.knowledge_files import write_knowledge
from tests.answers.verdict.case_world import case_world

Explain = Callable[..., Result]


SET_BY_SERVE = ("EXPLAINER_GRAPH", "PROMETHEUS_MULTIPROC_DIR")
"""What `explainer serve` tells its workers through the environment."""


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Knowledge files of the facts in tests/answers/verdict/case_world.py."""
    folder = tmp_path_factory.mktemp("knowledge")
    records = case_world().records
    versions = [
        Version(kind, key, "2026-01-01", record)
        for kind in records.__dataclass_fields__
        for key, record in getattr(records, kind).items()
    ]
    write_knowledge(versions, folder)
    return folder


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory, knowledge: Path) -> Iterator[Path]:
    """A data folder with a built graph, which every door finds by EXPLAINER_DATA."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("EXPLAINER_GRAPH", "EXPLAINER_LEDGER", "EXPLAINER_DATABASE", "EXPLAINER_GRAPH_PASSWORD"):
            patch.delenv(name, raising=False)
        patch.setenv("EXPLAINER_DATA", str(folder))
        build(knowledge=knowledge)
        yield folder


@pytest.fixture
def empty_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with nothing in it."""
    folder = tmp_path / "data"
    monkeypatch.setenv("EXPLAINER_DATA", str(folder))
    for name in SET_BY_SERVE:  # set first, so that what `serve` leaves there goes with the test
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return folder


@pytest.fixture
def built(empty_data: Path, knowledge: Path) -> Built:
    """A build that a test may change."""
    return build(knowledge=knowledge)


@pytest.fixture
def explain() -> Explain:
    """Run the command line in this process."""

    def run(*words: str, given: str | None = None) -> Result:
        return CliRunner().invoke(app, list(words), input=given)

    return run


@pytest.fixture
def settings(data: Path) -> Settings:
    """Settings of a server on the built graph, without a rate limit."""
    return read_settings().model_copy(update={"rate_limit": "off"})


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A reader of the HTTP interface."""
    with TestClient(create_app(settings)) as client:
        yield client
