"""The open graph of one worker process: opened when first asked for, kept, and asked again after a failure."""

import threading
from collections.abc import Callable

from api.answering import Answerer
from api.reading_ahead import ReadingAhead
from api.settings import Settings
from api.unchanged import Read, unchanged
from graph.search.name_index import NameIndex
from graph.search.names_of_graph import open_names
from graph.store import GraphReader, GraphStore


class Service:
    """What every route takes. A newly published graph is served from the next request on, without a restart."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._answerer: Answerer | None = None
        self._lock = threading.Lock()
        self._ahead = ReadingAhead(lambda: self.store)

    def start(self) -> None:
        """Begin to read ahead where the settings say so."""
        if self.settings.read_ahead:
            self._ahead.start()

    @property
    def answerer(self) -> Answerer:
        """The answerer, opened if it is not. Raises GraphError."""
        with self._lock:
            if self._answerer is None:
                self._answerer = Answerer(self.settings.graph, self.settings.auth, self.settings.database)
            return self._answerer

    @property
    def store(self) -> GraphStore:
        return self.answerer.store

    def read(self, read: Callable[[GraphReader], Read]) -> Read:
        """Read something from one graph, the newest. Raises GraphError and what reading raises."""

        def once() -> Read:
            with self.store.snapshot() as graph:
                return read(graph)

        return unchanged(once)

    @property
    def names(self) -> NameIndex:
        """All names of the graph that is served now."""
        return open_names(self.store)

    @property
    def names_version(self) -> str:
        """What tells one set of names from the next."""
        folder = self.store.folder
        return folder.name if folder else self.store.version

    def close(self) -> None:
        self._ahead.stop()
        with self._lock:
            if self._answerer is not None:
                self._answerer.close()
                self._answerer = None
