"""Ledgers to test: a new file each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.ledger.ledger import Ledger


@pytest.fixture
def ledger_url(tmp_path: Path) -> str:
    """The address of a ledger that is not there yet."""
    return f"sqlite:///{tmp_path}/ledger.sqlite"


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    """A new, empty ledger."""
    with Ledger.open(ledger_url) as opened:
        yield opened
