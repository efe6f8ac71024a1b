"""Why can a therapy not be had, or not work well, for a cancer? The verdict, the barriers, and what is being tried."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.sections import unheld
from answers.sections.therapy import tell_therapy
from answers.sources import Source

PARTS = ("verdict", "options", "barriers", "research", "standard_treatments", "harms", "more")


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the answer."""
    question = asking.question
    if not question.therapies:
        return unheld.tell(asking)
    cancer = question.cancers[0].id if question.cancers else ""
    return tell_therapy(asking, question.therapies[0].id, cancer, PARTS) or unheld.tell(asking)
