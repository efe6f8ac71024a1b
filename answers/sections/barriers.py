"""Why a therapy is hard to use for a cancer, and what is being tried: barriers, strategies and studies."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.sections.listing import WORDS, counted, runs
from answers.verdict.model import Use
from answers.wording.phrases import join_words, say_count, say_when
from graph.model import latest

PREDICATES = ("has_barrier", "addresses", "studied_for")
FRESH = timedelta(days=90)
"""A trial status older than this is told as past (design, section 7)."""
MOST_TRIALS = 6
"""Studies told one by one; of the others only what they test."""
PHASE = re.compile(r"(?:early )?\d")
STATUS_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{4}"
)


def tell_barriers(draft: Draft, narrator: Narrator, uses: Iterable[Use], cancer: str = "") -> set[str]:
    """Write each barrier with its source. Returns the barriers told, for the strategies that address them.

    ``cancer`` is what the question calls the cancer: a barrier is told of the therapy, not of one cancer.
    """
    barriers = [use for use in uses if use.statement.predicate == "has_barrier"]
    if not barriers:
        return set()
    section = draft.section("barriers")
    section.connect("lead.barriers_for" if cancer else "lead.barriers", cancer=cancer)
    for use in sorted(barriers, key=lambda use: (use.statement.qualifiers.order or 99, use.object.name, use.id)):
        for sentence in narrator.sentences(use.object.id):
            section.claim("told.text", [use.id], text=sentence)
    return {use.object.id for use in barriers}


def tell_research(
    draft: Draft, narrator: Narrator, strategies: Sequence[Use], studies: Sequence[Use], as_of: date
) -> None:
    """Write what is being tried against the barriers, then the studies with phase, status and its date."""
    if not strategies and not studies:
        return
    section = draft.section("research", folded=draft.voice.level == "plain")
    section.connect("lead.research")
    for use in sorted(strategies, key=lambda use: (use.subject.name, use.id)):
        for sentence in narrator.sentences(use.subject.id):
            section.claim("told.text", [use.id], text=sentence)
    tell_trials(section, draft, narrator, studies, as_of)


def tell_trials(section: SectionDraft, draft: Draft, narrator: Narrator, studies: Sequence[Use], as_of: date) -> None:
    """Write each study: what it tests, its phase, its status as of when; and each as a finding."""
    ordered = sorted(studies, key=lambda use: (_status_date(narrator, use), use.id), reverse=True)
    for use in ordered[:MOST_TRIALS]:
        trial = narrator.trial(use)
        plan, gaps = status_plan(trial.status, trial.status_date, as_of)
        section.claim(
            "trial.told" if trial.number else "trial.told_unnumbered",
            [use.id],
            number=trial.number,
            therapy=narrator.name(use.subject.id),
            cancer=narrator.name(use.object.id),
            phase=f", phase {trial.phase}" if PHASE.match(trial.phase) else "",
            status=section.voice.catalogue.wording(plan, section.voice.level).format_map(gaps),
        )
    for use in ordered:
        draft.findings.append(
            {
                "therapies": [{"id": use.subject.id, "name": use.subject.name, "class": None}],
                "cancers": [{"id": use.object.id, "name": use.object.name}],
                "biomarkers": [],
                "agency": None,
                "status": "studied",
                "kind": None,
                "date": narrator.trial(use).status_date or None,
                "setting": {},
                "level_of_evidence": None,
                "conditions": [],
                "statement_id": use.id,
            }
        )
    if len(ordered) > MOST_TRIALS:
        others: dict[str, list[str]] = {}
        for use in ordered[MOST_TRIALS:]:
            others.setdefault(narrator.name(use.subject.id), []).append(use.id)
        for run in runs(counted(others), WORDS[section.voice.level] - 4):
            grounds = [ground for item in run for ground in item.grounds]
            section.claim("trial.others", grounds, therapies=join_words([item.text for item in run]))
        section.claim("trial.count", [use.id for use in ordered], count=say_count(len(ordered), "study", "studies"))


def status_plan(status: str, on: str, as_of: date) -> tuple[str, dict[str, str]]:
    """Return how to tell a study's status: as past where it is older than 90 days, not known without a date."""
    known = latest(on)
    if not status or known is None:
        return "trial.status_undated", {}
    plan = "trial.status_old" if as_of - known > FRESH else "trial.status_now"
    words = STATUS_DATE.sub("", status.lower().replace("_", " ")).strip()
    return plan, {"status": words, "when": say_when(on)}


def _status_date(narrator: Narrator, use: Use) -> str:
    return narrator.trial(use).status_date
