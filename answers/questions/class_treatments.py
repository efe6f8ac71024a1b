"""Which drugs of one class are used for a cancer, and how do they work?"""

from collections.abc import Mapping

from answers.asking import Asking
from answers.cancer_reading import read_cancer
from answers.sections import mechanism, unheld
from answers.sections.closing import tell_more, tell_tests_to_ask
from answers.sections.harms import PREDICATES, tell_harm_uses
from answers.sections.mechanism import tell_kinds, tell_mechanism
from answers.sections.treatments import approved_by_agency, narrator_for, tell_treatments
from answers.sections.uses import mentioned
from answers.sources import Source
from answers.verdict.model import Named

TOLD = (*mechanism.PREDICATES, *PREDICATES)


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the answer."""
    question = asking.question
    groups = [mention for mention in question.therapies if mention.kind == "class"] or list(question.therapies)
    if not groups or not question.cancers:
        return unheld.tell(asking)
    group = groups[0]
    members = asking.reading.members(group.id)
    held = read_cancer(asking.reading, question.cancers[0].id, (), {group.id, *members})
    if held is None:
        return unheld.tell(asking)
    approved = approved_by_agency(asking, held)
    kinds = [member for member in members if member.startswith("class:")]
    rows = asking.reading.told_of([group.id, *kinds], TOLD)
    [told] = asking.reading.uses(rows)
    grounds = {use.id for use in told} | set(members.values())
    narrator = narrator_for(asking, held, approved, mentioned(told) | {group.id}, grounds)
    tell_treatments(asking, narrator, held, approved)
    of_group = [row for row in rows if not set(kinds) & {str(row["subject"])}]
    own = {str(row["statement"]) for row in of_group}
    tell_mechanism(
        asking.draft, narrator, group.id, [use for use in told if use.id in own], mechanism.depths_of(of_group)
    )
    tell_kinds(asking.draft, narrator, told, kinds)
    harmful = [use for use in told if use.statement.predicate in PREDICATES and use.id in own]
    tell_harm_uses(asking.draft, narrator, Named(group.id, group.name, group.kind), harmful)
    tell_tests_to_ask(asking, narrator, approved, held.options)
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources
