"""Which documents decide whether a use stands? Time comes before tier.

Start from the product's newest full list of uses; between lists of about the same time the higher tier answers; every
later event adds, narrows or ends a use. An index or a leaflet never supports an approval. A list of which something
was set aside is not known to be silent about anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from answers.verdict.acts import Acts, counts
from answers.verdict.model import Attestation, Facts, Use
from answers.verdict.rules import rules
from answers.verdict.time import CONTINUES, ENDS, STARTS, Interval, Mark, event_interval
from graph.model import earliest, latest


@cache
def tier_rank(tier: str) -> int:
    """Return the place of a tier, best first."""
    tiers: list[str] = rules()["evidence"]["tiers"]
    return tiers.index(tier) if tier in tiers else len(tiers)


def is_full_list(seen: Attestation) -> bool:
    """Say whether a document is a product's full list of uses."""
    return seen.kind in rules()["evidence"]["full_lists"]


def is_list(seen: Attestation) -> bool:
    """Say whether a document shows a use as approved on its date."""
    return (is_full_list(seen) or seen.kind in rules()["evidence"]["adding_lists"]) and seen.tier != "other"


@lru_cache(maxsize=20_000)
def lists_of(attestations: tuple[Attestation, ...]) -> tuple[tuple[Attestation, Interval], ...]:
    """Return the dated documents that show a use as approved, each with when."""
    return tuple((seen, Interval.of(seen.date)) for seen in attestations if seen.date and is_list(seen))


def is_reported(attestations: Iterable[Attestation]) -> bool:
    """Say whether nothing better than a company, a paper or the press tells it."""
    return not any(seen.tier in rules()["evidence"]["seen_at_agency"] for seen in attestations)


def lineages(use: Use) -> tuple[str, ...]:
    """Return the products whose lists speak of a use; the labelled therapy itself where none is named."""
    return use.brands or (use.subject.id,)


@dataclass(frozen=True, slots=True)
class BaseList:
    """The newest full list of one product on a day: its documents, their date, and whether they were read whole."""

    documents: frozenset[str]
    when: Interval
    whole: bool


def base_lists(agency: str, facts: Facts, day: date) -> dict[str, BaseList]:
    """Return the list that answers for each product at an agency on a day; those of the day asked last are held."""
    by_day: dict[date, dict[str, BaseList]] = facts.once(("bases", agency), dict)
    found = by_day.get(day)
    if found is None:
        found = _base_lists(agency, facts, day)
        by_day.clear()
        by_day[day] = found
    return found


def _base_lists(agency: str, facts: Facts, day: date) -> dict[str, BaseList]:
    seen: dict[str, dict[str, Attestation]] = {}
    for use in facts.uses_at(agency):
        full = {told.document_id: told for told, when in _full_lists_of(use.attestations) if when.by(day)}
        if full:
            for lineage in lineages(use):
                seen.setdefault(lineage, {}).update(full)
    partly_read = {doubt.document_id for doubt in facts.doubts if doubt.status == "open"}
    return {lineage: _base(held, partly_read) for lineage, held in seen.items()}


@lru_cache(maxsize=20_000)
def _full_lists_of(attestations: tuple[Attestation, ...]) -> tuple[tuple[Attestation, Interval], ...]:
    """Return the dated full lists of a product that show a use, each with when."""
    return tuple((seen, when) for seen, when in lists_of(attestations) if is_full_list(seen))


def _base(held: Mapping[str, Attestation], partly_read: set[str]) -> BaseList:
    near = timedelta(days=int(rules()["evidence"]["near_days"]))
    ends = [(latest(told.date) or date.min, told) for told in held.values()]
    newest = max(end for end, _ in ends)
    window = [told for _, told in ends if newest - (latest(told.date) or date.min) <= near]
    best = min(tier_rank(told.tier) for told in window)
    chosen = [told for told in window if tier_rank(told.tier) == best]
    low = min(earliest(told.date) or date.min for told in chosen)
    documents = frozenset(told.document_id for told in chosen)
    return BaseList(
        documents, Interval(low, max(latest(told.date) or date.min for told in chosen)), not documents & partly_read
    )


def marks_of(use: Use, acts: Acts) -> tuple[Mark, ...]:
    """Return the points in the life of a use: its events, those on all of its products, and the lists that show it."""
    own = acts.on(use)
    marks = [
        Mark(event_interval(dated, acts.records_end), dated.event.kind in ENDS, dated)
        for dated in own
        if counts(dated) and dated.event.kind in STARTS | CONTINUES | ENDS
    ]
    lost = [(event_interval(dated, acts.records_end), dated) for dated in acts.ends_of_products(lineages(use))]
    if lost:
        when, last = max(lost, key=lambda one: one[0].high or date.max)
        marks.append(Mark(when, True, last))
    marks = _without_echoes(marks)
    # a row that tells the end of a product is no list that shows its uses
    ending = {seen.document_id for mark in marks if mark.ends and mark.event for seen in mark.event.attestations}
    listed = [
        Mark(when, ends=False, listed=True)
        for seen, when in lists_of(use.attestations)
        if seen.document_id not in ending
    ]
    rows = [] if own else _rows_of(use.attestations)
    return (*marks, *listed, *rows)


@lru_cache(maxsize=20_000)
def _rows_of(attestations: tuple[Attestation, ...]) -> tuple[Mark, ...]:
    """Return the rows of event tables that show a use, each by its own date."""
    told = (seen.published or seen.date for seen in attestations if seen.kind == "event_row" and seen.tier != "other")
    return tuple(Mark(Interval.of(when), ends=False, listed=True) for when in told if when)


def _without_echoes(marks: list[Mark]) -> list[Mark]:
    """Leave out ends without a date where a dated end is held that no later start follows: they tell the same end."""
    ends = [mark for mark in marks if mark.ends and mark.event and mark.event.event.date]
    reopened = any(not mark.ends and all(mark.when.after(end.when) for end in ends) for mark in marks)
    if not ends or reopened:
        return marks
    return [mark for mark in marks if not mark.ends or mark in ends]


def standing(
    use: Use, state: str, marks: Iterable[Mark], bases: Mapping[str, BaseList], facts: Facts, day: date
) -> str:
    """Return the state of a use after asking the newest lists: open, unlisted, superseded or unproven, else as it was.

    ``unlisted``: an older source tells it and the newest full list of each of its products, read whole, does not.
    ``superseded``: the newest list tells a use for the same cancer in its own words, which count.
    """
    marks = tuple(marks)
    if state == "before_attestation" and not marks:
        return "unproven"
    if state != "open":
        return state
    held = {seen.document_id for seen in use.attestations}
    if any(seen.kind in rules()["evidence"]["adding_lists"] and _by(seen, day) for seen in use.attestations):
        return state
    whole = True
    for lineage in lineages(use):
        base = bases.get(lineage)
        if base is None or held & base.documents:
            return state
        opened = [mark for mark in marks if not mark.ends and mark.when.by(day) and mark.event is not None]
        if any(mark.when.after(base.when) is not False for mark in opened):
            return state
        whole = whole and base.whole
    if _told_otherwise(use, bases, facts):
        return "superseded"
    return "unlisted" if whole else state


def _by(seen: Attestation, day: date) -> bool:
    return Interval.of(seen.date).by(day) is True


def _told_otherwise(use: Use, bases: Mapping[str, BaseList], facts: Facts) -> bool:
    documents = {document for lineage in lineages(use) if lineage in bases for document in bases[lineage].documents}
    return any(
        other.statement.object == use.statement.object
        for other in facts.uses
        if other.id != use.id and documents & {seen.document_id for seen in other.attestations}
    )
