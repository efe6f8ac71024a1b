"""The verdict in words: the status first, then what was searched, what is approved instead, and who differs."""

from collections.abc import Sequence

from answers.draft import Draft, SectionDraft
from answers.narrator import Narrator
from answers.sections.options import after_name
from answers.sections.situations import situation_of
from answers.sections.use_groups import group_uses
from answers.sections.wider_use import own_use_lost, tell_wider_only, tests_needed
from answers.sources import REPORTED_TIERS
from answers.verdict.model import JudgedUse, Use, Verdict
from answers.wording.conditions import say_markers
from answers.wording.phrases import join_words, say_count, say_date, say_when
from graph.model import PartialDate

APPROVED = ("approved", "approved_for_some")
OWN_TIER = "other"
"""The tier of a list that people of this project put together from documents."""
NARROWING = ("narrowed", "indication_withdrawn", "product_withdrawn", "lapsed", "marketing_ended")
UNSAID = ("", "unknown")
NEGATIVE = ("not_approved", "off_label_standard")
ANSWERED_BY_STATUS = ("approval", "how_it_works")
"""Types of question that a verdict answers with yes or no; the second takes for granted that it is approved."""
LEADS = {"yes": "lead.yes", "no": "lead.no", "yes_reported": "lead.yes_reported"}
SOME_PLANS = (
    ("members", "verdict.some_members"),
    ("kinds", "verdict.some_kinds"),
    ("biomarker", "verdict.some_biomarker"),
    ("tissue_agnostic", "verdict.some_tissue_agnostic"),
)


def plan_of(verdict: Verdict) -> str:
    """Return the sentence plan of a verdict's first sentence."""
    if verdict.status == "approved_for_some":
        if "members" in verdict.some and len(verdict.members) == 1:
            return "verdict.some_member_one"
        plan = next((plan for why, plan in SOME_PLANS if why in verdict.some), "verdict.some_other")
        return "verdict.some_solid_tumor" if plan == "verdict.some_tissue_agnostic" and not _by_test(verdict) else plan
    if verdict.status == "approved" and verdict.reported:
        return "verdict.approved_reported"
    if verdict.status == "not_approved" and verdict.contradicted:
        return "verdict.not_approved_asked"
    return f"verdict.{verdict.status}"


def _by_test(verdict: Verdict) -> bool:
    """Say whether a test decides: dactinomycin is for solid tumors that came back, whatever a test says."""
    return any(condition.biomarkers for condition in verdict.conditions)


def tell_status(section: SectionDraft, narrator: Narrator, verdict: Verdict, asked: str = "approval") -> str:
    """Write the verdict's first sentence and return it. At most 20 words; a negative rests on its coverage.

    ``asked`` is the type of the question: "Yes" to "Was it withdrawn?" would say the opposite of what is meant.
    """
    catalogue, level = section.voice.catalogue, section.voice.level
    gaps = {
        **{gap: catalogue.wording(plan, level) if asked in ANSWERED_BY_STATUS else "" for gap, plan in LEADS.items()},
        "therapy": narrator.name(verdict.therapy.id),
        "cancer": narrator.name(verdict.cancer.id),
        "country": narrator.country(verdict.agency),
        "agency": narrator.agency(verdict.agency),
        "agency_short": narrator.agency_short(verdict.agency),
        "agency_cap": narrator.agency(verdict.agency),
        "some_of": narrator.some_of(verdict.therapy.id),
        "kind_plural": f"{verdict.therapy.kind}s",
        **narrator.grammar(verdict.therapy.id),
    }
    plan = plan_of(verdict)
    lost = own_use_lost(verdict)
    if lost:
        tell_wider_only(section, narrator, verdict, lost, gaps)
        return " ".join(one.text for one in section.sentences[-2:])
    if verdict.status in (*APPROVED, "withdrawn", "refused"):
        section.claim(plan, verdict.statement_ids, **gaps)
    else:
        basis = [verdict.coverage.id] if verdict.coverage and verdict.status in NEGATIVE else [asked_of(verdict)]
        section.absence(plan, basis, verdict.statement_ids, **gaps)
    return section.sentences[-1].text


