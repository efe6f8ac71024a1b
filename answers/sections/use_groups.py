"""Statements that are one use told in parts: alternatives of test, partner or cancer, put together again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from answers.verdict.model import Named, Use
from graph.model import BiomarkerState, PriorTherapy, Qualifiers

MOST_CANCERS = 3
"""Uses of one therapy for several cancers that are told as one."""


@dataclass(frozen=True, slots=True)
class UseGroup:
    """One use of one therapy as a source lists it. ``requires`` and ``partners`` are alternatives, each a set."""

    subject: Named
    agency: str
    cancers: tuple[Named, ...]
    requires: tuple[tuple[BiomarkerState, ...], ...]
    partners: tuple[tuple[str, ...], ...]
    after: tuple[PriorTherapy, ...]
    qualifiers: Qualifiers
    statement_ids: tuple[str, ...]


def group_uses(uses: Iterable[Use]) -> list[UseGroup]:
    """Put alternatives of one indication together; the order is by therapy name, line, then cancer."""
    grouped: dict[tuple[object, ...], list[Use]] = {}
    for use in sorted(uses, key=lambda use: use.id):
        said = use.statement
        anchor = said.indication_id or said.id
        key = (anchor, use.subject.id, said.qualifiers, said.after, said.not_after)
        grouped.setdefault(key, []).append(use)
    groups = _merged(_group(members) for members in grouped.values())
    return sorted(
        groups,
        key=lambda group: (
            group.agency,
            group.subject.name.lower(),
            group.qualifiers.line_min or 99,
            group.cancers[0].name.lower(),
            group.statement_ids,
        ),
    )


def _merged(groups: Iterable[UseGroup]) -> list[UseGroup]:
    """Put uses of several products together that say the same: seven biosimilars make one use, not seven."""
    same: dict[tuple[object, ...], list[UseGroup]] = {}
    for group in groups:
        said = (group.subject, group.agency, group.cancers, group.requires, group.partners, group.after)
        same.setdefault((*said, group.qualifiers), []).append(group)
    return [
        replace(members[0], statement_ids=tuple(sorted(one for group in members for one in group.statement_ids)))
        if len(members) > 1
        else members[0]
        for members in same.values()
    ]


def across_cancers(groups: Iterable[UseGroup], place_of: Callable[[UseGroup], object]) -> list[UseGroup]:
    """Put uses together that differ in the cancer alone, a few at a time; ``place_of`` says where one is told."""
    alike: dict[tuple[object, ...], list[UseGroup]] = {}
    for group in groups:
        said = (group.subject, group.agency, group.requires, group.partners, place_of(group))
        alike.setdefault(said, []).append(group)
    return [
        _joined(members[start : start + MOST_CANCERS])
        for members in alike.values()
        for start in range(0, len(members), MOST_CANCERS)
    ]


def _joined(groups: Sequence[UseGroup]) -> UseGroup:
    cancers = {cancer.id: cancer for group in groups for cancer in group.cancers}
    return replace(
        groups[0],
        cancers=tuple(sorted(cancers.values(), key=lambda cancer: cancer.name.lower())),
        statement_ids=tuple(sorted(one for group in groups for one in group.statement_ids)),
    )


def _group(members: list[Use]) -> UseGroup:
    first = members[0]
    requires = dict.fromkeys(
        (*use.statement.requires, *(absent(state) for state in use.statement.excludes)) for use in members
    )
    partners = dict.fromkeys(use.statement.partners for use in members)
    cancers = {use.object.id: use.object for use in members}
    return UseGroup(
        first.subject,
        first.statement.agency,
        tuple(sorted(cancers.values(), key=lambda cancer: cancer.name.lower())),
        tuple(sorted(requires, key=repr)) if len(requires) > 1 else tuple(requires),
        tuple(sorted(partners)),
        first.statement.after,
        first.statement.qualifiers,
        tuple(sorted(use.id for use in members)),
    )


def absent(state: BiomarkerState) -> BiomarkerState:
    """Return the state that an exclusion asks for: the biomarker absent."""
    return BiomarkerState(state.biomarker_id, "absent", state.group)
