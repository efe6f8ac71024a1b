"""The state of a use on a day, over possible worlds: every imprecise date is tried at its first and its last day."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph.model import Event, Statement, earliest, latest
from tests.answers.verdict.design_records import FIRST, HELD, LAST, DesignRecords, Place

FULL = {"label", "drug_page", "regulator_list"}
LISTS = FULL | {"generic_label"}
TIERS = ["regulator", "regulator_copy", "institute", "company", "paper", "press"]
ENDING = {"indication_withdrawn", "product_withdrawn", "lapsed"}
CHANGING = {"broadened", "narrowed", "relabelled"}
SHOWING = {"granted", "converted"} | CHANGING
NEAR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to a use between two days: start, end or list."""

    low: date
    high: date
    kind: str
    event: Event | None = None

    @property
    def undated(self) -> bool:
        return self.event is not None and not self.event.date


@dataclass(frozen=True, slots=True)
class Point:
    """A moment in one world."""

    when: date
    rank: int
    moment: Moment


class DesignTime:
    """Decides states for the uses of one therapy at one agency on one day."""

    def __init__(self, held: DesignRecords, uses: list[Statement], scope: set[str], day: date) -> None:
        self.held, self.uses, self.day = held, uses, day
        self.partly_read = {doubt.document_id for therapy in scope for doubt in held.doubts_of[therapy]}
        self.places = {use.id: list(held.places(use.evidence_ids)) for use in uses}
        self.found: dict[str, str] = {}

    def decisions(self, statement: Statement) -> list[Event]:
        """Return the decisions on a use: joined to it, or on every product that has it."""
        held, agency = self.held, statement.agency
        joined = [e for e in held.events_of_use[statement.indication_id] if held.decides(e, agency)]
        siblings = {
            other.object
            for other in self.uses
            if other.indication_id == statement.indication_id and other.object != statement.object
        }
        kept = [e for e in joined if not (e.kind in ENDING and e.cancer_id in siblings)]
        products = held.brands_of(statement) or (statement.subject,)
        lost = {
            event.therapy_id: event
            for product in products
            for event in held.events_of[product]
            if not event.indication_id and event.kind in ("product_withdrawn", "lapsed") and held.decides(event, agency)
        }
        if set(products) <= set(lost):
            kept.append(max(lost.values(), key=lambda event: held.days(event)[1]))
        return kept

    def moments(self, statement: Statement) -> list[Moment]:
        """Return the life of a use as far as documents tell it."""
        decided = self.decisions(statement)
        found = [
            Moment(*self.held.days(event), "end" if event.kind in ENDING else "start", event)
            for event in decided
            if event.kind in ENDING | SHOWING
        ]
        dated = [one for one in found if one.kind == "end" and not one.undated]
        restarted = any(one.kind == "start" and all(one.low > end.high for end in dated) for one in found)
        if dated and not restarted:
            found = [one for one in found if one.kind == "start" or one in dated]
        ending = {p.document for one in found if one.kind == "end" and one.event for p in self._of(one.event)}
        for place in self.places[statement.id]:
            text = place.attested if place.kind in LISTS and place.document not in ending else ""
            if place.kind == "event_row" and not self.held.events_of_use[statement.indication_id]:
                text = place.published or place.attested
            if text and place.tier != "other":
                found.append(Moment(earliest(text) or FIRST, latest(text) or LAST, "list"))
        return found

    def _of(self, event: Event) -> Iterator[Place]:
        return self.held.places(event.evidence_ids)

    def state(self, statement: Statement) -> str:
        """Return open, ended, future, unseen, unclear or unproven."""
        moments = self.moments(statement)
        if not moments:
            return "unproven"
        worlds = {self._in_world(world) for world in self._worlds(moments)}
        return worlds.pop() if len(worlds) == 1 else "unclear"

    def _worlds(self, moments: list[Moment]) -> Iterator[list[Point]]:
        choices = []
        for one in moments:
            days = {one.low, one.high}
            if one.low <= self.day < one.high:
                days |= {self.day, self.day + timedelta(days=1)}
            choices.append([(when, one) for when in sorted(days)])
        for chosen in itertools.islice(itertools.product(*choices), 4000):
            for first in ("end", "start"):  # what falls on one day may come either way
                yield [Point(when, int((one.kind == "end") != (first == "end")), one) for when, one in chosen]

    def _in_world(self, world: list[Point]) -> str:
        dated = [point for point in world if not point.moment.undated and point.moment.low > FIRST]
        first = min(dated, key=lambda point: (point.when, point.rank), default=None)
        if first is not None and first.moment.kind == "start":  # an end without a date follows the first start
            world = [
                Point(max(point.when, first.when), 2, point.moment)
                if point.moment.kind == "end" and point.moment.undated
                else point
                for point in world
            ]
        ordered = sorted(world, key=lambda point: (point.when, point.rank))
        past = [point for point in ordered if point.when <= self.day]
        if past:
            return "ended" if past[-1].moment.kind == "end" else "open"
        event = ordered[0].moment.event
        return "future" if event is not None and event.kind == "granted" else "unseen"

    def standing(self, statement: Statement) -> str:
        """Return the state after the newest lists and later versions of the reading are asked."""
        if statement.id not in self.found:
            self.found[statement.id] = self._standing(statement)
        return self.found[statement.id]

    def _standing(self, statement: Statement) -> str:
        state = self.state(statement)
        if state != "open":
            return state
        version = self._version(statement)
        listed = self._listed(statement)
        return listed if listed != "open" else version

    def _version(self, statement: Statement) -> str:
        changes = {event.date for event in self.decisions(statement) if event.kind in CHANGING}
        low, high = earliest(statement.valid_to), latest(statement.valid_to)
        if statement.valid_to in changes and low and high and low <= self.day:
            return "replaced" if high <= self.day else "unclear"
        low, high = earliest(statement.valid_from), latest(statement.valid_from)
        if statement.valid_from in changes and low and high and high > self.day:
            return "future" if low > self.day else "unclear"
        return "open"

    def _listed(self, statement: Statement) -> str:
        own = self.places[statement.id]
        if any(p.kind == "generic_label" and p.attested and (latest(p.attested) or LAST) <= self.day for p in own):
            return "open"
        silent, documents = True, set()
        for product in self.held.brands_of(statement) or (statement.subject,):
            base = self._base(product)
            if base is None or base[0] & {place.document for place in own}:
                return "open"
            shown = [self.held.days(event) for event in self.decisions(statement) if event.kind in SHOWING]
            if any(high >= base[1] and high <= self.day for _, high in shown):
                return "open"
            documents |= base[0]
            silent = silent and not base[0] & self.partly_read
        for other in self.uses:
            told = {place.document for place in self.places[other.id]}
            if other.id != statement.id and other.object == statement.object and told & documents:
                return "replaced"
        return "unlisted" if silent else "open"

    def _base(self, product: str) -> tuple[set[str], date] | None:
        """Return the documents of the newest full list of a product, and its first day."""
        lists: dict[str, Place] = {}
        for use in self.uses:
            if product in (self.held.brands_of(use) or (use.subject,)) and use.review_status in HELD:
                for place in self.places[use.id]:
                    known = latest(place.attested)
                    if place.kind in FULL and place.tier in TIERS and known and known <= self.day:
                        lists[place.document] = place
        if not lists:
            return None
        newest = max(latest(place.attested) or FIRST for place in lists.values())
        near = [place for place in lists.values() if newest - (latest(place.attested) or FIRST) <= NEAR]
        best = min(TIERS.index(place.tier) for place in near)
        chosen = [place for place in near if TIERS.index(place.tier) == best]
        return {place.document for place in chosen}, min(earliest(place.attested) or FIRST for place in chosen)
