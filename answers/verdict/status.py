"""One status for a therapy, a cancer, an agency and a day, by the order of design section 4, verdict rule 5."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from answers.verdict.acts import counts
from answers.verdict.case import BIOMARKER, LOOSE, Case, events_of, is_conditional, open_events_of, sort_uses
from answers.verdict.constraints import Request
from answers.verdict.coverage import lasts_until, rows_of, support, told
from answers.verdict.covers import CONCERNING, COVERING, reach
from answers.verdict.evidence import is_reported, tier_rank
from answers.verdict.model import (
    Condition,
    CoverageTold,
    DatedEvent,
    Facts,
    JudgedUse,
    LastKnown,
    Named,
    Spell,
    Verdict,
)
from answers.verdict.roll_up import members_of, memberships_of, only_product_ended
from answers.verdict.rules import rules, stale_after
from answers.verdict.time import ENDS, Interval, event_interval, is_stale
from graph.model import earliest, latest


def decide(
    facts: Facts, agency: str, as_of: date, request: Request | None = None, known_at: date | None = None
) -> Verdict:
    """Return the verdict of one agency for one day. ``facts`` must have been read as known at ``known_at``.

    A product that its substance's sources do not name is unknown, with the substance's verdict beside it.
    """
    request = request or Request()
    verdict = replace(_decide(facts, agency, as_of, request), known_at=known_at)
    if facts.therapy.kind == "product" and verdict.status in ("unknown", "investigational"):
        beside = _substance(facts, agency)
        if beside is not None:
            substance = replace(_decide(beside, agency, as_of, request), known_at=known_at)
            return replace(verdict, substance=substance)
    return verdict


def agencies_of(facts: Facts) -> tuple[str, ...]:
    """Return the agencies of which anything is held that concerns the cancer, sorted."""
    found = {
        use.statement.agency
        for use in facts.uses
        if reach(use.statement.object, (), facts) in CONCERNING and use.statement.polarity == "affirmed"
    }
    return tuple(sorted(found | {row.agency for row in facts.coverage}))


def _substance(facts: Facts, agency: str) -> Facts | None:
    """Return the same facts, asked of the substance that the product is a brand of."""
    for route in facts.routes:
        if route.route == "substance":
            silent = [use for use in facts.uses if not use.speaks and use.statement.agency == agency]
            if silent:
                uses = tuple(replace(use, speaks=True) for use in facts.uses)
                return replace(facts, therapy=route.therapy, uses=uses)
    return None


def _decide(facts: Facts, agency: str, day: date, request: Request) -> Verdict:
    case = sort_uses(facts, agency, day, request)
    verdict = Verdict(
        status="unknown",
        agency=agency,
        as_of=day,
        therapy=facts.therapy,
        cancer=facts.cancer,
        uses=case.concerned,
        excluded=case.excluded,
        other_purposes=case.other_purposes,
        options=case.options,
        studies=case.studies,
        events=events_of(case),
        open_events=open_events_of(case),
        held_members=len({membership.member.id for membership in facts.members}),
        contradicted=bool(case.contradicted) and not case.open,
    )
    if facts.therapy.kind in rules()["kinds"]["not_applicable"]:
        return replace(verdict, status="not_applicable", also=_also(case, "not_applicable"))
    if case.open and _each_may_have_ended(case):
        last = max((one.attested_on for one in case.open), key=lambda text: latest(text) or date.min)
        verdict = replace(verdict, reasons=("open_end",), last_known=LastKnown("approved", last))
    elif case.open:
        verdict = _approved(case, verdict)
    elif case.in_question:
        verdict = _unknown(case, verdict)
    elif withdrawn := tuple(one for one in case.ended if not only_product_ended(one, facts, agency)):
        verdict = _withdrawn(case, verdict, withdrawn)
    elif refusals := _refusals(case):
        verdict = replace(verdict, status="refused", statement_ids=tuple(one.event.id for one in refusals))
    else:
        verdict = _negative(case, verdict)
    if verdict.status == "unknown" and case.studies:
        verdict = replace(verdict, status="investigational", statement_ids=tuple(use.id for use in case.studies))
    return replace(verdict, also=_also(case, verdict.status))


def _each_may_have_ended(case: Case) -> bool:
    """Say whether every use that stands is a candidate of a reported end: which of them ended nobody can say."""
    ends = {dated.event.id for dated in open_events_of(case) if dated.event.kind in ENDS}
    return all(ends & set(one.open_events) for one in case.open)


def _approved(case: Case, verdict: Verdict) -> Verdict:
    whole = tuple(one for one in case.open if one.reach in COVERING and not is_conditional(one))
    is_class = case.facts.therapy.kind == "class"
    coverage: CoverageTold | None = None
    if is_class and whole:
        coverage = _all_members(case, whole)
    everyone = bool(whole) and (not is_class or coverage is not None)
    deciding = whole if everyone else case.open
    some: list[str] = []
    if not everyone:
        some += ["members"] if is_class else []
        partial = () if whole else case.open
        some += ["kinds"] if any(one.reach == "kind" for one in partial) else []
        marked = [one for one in partial if is_conditional(one)]
        some += ["biomarker"] if any(not one.tissue_agnostic for one in marked) else []
        some += ["tissue_agnostic"] if any(one.tissue_agnostic for one in marked) else []
    newest = max(deciding, key=lambda one: (latest(one.attested_on) or date.min, one.use.id))
    statements = [one.use.id for one in deciding]
    return replace(
        verdict,
        status="approved" if everyone else "approved_for_some",
        some=tuple(some),
        members=members_of(deciding, case.facts) if is_class else (),
        kinds=_kinds(deciding),
        conditions=_conditions(deciding, case.facts) if not everyone else (),
        attested_on=newest.attested_on,
        evidence_tier=min((one.tier for one in deciding), key=tier_rank),
        reported=all(one.reported for one in deciding),
        stale=_is_stale(deciding, case.day),
        coverage=coverage,
        statement_ids=(*statements, *(memberships_of(deciding, case.facts) if is_class else ())),
        spells=_spells((*case.open, *case.ended)),
    )


def _all_members(case: Case, whole: tuple[JudgedUse, ...]) -> CoverageTold | None:
    """Return the search that shows every product of a class to be approved for the whole of the cancer."""
    found, _ = support(case.facts, case.agency, case.day)
    if found is None:
        return None
    approved = {one.use.subject.id for one in whole} | {brand for one in whole for brand in one.use.brands}
    return found if all(product.id in approved for product in found.products) else None


def _is_stale(deciding: tuple[JudgedUse, ...], day: date) -> bool:
    """Say whether every source of an approval was last checked longer ago than it allows."""
    checks = []
    for one in deciding:
        seen = [told for told in one.use.attestations if told.date and Interval.of(told.date).by(day)]
        last = max(seen, key=lambda told: latest(told.date) or date.min, default=None)
        checks.append(is_stale(one.attested_on, day, stale_after(last.collection if last else "")))
    return all(checks)


def _kinds(uses: Iterable[JudgedUse]) -> tuple[Named, ...]:
    found = {one.use.object.id: one.use.object for one in uses if one.reach == "kind"}
    return tuple(sorted(found.values(), key=lambda kind: (kind.name.lower(), kind.id)))


def _conditions(uses: Iterable[JudgedUse], facts: Facts) -> tuple[Condition, ...]:
    """Return the biomarker conditions under which the uses apply, one for each statement."""
    names = dict(facts.names)
    found = []
    for one in uses:
        states = tuple(fit.biomarker for fit in one.fits if fit.condition in BIOMARKER and fit.biomarker is not None)
        if states or one.tissue_agnostic:
            kind = "tissue_agnostic" if one.tissue_agnostic else "biomarker"
            called = tuple(names.get(state.biomarker_id, state.biomarker_id) for state in states)
            found.append(Condition(kind, one.use.id, states, called))
    return tuple(found)


def _unknown(case: Case, verdict: Verdict) -> Verdict:
    """Say that a use is held of which the state on that day is not known, and what was known last."""
    reasons = sorted({_reason(one) for one in case.in_question})
    known = [one for one in case.in_question if one.state == "unlisted" and one.attested_on]
    last = max(known, key=lambda one: latest(one.attested_on) or date.min, default=None)
    return replace(
        verdict,
        reasons=tuple(reasons),
        last_known=LastKnown("approved", last.attested_on) if last else None,
        spells=_spells(case.ended),
    )


def _reason(one: JudgedUse) -> str:
    if one.reach in LOOSE:
        return "classification_only" if one.reach == "oncotree" else "uncurated_group"
    return "conditions_then_unknown" if one.state == "open" else one.state


def _withdrawn(case: Case, verdict: Verdict, ended: tuple[JudgedUse, ...]) -> Verdict:
    ends = {spell.end_event for one in ended for spell in one.spells}
    telling = [seen for dated in case.facts.events if dated.event.id in ends for seen in dated.attestations]
    is_class = case.facts.therapy.kind == "class"
    dates = sorted(
        (spell.end for one in ended for spell in one.spells if spell.end), key=lambda text: latest(text) or date.min
    )
    return replace(
        verdict,
        status="withdrawn",
        some=tuple(
            name
            for name, holds in (("members", is_class), ("kinds", all(one.reach == "kind" for one in ended)))
            if holds
        ),
        members=members_of(ended, case.facts) if is_class else (),
        kinds=_kinds(ended),
        attested_on=max(dates, key=lambda text: latest(text) or date.min, default=""),
        evidence_tier=min((seen.tier for seen in telling), key=tier_rank, default=""),
        reported=is_reported(telling),
        statement_ids=(
            *(one.use.id for one in ended),
            *sorted(event for event in ends if event),
            *(memberships_of(ended, case.facts) if is_class else ()),
        ),
        spells=_spells(ended),
    )


def _refusals(case: Case) -> list[DatedEvent]:
    return [
        dated
        for dated in case.facts.events
        if dated.event.kind == "refused"
        and dated.event.agency == case.agency
        and counts(dated)
        and reach(dated.event.cancer_id, (), case.facts) in CONCERNING
        and event_interval(dated, case.facts.records_end).by(case.day)
    ]


def _negative(case: Case, verdict: Verdict) -> Verdict:
    """Say *not approved*, or that it is an accepted use off the label, where the search allows it."""
    found, reasons = support(case.facts, case.agency, case.day)
    if case.facts.therapy.kind == "product" and not any(
        use.speaks and use.statement.agency == case.agency for use in case.facts.uses
    ):
        found, reasons = None, (*reasons, "product_not_named")
    if found is None:
        return replace(verdict, reasons=reasons, last_known=_last_negative(case, reasons))
    listed = [use for use in case.options if reach(use.statement.object, (), case.facts) in CONCERNING]
    off_label = bool(listed) and not case.contradicted and case.facts.therapy.kind != "class"
    return replace(
        verdict,
        status="off_label_standard" if off_label else "not_approved",
        coverage=found,
        attested_on=found.checked_on,
        statement_ids=(*(use.id for use in listed if off_label), *found.grounds),
    )


def _last_negative(case: Case, reasons: tuple[str, ...]) -> LastKnown | None:
    """Return the negative that held until its search grew too old."""
    if "coverage_too_old" not in reasons:
        return None
    for row in rows_of(case.facts, case.agency):
        end = lasts_until(row, case.facts)
        if end is not None and end < case.day:
            then = _decide(case.facts, case.agency, end, case.request)
            if then.status in ("not_approved", "off_label_standard"):
                return LastKnown(then.status, told(row, case.facts).followed_to)
    return None


def _spells(uses: Iterable[JudgedUse]) -> tuple[Spell, ...]:
    """Return the spells of several uses, each once, oldest first."""
    found = {spell for one in uses for spell in one.spells}
    return tuple(
        sorted(found, key=lambda spell: (earliest(spell.start or spell.end) or date.min, spell.end, spell.start_event))
    )


def _also(case: Case, status: str) -> tuple[str, ...]:
    """Return what else is true, in a fixed order."""
    product_only = [one for one in case.ended if only_product_ended(one, case.facts, case.agency)]
    true = {
        "withdrawn": status != "withdrawn" and len(case.ended) > len(product_only),
        "product_withdrawn": bool(product_only),
        "refused": status != "refused" and bool(_refusals(case)),
        "narrowed": any(one.narrowed for one in case.open),
        "open_event": bool(open_events_of(case)),
        "queued_use": status == "approved_for_some" and _may_be_wider(case),
        "sources_differ": _is_told_differently(case),
        "other_purpose": bool(case.other_purposes),
        "excluded": bool(case.excluded),
        "listed_option": status not in ("approved", "off_label_standard") and bool(case.options),
        "investigational": status != "investigational" and bool(case.studies),
    }
    return tuple(name for name, holds in true.items() if holds)


def _is_told_differently(case: Case) -> bool:
    """Say whether two sources tell a use for the cancer differently, and nobody has decided yet which is right."""
    subjects = {one.use.subject.id for one in (*case.open, *case.ended)}
    return any(
        doubt.reason in rules()["evidence"]["differing"]
        and doubt.status == "open"
        and doubt.agency in ("", case.agency)
        and doubt.therapy_id in subjects
        and bool(doubt.cancer_id)
        and reach(doubt.cancer_id, (), case.facts) in CONCERNING
        for doubt in case.facts.doubts
    )


def _may_be_wider(case: Case) -> bool:
    """Say whether a use that waits in the queue could make an approval for some one for more."""
    return any(
        use.speaks
        and use.statement.agency == case.agency
        and use.statement.polarity == "affirmed"
        and reach(use.statement.object, use.statement.excluded_cancers, case.facts) in CONCERNING
        for use in case.facts.queued
    )
