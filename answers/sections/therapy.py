"""An answer about one therapy, with or without a cancer: what is read, and in which order it is told."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from answers.asking import DEFAULT_AGENCIES, Asking
from answers.draft import SectionDraft
from answers.narrator import Narrator
from answers.sections import barriers, harms, mechanism
from answers.sections.changes import since_of, tell_changes
from answers.sections.closing import tell_more, tell_questions_to_ask, tell_related
from answers.sections.instead import tell_instead
from answers.sections.options import Asked, tell_approved
from answers.sections.uses import mentioned, tell_approved_uses
from answers.sections.verdict import tell_brand, tell_no_benefit, tell_uses_by_agency, tell_verdicts
from answers.sources import Source
from answers.verdict.model import Facts, Use, Verdict
from answers.verdict.reader import HELD, FactsRead

TOLD = (*mechanism.PREDICATES, *harms.PREDICATES, "has_barrier", "addresses", "no_benefit_shown")
APPROVED = ("approved", "approved_for_some")
EXPLAINING = ("definition", "how_it_works")
"""Types of question that ask what a therapy is: where no cancer is named, how it works stands first."""
NOT_PRODUCTS = ("procedure", "regimen")
"""Kinds of therapy that no agency approves."""
MOST_WHOLE = 8
"""Uses of a class that are told one by one with all their conditions; more of them are told by situation."""
WHOLE = ("verdict", "options", "mechanism", "barriers", "research", "standard_treatments", "harms", "more")


@dataclass(slots=True)
class TherapyRead:
    """Everything read for one therapy, and who tells it."""

    therapy: str
    facts: Facts
    verdicts: list[Verdict]
    told: list[Use]
    depths: dict[str, int]
    options: list[Use]
    narrator: Narrator

    @property
    def is_approved(self) -> bool:
        """True where the first agency approves it for the cancer asked about."""
        return bool(self.verdicts) and self.verdicts[0].status in APPROVED

    def of(self, *predicates: str) -> list[Use]:
        """Return what is told of it by these predicates."""
        return [use for use in self.told if use.statement.predicate in predicates]


def read_therapy(
    asking: Asking,
    therapy: str,
    cancer: str,
    parts: Collection[str] = WHOLE,
    things_too: Collection[str] = (),
    grounds_too: Collection[str] = (),
) -> TherapyRead | None:
    """Read what an answer about a therapy needs; None where the graph does not hold it.

    ``things_too`` are ids of further things to name, ``grounds_too`` of further statements to cite.
    """
    begun = asking.begin(therapy, cancer)
    if begun is None:
        return None
    reading, scope, facts = asking.reading, begun.scopes[cancer], begun.facts[cancer]
    is_class = facts.therapy.kind == "class"
    members = {one.member.id for one in facts.members}
    own = (
        {therapy} if is_class else {therapy, *(str(row["id"]) for role in ("product", "route") for row in scope[role])}
    )
    told_rows = reading.told_of(own, TOLD, members if is_class else ())
    near = {facts.cancer.id, *facts.covering, *facts.covered}
    wanted = cancer and "standard_treatments" in parts and not _surely_approved(begun, near, asking)
    listed = [{"statement": one} for one in begun.listed] if wanted else []
    told, options = reading.uses(told_rows, listed)
    named = reading.named(_things(begun, (*told, *options)) | {therapy, cancer, *things_too})
    told_ids = {use.id for use in (*told, *options)}
    sources = reading.sources_of({*told_ids, *begun.sourced, *named.grounds, *grounds_too})
    narrator = Narrator(asking.draft.voice, named.entities, sources, named.classes)
    if facts.therapy.kind == "class" and not facts.class_open and cancer:
        narrator.covered_by = asking.only_groups()
    verdicts = asking.verdicts(facts) if cancer else []
    approved = bool(verdicts) and verdicts[0].status in APPROVED
    depths = mechanism.depths_of(told_rows)
    return TherapyRead(therapy, facts, verdicts, told, depths, [] if approved else options, narrator)


def _surely_approved(begun: FactsRead, near: set[str], asking: Asking) -> bool:
    """Tell, early, whether the first agency holds a use near the cancer that no event touched.

    Then none of them is told.
    """
    agency = (asking.agencies or DEFAULT_AGENCIES)[0]
    changed = {
        dated.event.indication_id
        for dated in begun.dealings.dated
        if dated.event.kind not in ("granted", "converted", "broadened")
    }
    return any(
        use.statement.agency == agency
        and use.object.id in near
        and use.statement.predicate == "approved_for"
        and use.statement.polarity == "affirmed"
        and use.statement.review_status in HELD
        and use.speaks
        and use.statement.qualifiers.purpose in ("", "treat")
        and use.statement.indication_id not in changed
        for use in begun.uses
    )


def _things(begun: FactsRead, uses: Collection[Use]) -> set[str]:
    """Return the ids of all that may be named."""
    found = mentioned((*begun.uses, *uses)) | {use.statement.qualifiers.note for use in begun.uses}
    for held in (*begun.dealings.coverage, *begun.dealings.events):
        found |= {held.record.agency, *held.named}
    return found | set(DEFAULT_AGENCIES)


def tell_therapy(
    asking: Asking, therapy: str, cancer: str, parts: Collection[str] = WHOLE
) -> Mapping[str, tuple[Source, ...]] | None:
    """Write the sections asked for, in their fixed order. None where the therapy is not held."""
    read = read_therapy(asking, therapy, cancer, parts)
    if read is None:
        return None
    tell_parts(asking, read, parts)
    return read.narrator.sources


def tell_parts(asking: Asking, read: TherapyRead, parts: Collection[str]) -> None:
    """Write the sections of what was read."""
    draft, facts, told, narrator = asking.draft, read.facts, read.told, read.narrator
    draft.voice.reached.update(ways_to(facts, told))
    harmful = read.of(*harms.PREDICATES)
    remedy = read.of("no_benefit_shown")
    if remedy:
        tell_no_benefit(draft, narrator, read.therapy, remedy)
    else:
        _tell_approvals(asking, read, parts)
    if "harms_first" in parts:
        harms.tell_harms(draft, narrator, facts, harmful)
    if "mechanism" in parts and not remedy:
        mechanism.tell_mechanism(draft, narrator, read.therapy, told, read.depths, substance_of(facts))
        if asking.question.type in EXPLAINING and not read.verdicts and not since_of(asking):
            draft.sections.insert(0, draft.sections.pop())
    if "barriers" in parts and not read.is_approved and (read.verdicts or asking.question.type == "barriers"):
        cancer = narrator.name(facts.cancer.id) if facts.cancer.id else ""
        barriers.tell_barriers(draft, narrator, told, cancer)
    if "research" in parts and (read.verdicts or asking.question.type != "how_it_works"):
        strategies = [] if read.is_approved else read.of("addresses")
        barriers.tell_research(draft, narrator, strategies, facts.studies, asking.as_of)
    instead = tell_instead(draft, narrator, facts.cancer.id, read.options)
    if "harms" in parts:
        harms.tell_harms(draft, narrator, facts, harmful)
    tell_questions_to_ask(asking, narrator, read.verdicts, read.options, harmful)
    if read.verdicts and not remedy:
        tell_related(asking, narrator, facts, read.verdicts[0].agency, instead)
    if "more" in parts:
        tell_more(asking, narrator)
    draft.names |= narrator.names


def _tell_approvals(asking: Asking, read: TherapyRead, parts: Collection[str]) -> None:
    """Write the verdicts and what they cover; without a cancer, every approved use."""
    draft, narrator = asking.draft, read.narrator
    if read.verdicts:
        section = tell_verdicts(asking, narrator, read.facts, read.verdicts)
        tell_brand(section, narrator, read.facts, [one for verdict in read.verdicts for one in verdict.deciding])
        tell_changes(asking, section, narrator, read.facts, first=True)
        approving = [verdict for verdict in read.verdicts if verdict.status in APPROVED]
        for verdict in approving if "options" in parts else ():
            options = _options(asking, narrator, verdict.agency)
            if len(verdict.deciding) > MOST_WHOLE and read.facts.therapy.kind == "class":
                asked = Asked(read.facts.cancer.id, read.facts.covering - {read.facts.cancer.id})
                tell_approved(options, draft, narrator, verdict.deciding, asked=asked)
            else:
                tell_approved_uses(options, draft, narrator, verdict.deciding)
    elif "options" in parts and read.facts.therapy.kind not in NOT_PRODUCTS:
        if since_of(asking):
            tell_changes(asking, draft.section("verdict"), narrator, read.facts)
        tell_uses_by_agency(asking, narrator, read.facts)


def ways_to(facts: Facts, told: Collection[Use]) -> dict[str, tuple[str, ...]]:
    """Return by which statements each statement was reached: a membership of the class, a barrier being worked on."""
    members = {held.member.id: held.statement_id for held in facts.members}
    barriers: dict[str, list[str]] = {}
    for use in told:
        if use.statement.predicate == "has_barrier":
            barriers.setdefault(use.object.id, []).append(use.id)
    ways: dict[str, tuple[str, ...]] = {}
    for use in (*facts.uses, *facts.studies, *facts.options, *told):
        member = use.member or use.subject.id
        if use.statement.predicate == "addresses":
            ways[use.id] = tuple(barriers.get(use.object.id, ()))
        elif member in members:
            ways[use.id] = (members[member],)
    return ways


def substance_of(facts: Facts) -> str:
    """Return the substance that speaks for a product, the therapy itself where it is none."""
    substances = [route.therapy.id for route in facts.routes if route.route == "substance"]
    return substances[0] if facts.therapy.kind == "product" and substances else facts.therapy.id


def _options(asking: Asking, narrator: Narrator, agency: str) -> SectionDraft:
    """Begin the section of what one agency approves: the first in the open, the next ones folded."""
    draft = asking.draft
    section = draft.section("options", folded=bool(draft.findings))
    section.title = draft.voice.tell("title.options_in", {"country": narrator.country(agency)})
    return section
