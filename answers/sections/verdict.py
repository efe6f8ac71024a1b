"""The verdict section: the first agency whole, the others after it, what is approved instead, and who differs."""

from collections.abc import Collection, Sequence

from answers.asking import ASKED_FOR_NOTHING, DEFAULT_AGENCIES, Asking
from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.sections.by_cancer import tell_by_cancer
from answers.sections.options import tell_approved, tell_checked, tell_owed
from answers.sections.verdict_text import (
    APPROVED,
    in_runs,
    tell_approvals_elsewhere,
    tell_basis,
    tell_elsewhere,
    tell_status,
    verdict_entry,
)
from answers.verdict.coverage import support
from answers.verdict.model import CoverageTold, Facts, JudgedUse, Use, Verdict
from answers.verdict.status import decide
from answers.wording.phrases import join_words


def tell_verdicts(asking: Asking, narrator: Narrator, facts: Facts, verdicts: Sequence[Verdict]) -> SectionDraft:
    """Write every agency's verdict; the reader's first question stands first."""
    draft = asking.draft
    section = draft.section("verdict")
    default = verdicts if asking.agencies else [one for one in verdicts if one.agency in DEFAULT_AGENCIES]
    elsewhere = [one for one in verdicts if one not in default]
    for verdict in default:
        text = tell_status(section, narrator, verdict, asking.question.type)
        draft.verdicts.append(verdict_entry(narrator, verdict, text))
        tell_basis(section, draft, narrator, verdict)
        if verdict.status in ("not_approved", "unknown", "investigational", "off_label_standard"):
            tell_only(asking, section, narrator, facts, verdict)
    for verdict in elsewhere:
        before = len(section.sentences)
        tell_elsewhere(section, narrator, verdict)
        text = " ".join(one.text for one in section.sentences[before : before + 1])
        draft.verdicts.append(verdict_entry(narrator, verdict, text))
    if not asking.agencies and narrator.covered_by:
        tell_outside_group(asking, section, narrator, facts, {one.agency for one in elsewhere})
    if any("investigational" in one.also for one in default):
        studied = next(one for one in default if "investigational" in one.also)
        section.claim(
            "verdict.also_investigational",
            [use.id for use in studied.studies],
            therapy=narrator.name(facts.therapy.id),
            cancer=narrator.name(facts.cancer.id),
            **narrator.grammar(facts.therapy.id),
        )
    if any(one.status in ("not_approved", "off_label_standard") for one in default):
        section.guide("guidance.what_approval_means")
    return section


def tell_brand(section: SectionDraft, narrator: Narrator, facts: Facts, judged: Sequence[JudgedUse]) -> None:
    """Write which medicine a brand is, as the labels tell that name its uses."""
    named = [one.use for one in judged if facts.therapy.id in one.use.brands and one.use.subject.id != facts.therapy.id]
    if facts.therapy.kind == "product" and named:
        section.claim(
            "told.brand_of",
            [use.id for use in named],
            brand=narrator.name(facts.therapy.id),
            therapy=join_words(narrator.names_of(use.subject.id for use in named)),
        )


def tell_no_benefit(draft: Draft, narrator: Narrator, therapy: str, held: Sequence[Use]) -> None:
    """Write what is known of a remedy that was not shown to work, and that no approval of it is held."""
    section = draft.section("verdict")
    for sentence in narrator.sentences(therapy):
        section.claim("told.text", [use.id for use in held], text=sentence)
    section.absence(
        "told.no_approval_held", [f"query:statements_for_verdict?therapy={therapy}"], therapy=narrator.name(therapy)
    )
    section.guide("told.instead_of_treatment")


def open_uses(facts: Facts, agency: str, asking: Asking) -> list[JudgedUse]:
    """Return the uses of the therapy that an agency approves on the day, whatever the cancer."""
    return [
        one
        for one in asking.judged(facts, agency)
        if one.state == "open" and one.use.speaks and one.use.statement.qualifiers.purpose in ("", "treat", "palliate")
    ]


def held_agencies(facts: Facts) -> list[str]:
    """Return every agency of which a use is held, sorted."""
    return sorted({use.statement.agency for use in facts.uses} - {""})


