"""A ledger that cannot be opened says why and what to do."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.ledger import LedgerError, LedgerMissingError, LedgerUrlError, TextDamagedError
from graph.ledger.ledger import Ledger
from graph.ledger.tables import TEXTS


def test_reading_makes_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissingError, match="explainer build"):
        Ledger.open(f"sqlite:///{tmp_path}/none.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_a_ledger_is_missing_one(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(LedgerMissingError):
        Ledger.open(f"sqlite:///{tmp_path}/other.sqlite", create=False)


@pytest.mark.parametrize("url", ["", "ledger", "cassette://tape", "sqlite:////no/such/folder/ledger.sqlite"])
def test_a_wrong_address_is_told(url: str) -> None:
    with pytest.raises(LedgerUrlError, match="sqlite:///PATH"):
        Ledger.open(url)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_text("this is a shopping list, not a database " * 40)
    with pytest.raises(LedgerUrlError, match="not a database"):
        Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite")


def test_a_password_is_never_shown() -> None:
    with pytest.raises(LedgerUrlError) as raised:
        Ledger.open("postgresql+psycopg://me:secret@127.0.0.1:1/none?connect_timeout=1")
    assert "secret" not in str(raised.value)


def test_a_text_comes_back_as_it_was_stored(ledger: Ledger) -> None:
    assert ledger.store_text("ab", "≥ 50 % of tumours\r\n") is True
    assert ledger.store_text("ab", "≥ 50 % of tumours\r\n") is False
    assert ledger.text("ab") == "≥ 50 % of tumours\r\n"
    assert ledger.text("cd") is None


def test_a_text_read_anew_counts_from_then_on(ledger: Ledger) -> None:
    assert ledger.store_texts([("ab", "as first read"), ("ab", "as read by a later rule")]) == 2
    assert ledger.text("ab") == "as read by a later rule"


def test_a_damaged_text_is_never_given_out(sqlite_url: str, tmp_path: Path) -> None:
    with Ledger.open(sqlite_url) as ledger:
        ledger.store_text("ab", "a page")
        with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as connection:
            connection.execute(f"DROP TRIGGER {TEXTS.name}_refuses_update")
            connection.execute("UPDATE texts SET compressed = x'00'")
            connection.commit()
        with pytest.raises(TextDamagedError, match="restore the ledger"):
            ledger.text("ab")


def test_every_error_is_of_one_tree() -> None:
    assert {error.__name__ for error in LedgerError.__subclasses__()} == {
        "LedgerFormatError",
        "LedgerMissingError",
        "LedgerOutdatedError",
        "LedgerUrlError",
        "RecordedTimeError",
        "TextDamagedError",
    }
