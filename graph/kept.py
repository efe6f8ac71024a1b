"""What was read of one published graph, kept so that no worker reads it twice.

A published graph never changes, so what a key gave once it gives always. Rows and what was made of them are kept,
by query and key, never an answer; they go when the graph is replaced. Each table is bounded: the keys that were read
first are let go first.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")

MOST_KEYS = 50_000
"""Keys of one table; a packaged graph has 16,000 statements."""


class Kept:
    """Tables by what they hold. Safe to share between threads: at worst, two read the same."""

    def __init__(self, most_keys: int = MOST_KEYS) -> None:
        self._most_keys = most_keys
        self._tables: dict[Hashable, dict[str, Any]] = {}

    def values(
        self, table: Hashable, keys: Iterable[str], read: Callable[[list[str]], Mapping[str, T]]
    ) -> dict[str, T]:
        """Return the value of each key, in the order given; ``read`` gives those of the sorted keys not yet held."""
        held: dict[str, T] = self._tables.setdefault(table, {})
        wanted = dict.fromkeys(keys)
        missing = sorted(key for key in wanted if key not in held)
        fresh = read(missing) if missing else {}
        found = {key: fresh[key] if key in fresh else held[key] for key in wanted}
        held.update(fresh)
        excess = len(held) - self._most_keys
        if excess > 0:
            for key in list(islice(held, excess)):
                held.pop(key, None)
        return found