def tell_uses_by_agency(asking: Asking, narrator: Narrator, facts: Facts) -> None:
    """Write every use that each agency approves, agency by agency; say where none is held."""
    for number, agency in enumerate(asking.agencies or DEFAULT_AGENCIES):
        held = open_uses(facts, agency, asking)
        gaps = {"country": narrator.country(agency), "agency": narrator.agency(agency)}
        section = asking.draft.section("options", folded=number > 0)
        section.title = asking.draft.voice.tell("title.options_in", gaps)
        if not held:
            basis = f"query:statements_for_verdict?therapy={facts.therapy.id}&agency={agency}"
            section.absence("told.none_uses", [basis], therapy=narrator.name(facts.therapy.id), **gaps)
            continue
        if facts.therapy.kind == "class":
            section.connect("treatments.class_head", **gaps)
            tell_by_cancer(section, asking.draft, narrator, held)
        else:
            section.connect("treatments.approved_head", **gaps)
            tell_approved(section, asking.draft, narrator, held, brief=number > 0 and not asking.agencies)
        tell_owed(section, narrator, held)
        tell_checked(section, held)


def tell_only(asking: Asking, section: SectionDraft, narrator: Narrator, facts: Facts, verdict: Verdict) -> None:
    """Write what the therapy is approved for there, as *only* a group of cancers where a full search allows it."""
    held = open_uses(facts, verdict.agency, asking)
    if not held:
        return
    gaps = {
        "therapy": narrator.name(facts.therapy.id),
        "country": narrator.country(verdict.agency),
        "agency": narrator.agency(verdict.agency),
        **narrator.grammar(facts.therapy.id),
    }
    objects = {one.use.object.id for one in held}
    group = group_of(narrator, objects)
    found = (
        support_of_only(facts, verdict.agency, asking, narrator.covered_by.get(group, frozenset())) if group else None
    )
    if found:
        words = narrator.voice.catalogue.wording(f"only_group.{group}", "plain")
        section.claim("verdict.only_group", [*(one.use.id for one in held), found.id], group=words, **gaps)
    for run in in_runs(narrator.names_of(sorted(objects, key=narrator.name))):
        section.claim(
            "verdict.approved_uses",
            [one.use.id for one in held if narrator.name(one.use.object.id) in run],
            cancers=join_words(run),
            **gaps,
        )


def support_of_only(facts: Facts, agency: str, asking: Asking, group: frozenset[str]) -> CoverageTold | None:
    """Return the search that allows an *only*. A doubt about a use inside the group cannot make it false."""
    return support(facts, agency, asking.as_of, about_cancer=False, within=group)[0]


def tell_outside_group(
    asking: Asking, section: SectionDraft, narrator: Narrator, facts: Facts, told: Collection[str]
) -> None:
    """Write what other agencies approve outside the group to which the default ones keep, and what that changes.

    The approvals of agencies in ``told`` are told by their own verdicts.
    """
    default = [one for agency in DEFAULT_AGENCIES for one in open_uses(facts, agency, asking)]
    group = group_of(narrator, {one.use.object.id for one in default}) if default else ""
    if not group:
        return
    inside = narrator.covered_by[group]
    if facts.cancer.id in inside:
        return
    for agency in held_agencies(facts):
        outside = [one for one in open_uses(facts, agency, asking) if one.use.object.id not in inside]
        if agency in DEFAULT_AGENCIES or not outside:
            continue
        if agency not in told:
            tell_approvals_elsewhere(section, narrator, agency, outside)
        section.claim(
            "verdict.elsewhere_changes",
            [one.use.id for one in outside],
            therapy=narrator.name(facts.therapy.id),
            group=narrator.voice.catalogue.wording(f"only_group.{group}", "plain"),
            **narrator.grammar(facts.therapy.id),
        )


def group_of(narrator: Narrator, objects: set[str]) -> str:
    """Return the group that covers all objects and that an *only* may name, '' where none does."""
    return next((group for group, held in sorted(narrator.covered_by.items()) if objects <= held), "")


def preview(facts: Facts, narrator: Narrator, agency: str, asking: Asking, cancer: JudgedUse) -> str:
    """Return the verdict sentence for a cancer that is itself the object of an open use."""
    verdict = decide(facts.about(cancer.use.object), agency, asking.as_of, ASKED_FOR_NOTHING, asking.known_at)
    section = SectionDraft("verdict", "", asking.draft.voice)
    return tell_status(section, narrator, verdict) if verdict.status in APPROVED else ""
