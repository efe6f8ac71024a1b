"""Which harms does a therapy have? At the level that the sources name, boxed warnings first."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.sections import unheld
from answers.sections.asked_harms import tell_asked_harms
from answers.sections.harms import CAUSES, harmed_members
from answers.sections.therapy import read_therapy, tell_parts
from answers.sources import Source

PARTS = ("harms_first", "more")


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the answer: a harm that is asked about first, with a cancer its verdict."""
    question = asking.question
    if not question.therapies:
        return unheld.tell(asking)
    cancer = question.cancers[0].id if question.cancers else ""
    asked = [one.id for one in question.entities if one.label == "AdverseEffect"]
    read = read_therapy(asking, question.therapies[0].id, cancer, PARTS, asked)
    if read is None:
        return unheld.tell(asking)
    tell_parts(asking, read, PARTS)
    if asked:
        members = harmed_members(read.facts)
        tell_asked_harms(asking.draft, read.narrator, read.facts.therapy, read.of(CAUSES), members, asked)
    return read.narrator.sources