def asked_of(verdict: Verdict) -> str:
    """Return the query that found nothing, as a basis."""
    return f"query:uses_of_therapy?therapy={verdict.therapy.id}&cancer={verdict.cancer.id}&agency={verdict.agency}"


def tell_basis(section: SectionDraft, draft: Draft, narrator: Narrator, verdict: Verdict) -> None:
    """Write what the status rests on: the search, its dates, reasons and how old it is."""
    if verdict.status in NEGATIVE and verdict.coverage:
        tell_search(section, narrator, verdict)
    if verdict.status == "withdrawn":
        tell_withdrawal(section, verdict)
    if verdict.status in APPROVED:
        tell_approval_basis(section, draft, narrator, verdict)
    if "sources_differ" in verdict.also:
        section.absence("verdict.sources_differ", [asked_of(verdict)], therapy=narrator.name(verdict.therapy.id))
    if verdict.status in ("unknown", "investigational"):
        tell_why_unknown(section, narrator, verdict)
    if verdict.status not in APPROVED and (verdict.status == "off_label_standard" or "listed_option" in verdict.also):
        options = [use.id for use in verdict.options]
        publishers = narrator.publishers(options)
        if options and publishers:
            section.claim(
                "verdict.listed_option",
                options[:3],
                publisher=publishers[0],
                therapy=narrator.name(verdict.therapy.id),
                cancer=narrator.name(verdict.cancer.id),
            )
    for judged in verdict.excluded:
        section.claim(
            "use.excluded",
            [judged.use.id],
            therapy=narrator.name(verdict.therapy.id),
            cancer=narrator.name(judged.use.object.id),
            **narrator.grammar(verdict.therapy.id),
        )
    for judged in verdict.other_purposes[:2]:
        section.claim(
            "verdict.other_purpose",
            [judged.use.id],
            therapy=narrator.name(verdict.therapy.id),
            purpose=section.voice.catalogue.wording(
                f"purpose.{judged.use.statement.qualifiers.purpose}", section.voice.level
            ),
            cancer=narrator.name(verdict.cancer.id),
            **narrator.grammar(verdict.therapy.id),
        )
    for event in verdict.open_events:
        if event.event.kind in NARROWING:
            section.claim("verdict.open_event", [event.event.id], when=say_when(event.event.date))


def tell_search(section: SectionDraft, narrator: Narrator, verdict: Verdict) -> None:
    """Write what was searched, on which list, checked when, and how far events were followed."""
    told = verdict.coverage
    if told is None:
        return
    source = narrator.best_source(told.id)
    gaps = {
        "list": narrator.voice.catalogue.wording("list.own", narrator.voice.level)
        if source is None or source.tier == OWN_TIER
        else narrator.voice.catalogue.wording("list.of", narrator.voice.level).format(publisher=source.publisher),
        "checked": say_date(told.checked_on),
    }
    if verdict.therapy.kind == "class":
        products = f"all {say_count(told.searched, 'product')} of {narrator.name(told.scope.id)}"
        section.absence("verdict.searched", [told.id], [told.id], products=products, **gaps)
    elif source and source.kind == "index":
        section.absence("verdict.searched_names", [told.id], [told.id], **gaps)
    else:
        section.absence("verdict.searched_uses", [told.id], [told.id], **gaps)
    if told.followed_to and told.followed_to != told.checked_on:
        section.absence("verdict.followed_to", [told.id], [told.id], followed=say_date(told.followed_to))


def tell_withdrawal(section: SectionDraft, verdict: Verdict) -> None:
    """Write every spell that ended, with its reason or that none is held."""
    for spell in verdict.spells:
        if spell.end:
            plan = "verdict.withdrawn_no_reason" if spell.reason in UNSAID else "verdict.withdrawn_reason"
            grounds = [*verdict.statement_ids, spell.end_event]
            section.claim(plan, grounds, when=say_when(spell.end), reason=say_reason(section, spell.reason))


def tell_ended(section: SectionDraft, narrator: Narrator, verdict: Verdict) -> None:
    """Write the uses for the cancer that ended while others stand, with the test that each asked for."""
    for judged in verdict.uses:
        for spell in judged.spells:
            if judged.state == "ended" and spell.end:
                plan = "verdict.use_ended" if spell.reason in UNSAID else "verdict.use_ended_reason"
                section.claim(
                    plan,
                    [judged.use.id, spell.end_event],
                    therapy=narrator.name(judged.use.subject.id),
                    cancer=narrator.name(judged.use.object.id),
                    where=where_of(narrator, judged.use),
                    when=say_when(spell.end),
                    reason=say_reason(section, spell.reason),
                )


