"""A ledger of any age is told apart, and brought to today's tables with every row kept, on each database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, insert, inspect, text

from graph.ledger import LedgerFormatError, LedgerMissingError, LedgerOutdatedError, connection, migration
from graph.ledger.ledger import Ledger
from graph.ledger.rows import content_hash, content_of, row_of
from graph.ledger.tables import FORMAT, RECORD_TABLES, metadata
from graph.model import Entity
from tests.graph.strategies import FIRST_DAY

HELD = Entity("x:1", "Cancer", "type", "one")
TRIGGERS = {
    "sqlite": "SELECT tbl_name AS name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal",
}


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", "graph.ledger:migrations")
    return ScriptDirectory.from_config(config)


FORMATS = [step.revision for step in reversed(list(scripts().walk_revisions()))]


def make_at(url: str, number: str, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Make a ledger of an earlier format that holds one record."""
    engine = create_engine(url)
    with monkeypatch.context() as patch, engine.begin() as writer:
        patch.setattr(migration, "FORMAT", number)
        migration.migrate(writer)
    write_one(engine)
    return engine


def write_one(engine: Engine) -> None:
    content = content_of(HELD)
    row = row_of("entities", HELD, content, content_hash(content), FIRST_DAY.isoformat(), 1)
    with engine.begin() as writer:
        writer.execute(insert(RECORD_TABLES["entities"]), [row])


def make_unnumbered(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a ledger as it was before there were migrations, and before there was coverage."""
    engine = make_at(url, "0001", monkeypatch)
    with engine.begin() as writer:
        writer.execute(text("DROP TABLE alembic_version"))
        writer.execute(text("DROP TABLE coverage"))
        writer.execute(text("CREATE TABLE ledger_format (version VARCHAR(10) PRIMARY KEY)"))
        writer.execute(text("INSERT INTO ledger_format VALUES ('1')"))
    engine.dispose()


def assert_whole(reader: Connection) -> None:
    """See that a database has exactly the tables that the models tell, each of which refuses changes."""
    assert compare_metadata(MigrationContext.configure(reader, opts={"compare_type": True}), metadata) == []
    assert set(inspect(reader).get_table_names()) == {*metadata.tables, "alembic_version"}
    found = [str(name) for (name,) in reader.execute(text(TRIGGERS[reader.dialect.name]))]
    assert sorted(found) == sorted([*metadata.tables, *metadata.tables])


def test_the_newest_migration_is_this_programs_format() -> None:
    assert scripts().get_heads() == [FORMAT] == FORMATS[-1:]
    assert all(migration.is_older(number) for number in [migration.UNNUMBERED, *FORMATS[:-1]])
    assert not migration.is_older(FORMAT)


def test_models_and_migrations_agree(ledger_url: str) -> None:
    Ledger.open(ledger_url).close()
    engine = create_engine(ledger_url)
    with engine.connect() as reader:
        assert_whole(reader)
    engine.dispose()


@pytest.mark.parametrize("number", FORMATS[:-1])
def test_an_older_ledger_is_told_left_alone_and_migrated(
    ledger_url: str, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = make_at(ledger_url, number, monkeypatch)
    for create in (True, False):
        with pytest.raises(LedgerOutdatedError, match=rf"format {number}.*explainer migrate"):
            Ledger.open(ledger_url, create=create)
    assert Ledger.migrate(ledger_url) == (number, FORMAT)
    assert Ledger.migrate(ledger_url) == (FORMAT, FORMAT)
    with engine.connect() as reader:
        assert_whole(reader)
    engine.dispose()
    with Ledger.open(ledger_url, create=False) as ledger:
        assert ledger.read(known_at=FIRST_DAY).entities == {HELD.id: HELD}


def test_a_ledger_from_before_migrations_is_adopted(ledger_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make_unnumbered(ledger_url, monkeypatch)
    with pytest.raises(LedgerOutdatedError, match="explainer migrate"):
        Ledger.open(ledger_url)
    assert Ledger.migrate(ledger_url) == (migration.UNNUMBERED, FORMAT)
    engine = create_engine(ledger_url)
    with engine.connect() as reader:
        assert_whole(reader)
    engine.dispose()
    with Ledger.open(ledger_url, create=False) as ledger:
        assert ledger.read().entities == {HELD.id: HELD}


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(ledger_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make_unnumbered(ledger_url, monkeypatch)

    def fail_at_the_end(writer: Connection) -> None:
        migration.migrate(writer)
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "migrate", fail_at_the_end)
        with pytest.raises(RuntimeError, match="power cut"):
            Ledger.migrate(ledger_url)
    with pytest.raises(LedgerOutdatedError, match=f"format {migration.UNNUMBERED}"):
        Ledger.open(ledger_url)
    engine = create_engine(ledger_url)
    with engine.connect() as reader:
        assert "coverage" not in inspect(reader).get_table_names()
    engine.dispose()


@pytest.mark.parametrize("number", ["9999", "3f2a8c41d0be"])
def test_a_newer_or_foreign_ledger_is_left_alone(ledger_url: str, number: str) -> None:
    Ledger.open(ledger_url).close()
    engine = create_engine(ledger_url)
    with engine.begin() as writer:
        writer.execute(text("UPDATE alembic_version SET version_num = :number"), {"number": number})
    for attempt in (Ledger.open, Ledger.migrate):
        with pytest.raises(LedgerFormatError, match=f"format {number}.*newer"):
            attempt(ledger_url)
    with engine.connect() as reader:
        assert reader.scalar(text("SELECT version_num FROM alembic_version")) == number
    engine.dispose()


def test_a_database_without_a_ledger_gets_one(ledger_url: str) -> None:
    with pytest.raises(LedgerMissingError):
        Ledger.open(ledger_url, create=False)
    assert Ledger.migrate(ledger_url) == ("", FORMAT)
    Ledger.open(ledger_url, create=False).close()


def test_two_who_open_a_new_ledger_at_once_make_one(ledger_url: str) -> None:
    with ThreadPoolExecutor(4) as openers:
        for opened in openers.map(lambda _: Ledger.open(ledger_url), range(4)):
            opened.close()
    with Ledger.open(ledger_url, create=False) as ledger:
        assert len(ledger.read()) == 0
