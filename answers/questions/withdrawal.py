"""Was a therapy withdrawn? Every use and product that ended, with date and reason, and what still stands."""

from collections.abc import Mapping

from answers.asking import DEFAULT_AGENCIES, Asking
from answers.sections import unheld
from answers.sections.closing import tell_more
from answers.sections.harms import PREDICATES, tell_harms
from answers.sections.therapy import read_therapy, tell_therapy
from answers.sections.withdrawals import tell_withdrawals
from answers.sources import Source

PARTS = ("verdict", "options", "harms", "more")


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the answer; with a cancer its verdict tells the spells."""
    question = asking.question
    if not question.therapies:
        return unheld.tell(asking)
    therapy = question.therapies[0].id
    if question.cancers:
        return tell_therapy(asking, therapy, question.cancers[0].id, PARTS) or unheld.tell(asking)
    agencies = asking.agencies or DEFAULT_AGENCIES
    read = read_therapy(asking, therapy, "", (), agencies)
    if read is None:
        return unheld.tell(asking)
    section = asking.draft.section("verdict")
    for agency in agencies:
        tell_withdrawals(asking, section, read.narrator, read.facts, agency)
    tell_harms(asking.draft, read.narrator, read.facts, read.of(*PREDICATES))
    tell_more(asking, read.narrator)
    asking.draft.names |= read.narrator.names
    return read.narrator.sources
