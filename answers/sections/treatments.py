"""Treatments for a cancer: approved ones by agency, listed options, and those that do not fit, with the reason."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from answers.asking import DEFAULT_AGENCIES, Asking
from answers.cancer_reading import CancerFacts
from answers.draft import SectionDraft
from answers.narrator import Narrator
from answers.sections.by_cancer import tell_by_cancer
from answers.sections.harms import PREDICATES as HARMS
from answers.sections.instead import GENERAL_KINDS, tell_instead
from answers.sections.listing import WORDS, counted, runs
from answers.sections.options import Asked, tell_approved, tell_checked, tell_options, tell_owed
from answers.sections.uses import mentioned
from answers.verdict.constraints import Request, fits
from answers.verdict.model import Fit, JudgedUse, Use
from answers.wording.conditions import say_marker
from answers.wording.phrases import join_words, say_date
from graph.model import BiomarkerState

MOST_KINDS = 3
"""General kinds of treatment of which the harms are told."""


def request_of(asking: Asking) -> Request:
    """Return what the question says of the person, as a request to the verdict rules."""
    return Request(asking.question.constraints)


def asked_of(held: CancerFacts) -> Asked:
    """Return the cancer asked about, and the groups whose labels only cover it."""
    return Asked(held.facts.cancer.id, held.facts.covering - {held.facts.cancer.id})


def agencies_of(asking: Asking) -> Sequence[str]:
    """Return the agencies to tell."""
    return asking.agencies or DEFAULT_AGENCIES


def approved_by_agency(asking: Asking, held: CancerFacts) -> dict[str, list[JudgedUse]]:
    """Return what each agency approves for the cancer, contradicted uses too."""
    request = request_of(asking)
    return {agency: held.approved(agency, asking.as_of, request) for agency in agencies_of(asking)}


def narrator_for(
    asking: Asking, held: CancerFacts, approved: Mapping[str, list[JudgedUse]], things: set[str], grounds: set[str]
) -> Narrator:
    """Read names and sources for what may be told."""
    judged = [one for uses in approved.values() for one in uses]
    uses = [*(one.use for one in judged), *held.options]
    named = {one.biomarker_id for one in asking.question.constraints.biomarkers}
    wanted = mentioned(uses) | {held.facts.cancer.id, *agencies_of(asking)} | named | things
    return asking.narrator(wanted, {use.id for use in uses} | grounds)


def read_class_harms(asking: Asking, held: CancerFacts) -> list[Use]:
    """Return the harms of the general kinds of treatment that are listed most often for the cancer."""
    listed = Counter(use.subject.id for use in held.options if use.subject.kind in GENERAL_KINDS)
    chosen = sorted(listed, key=lambda one: (-listed[one], one))[:MOST_KINDS]
    rows = [row for row in asking.reading.told_of(chosen, HARMS) if row["depth"] == 0]
    [uses] = asking.reading.uses(rows)
    return uses


def tell_treatments(
    asking: Asking,
    narrator: Narrator,
    held: CancerFacts,
    approved: Mapping[str, list[JudgedUse]],
    *,
    main_options: bool = False,
) -> None:
    """Write approved treatments, listed options and what does not fit.

    ``main_options``: the second agency by cancer and the main options alone, for answers that tell other things first.
    """
    draft = asking.draft
    cancer = narrator.name(held.facts.cancer.id)
    for number, (agency, judged) in enumerate(approved.items()):
        fitting = [one for one in judged if not one.contradicted]
        gaps = {"country": narrator.country(agency), "agency": narrator.agency(agency)}
        section = draft.section("options", folded=number > 0)
        section.title = draft.voice.tell("title.options_in", gaps)
        if not fitting:
            basis = f"query:told_about_objects?objects={held.facts.cancer.id}&agency={agency}"
            section.absence("treatments.none_approved", [basis], cancer=cancer, **gaps)
            continue
        brief = number > 0 and not asking.agencies
        if brief and main_options:
            section.connect("treatments.class_head", **gaps)
            tell_by_cancer(section, draft, narrator, fitting)
            tell_owed(section, narrator, fitting)
            tell_checked(section, fitting)
            continue
        _tell_by_test(section, asking, narrator, fitting, gaps, asked=asked_of(held), brief=brief)
    fitting_options, excluded_options = split_options(asking, held)
    if fitting_options and main_options:
        tell_instead(draft, narrator, held.facts.cancer.id, fitting_options)
    elif fitting_options:
        tell_options(draft, narrator, fitting_options, asked=asked_of(held), folded=bool(draft.findings))
    tell_excluded(asking, narrator, [one for uses in approved.values() for one in uses], excluded_options)
    end = held.facts.records_end
    if end:
        draft.notice("records_end", "treatments.records_end", when=say_date(end))


def _tell_by_test(
    section: SectionDraft,
    asking: Asking,
    narrator: Narrator,
    judged: Sequence[JudgedUse],
    gaps: Mapping[str, str],
    *,
    asked: Asked,
    brief: bool,
) -> None:
    """Write the uses that fit the test result asked about, those that need none, then those that need another."""
    parts: dict[str, list[JudgedUse]] = {plan: [] for plan in BY_TEST}
    for one in judged:
        parts[_part(one, named=bool(asking.question.constraints.biomarkers))].append(one)
    for plan, members in parts.items():
        if members:
            section.connect(plan, **gaps, cancer=narrator.name(asked.cancer), tests=_named_tests(asking, narrator))
            tell_approved(section, asking.draft, narrator, members, asked=asked, brief=brief)
    tell_owed(section, narrator, judged)
    tell_checked(section, judged)


def _named_tests(asking: Asking, narrator: Narrator) -> str:
    """Return the test results of the question, each in the state that it names."""
    named = asking.question.constraints.biomarkers
    states = [BiomarkerState(one.biomarker_id, one.state, one.group) for one in named]
    return join_words(list(dict.fromkeys(say_marker(state, narrator.name) for state in states)))


BY_TEST = (
    "treatments.with_result_head",
    "treatments.no_test_head",
    "treatments.approved_head",
    "treatments.other_tests_head",
    "treatments.any_tumor_head",
    "lead.tissue_agnostic",
)


def _part(one: JudgedUse, *, named: bool) -> str:
    """Return the lead-in under which a use is told."""
    on_tests = [fit for fit in one.fits if fit.condition in ("biomarker", "excluded_biomarker")]
    if one.tissue_agnostic and one.use.statement.requires and not any(fit.fit == "fits" for fit in on_tests):
        return "lead.tissue_agnostic"
    if one.tissue_agnostic and not one.use.statement.requires:
        return "treatments.any_tumor_head"
    if not named:
        return "treatments.approved_head"
    if not on_tests:
        return "treatments.no_test_head"
    if any(fit.condition == "biomarker" and (fit.fit == "fits" or fit.asked) for fit in on_tests):
        return "treatments.with_result_head"
    needed = [fit for fit in on_tests if fit.condition == "biomarker"]
    return "treatments.other_tests_head" if needed else "treatments.no_test_head"


def split_options(asking: Asking, held: CancerFacts) -> tuple[list[Use], list[tuple[Use, Fit]]]:
    """Return the options that may fit, and those that the question rules out with the first reason."""
    request, names = request_of(asking), dict(held.facts.names)
    fitting: list[Use] = []
    excluded: list[tuple[Use, Fit]] = []
    for use in held.options:
        against = [fit for fit in fits(use, request, names) if fit.fit == "contradicts"]
        if against:
            excluded.append((use, against[0]))
        else:
            fitting.append(use)
    return fitting, excluded


def tell_excluded(
    asking: Asking, narrator: Narrator, judged: Sequence[JudgedUse], options: Sequence[tuple[Use, Fit]]
) -> None:
    """Write what does not fit, each therapy once, with the reason."""
    against: dict[tuple[str, str], list[str]] = {}
    reasons: dict[tuple[str, str], str] = {}
    pairs = [(one.use, fit) for one in judged for fit in one.fits if fit.fit == "contradicts"][:200]
    offered = {str(therapy["id"]) for finding in asking.draft.findings for therapy in finding["therapies"]}
    for use, fit in (*pairs, *options):
        if use.subject.id in offered:
            continue
        marker = fit.biomarker.biomarker_id if fit.biomarker else ""
        reason = narrator.reason(fit.condition, marker)
        key = (use.subject.id, reason)
        against.setdefault(key, []).append(use.id)
        reasons[key] = reason
    if not against:
        return
    section = asking.draft.section("excluded", folded=True)
    by_reason: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for (therapy, reason), ids in sorted(against.items()):
        by_reason[reason].setdefault(narrator.name(therapy), []).extend(ids)
    for reason, therapies in sorted(by_reason.items()):
        for run in runs(counted(therapies), WORDS[narrator.voice.level] - len(reason.split()) - 3):
            section.claim(
                "treatments.excluded",
                [ground for item in run for ground in item.grounds],
                therapies=join_words([item.text for item in run]),
                reason=reason,
            )
