"""An answer about one therapy, with or without a cancer: what is read, and in which order it is told."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from answers.asking import Asking, statement_ids
from answers.narrator import Narrator
from answers.reading import Rows
from answers.sections import barriers, harms, mechanism
from answers.sections.closing import tell_more, tell_questions_to_ask, tell_related
from answers.sections.options import tell_options
from answers.sections.uses import mentioned, tell_approved_uses
from answers.sections.verdict import held_agencies, open_uses, tell_uses_by_agency, tell_verdicts
from answers.sources import Source
from answers.verdict.model import Facts, Use, Verdict

TOLD = (*mechanism.PREDICATES, *harms.PREDICATES, "has_barrier", "no_benefit_shown")
APPROVED = ("approved", "approved_for_some")
WHOLE = ("verdict", "options", "mechanism", "barriers", "research", "standard_treatments", "harms", "more")


@dataclass(slots=True)
class TherapyRead:
    """Everything read for one therapy."""

    therapy: str
    facts: Facts
    verdicts: list[Verdict]
    told: list[Use]
    depths: dict[str, int]
    options: list[Use]
    strategies: list[Use]

    @property
    def is_approved(self) -> bool:
        """True where the first agency approves it for the cancer asked about."""
        return bool(self.verdicts) and self.verdicts[0].status in APPROVED

    def harmful(self) -> list[Use]:
        """Return what it causes."""
        return [use for use in self.told if use.statement.predicate == "causes"]


def read_therapy(asking: Asking, therapy: str, cancer: str, parts: Collection[str] = WHOLE) -> TherapyRead | None:
    """Read what an answer about a therapy needs; None where the graph does not hold it."""
    facts = asking.facts(therapy, cancer)
    if facts is None:
        return None
    verdicts = asking.verdicts(facts) if cancer else []
    rows = asking.reading.told_of([therapy], TOLD)
    rows += asking.reading.harms_of(_harmful(facts) - {therapy}, boxed_only=facts.therapy.kind == "class")
    option_rows: Rows = []
    approved = bool(verdicts) and verdicts[0].status in APPROVED
    if cancer and "standard_treatments" in parts and not approved:
        option_rows = asking.reading.about(facts.covered | facts.covering, ("option_for",))
    told, options = asking.reading.uses(rows, option_rows)
    hurdles = [use.object.id for use in told if use.statement.predicate == "has_barrier"]
    strategies = asking.reading.strategies(hurdles) if hurdles and "research" in parts else []
    return TherapyRead(therapy, facts, verdicts, told, mechanism.depths_of(rows), options, strategies)


def _harmful(facts: Facts) -> set[str]:
    """Return whose harms are harms of the therapy: its products and substance, or the members of a class."""
    if facts.therapy.kind == "class":
        return {membership.member.id for membership in facts.members}
    return {product.product.id for product in facts.products} | {route.therapy.id for route in facts.routes}


def narrate(
    asking: Asking, read: TherapyRead, things_too: Iterable[str] = (), grounds_too: Iterable[str] = ()
) -> Narrator:
    """Read the names and sources of all that this answer may tell."""
    facts = read.facts
    deciding = [judged.use for verdict in read.verdicts for judged in verdict.uses]
    open_now = [one.use for agency in held_agencies(facts) for one in open_uses(facts, agency, asking)]
    uses = [*read.told, *read.options, *read.strategies, *facts.studies, *facts.options, *deciding, *open_now]
    things = mentioned(uses) | {read.therapy, facts.cancer.id} | {verdict.agency for verdict in read.verdicts}
    things |= {"agency:fda", "agency:ema"} | {member.member.id for member in facts.members}
    things |= {product.product.id for product in facts.products}
    grounds = {use.id for use in uses} | statement_ids(read.verdicts)
    return asking.narrator(things | set(things_too), grounds | set(grounds_too), facts)


def tell_therapy(
    asking: Asking, therapy: str, cancer: str, parts: Collection[str] = WHOLE
) -> Mapping[str, tuple[Source, ...]] | None:
    """Write the sections asked for, in their fixed order. None where the therapy is not held."""
    read = read_therapy(asking, therapy, cancer, parts)
    if read is None:
        return None
    narrator = narrate(asking, read)
    tell_parts(asking, narrator, read, parts)
    return narrator.sources


def tell_parts(asking: Asking, narrator: Narrator, read: TherapyRead, parts: Collection[str]) -> None:
    """Write the sections of what was read."""
    draft, facts, told = asking.draft, read.facts, read.told
    _tell_approvals(asking, narrator, read, parts)
    if "harms_first" in parts:
        harms.tell_harms(draft, narrator, facts, read.harmful())
    if "mechanism" in parts:
        mechanism.tell_mechanism(draft, narrator, read.therapy, told, read.depths)
    if "barriers" in parts and not read.is_approved:
        barriers.tell_barriers(draft, narrator, told)
    if "research" in parts:
        barriers.tell_research(draft, narrator, read.strategies, facts.studies, asking.as_of)
    if read.options:
        tell_options(draft, narrator, read.options, folded=True)
    if "harms" in parts:
        harms.tell_harms(draft, narrator, facts, read.harmful())
    tell_questions_to_ask(asking, narrator, read.verdicts, read.options, read.harmful())
    if read.verdicts:
        tell_related(asking, narrator, facts, read.verdicts[0].agency)
    if "more" in parts:
        tell_more(asking, (source for held in narrator.sources.values() for source in held[:1]))
    draft.names |= narrator.names


def _tell_approvals(asking: Asking, narrator: Narrator, read: TherapyRead, parts: Collection[str]) -> None:
    """Write the verdicts and what they cover; without a cancer, every approved use."""
    draft = asking.draft
    if read.verdicts:
        tell_verdicts(asking, narrator, read.facts, read.verdicts)
        approving = [verdict for verdict in read.verdicts if verdict.status in APPROVED]
        for verdict in approving if "options" in parts else ():
            section = draft.section("options", folded=bool(draft.findings))
            tell_approved_uses(section, draft, narrator, verdict.deciding)
    elif "options" in parts:
        tell_uses_by_agency(asking, narrator, read.facts)
