"""Is a therapy of a class? Yes from a held membership, no only from a declared one, else we do not know."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.sections import unheld
from answers.sections.closing import tell_more
from answers.sections.harms import PREDICATES, tell_harms
from answers.sections.mechanism import tell_mechanism
from answers.sections.membership import tell_membership
from answers.sections.therapy import read_therapy
from answers.sources import Source
from answers.verdict.kind import decide_kind, read_kind


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write yes, no or unknown with its ground, then what the therapy is."""
    named = asking.question.therapies
    if len(named) < 2:
        return unheld.tell(asking)
    groups = [mention for mention in named if mention.kind == "class"]
    group = groups[-1] if groups else named[-1]
    therapy = next((mention for mention in named if mention.id != group.id), group)
    subject = asking.reading.substances([therapy.id])[0] if therapy.kind == "product" else therapy.id
    facts = read_kind(asking.store, subject, group.id)
    if facts is None:
        return unheld.tell(asking)
    verdict = decide_kind(facts)
    classes = {group.id, *(held.group.id for held in verdict.classes)}
    grounds = {*verdict.grounds, *(held.statement_id for held in verdict.classes)}
    read = read_therapy(asking, subject, "", (), classes, grounds)
    if read is None:
        return unheld.tell(asking)
    narrator = read.narrator
    tell_membership(asking.draft.section("verdict"), narrator, subject, group.id, verdict)
    tell_mechanism(asking.draft, narrator, subject, read.told, read.depths)
    tell_harms(asking.draft, narrator, read.facts, read.of(*PREDICATES))
    tell_more(asking, narrator)
    asking.draft.names |= narrator.names
    return narrator.sources
