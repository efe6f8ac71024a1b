"""The settings of the verdict rules, read once from ``rules.toml``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def rules() -> dict[str, Any]:
    """Return all settings by table."""
    return tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))


def stale_after(collection: str) -> int:
    """Return after how many days a check of a collection of documents is too old."""
    days = rules()["stale_after_days"]
    return int(days.get(collection, days["default"]))
