"""Treatments told together: those that share cancer, conditions, test and class stand in one sentence.

Ordered by cancer, setting, stage, line, test, then name; the order is no ranking.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.sections.use_groups import UseGroup, group_uses
from answers.sections.uses import findings, phrases_of, tell_narrowing
from answers.verdict.model import JudgedUse, Use
from answers.wording.conditions import WORDS_PER_SENTENCE, Conditions
from answers.wording.phrases import join_words
from answers.wording.readability import longest_sentence

SETTINGS = ("neoadjuvant", "perioperative", "adjuvant", "consolidation", "induction", "", "maintenance")
IN_ONE_SENTENCE = 5
LISTED = ("option.listed", "option.listed_tests")
APPROVED = ("treatments.one", "treatments.one_tests")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the treatments of one sentence share."""

    cancers: tuple[str, ...]
    said: Conditions
    tests: str
    publisher: str
    rank: tuple[object, ...]


def tell_options(
    draft: Draft,
    narrator: Narrator,
    uses: Iterable[Use],
    section_id: str = "standard_treatments",
    *,
    folded: bool = False,
) -> SectionDraft:
    """Write listed options, those that share conditions together, each drug under its class."""
    section = draft.section(section_id, folded=folded)
    groups = group_uses(uses)
    if groups:
        section.connect("treatments.listed_head")
        tell_together(section, narrator, groups, LISTED, {})
    for group in groups:
        draft.findings.extend(findings(narrator, group, "option"))
    return section


def tell_approved(
    section: SectionDraft, draft: Draft, narrator: Narrator, judged: Sequence[JudgedUse], gaps: Mapping[str, str]
) -> None:
    """Write approved treatments of one agency, those that share conditions together."""
    by_id = {one.use.id: one for one in judged}
    groups = group_uses(one.use for one in judged)
    tell_together(section, narrator, groups, APPROVED, gaps)
    for group in groups:
        members = [by_id[statement] for statement in group.statement_ids]
        draft.findings.extend(findings(narrator, group, "approved", members))


def tell_together(
    section: SectionDraft,
    narrator: Narrator,
    groups: Iterable[UseGroup],
    plans: tuple[str, str],
    gaps: Mapping[str, str],
) -> None:
    """Write short sentences for the treatments under one heading, as many in each as fit."""
    held: dict[Heading, list[UseGroup]] = defaultdict(list)
    for group in groups:
        held[_heading(narrator, group)].append(group)
    for heading in sorted(held, key=lambda heading: heading.rank):
        ordered = sorted(held[heading], key=lambda group: (narrator.name(group.subject.id), group.statement_ids))
        while ordered:
            size = min(len(ordered), IN_ONE_SENTENCE)
            while size > 1 and _too_long(narrator, heading, ordered[:size], plans, gaps):
                size -= 1
            _tell(section, narrator, heading, ordered[:size], plans, gaps)
            ordered = ordered[size:]


def _too_long(
    narrator: Narrator, heading: Heading, run: Sequence[UseGroup], plans: tuple[str, str], gaps: Mapping[str, str]
) -> bool:
    """Tell whether a run makes a sentence that is too long, a name counting as one word."""
    plan, filled = _sentence(narrator, heading, run, plans, gaps)
    ids = {group.subject.id for group in run} | {one for group in run for ids in group.partners for one in ids}
    ids |= {state.biomarker_id for group in run for states in group.requires for state in states}
    classes = (narrator.classes.get(group.subject.id) for group in run)
    named = [narrator.name(one) for one in (*ids, *heading.cancers)]
    named += [narrator.class_word(held.class_id, 1) for held in classes if held]
    return longest_sentence(narrator.voice.tell(plan, filled), named) > WORDS_PER_SENTENCE


def _heading(narrator: Narrator, group: UseGroup) -> Heading:
    said = phrases_of(narrator, group)
    cancers = tuple(sorted(cancer.id for cancer in group.cancers))
    qualifiers = group.qualifiers
    setting = SETTINGS.index(qualifiers.setting) if qualifiers.setting in SETTINGS else len(SETTINGS)
    source = narrator.best_source(group.statement_ids[0])
    publisher = source.publisher if source else ""
    rank = (
        tuple(narrator.name(cancer) for cancer in cancers),
        setting,
        "|".join(qualifiers.stage),
        qualifiers.line_min or 9,
        said.narrowing,
        said.tests,
        publisher,
    )
    return Heading(cancers, replace(said, partners=""), said.tests, publisher, rank)


def _tell(
    section: SectionDraft,
    narrator: Narrator,
    heading: Heading,
    run: Sequence[UseGroup],
    plans: tuple[str, str],
    gaps: Mapping[str, str],
) -> None:
    grounds = [statement for group in run for statement in group.statement_ids]
    classes = (narrator.classes.get(group.subject.id) for group in run)
    grounds += [held.statement_id for held in classes if held]
    plan, filled = _sentence(narrator, heading, run, plans, gaps)
    section.claim(plan, grounds, **filled)
    tell_narrowing(section, grounds, heading.said, many=len(run) > 1)


def _sentence(
    narrator: Narrator,
    heading: Heading,
    run: Sequence[UseGroup],
    plans: tuple[str, str],
    gaps: Mapping[str, str],
) -> tuple[str, dict[str, str]]:
    """Return the plan and the gaps that tell a run of treatments."""
    named = list(dict.fromkeys(_named(narrator, group) for group in run))
    filled = {
        "cancer": join_words([narrator.name(cancer) for cancer in heading.cancers], "or"),
        "publisher": heading.publisher,
        "therapies": join_words(named),
        "tests": heading.tests,
        "are": "is" if len(named) == 1 else "are",
        **gaps,
    }
    return plans[1] if heading.tests else plans[0], filled


def _named(narrator: Narrator, group: UseGroup) -> str:
    partners = [join_words(narrator.names_of(ids)) for ids in group.partners if ids]
    if not partners:
        return narrator.with_class(group.subject.id)
    alone = "alone or " if () in group.partners else ""
    return f"{narrator.name(group.subject.id)} {alone}with {join_words(partners, 'or')}"
