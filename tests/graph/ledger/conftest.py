"""Ledgers to test: a new SQLite file each, and a new database of a real PostgreSQL server where its programs are."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from graph.ledger.ledger import Ledger
from tests.needs import skip_unless_required

SERVER_USER = "postgres"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A PostgreSQL server of our own, reached through a socket in a folder: its address, with {} for a database."""
    programs = {name: shutil.which(name) for name in ("initdb", "pg_ctl")}
    if None in programs.values():
        skip_unless_required("postgres", "initdb and pg_ctl are not on the path: install a PostgreSQL server")
    # The server refuses to run as root; its folder must be reachable by whom it runs as.
    user = SERVER_USER if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="ledger-"))
    if user:
        shutil.chown(folder, user)
    data, options = folder / "data", f"-k {folder} -c listen_addresses='' -c fsync=off"

    def run(*command: str | None) -> None:
        words = [word for word in command if word]
        subprocess.run(words, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    try:
        run(programs["initdb"], "-D", str(data), "-A", "trust", "-U", SERVER_USER, "--no-sync")
        run(programs["pg_ctl"], "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
        yield f"postgresql+psycopg://{SERVER_USER}@/{{}}?host={folder}"
        run(programs["pg_ctl"], "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite ledger that is not there yet."""
    return f"sqlite:///{tmp_path}/ledger.sqlite"


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, sqlite_url: str) -> str:
    """The address of a ledger that is not there yet, on each database."""
    if request.param == "sqlite":
        return sqlite_url
    server: str = request.getfixturevalue("postgresql_server")
    engine = create_engine(server.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        number = connection.scalar(text("SELECT count(*) FROM pg_database"))
        connection.execute(text(f"CREATE DATABASE ledger_{number}"))
    engine.dispose()
    return server.format(f"ledger_{number}")


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    """A new, empty ledger, on each database."""
    with Ledger.open(ledger_url) as opened:
        yield opened
