"""Partial dates stand for intervals and never pretend a precision they lack."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.dates import PartialDateError, earliest, latest, parse_partial_date, precision

PARTIAL_DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)


@given(PARTIAL_DATES)
def test_an_interval_holds_its_own_text(text: str) -> None:
    first, last = earliest(text), latest(text)
    assert first is not None
    assert last is not None
    assert first <= last
    assert first.isoformat().startswith(text)
    assert last.isoformat().startswith(text)


@given(PARTIAL_DATES)
def test_an_interval_is_as_wide_as_its_precision(text: str) -> None:
    first, last = earliest(text), latest(text)
    assert first is not None
    assert last is not None
    days = (last - first).days + 1
    assert days in {"day": {1}, "month": {28, 29, 30, 31}, "year": {365, 366}}[precision(text)]


def test_an_unknown_date_has_no_bounds() -> None:
    assert parse_partial_date("") == ""
    assert precision("") == "unknown"
    assert (earliest(""), latest("")) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "1850",
        "1850-01-01",
        "2023-02-30",
        "2023-13",
        "23",
        "2023-1-1",
        "9999-12-31",
        "2023-05-",
        "May 2023",
        "²⁰²³",
        "٢٠٢٣",
    ],
)
def test_what_is_no_date_is_refused_with_the_next_step(text: str) -> None:
    with pytest.raises(PartialDateError, match="write YYYY"):
        parse_partial_date(text)
