"""Is a therapy approved for a cancer, where, since when and for whom? Premises are corrected by the verdict itself."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.sections import unheld
from answers.sections.therapy import tell_therapy
from answers.sources import Source

PARTS = ("verdict", "options", "mechanism", "research", "standard_treatments", "harms", "more")


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the answer; without a cancer every approved use is told."""
    question = asking.question
    if not question.therapies:
        return unheld.tell(asking)
    cancer = question.cancers[0].id if question.cancers else ""
    return tell_therapy(asking, question.therapies[0].id, cancer, PARTS) or unheld.tell(asking)