def where_of(narrator: Narrator, use: Use) -> str:
    """Return where in the course of the cancer a use stood and which test it asked for, to stand after the cancer."""
    [group] = group_uses([use])
    situation = situation_of(narrator, group)
    tests = say_markers(group.requires, narrator.name)
    disease = after_name(narrator.voice, situation.disease)
    giving = f", {situation.giving}" if situation.giving else ""
    return f"{disease}{giving}{f', with {tests}' if tests else ''}"


def say_reason(section: SectionDraft, reason: str) -> str:
    """Return why a use ended, in words; '' where no reason is held."""
    return "" if reason in UNSAID else section.voice.catalogue.wording(f"why_ended.{reason}", section.voice.level)


def tell_approval_basis(section: SectionDraft, draft: Draft, narrator: Narrator, verdict: Verdict) -> None:
    """Write the members or kinds that are approved, who reported it, and how old the newest list is."""
    ground = verdict.statement_ids
    if verdict.members and "members" in verdict.some:
        for run in in_runs([narrator.name(one.id) for one in verdict.members]):
            section.claim("class.approved_members", ground, therapies=join_words(run))
    if verdict.kinds and "kinds" in verdict.some:
        for run in in_runs([narrator.name(one.id) for one in verdict.kinds]):
            section.claim("verdict.kinds_named", ground, kinds=join_words(run))
    if ("biomarker" in verdict.some or "tissue_agnostic" in verdict.some) and not own_use_lost(verdict):
        tell_tests(section, narrator, verdict)
    tell_ended(section, narrator, verdict)
    if "queued_use" in verdict.also:
        section.absence("verdict.queued_use", [asked_of(verdict)], therapy=narrator.name(verdict.therapy.id))
    tell_groups(section, narrator, verdict)
    dates = {dated.event.id: dated.event.date for dated in verdict.events}
    for judged in verdict.deciding:
        for event in judged.narrowed:
            section.claim("use.narrowed", [judged.use.id, event], when=say_when(dates.get(event, "")))
    if verdict.reported:
        tell_reporter(section, narrator, ground)
    if verdict.attested_on and not verdict.stale:
        section.claim("verdict.attested", ground, when=say_date(verdict.attested_on))
    if verdict.stale:
        draft.notice("not_checked_since", "verdict.not_checked_since", when=say_when(verdict.attested_on))
        section.claim("verdict.not_checked_since", ground, when=say_when(verdict.attested_on))


def tell_tests(section: SectionDraft, narrator: Narrator, verdict: Verdict) -> None:
    """Write the test results on which the approval depends, each in the state that it must have."""
    tests = tests_needed(narrator, verdict)
    for run in in_runs(sorted(tests)):
        grounds = [statement for marker in run for statement in tests[marker]]
        plan = "verdict.needs_test" if len(tests) == 1 else "verdict.needs_tests"
        section.claim(plan, grounds, biomarkers=join_words(run))


def tell_groups(section: SectionDraft, narrator: Narrator, verdict: Verdict) -> None:
    """Write the label's own group where an approval for it covers the cancer."""
    groups: dict[str, list[str]] = {}
    for judged in verdict.deciding:
        if judged.reach == "covers" and not judged.tissue_agnostic:
            groups.setdefault(judged.use.object.id, []).append(judged.use.id)
    for group, grounds in sorted(groups.items()):
        section.claim(
            "verdict.covers_group", grounds, group=narrator.name(group), cancer=narrator.name(verdict.cancer.id)
        )


def tell_reporter(section: SectionDraft, narrator: Narrator, ground: Sequence[str]) -> None:
    """Write who reported what was not seen at the agency."""
    for statement_id in ground:
        source = narrator.best_source(statement_id)
        if source and source.tier in REPORTED_TIERS:
            tier = section.voice.catalogue.wording(f"tier.{source.tier}", section.voice.level)
            section.claim("verdict.reported_by", [statement_id], publisher=source.publisher, tier=tier)
            return


