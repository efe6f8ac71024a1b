"""One worker's reading ahead: what a published graph holds is read in the background, before questions need it."""

import gc
import threading
from collections.abc import Callable
from contextlib import suppress

from answers.reading_ahead import read_ahead
from graph.store import GraphError, GraphStore

PAUSE = 2.0
"""Seconds between two looks for a newly published graph."""


class ReadingAhead:
    """Reads each newly published graph once. A graph that cannot be read is looked for again; questions tell why."""

    def __init__(self, store_of: Callable[[], GraphStore]) -> None:
        self._store_of = store_of
        self._read = ""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reading ahead", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for the part that is being read: nothing may read from a store that is closed."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            with suppress(GraphError):
                self._look(self._store_of())
            self._ended.wait(PAUSE)

    def _look(self, store: GraphStore) -> None:
        version = store.version
        if version == self._read:
            return
        with store.snapshot() as graph:
            for _ in read_ahead(graph):
                if self._ended.is_set():
                    return
        self._read = version
        gc.freeze()  # it stays as long as the graph does: no collection needs to look at it
