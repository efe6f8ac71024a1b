"""What a use says before and after it was narrowed: "until … for all; since … only …".

A narrowing that is younger than the words that tell a use ends that reading on its day, and from that day on the same
use holds with the conditions that the narrowing adds. One that adds none leaves the words as they are.
"""

from dataclasses import dataclass, replace
from typing import TypeVar

from graph.model import PartialDate, Statement
from loaders.reconciliation.comparison import compare
from loaders.reconciliation.use import LISTS, Act, Sources, Use, affirmed, after

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Told:
    """A reading, the days between which it is told ('' is open), and the acts whose evidence it rests on besides."""

    reading: Statement
    valid_from: PartialDate
    valid_to: PartialDate
    acts: tuple[Act, ...] = ()


def told_over_time(use: Use, start: PartialDate, end: PartialDate, sources: Sources) -> list[Told]:
    """Return the readings of a use, in the order of time."""
    current = [Told(reading, start, end) for reading in use.readings]
    past: list[Told] = []
    for act in sorted(use.acts, key=lambda act: act.date):
        if act.kind != "narrowed" or not act.date or not _younger(act, use, sources):
            continue
        narrowed = [one for told in current for one in _narrowed(told, act, end, sources)]
        if narrowed:
            past.extend(replace(told, valid_to=act.date) for told in current)
            current = narrowed
    return [*past, *current]


def _younger(act: Act, use: Use, sources: Sources) -> bool:
    """Say whether an act is younger than the words that tell a use: a newer list has heard of it already."""
    document = sources.document(use.told)
    if document.kind in LISTS:
        return after(act.date, document.attested)
    return use.told not in act.reports


def _narrowed(told: Told, act: Act, end: PartialDate, sources: Sources) -> list[Told]:
    found = []
    for row in affirmed(act.first):
        if row.rule or not compare(row, told.reading, sources.covering).compatible:
            continue
        qualifiers, added = told.reading.qualifiers, row.qualifiers
        made = replace(
            told.reading,
            requires=_joined(told.reading.requires, row.requires),
            excludes=_joined(told.reading.excludes, row.excludes),
            after=_joined(told.reading.after, row.after),
            qualifiers=replace(
                qualifiers,
                line_min=max(qualifiers.line_min, added.line_min),
                disease_state=_joined(qualifiers.disease_state, added.disease_state),
                age_min=max(qualifiers.age_min, added.age_min),
            ),
        )
        if made != told.reading:
            found.append(Told(made, act.date, end, (*told.acts, act)))
    return found


def _joined(one: tuple[Item, ...], other: tuple[Item, ...]) -> tuple[Item, ...]:
    return (*one, *(item for item in other if item not in one))
