"""A name that several medicines share: each is answered in short, none in the name of the others."""

from collections.abc import Mapping, Sequence

from answers.asking import Asking
from answers.sections.therapy import read_therapy
from answers.sections.verdict_text import tell_status
from answers.sources import Source
from answers.wording.phrases import join_words
from nlp.questions.question import Mention, Question, Reading


def shared_by(question: Question) -> tuple[tuple[Mention, Reading], ...]:
    """Return the medicines that one name of the question may mean, each with its reading; empty where none is shared.

    Readings that differ otherwise (another type, a corrected spelling) are offered, not answered.
    """
    found: list[tuple[Mention, Reading]] = []
    for reading in question.readings:
        if reading.type != question.type:
            return ()
        here = [one for one in reading.entities if one.label == "Therapy" and one.start >= 0]
        if len(here) != 1 or len(question.therapies) != 1 or here[0].start != question.therapies[0].start:
            return ()
        if here[0].reason == "spelling" or here[0].text != question.therapies[0].text:
            return ()
        found.append((here[0], reading))
    return tuple(found) if len({mention.id for mention, _ in found}) > 1 else ()


def tell(asking: Asking, shared: Sequence[tuple[Mention, Reading]]) -> Mapping[str, tuple[Source, ...]]:
    """Write whose name it is and, where an approval is asked about, the verdict of each; offer each as a question.

    The answer has no verdict of its own: that holds one entry per agency, of one medicine.
    """
    cancer = asking.question.cancers[0].id if asking.question.cancers else ""
    held = [(read_therapy(asking, mention.id, cancer, ()), reading) for mention, reading in shared]
    known = [(read, reading) for read, reading in held if read is not None]
    section = asking.draft.section("verdict")
    section.connect("shared.name", names=join_words([read.narrator.name(read.therapy) for read, _ in known]))
    sources: dict[str, tuple[Source, ...]] = {}
    for read, reading in sorted(known, key=lambda one: not one[0].is_approved):
        sources.update(read.narrator.sources)
        asking.draft.names |= read.narrator.names
        told = [tell_status(section, read.narrator, one, asking.question.type) for one in read.verdicts]
        asking.draft.related_questions.append({"text": reading.ask, "preview": told[0] if told else ""})
    section.guide("shared.choose")
    return sources
