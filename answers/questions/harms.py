"""Which harms does a therapy have? At the level that the sources name, boxed warnings first."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.sections import unheld
from answers.sections.therapy import tell_therapy
from answers.sources import Source

PARTS = ("harms_first", "more")


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the answer; with a cancer its verdict stands first."""
    question = asking.question
    if not question.therapies:
        return unheld.tell(asking)
    cancer = question.cancers[0].id if question.cancers else ""
    return tell_therapy(asking, question.therapies[0].id, cancer, PARTS) or unheld.tell(asking)
