"""Every date is one, and no interval ends before it begins."""

from collections.abc import Iterator
from dataclasses import fields

from graph.model import Records, earliest, latest
from graph.model.dates import PartialDateError, parse_partial_date
from graph.model.plain_form import TYPE_OF
from graph.validation.finding import Finding

DATES = (
    "published",
    "retrieved",
    "attested",
    "valid_from",
    "valid_to",
    "date",
    "announced",
    "checked_on",
    "followed_to",
    "first_attested",
)
INTERVALS = (("valid_from", "valid_to"), ("first_attested", "followed_to"))


def wrong_dates(records: Records) -> Iterator[Finding]:
    """Find texts in date fields that are no partial dates, and intervals that run backwards."""
    for kind, record_type in TYPE_OF.items():
        names = {field.name for field in fields(record_type)}
        dates = [name for name in DATES if name in names]
        intervals = [(start, end) for start, end in INTERVALS if {start, end} <= names]
        for record in getattr(records, kind).values() if dates else ():
            wrong = [
                Finding("every date is one", kind, record.id, why) for name in dates if (why := _why(record, name))
            ]
            yield from wrong
            for start, end in intervals if not wrong else ():
                first, last = earliest(getattr(record, start)), latest(getattr(record, end))
                if first and last and first > last:
                    detail = f"{start} {first} is after {end} {last}: one of them is misread"
                    yield Finding("no interval runs backwards", kind, record.id, detail)


def _why(record: object, name: str) -> str:
    try:
        parse_partial_date(getattr(record, name))
    except PartialDateError as error:
        return f"{name}: {error}"
    return ""
