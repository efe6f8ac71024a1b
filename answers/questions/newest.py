"""What is new for a cancer? The latest dated approvals, to the end of our records, which the answer names."""

from collections.abc import Mapping
from datetime import date

from answers.asking import Asking
from answers.cancer_reading import read_cancer
from answers.sections import unheld
from answers.sections.changes import since_of
from answers.sections.closing import tell_more
from answers.sections.harms import tell_class_harms
from answers.sections.therapy import tell_therapy
from answers.sections.treatments import approved_by_agency, narrator_for, read_class_harms, tell_treatments
from answers.sections.use_groups import UseGroup, group_uses
from answers.sections.uses import findings, mentioned
from answers.sources import Source
from answers.verdict.model import JudgedUse
from answers.wording.phrases import join_words, say_date
from graph.model import earliest

MOST = 8
MOST_SINCE = 20
"""Approvals told of those since a day that the question names."""
PARTS = ("verdict", "options", "harms", "more")


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the newest approvals first, then everything held; of one medicine, what changed since the day named."""
    question = asking.question
    since = since_of(asking)
    medicines = [mention for mention in question.therapies if mention.kind != "class" or not question.cancers]
    if medicines and since:
        cancer = question.cancers[0].id if question.cancers else ""
        return tell_therapy(asking, medicines[0].id, cancer, PARTS) or unheld.tell(asking)
    if not question.cancers:
        return unheld.tell(asking)
    groups = [mention for mention in question.therapies if mention.kind == "class"]
    members = asking.reading.members(groups[0].id) if groups else {}
    wanted = {groups[0].id, *members} if groups else None
    held = read_cancer(asking.reading, question.cancers[0].id, (), wanted)
    if held is None:
        return unheld.tell(asking)
    approved = approved_by_agency(asking, held)
    harms = read_class_harms(asking, held)
    grounds = {*members.values(), *(use.id for use in harms)}
    narrator = narrator_for(asking, held, approved, mentioned(harms), grounds)
    dated = [one for judged in approved.values() for one in judged if one.granted and not one.contradicted]
    dated.sort(key=lambda one: (one.granted, one.use.subject.name, one.use.id), reverse=True)
    section = asking.draft.section("verdict")
    section.absence(
        "treatments.records_end", ["query:release"], when=say_date(held.facts.records_end) or "an unknown day"
    )
    section.guide("treatments.newest_means")
    told = [one for one in dated if _is_after(one, since)] if since else dated[:MOST]
    by_use = {one.use.id: one for one in told[:MOST_SINCE]}
    latest = group_uses(one.use for one in by_use.values())
    for use_group in sorted(latest, key=lambda one: _date(by_use, one), reverse=True):
        section.claim(
            "treatments.newest_one",
            use_group.statement_ids,
            when=say_date(_date(by_use, use_group)),
            therapy=join_words(narrator.names_of([use_group.subject.id])),
            cancer=join_words(narrator.names_of(cancer.id for cancer in use_group.cancers), "or"),
            country=narrator.country(use_group.agency),
        )
        asking.draft.findings.extend(
            findings(narrator, use_group, "approved", [by_use[statement] for statement in use_group.statement_ids])
        )
    if not told:
        basis = f"query:told_about_objects?objects={held.facts.cancer.id}"
        section.absence("treatments.dated_none", [basis], cancer=narrator.name(held.facts.cancer.id))
    tell_treatments(asking, narrator, held, approved, main_options=not groups)
    tell_class_harms(asking.draft, narrator, harms)
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources


def _is_after(one: JudgedUse, since: date) -> bool:
    granted = earliest(one.granted)
    return granted is not None and granted >= since


def _date(by_use: Mapping[str, JudgedUse], group: UseGroup) -> str:
    return max((by_use[one].granted for one in group.statement_ids), default="")
