"""The one door to the ledger: write, absorb, read as known at a day, history, texts."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from types import TracebackType

from sqlalchemy import Connection, Engine

from graph.ledger.connection import WRITES, migrate_ledger, open_engine
from graph.ledger.reading import read_history, read_records, read_versions
from graph.ledger.tables import FORMAT
from graph.ledger.texts import add_text, find_text
from graph.ledger.writing import WriteReport, absorb_versions, write_records
from graph.model.records import Records
from graph.model.version import Version


class Ledger:
    """An append-only, bitemporal store of records, in SQLite or PostgreSQL.

    Every method that writes is one transaction: when it returns, its rows survive a crash; when it raises, nothing
    of it was written. Many processes may read while one writes.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str, *, create: bool = True) -> "Ledger":
        """Open the ledger at a SQLAlchemy URL (``sqlite:///PATH``), making one where there is none.

        Raises LedgerUrlError, LedgerOutdatedError, LedgerFormatError, and LedgerMissingError where it is missing and
        ``create`` is false.
        """
        return cls(open_engine(url, create=create))

    @staticmethod
    def migrate(url: str) -> tuple[str, str]:
        """Make the ledger, or bring its tables to this program's format; return the format before and after.

        Every row is kept; it happens whole or not at all. Raises LedgerUrlError, LedgerFormatError.
        """
        return migrate_ledger(url), FORMAT

    def write(self, records: Records, recorded_on: date, retract_missing_of: str | None = None) -> WriteReport:
        """Record what is new or changed as known from that day. Raises RecordedTimeError.

        ``retract_missing_of`` retracts what is held and not among the records: of a collection, those that rest on its
        documents alone; of EVERYTHING, whatever it is.
        """
        with self._writing() as connection:
            return write_records(connection, records, recorded_on, retract_missing_of)

    def absorb(self, versions: Iterable[Version]) -> WriteReport:
        """Add versions that carry their own days (packaged knowledge), each record's in the order recorded.

        What is older than the ledger's newest version of a record changes nothing.
        """
        with self._writing() as connection:
            return absorb_versions(connection, versions)

    def read(self, known_at: date | None = None) -> Records:
        """Return the records as known at the end of a day; by default as known now."""
        with self._reading() as connection:
            return read_records(connection, known_at)

    def versions(self) -> list[Version]:
        """Return every version of every record, ``recorded_to`` filled."""
        with self._reading() as connection:
            return read_versions(connection)

    def history(self, kind: str, record_id: str) -> list[Version]:
        """Return the versions of one record, oldest first; empty where it was never held."""
        with self._reading() as connection:
            return read_history(connection, kind, record_id)

    def store_text(self, sha256: str, text: str) -> bool:
        """Keep a document's text under the hash of its bytes; tell whether it was new."""
        return self.store_texts([(sha256, text)]) == 1

    def store_texts(self, texts: Iterable[tuple[str, str]]) -> int:
        """Keep many texts in one transaction; return how many were new."""
        with self._writing() as connection:
            return sum(add_text(connection, sha256, text) for sha256, text in texts)

    def text(self, sha256: str) -> str | None:
        """Return a document's text by the hash of its bytes, None where it is not held. Raises TextDamagedError."""
        with self._reading() as connection:
            return find_text(connection, sha256)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            writer = connection.execution_options(**{WRITES: True})
            with writer.begin():
                yield writer

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            yield connection
