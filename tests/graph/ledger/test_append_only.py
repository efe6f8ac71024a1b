"""Nobody changes or deletes a row, not even with another tool; two writers wait for each other."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from graph.ledger.ledger import Ledger
from graph.ledger.tables import metadata
from graph.model import Document, Entity
from tests.graph.strategies import FIRST_DAY, as_records


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A filled ledger, opened by another tool."""
    with Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite") as ledger:
        ledger.write(as_records([Entity("x:1", "Cancer", "type", "one")]), FIRST_DAY)
        ledger.store_text("0" * 64, "a page")
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as connection:
        yield connection


@pytest.mark.parametrize("table", ["entities", "loads", "texts"])
@pytest.mark.parametrize("change", ["DELETE FROM {table}", "UPDATE {table} SET {column} = '1'"])
def test_the_database_refuses_changes(database: sqlite3.Connection, table: str, change: str) -> None:
    column = metadata.tables[table].columns.keys()[-1]
    with pytest.raises(sqlite3.IntegrityError, match="append-only: add a row"):
        database.execute(change.format(table=table, column=column))


@pytest.mark.parametrize("change", ["DELETE FROM entities", "UPDATE entities SET id = 'x:2'"])
def test_every_database_refuses_changes(ledger_url: str, change: str) -> None:
    with Ledger.open(ledger_url) as ledger:
        ledger.write(as_records([Entity("x:1", "Cancer", "type", "one")]), FIRST_DAY)
    engine = create_engine(ledger_url)
    with engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(change))
    engine.dispose()


def test_writers_wait_for_each_other(ledger_url: str) -> None:
    def write(writer: int) -> None:
        with Ledger.open(ledger_url) as ledger:
            for number in range(5):
                ledger.write(
                    as_records([Document(f"doc:a/{writer}-{number}", "", "", "", "", "", "", "a", "")]), FIRST_DAY
                )

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(write, range(4)))
    with Ledger.open(ledger_url) as ledger:
        assert len(ledger.read().documents) == 20
        assert all(len(ledger.history("documents", f"doc:a/{writer}-0")) == 1 for writer in range(4))
