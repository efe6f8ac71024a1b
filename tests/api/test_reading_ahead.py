"""A worker reads each newly published graph once, and ends when it is told to."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from api import reading_ahead
from api.building import Built, build
from api.reading_ahead import ReadingAhead
from graph.store import GraphReader, open_store


def _wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not until() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert until()


def test_every_published_graph_is_read(
    built: Built, knowledge: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_ahead, "PAUSE", 0.01)
    seen: list[str] = []
    fewer = tmp_path / "fewer"
    shutil.copytree(knowledge, fewer)
    next(fewer.glob("statements*.jsonl")).unlink()

    def read(graph: GraphReader) -> list[None]:
        seen.append(graph.version)
        return []

    monkeypatch.setattr(reading_ahead, "read_ahead", read)
    with open_store(built.url) as store:
        ahead = ReadingAhead(lambda: store)
        ahead.start()
        _wait(lambda: seen == [built.version])
        newer = build(knowledge=fewer)
        _wait(lambda: seen == [built.version, newer.version])
        ahead.stop()
