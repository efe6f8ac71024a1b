"""When was it so? Partial dates as intervals, and the state of a use on a day out of its dated events.

An approval stands until an event ends it. A date that is only known to a month or a year leaves the days inside it
open, and what is open is never told as approved nor as ended.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from answers.verdict.model import DatedEvent, Spell
from graph.model import PartialDate, earliest, latest

STARTS = frozenset({"granted"})
CONTINUES = frozenset({"converted", "broadened", "narrowed", "relabelled"})
"""Acts that show a use to be approved on their day, whatever its start."""
ENDS = frozenset({"indication_withdrawn", "product_withdrawn", "lapsed"})
PRODUCT_ENDS = frozenset({"product_withdrawn", "lapsed"})
CHANGES = frozenset({"broadened", "narrowed", "relabelled"})


@dataclass(frozen=True, slots=True)
class Interval:
    """The days on which something can have happened; None is an open side."""

    low: date | None
    high: date | None

    @staticmethod
    @lru_cache(maxsize=4096)
    def of(text: PartialDate) -> "Interval":
        """Read a partial date; '' is open on both sides."""
        return Interval(earliest(text), latest(text))

    def by(self, day: date) -> bool | None:
        """Say whether it happened on or before a day; None where that is open."""
        if self.high is not None and self.high <= day:
            return True
        return False if self.low is not None and self.low > day else None

    def after(self, other: "Interval") -> bool | None:
        """Say whether this lies wholly after another; None where their order is open."""
        if self.low is not None and other.high is not None and self.low > other.high:
            return True
        return False if self.high is not None and other.low is not None and self.high < other.low else None


def event_interval(dated: DatedEvent, records_end: PartialDate) -> Interval:
    """Return when an event took effect. One without a date happened before its document, or the end of our records."""
    event = dated.event
    if event.date:
        return Interval.of(event.date)
    told = [latest(seen.date or seen.published) for seen in dated.attestations if seen.date or seen.published]
    ends = [day for day in told if day is not None]
    return Interval(earliest(event.announced), min(ends) if ends else latest(records_end))


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in the life of a use: an event, or a list that shows it approved (``event`` None)."""

    when: Interval
    ends: bool
    event: DatedEvent | None = None
    listed: bool = False


def state_on(marks: Iterable[Mark], day: date) -> str:
    """Return open, ended, unclear, not_yet or before_attestation."""
    marks = tuple(marks)
    happened = [mark for mark in marks if mark.when.by(day) is True]
    possible = [mark for mark in marks if mark.when.by(day) is None]
    ends = [mark for mark in happened if mark.ends]
    opens = [mark for mark in happened if not mark.ends]
    if not ends and not opens:
        if possible:
            return "unclear"
        return (
            "not_yet" if any(mark.event and mark.event.event.kind in STARTS for mark in marks) else "before_attestation"
        )
    if ends:
        return _after_end(ends, opens, possible, _first(marks))
    return "unclear" if any(mark.ends for mark in possible) else "open"


def _first(marks: Iterable[Mark]) -> Mark | None:
    """Return the oldest dated mark, None where none has a date."""
    return min((mark for mark in marks if mark.when.low), key=lambda mark: mark.when.low or date.max, default=None)


def _after_end(ends: list[Mark], opens: list[Mark], possible: list[Mark], first: Mark | None) -> str:
    begins = first is not None and first.event is not None and not first.ends

    def follows(opening: Mark, end: Mark) -> bool | None:
        """Say whether an opening follows an end. An end without a date follows the start with which all began."""
        undated = end.event is not None and not end.event.event.date
        same_day = first is not None and opening.when == first.when and opening.when.low == opening.when.high
        if undated and begins and not opening.listed and (opening is first or same_day):
            return False
        return opening.when.after(end.when)

    if any(all(follows(mark, end) is True for end in ends) for mark in opens):
        return "unclear" if any(mark.ends for mark in possible) else "open"
    open_again = any(all(follows(mark, end) is not False for end in ends) for mark in opens)
    may_open = any(not mark.ends for mark in possible)
    return "unclear" if open_again or may_open else "ended"


def spells(marks: Iterable[Mark], day: date) -> tuple[Spell, ...]:
    """Return the times of approval up to a day, oldest first; '' where start or end is unknown or not reached."""
    told = [mark for mark in marks if mark.event and mark.when.by(day) is not False]
    told.sort(key=lambda mark: (mark.when.low or date.min, mark.when.high or date.max, mark.ends))
    found: list[Spell] = []
    current: Spell | None = None
    for mark in told:
        event = mark.event.event if mark.event else None
        if event is None:
            continue
        if mark.ends:
            begun = current or Spell()
            if current is not None or not found:
                ended = Spell(begun.start, event.date, begun.start_event, event.id, event.reason)
                found.append(ended)
            current = None
        elif current is None:
            known = event.kind in STARTS
            current = Spell(event.date if known else "", "", event.id if known else "", "")
    return (*found, current) if current is not None else tuple(found)


def is_stale(checked: PartialDate, day: date, stale_after: int) -> bool:
    """Say whether a day lies further past a check than its source allows; a check of unknown date is stale."""
    end = latest(checked)
    return end is None or day > end + timedelta(days=stale_after)
