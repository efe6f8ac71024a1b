"""Reading what may be replaced meanwhile: begun again where another graph was published before the end."""

from collections.abc import Callable
from typing import TypeVar

from graph.store import GraphChanged

TRIES = 3
Read = TypeVar("Read")


def unchanged(read: Callable[[], Read]) -> Read:
    """Read from one graph. Raises GraphChanged where graphs are published faster than they can be read."""
    for _ in range(TRIES - 1):
        try:
            return read()
        except GraphChanged:
            continue
    return read()