def tell_why_unknown(section: SectionDraft, narrator: Narrator, verdict: Verdict) -> None:
    """Write why nothing can be said: too old, a doubt, single countries, before our first record."""
    basis = [asked_of(verdict)]
    if verdict.last_known:
        section.absence(
            "verdict.last_known",
            [verdict.coverage.id] if verdict.coverage else basis,
            status=section.voice.catalogue.wording(f"status.{verdict.last_known.status}", section.voice.level),
            when=say_when(verdict.last_known.on),
        )
    if "open_class" in verdict.reasons and verdict.held_members:
        plan = "verdict.one_held" if verdict.held_members == 1 else "verdict.none_of_held"
        section.absence(plan, basis, count=verdict.held_members)
    if verdict.substance:
        tell_status(section, narrator, verdict.substance)
    for reason in verdict.reasons:
        plan = f"reason.{reason}"
        if plan in section.voice.catalogue.plans:
            section.absence(plan, basis, therapy=narrator.name(verdict.therapy.id))


def tell_elsewhere(section: SectionDraft, narrator: Narrator, verdict: Verdict) -> None:
    """Write an approval for the cancer at an agency that was not asked about, and who reported it."""
    tell_approvals_elsewhere(section, narrator, verdict.agency, verdict.deciding)


def tell_approvals_elsewhere(
    section: SectionDraft, narrator: Narrator, agency: str, judged: Sequence[JudgedUse]
) -> None:
    """Write each therapy that an agency approved, with the cancers and the date, and who reported it."""
    together: dict[tuple[str, str], list[JudgedUse]] = {}
    for one in judged:
        together.setdefault((one.use.subject.id, one.granted), []).append(one)
    for (therapy, granted), members in sorted(together.items()):
        section.claim(
            "verdict.elsewhere",
            [one.use.id for one in members],
            country=narrator.country(agency),
            agency=narrator.agency(agency),
            therapy=narrator.name(therapy),
            cancer=join_words(narrator.names_of(sorted(one.use.object.id for one in members))),
            when=say_when(granted),
        )
    tell_reporter(section, narrator, [one.use.id for one in judged])


def in_runs(words: Sequence[str], size: int = 8) -> list[Sequence[str]]:
    """Cut a long list into runs that fit one sentence each."""
    return [words[start : start + size] for start in range(0, len(words), size)]


def verdict_entry(narrator: Narrator, verdict: Verdict, text: str) -> dict[str, object]:
    """Return a verdict as the contract's data."""
    coverage = verdict.coverage
    return {
        "status": verdict.status,
        "also": list(verdict.also),
        "agency": narrator.agency_short(verdict.agency),
        "as_of": verdict.as_of.isoformat(),
        "attested_on": verdict.attested_on or None,
        "last_known": {"status": verdict.last_known.status, "on": verdict.last_known.on}
        if verdict.last_known
        else None,
        "text": text,
        "some": list(verdict.some),
        "conditions": [
            {"kind": condition.kind, "names": names_of(narrator, condition), "statement_id": condition.statement_id}
            for condition in verdict.conditions
        ],
        "evidence_tier": verdict.evidence_tier or None,
        "reported": verdict.reported,
        "reasons": list(verdict.reasons),
        "coverage": None
        if coverage is None
        else {
            "id": coverage.id,
            "scope": coverage.scope.name,
            "checked_on": coverage.checked_on,
            "followed_to": coverage.followed_to,
            "searched": coverage.searched,
            "products": [product.name for product in coverage.products],
            "listed": [
                {"product": product.name, "found": one.found, "accepted": one.held, "set_aside": one.set_aside}
                for product, one in zip(coverage.products, coverage.counts, strict=True)
            ],
        },
        "statement_ids": list(verdict.statement_ids),
    }


def names_of(narrator: Narrator, condition: object) -> list[str]:
    """Return the tests or other needs of a condition by name."""
    markers = [narrator.name(state.biomarker_id) for state in getattr(condition, "biomarkers", ())]
    return markers or list(getattr(condition, "names", ()))


def newest(dates: Sequence[PartialDate]) -> PartialDate:
    """Return the latest of some partial dates, '' for none."""
    return max((date for date in dates if date), default="")
