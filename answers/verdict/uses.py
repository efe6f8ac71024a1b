"""How each use of a therapy stood at one agency on one day, and how it stands to the question."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from answers.verdict.acts import Acts
from answers.verdict.constraints import Request, fits
from answers.verdict.covers import reach
from answers.verdict.evidence import (
    base_lists,
    is_reported,
    lists_of,
    marks_of,
    standing,
    tier_rank,
)
from answers.verdict.model import DatedEvent, Facts, Fit, JudgedUse, Use
from answers.verdict.rules import rules
from answers.verdict.time import STARTS, Interval, Mark, spells, state_on
from graph.model import PartialDate, earliest, latest

WIDENING = ("granted", "broadened")
"""Acts that begin a use in a wider form."""


def judge(facts: Facts, agency: str, day: date, request: Request, *, concerned: bool = False) -> tuple[JudgedUse, ...]:
    """Return every use at an agency as it stood on a day, in the order of their ids, without limitations of use.

    ``concerned`` leaves out those that have nothing to do with the cancer.
    """
    names = dict(facts.names)
    judged = []
    for use in facts.uses_at(agency):
        if use.statement.polarity != "affirmed":
            continue
        reached = _reach(use, facts)
        if concerned and reached == "none":
            continue
        stood = _stood(use, facts, agency, day)
        judged.append(_asked(stood, reached, fits(use, request, names)))
    return tuple(judged)


def _stood(use: Use, facts: Facts, agency: str, day: date) -> JudgedUse:
    """Return how a use stood on a day, whatever is asked; what was made for the day asked last is held."""
    by_day: dict[date, dict[str, JudgedUse]] = facts.once(("stood", agency), dict)
    if day not in by_day:
        by_day.clear()
    held = by_day.setdefault(day, {})
    if use.id not in held:
        acts = Acts.of(facts, agency)
        marks = marks_of(use, acts)
        state = standing(use, state_on(marks, day), marks, base_lists(agency, facts, day), facts, day)
        held[use.id] = _judged(use, _of_generation(use, state, acts, day), marks, acts, day)
    return held[use.id]


def limitations(facts: Facts, agency: str, day: date, request: Request) -> tuple[JudgedUse, ...]:
    """Return the limitations of use at or above the cancer whose every condition the question meets.

    ``state`` is open for one that is held, unclear for one that waits in the queue: it may take the cancer out too.
    """
    names, acts = dict(facts.names), Acts()
    found = []
    for use in facts.once(("negated", agency), lambda: _negated(facts, agency)):
        statement = use.statement
        if not _is_of_treatment(use, request):
            continue
        reached = reach(statement.object, (), facts)
        known = any(when.by(day) for _, when in lists_of(use.attestations))
        if reached in ("same", "covers") and known:
            conditions = fits(use, request, names)
            whole = not statement.partners and not statement.qualifiers.combination  # alone and with whatever partner
            if all(fit.fit == "fits" or (whole and fit.condition == "partner") for fit in conditions):
                held = "unclear" if statement.review_status == "proposed" else "open"
                found.append(_asked(_judged(use, held, (), acts, day), "excluded", conditions))
    return tuple(found)


def _negated(facts: Facts, agency: str) -> list[Use]:
    """Return the limitations of use on an agency's labels, queued ones too, in the order of their ids."""
    own = (use for use in (*facts.uses, *facts.queued) if use.statement.agency == agency)
    return sorted((use for use in own if use.statement.polarity == "negated"), key=lambda use: use.id)


def _is_of_treatment(use: Use, request: Request) -> bool:
    """Say whether a limitation denies the treatment asked about, and not only the therapy alone or in combination."""
    qualifiers = use.statement.qualifiers
    combined = qualifiers.combination in ("monotherapy", "combination")
    return qualifiers.purpose in rules()["purposes"]["treating"] and (bool(request.partners) or not combined)


