"""Treatments told together: those that share cancer, situation and test stand in one sentence.

Ordered by cancer, how far it is, setting, line, test, then name; the order is no ranking.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from answers.draft import Draft, SectionDraft, Voice
from answers.narrator import Narrator
from answers.sections.listing import ALONE, NO_DATES, WORDS, TreatmentList, counted, runs
from answers.sections.situations import Situation, course_of, situation_of
from answers.sections.use_groups import UseGroup, across_cancers, group_uses
from answers.sections.uses import findings
from answers.verdict.model import JudgedUse, Use
from answers.wording.phrases import join_words, say_date
from graph.model import PartialDate

HEADING = "treatments.situation"
ARTICLES = ("a ", "an ")
OWED = ("accelerated", "conditional")


class Asked(NamedTuple):
    """The cancer asked about, and the groups that it only falls under."""

    cancer: str
    wider: frozenset[str]


ANY_CANCER = Asked("", frozenset())


class Place(NamedTuple):
    """What the treatments under one heading share."""

    cancers: tuple[str, ...]
    situation: Situation


def tell_options(
    draft: Draft,
    narrator: Narrator,
    uses: Iterable[Use],
    section_id: str = "standard_treatments",
    *,
    asked: Asked = ANY_CANCER,
    folded: bool = False,
) -> SectionDraft:
    """Write listed options, those that share a situation together, each list under who publishes it."""
    section = draft.section(section_id, folded=folded)
    if narrator.is_condition(asked.cancer):
        section.title = draft.voice.tell("title.standard_of_condition", {})
    groups = group_uses(uses)
    by_publisher: dict[str, list[UseGroup]] = defaultdict(list)
    for group in groups:
        by_publisher[join_words(narrator.publishers(group.statement_ids[:1]))].append(group)
    for publisher, listed in sorted(by_publisher.items()):
        section.connect("treatments.listed_head", publisher=publisher)
        tell_together(section, narrator, listed, "listed", asked=asked)
        tell_grades(section, listed)
    for group in groups:
        draft.findings.extend(findings(narrator, group, "option"))
    return section


def tell_approved(
    section: SectionDraft,
    draft: Draft,
    narrator: Narrator,
    judged: Sequence[JudgedUse],
    *,
    asked: Asked = ANY_CANCER,
    brief: bool = False,
) -> None:
    """Write approved treatments of one agency, those that share a situation together.

    ``asked`` is the cancer that is told first; ``brief``: kinds of the cancer and of people are left to the findings.
    """
    by_id = {one.use.id: one for one in judged}
    groups = group_uses(one.use for one in judged)
    since = {one.use.id: one.granted for one in judged}
    told = groups
    if brief:
        told = [in_short(group) for group in groups]
        told = told if asked.cancer else across_cancers(told, lambda group: situation_of(narrator, group))
    tell_together(section, narrator, told, "approved", since, asked=asked)
    for group in groups:
        members = [by_id[statement] for statement in group.statement_ids]
        draft.findings.extend(findings(narrator, group, "approved", members))


def tell_owed(section: SectionDraft, narrator: Narrator, judged: Sequence[JudgedUse]) -> None:
    """Write which of the treatments told still owe proof."""
    for kind in OWED:
        owing: dict[str, list[str]] = defaultdict(list)
        for one in judged:
            if one.approval_kind == kind:
                owing[narrator.name(one.use.subject.id)].append(one.use.id)
        for run in runs(counted(owing), WORDS[narrator.voice.level] - 9):
            leave_heading(section)
            section.claim(
                f"owed.{kind}",
                [ground for item in run for ground in item.grounds],
                therapies=join_words([item.text for item in run]),
            )


def tell_checked(section: SectionDraft, judged: Sequence[JudgedUse]) -> None:
    """Write from when the records behind these approvals are: the oldest last check, and the newest."""
    dated = sorted((one for one in judged if one.attested_on), key=lambda one: (one.attested_on, one.use.id))
    if not dated:
        return
    first, last = dated[0], dated[-1]
    leave_heading(section)
    plan = "treatments.checked" if first.attested_on == last.attested_on else "treatments.checked_between"
    gaps = {"oldest": say_date(first.attested_on), "newest": say_date(last.attested_on)}
    section.claim(plan, [first.use.id, last.use.id], **gaps)


def tell_grades(section: SectionDraft, groups: Iterable[UseGroup]) -> None:
    """Write what the levels of evidence that were told mean: in short in ``standard``, each of them in ``expert``."""
    levels = sorted({group.qualifiers.level_of_evidence for group in groups} - {""})
    if not levels or section.voice.level == "plain":
        return
    leave_heading(section)
    section.guide("evidence.what")
    for level in levels if section.voice.level == "expert" else ():
        plan = f"evidence.{level}"
        if plan in section.voice.catalogue.plans:
            section.guide(plan)


def leave_heading(section: SectionDraft) -> None:
    """End what stands under the heading of a situation: the next sentence is not of it."""
    leads = [one.plan for one in section.sentences if one.kind == "connective"]
    if leads and leads[-1] == HEADING:
        section.connect("treatments.also")


def after_name(voice: Voice, disease: str) -> str:
    """Return what narrows a cancer as it stands after its name: 'that has spread', in ``standard`` ', metastatic'."""
    return "" if not disease else f" {disease}" if voice.level == "plain" else f", {disease}"


def in_short(group: UseGroup) -> UseGroup:
    """Return a use by its cancers, treatments, tests, how far the cancer is and which treatment it is."""
    return replace(group, qualifiers=course_of(group.qualifiers))


def tell_together(
    section: SectionDraft,
    narrator: Narrator,
    groups: Iterable[UseGroup],
    done: str,
    since: Mapping[str, PartialDate] = NO_DATES,
    *,
    asked: Asked = ANY_CANCER,
) -> None:
    """Write the treatments of each situation under its heading, as many in each sentence as fit.

    The cancer asked about stands first, groups that it only falls under (any solid tumor) last.

    ``done`` says what happened to them, a row of the catalogue's table ``done``; ``since`` gives the day by statement.
    """
    held: dict[Place, TreatmentList] = {}
    for group in groups:
        place = Place(tuple(sorted(cancer.id for cancer in group.cancers)), situation_of(narrator, group))
        held.setdefault(place, TreatmentList(narrator, since)).add(group)
    word = narrator.voice.catalogue.wording(f"done.{done}", narrator.voice.level)
    for place in sorted(held, key=lambda place: (*_near(narrator, place, asked), place.situation)):
        _tell_place(section, narrator, place, held[place], word)


def _near(narrator: Narrator, place: Place, asked: Asked) -> tuple[int, list[str]]:
    """Return how near the cancers of a place are to the one asked about: itself, its kinds, its groups."""
    names = narrator.names_of(place.cancers)
    if asked.cancer in place.cancers:
        return 0, names
    return 2 if asked.wider & set(place.cancers) else 1, names


def _tell_place(section: SectionDraft, narrator: Narrator, place: Place, held: TreatmentList, done: str) -> None:
    """Write one situation: under its heading, or in one sentence with it where that is short enough."""
    disease, giving = place.situation.disease, place.situation.giving
    plain = narrator.voice.level == "plain"
    names = [narrator.name(one) for one in place.cancers]
    heading = {
        "cancer": join_words(names, "or"),
        "disease": after_name(narrator.voice, disease),
        "giving": f", {giving}" if giving else "",
        "done": done,
    }
    words = len(f"For {disease} {giving}".split()) + sum(2 + name.startswith(ARTICLES) for name in names) - 1
    told = held.sentences(WORDS[narrator.voice.level] - (0 if plain else words))
    alone = plain and len(told) == 1 and told[0].plan in ALONE and told[0].words + words <= WORDS["plain"]
    if plain and not alone:
        section.connect(HEADING, **heading)
    else:
        leave_heading(section)
    for sentence in told:
        plan = ALONE[sentence.plan] if alone else sentence.plan
        section.claim(plan, sentence.grounds, **heading, **sentence.gaps)
