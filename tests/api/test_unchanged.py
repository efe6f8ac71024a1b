"""What is read while another graph is published is read again, from one graph, and not for ever."""

from collections.abc import Callable

import pytest

from api.unchanged import TRIES, unchanged
from graph.store import GraphChanged, GraphMissing


def reader_that_meets(changes: int) -> tuple[list[int], Callable[[], str]]:
    """Return what counts its calls, and a read that meets so many new graphs."""
    calls: list[int] = []

    def read() -> str:
        calls.append(1)
        if len(calls) <= changes:
            raise GraphChanged("a", "b")
        return "read"

    return calls, read


@pytest.mark.parametrize("changes", range(TRIES))
def test_it_is_read_again_until_the_graph_stood_still(changes: int) -> None:
    calls, read = reader_that_meets(changes)
    assert unchanged(read) == "read"
    assert len(calls) == changes + 1


def test_graphs_that_change_all_the_time_are_told() -> None:
    calls, read = reader_that_meets(TRIES)
    with pytest.raises(GraphChanged, match="ask again"):
        unchanged(read)
    assert len(calls) == TRIES


def test_other_errors_are_not_repeated() -> None:
    calls: list[int] = []

    def read() -> None:
        calls.append(1)
        raise GraphMissing("embedded:nowhere")

    with pytest.raises(GraphMissing):
        unchanged(read)
    assert len(calls) == 1
