"""What a class of medicines is approved for, in short: cancers with the same members stand in one sentence.

Conditions of each use stand in the findings, and in the answer about that member.
"""

from collections import defaultdict
from collections.abc import Sequence

from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.sections.listing import WORDS, Item, counted, runs
from answers.sections.options import ARTICLES, in_short, leave_heading, tell_together
from answers.sections.use_groups import UseGroup, group_uses
from answers.sections.uses import findings
from answers.verdict.model import JudgedUse
from answers.wording.phrases import join_words

PLANS = {False: "treatments.alone", True: "treatments.alone_by_test"}
FRAME = {False: 3, True: 6}
"""Words of each plan besides its two lists."""
MOST_CANCERS = 6
"""Cancers that one sentence names."""


def tell_by_cancer(section: SectionDraft, draft: Draft, narrator: Narrator, judged: Sequence[JudgedUse]) -> None:
    """Write for which cancers members are approved, those that always ask for a test result apart.

    Uses for any tumor are told with their test: without it they would be told too widely.
    """
    by_id = {one.use.id: one for one in judged}
    groups = group_uses(one.use for one in judged)
    for group in groups:
        draft.findings.extend(
            findings(narrator, group, "approved", [by_id[statement] for statement in group.statement_ids])
        )
    anywhere = [one for one in groups if by_id[one.statement_ids[0]].tissue_agnostic and _asks_for_test(one)]
    somewhere = [group for group in groups if group not in anywhere]
    for tested in (False, True):
        _tell(section, narrator, _members(somewhere, tested=tested), tested=tested)
    _tell_partners(section, narrator, somewhere)
    if anywhere:
        section.connect("lead.tissue_agnostic")
        tell_together(section, narrator, [in_short(group) for group in anywhere], "approved")


def _tell_partners(section: SectionDraft, narrator: Narrator, groups: Sequence[UseGroup]) -> None:
    """Write with which other medicines some of these are given."""
    held: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        for partner in {one for partners in group.partners for one in partners}:
            held[narrator.name(partner)].extend(group.statement_ids)
    for run in runs(counted(held), WORDS[section.voice.level] - 6):
        grounds = [ground for item in run for ground in item.grounds]
        section.claim("treatments.partners", grounds, therapies=join_words([item.text for item in run]))


def _members(groups: Sequence[UseGroup], *, tested: bool) -> dict[str, dict[str, list[str]]]:
    """Return by cancer the members approved for it, each with its statements; ``tested``: those only by test result."""
    held: dict[str, dict[str, list[UseGroup]]] = defaultdict(lambda: defaultdict(list))
    for group in groups:
        for cancer in group.cancers:
            held[cancer.id][group.subject.id].append(group)
    return {
        cancer: chosen
        for cancer, members in held.items()
        if (
            chosen := {
                member: [statement for use in uses for statement in use.statement_ids]
                for member, uses in members.items()
                if all(_asks_for_test(use) for use in uses) == tested
            }
        )
    }


def _asks_for_test(group: UseGroup) -> bool:
    """Tell whether every alternative of a use asks for a test result."""
    return bool(group.requires) and () not in group.requires


def _tell(section: SectionDraft, narrator: Narrator, held: dict[str, dict[str, list[str]]], *, tested: bool) -> None:
    """Write cancers with the same members together; of many members as many as fit stand in each sentence."""
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for cancer in sorted(held, key=narrator.name):
        alike[tuple(sorted(held[cancer], key=narrator.name))].append(cancer)
    done = section.voice.catalogue.wording("done.approved", section.voice.level)
    for members, cancers in alike.items():
        for start in range(0, len(cancers), MOST_CANCERS):
            named = cancers[start : start + MOST_CANCERS]
            names = narrator.names_of(named)
            items = [
                Item(narrator.name(member), 1, tuple(ground for one in named for ground in held[one][member]))
                for member in members
            ]
            words = FRAME[tested] + sum(1 + name.startswith(ARTICLES) for name in names) + 1
            for run in runs(items, WORDS[section.voice.level] - words):
                leave_heading(section)
                section.claim(
                    PLANS[tested],
                    [ground for item in run for ground in item.grounds],
                    cancer=join_words(names, "or"),
                    disease="",
                    giving="",
                    therapies=join_words([item.text for item in run]),
                    are="is" if len(run) == 1 else "are",
                    done=done,
                )
