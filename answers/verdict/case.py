"""The uses of a therapy sorted by what they mean for one question: standing, ended, in question, contradicted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from answers.verdict.constraints import Request
from answers.verdict.covers import CONCERNING
from answers.verdict.model import DatedEvent, Facts, JudgedUse, Use
from answers.verdict.roll_up import speaking
from answers.verdict.rules import rules
from answers.verdict.time import Interval, event_interval
from answers.verdict.uses import judge, limitations
from graph.model import PartialDate, earliest

BIOMARKER = frozenset({"biomarker", "excluded_biomarker"})
OPEN_QUESTIONS = frozenset({"unclear", "before_attestation", "unlisted"})
"""States of a use of which it cannot be said whether it was approved that day."""
LOOSE = frozenset({"oncotree", "uncurated"})
"""Ways to reach a cancer that prove nothing, and stop a negative."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules work on: the uses sorted by what they mean for the question."""

    facts: Facts
    agency: str
    day: date
    request: Request
    concerned: tuple[JudgedUse, ...]
    excluded: tuple[JudgedUse, ...]
    other_purposes: tuple[JudgedUse, ...]
    open: tuple[JudgedUse, ...]
    ended: tuple[JudgedUse, ...]
    in_question: tuple[JudgedUse, ...]
    contradicted: tuple[JudgedUse, ...]
    options: tuple[Use, ...]
    studies: tuple[Use, ...]


def sort_uses(facts: Facts, agency: str, day: date, request: Request) -> Case:
    limits = speaking(limitations(facts, agency, day, request))
    met = {limit.use.id: limit for limit in limits}
    judged = []
    for one in speaking(judge(facts, agency, day, request, concerned=True)):
        own = _limits_of(one, limits, facts, agency, day, request)
        judged.append(_limited(one, own))
        if judged[-1].reach == "excluded" != one.reach:
            met.update((limit.use.id, limit) for limit in own if limit.use.subject.id == one.use.subject.id)
    treating = set(rules()["purposes"]["treating"]) if not request.purpose else {request.purpose}
    concerned = tuple(one for one in judged if one.reach not in ("none", "excluded"))
    excluded = tuple(one for one in judged if one.reach == "excluded" and one.state == "open")
    treat = [one for one in concerned if one.use.statement.qualifiers.purpose in treating]
    fitting = [one for one in treat if not one.contradicted]
    near = [one for one in fitting if one.reach in CONCERNING]
    unsure = [one for one in near if one.state == "open" and _unknown_then(one)]
    stands = tuple(one for one in near if one.state == "open" and not _unknown_then(one))
    loose = [one for one in fitting if one.reach in LOOSE and one.state in OPEN_QUESTIONS | {"open"}]
    return Case(
        facts=facts,
        agency=agency,
        day=day,
        request=request,
        concerned=tuple(treat),
        excluded=excluded + tuple(met[key] for key in sorted(met) if met[key].state == "open"),
        other_purposes=tuple(
            one
            for one in concerned
            if one.use.statement.qualifiers.purpose not in treating and one.reach in CONCERNING and one.state == "open"
        ),
        open=stands,
        ended=tuple(one for one in near if one.state == "ended"),
        in_question=tuple(one for one in (*near, *loose) if one.state in OPEN_QUESTIONS)
        + tuple(one for one in (*loose, *unsure) if one.state == "open"),
        contradicted=tuple(one for one in treat if one.contradicted and one.state == "open"),
        options=_told_on(facts.options, day, facts.records_end),
        studies=_told_on(facts.studies, day, facts.records_end),
    )


def _limits_of(
    one: JudgedUse, limits: tuple[JudgedUse, ...], facts: Facts, agency: str, day: date, request: Request
) -> tuple[JudgedUse, ...]:
    """Return the limitations that a use for a wider group must respect; with its own partners where none is asked."""
    partners = one.use.statement.partners
    if one.reach != "covers" or not partners or request.partners:
        return limits
    together = speaking(limitations(facts, agency, day, replace(request, partners=partners)))
    known = {limit.use.id for limit in limits}
    return (*limits, *(limit for limit in together if limit.use.id not in known))


def _limited(one: JudgedUse, limits: tuple[JudgedUse, ...]) -> JudgedUse:
    """Take the cancer out of a use for a wider group where the label denies it; in question where that is queued."""
    own = [limit for limit in limits if limit.use.subject.id == one.use.subject.id]
    if one.reach != "covers" or not own:
        return one
    if any(limit.state == "open" for limit in own):
        return replace(one, reach="excluded")
    return replace(one, state="unclear") if one.state == "open" else one


def _unknown_then(one: JudgedUse) -> bool:
    """Say whether a condition that was asked about is not known for that day."""
    return not one.conditions_known and any(fit.asked for fit in one.fits)


def _told_on(uses: Iterable[Use], day: date, records_end: PartialDate) -> tuple[Use, ...]:
    """Return the options or studies that a source told by a day; without any date, by the end of our records."""
    found = []
    for use in uses:
        dates = [seen.published or seen.date for seen in use.attestations]
        known = [text for text in dates if text] or [records_end]
        if use.statement.polarity == "affirmed" and any(text and Interval.of(text).by(day) for text in known):
            found.append(use)
    return tuple(sorted(found, key=lambda use: use.id))


def is_conditional(one: JudgedUse) -> bool:
    """Say whether a use is for some only: a biomarker that is not known of the person, or any tumour with a marker."""
    if one.tissue_agnostic:
        return True
    return any(fit.condition in BIOMARKER and fit.fit == "unknown" for fit in one.fits)


def events_of(case: Case) -> tuple[DatedEvent, ...]:
    """Return what was decided about these uses by the day, oldest first."""
    held = {one.use.statement.indication_id for one in (*case.concerned, *case.other_purposes)} - {""}
    found = [
        dated
        for dated in case.facts.events
        if dated.event.agency == case.agency
        and not dated.event.open
        and dated.event.indication_id in held
        and event_interval(dated, case.facts.records_end).by(case.day) is not False
    ]
    return tuple(sorted(found, key=lambda dated: (earliest(dated.event.date) or date.min, dated.event.id)))


def open_events_of(case: Case) -> tuple[DatedEvent, ...]:
    ids = {event for one in case.concerned for event in one.open_events}
    return tuple(
        dated
        for dated in case.facts.events
        if dated.event.id in ids and event_interval(dated, case.facts.records_end).by(case.day) is not False
    )
