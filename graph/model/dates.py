"""Dates that keep their precision: '2025', '2025-05' or '2025-05-16'; '' is unknown.

A partial date stands for an interval of days and compares as one. There are no sentinel dates:
an open bound is the empty string, and whoever compares asks for it first.
"""

import calendar
from datetime import date
from functools import lru_cache

PartialDate = str


class PartialDateError(ValueError):
    """A text that is no partial date. Write YYYY, YYYY-MM or YYYY-MM-DD, between 1900 and 2100."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD, from 1900 to 2100")


def parse_partial_date(text: str) -> PartialDate:
    """Check a partial date and return it; '' stays ''. Raises PartialDateError."""
    if text == "":
        return ""
    parts = text.split("-")
    if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]) or not all(
        part.isascii() and part.isdigit() for part in parts
    ):
        raise PartialDateError(text)
    numbers = [int(part) for part in parts]
    try:
        date(numbers[0], numbers[1] if len(numbers) > 1 else 1, numbers[2] if len(numbers) > 2 else 1)
    except ValueError as error:
        raise PartialDateError(text) from error
    if not 1900 <= numbers[0] <= 2100:
        raise PartialDateError(text)
    return text


def precision(text: PartialDate) -> str:
    """Return 'day', 'month', 'year' or 'unknown'."""
    return {10: "day", 7: "month", 4: "year"}.get(len(text), "unknown")


@lru_cache(maxsize=8192)
def earliest(text: PartialDate) -> date | None:
    """Return the first day of the interval, None where the date is unknown."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


@lru_cache(maxsize=8192)
def latest(text: PartialDate) -> date | None:
    """Return the last day of the interval, None where the date is unknown."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1])
    return date(parts[0], parts[1], parts[2])