def _of_generation(use: Use, state: str, acts: Acts, day: date) -> str:
    """Take back a reading that a narrowing has replaced, or that came with a later one."""
    statement = use.statement
    if state != "open":
        return state
    narrowed = acts.changes(use)
    if statement.valid_to and statement.valid_to in narrowed:
        over = Interval.of(statement.valid_to).by(day)
        if over is not False:
            return "superseded" if over else "unclear"
    if statement.valid_from and statement.valid_from in narrowed:
        begun = Interval.of(statement.valid_from).by(day)
        if begun is not True:
            return "not_yet" if begun is False else "unclear"
    return state


def _asked(stood: JudgedUse, reached: str, found: tuple[Fit, ...]) -> JudgedUse:
    """Return a use as it stands to a question."""
    sure = found if stood.conditions_known else tuple(_unsure(fit) for fit in found)
    return replace(stood, reach=reached, fits=sure)


def _judged(use: Use, state: str, marks: tuple[Mark, ...], acts: Acts, day: date) -> JudgedUse:
    seen = lists_of(use.attestations)
    until = [told.date for told, when in seen if when.by(day)]
    begun = [mark.event.event for mark in marks if mark.event and mark.event.event.kind in STARTS]
    dates = sorted((event.date for event in begun if event.date), key=lambda text: earliest(text) or date.max)
    dated = [mark.event.event.date for mark in marks if mark.event and not mark.ends and mark.when.by(day)]
    known = _conditions_known(use, acts, day)
    own = acts.about(use)
    kinds = [event.event for event in own if event.event.approval_kind and _on(event.event.date, day)]
    kinds.sort(key=lambda event: earliest(event.date) or date.min)
    telling = (*use.attestations, *(told for mark in marks if mark.event for told in mark.event.attestations))
    return JudgedUse(
        use=use,
        state=state,
        reach="none",
        spells=spells(marks, day),
        granted=_granted(use, dates, own),
        approval_kind=kinds[-1].approval_kind if kinds else use.statement.qualifiers.approval_kind,
        first_attested=_first([told.date for told, _ in seen]),
        attested_on=_last([*until, *(text for text in dated if text)]),
        tier=min((told.tier for told in telling), key=tier_rank, default=""),
        reported=is_reported(telling),
        narrowed=tuple(
            event.event.id for event in own if event.event.kind == "narrowed" and _on(event.event.date, day)
        ),
        open_events=acts.left_open.get(use.statement.indication_id, ()),
        conditions_known=known,
        tissue_agnostic=use.statement.object in rules()["tissue_agnostic"]["objects"],
    )


def _reach(use: Use, facts: Facts) -> str:
    found = reach(use.statement.object, use.statement.excluded_cancers, facts)
    return "uncurated" if found == "none" and not use.group_known else found


def _granted(use: Use, dates: list[PartialDate], own: Iterable[DatedEvent]) -> PartialDate:
    """Return when the use began as it is read: a reading that came with a later widening has that day."""
    first = dates[0] if dates else ""
    since = use.statement.valid_from
    widened = any(dated.event.date == since and dated.event.kind in WIDENING for dated in own)
    return since if since and widened else first


def _on(text: PartialDate, day: date) -> bool:
    return bool(text) and Interval.of(text).by(day) is True


def _first(dates: list[PartialDate]) -> PartialDate:
    return min(dates, key=lambda text: earliest(text) or date.max, default="")


def _last(dates: list[PartialDate]) -> PartialDate:
    return max(dates, key=lambda text: latest(text) or date.min, default="")


def _unsure(fit: Fit) -> Fit:
    return replace(fit, fit="unknown") if fit.asked else fit


def _conditions_known(use: Use, acts: Acts, day: date) -> bool:
    """Say whether our reading of a use is of the day: no change came later, or this is the reading before it."""
    later = [text for text in acts.changes(use) if text and Interval.of(text).by(day) is not True]
    return not later or use.statement.valid_to in later
