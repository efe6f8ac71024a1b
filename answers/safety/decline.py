"""What we do not answer, said kindly: why, who can help, and an official page."""

from dataclasses import dataclass

from answers.safety.guidance import guidance_texts
from nlp.questions.question import Question


@dataclass(frozen=True, slots=True)
class Decline:
    """A question that we decline. ``guidance_id`` is the reviewed text, ``link_id`` the official page."""

    reason: str
    guidance_id: str
    text: tuple[str, ...]
    who_can_help: str
    link_id: str
    link_title: str
    link_url: str


def decline(question: Question) -> Decline | None:
    """Return how to decline a question, None where it is to be answered."""
    if question.type != "declined":
        return None
    texts = guidance_texts()
    said = texts.declines.get(question.reason) or texts.declines["other"]
    link = texts.links[said["link"]]
    return Decline(
        question.reason, said["id"], tuple(said["text"]), said["who"], said["link"], link["title"], link["url"]
    )
