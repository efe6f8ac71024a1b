"""How does a therapy work (for a cancer)? Verdict first, then mechanism, barriers, research, what is used, harms."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.sections import unheld
from answers.sections.therapy import tell_therapy
from answers.sources import Source


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the answer; without a cancer it tells the therapy alone."""
    question = asking.question
    if not question.therapies:
        return unheld.tell(asking)
    cancer = question.cancers[0].id if question.cancers else ""
    return tell_therapy(asking, question.therapies[0].id, cancer) or unheld.tell(asking)
