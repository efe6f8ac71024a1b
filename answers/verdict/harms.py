"""At which level does a harm stand? Where its source names it: one product, some members of a class, or the class.

A class harm reaches a member only where the source says class-wide; the harms of members make a class answer "seen
with N of the M products held". No harm held is no proof that there is none.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from answers.verdict.evidence import is_reported, tier_rank
from answers.verdict.model import Named, Use
from graph.model import PartialDate, latest


@dataclass(frozen=True, slots=True)
class HarmTold:
    """One harm at the level that it may be told.

    ``level``: therapy (a source names the therapy asked about), class_wide (a source names its class), members (seen
    with ``seen_with`` of ``held`` members). ``boxed`` is a boxed warning, with the tier and date of its best source
    ('' is "date not in our records"). ``silent`` are held members without a row for this boxed warning.
    """

    harm: Named
    level: str
    boxed: bool
    serious: bool
    frequency: str
    subjects: tuple[Named, ...]
    held: int
    silent: tuple[Named, ...]
    tier: str
    date: PartialDate
    reported: bool
    statement_ids: tuple[str, ...]


SERIOUSNESS = ("boxed_warning", "serious")


def level_harms(therapy: Named, harms: Iterable[Use], members: Iterable[Named] = ()) -> tuple[HarmTold, ...]:
    """Return each harm with its level: boxed warnings first, then serious ones, then by name.

    ``harms`` are held ``causes`` statements of the therapy, its products, its members or the classes above it.
    """
    held = {member.id: member for member in members}
    groups: dict[tuple[str, str, str], list[Use]] = defaultdict(list)
    for use in harms:
        if use.statement.polarity == "affirmed":
            seriousness = use.statement.qualifiers.seriousness
            groups[use.object.id, _level(use, therapy, held), seriousness if seriousness in SERIOUSNESS else ""].append(
                use
            )
    told = [_told(uses, level, seriousness, held) for (_, level, seriousness), uses in groups.items()]
    return tuple(sorted(told, key=lambda one: (not one.boxed, not one.serious, one.harm.name.lower(), one.level)))


def _level(use: Use, therapy: Named, held: dict[str, Named]) -> str:
    """Return the level of one row. A class's own row is class-wide for its members too."""
    if use.subject.id == therapy.id or (use.route in ("brand", "formulation", "substance") and not use.member):
        return "therapy"
    if use.subject.id in held or use.member in held:
        return "members"
    return "class_wide" if use.subject.kind == "class" else "therapy"


def _told(uses: list[Use], level: str, seriousness: str, held: dict[str, Named]) -> HarmTold:
    subjects = {one.id: one for one in (held.get(use.member) or use.subject for use in uses)}
    seen = [told for use in uses for told in use.attestations]
    best = min(seen, key=lambda told: (tier_rank(told.tier), -_ordinal(told.published or told.date)), default=None)
    boxed = seriousness == "boxed_warning"
    members = level == "members"
    return HarmTold(
        harm=uses[0].object,
        level=level,
        boxed=boxed,
        serious=seriousness == "serious",
        frequency=next((use.statement.qualifiers.frequency for use in uses if use.statement.qualifiers.frequency), ""),
        subjects=_by_name(subjects.values()),
        held=len(held) if members else 0,
        silent=_by_name(one for key, one in held.items() if key not in subjects) if members and boxed else (),
        tier=best.tier if best else "",
        date=(best.published or best.date) if best else "",
        reported=is_reported(seen),
        statement_ids=tuple(sorted(use.id for use in uses)),
    )


def _ordinal(text: PartialDate) -> int:
    day = latest(text)
    return day.toordinal() if day else 0


def _by_name(things: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(things, key=lambda one: (one.name.lower(), one.id)))
