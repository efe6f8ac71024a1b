"""The verdict section: the first agency whole, the others after it, what is approved instead, and who differs."""

from collections.abc import Sequence

from answers.asking import Asking
from answers.draft import SectionDraft
from answers.narrator import Narrator
from answers.sections.uses import tell_approved_uses
from answers.sections.verdict_text import (
    APPROVED,
    in_runs,
    tell_basis,
    tell_elsewhere,
    tell_status,
    verdict_entry,
)
from answers.verdict.constraints import Request
from answers.verdict.coverage import support
from answers.verdict.model import Facts, JudgedUse, Verdict
from answers.verdict.status import decide
from answers.verdict.uses import judge
from answers.wording.phrases import join_words
from nlp.questions.question import Constraints

ASKED_FOR_NOTHING = Request(Constraints())


def tell_verdicts(asking: Asking, narrator: Narrator, facts: Facts, verdicts: Sequence[Verdict]) -> SectionDraft:
    """Write every agency's verdict; the reader's first question stands first."""
    draft = asking.draft
    section = draft.section("verdict")
    default = verdicts if asking.agencies else [one for one in verdicts if one.agency in DEFAULTS]
    elsewhere = [one for one in verdicts if one not in default]
    for verdict in default:
        text = tell_status(section, narrator, verdict)
        draft.verdicts.append(verdict_entry(narrator, verdict, text))
        tell_basis(section, draft, narrator, verdict)
        if verdict.status in ("not_approved", "unknown", "investigational", "off_label_standard"):
            tell_only(asking, section, narrator, facts, verdict)
    for verdict in elsewhere:
        before = len(section.sentences)
        tell_elsewhere(section, narrator, verdict)
        text = " ".join(one.text for one in section.sentences[before : before + 1])
        draft.verdicts.append(verdict_entry(narrator, verdict, text))
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


DEFAULTS = ("agency:fda", "agency:ema")


def open_uses(facts: Facts, agency: str, asking: Asking) -> list[JudgedUse]:
    """Return the uses of the therapy that an agency approves on the day, whatever the cancer."""
    judged = judge(facts, agency, asking.as_of, ASKED_FOR_NOTHING)
    return [
        one
        for one in judged
        if one.state == "open" and one.use.speaks and one.use.statement.qualifiers.purpose in ("", "treat", "palliate")
    ]


def tell_uses_by_agency(asking: Asking, narrator: Narrator, facts: Facts) -> None:
    """Write every use that each agency approves, agency by agency; say where none is held."""
    section = asking.draft.section("options")
    for agency in asking.agencies or DEFAULTS:
        held = open_uses(facts, agency, asking)
        gaps = {"country": narrator.country(agency), "agency": narrator.agency(agency)}
        if not held:
            basis = f"query:statements_for_verdict?therapy={facts.therapy.id}&agency={agency}"
            section.absence("told.none_uses", [basis], therapy=narrator.name(facts.therapy.id), **gaps)
            continue
        section.connect("use.in_country", **gaps)
        tell_approved_uses(section, asking.draft, narrator, held)


def tell_only(asking: Asking, section: SectionDraft, narrator: Narrator, facts: Facts, verdict: Verdict) -> None:
    """Write what the therapy is approved for there, as *only* a group of cancers where a full search allows it."""
    held = open_uses(facts, verdict.agency, asking)
    if not held:
        return
    therapy = narrator.name(facts.therapy.id)
    gaps = {
        "therapy": therapy,
        "country": narrator.country(verdict.agency),
        "agency": narrator.agency(verdict.agency),
        **narrator.grammar(facts.therapy.id),
    }
    ids = [one.use.id for one in held]
    objects = {one.use.object.id for one in held}
    found, _ = support(facts, verdict.agency, asking.as_of, about_cancer=False)
    group = _group_of(section, narrator, objects) if found else ""
    if group and found:
        section.claim("verdict.only_group", [*ids, found.id], group=group, **gaps)
    for run in in_runs(narrator.names_of(sorted(objects, key=narrator.name))):
        section.claim(
            "verdict.approved_uses",
            [one.use.id for one in held if narrator.name(one.use.object.id) in run],
            cancers=join_words(run),
            **gaps,
        )


def _group_of(section: SectionDraft, narrator: Narrator, objects: set[str]) -> str:
    """Return the plural of the group that covers all objects ('blood cancers'), '' where none does."""
    for plan, wording in sorted(section.voice.catalogue.plans.items()):
        if plan.startswith("only_group."):
            group_id = plan.removeprefix("only_group.")
            if objects <= narrator.covered_by.get(group_id, frozenset()):
                return wording["plain"]
    return ""


def preview(facts: Facts, narrator: Narrator, agency: str, asking: Asking, cancer: JudgedUse) -> str:
    """Return the verdict sentence for a cancer that is itself the object of an open use."""
    named = cancer.use.object
    other = Facts(
        **{
            **{name: getattr(facts, name) for name in facts.__dataclass_fields__},
            "cancer": named,
            "covering": frozenset({named.id}),
            "covered": frozenset({named.id}),
            "broader": frozenset(),
            "narrower": frozenset(),
            "options": (),
            "studies": (),
        }
    )
    verdict = decide(other, agency, asking.as_of, ASKED_FOR_NOTHING, asking.known_at)
    section = SectionDraft("verdict", "", asking.draft.voice)
    return tell_status(section, narrator, verdict) if verdict.status in APPROVED else ""
