"""A writer killed at any moment loses nothing that was acknowledged, and leaves no write half done."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.ledger.ledger import Ledger

PER_WRITE = 200
WRITER = f"""
import sys
from datetime import date
from graph.ledger.ledger import Ledger
from graph.model import Entity, Records

with Ledger.open(sys.argv[1]) as ledger:
    for write in range(10_000):
        records = Records()
        records.extend(Entity(f"x:{{write}}-{{number}}", "Cancer", "type", "n") for number in range({PER_WRITE}))
        ledger.write(records, date(2026, 1, 1))
        print(write, flush=True)
"""


@pytest.mark.parametrize("after", [0, 1, 3])
def test_kill_9_loses_nothing_acknowledged(ledger_url: str, tmp_path: Path, after: int) -> None:
    acknowledged = tmp_path / "acknowledged"
    with acknowledged.open("wb") as output:
        writer = subprocess.Popen([sys.executable, "-c", WRITER, ledger_url], stdout=output)
        while len(acknowledged.read_bytes().split()) <= after and writer.poll() is None:
            time.sleep(0.003)
        writer.send_signal(signal.SIGKILL)
        assert writer.wait() == -signal.SIGKILL
    with Ledger.open(ledger_url, create=False) as ledger:
        held = ledger.read().entities
    done = {key.partition("-")[0] for key in held}
    assert {f"x:{write}" for write in acknowledged.read_text().split()} <= done
    assert len(held) == PER_WRITE * len(done)
