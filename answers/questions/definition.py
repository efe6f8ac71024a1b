"""What is this cancer, therapy or term? What our records say of it, in plain words."""

from collections.abc import Mapping

from answers.asking import Asking
from answers.sections import unheld
from answers.sections.definition import tell_definition
from answers.sections.therapy import tell_therapy
from answers.sources import Source

PARTS = ("options", "mechanism", "harms", "more")


def tell(asking: Asking) -> Mapping[str, tuple[Source, ...]]:
    """Write the answer; a therapy is also told with its uses and harms."""
    question = asking.question
    if question.therapies and not question.cancers:
        sources = tell_therapy(asking, question.therapies[0].id, "", PARTS)
        if sources is not None:
            return sources
    if not question.entities:
        return unheld.tell(asking)
    first = question.entities[0]
    return tell_definition(asking, [one.id for one in question.of_label(first.label)])
