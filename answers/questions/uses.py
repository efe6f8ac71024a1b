"""What is a therapy used for? Every approved use, agency by agency, with harms and mechanism."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.sections import unheld
from answers.sections.therapy import tell_therapy
from answers.sources import Source

PARTS = ("options", "mechanism", "harms", "more")


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the answer."""
    question = asking.question
    if not question.therapies:
        return unheld.tell(asking)
    return tell_therapy(asking, question.therapies[0].id, "", PARTS) or unheld.tell(asking)
