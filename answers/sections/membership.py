"""Is a therapy of a class? Told as an answer, and where a question takes a false membership for granted."""

from collections.abc import Mapping
from dataclasses import dataclass

from answers.asking import Asking
from answers.draft import SectionDraft
from answers.narrator import Narrator
from answers.sources import Source
from answers.verdict.kind import KindVerdict, decide_kind, read_kind
from answers.wording.phrases import join_words
from nlp.questions.question import Mention

PLANS = {"yes": "kind.yes", "no": "kind.no", "unknown": "kind.unknown"}


def tell_membership(
    section: SectionDraft,
    narrator: Narrator,
    subject: str,
    group: str,
    verdict: KindVerdict,
    *,
    granted: bool = False,
) -> None:
    """Write yes, no or unknown with its ground; for a no also the class that the therapy is of.

    Where we do not know, what it is stands first, for it often is the answer; not where the question takes the
    membership for ``granted``: there our doubt does.
    """
    gaps = {"therapy": narrator.name(subject), "a_class": narrator.one_of(group), **narrator.grammar(subject)}
    if verdict.answer == "unknown" and verdict.classes and not granted:
        classes = [held for held in verdict.classes if held.depth == verdict.classes[0].depth]
        named = sorted((narrator.one_of(held.group.id) for held in classes), key=lambda said: ":" in said)
        section.claim(
            "told.class_of",
            [held.statement_id for held in classes],
            **{**gaps, "a_class": join_words(named)},
        )
        section.absence("kind.unknown_beside", [f"query:classes_of_therapy?therapy={subject}"], **gaps)
        return
    if verdict.grounds:
        section.claim(PLANS[verdict.answer], verdict.grounds, **gaps)
    else:
        section.absence(PLANS[verdict.answer], [f"query:classes_of_therapy?therapy={subject}"], **gaps)
    if verdict.answer != "yes" and verdict.classes:
        nearest = verdict.classes[0]
        a_class = narrator.one_of(nearest.group.id)
        section.claim("told.class_of", [nearest.statement_id], **{**gaps, "a_class": a_class})


@dataclass(frozen=True, slots=True)
class FalseMembership:
    """A class that the question takes a therapy to be of, and it is not, or we do not know."""

    subject: str
    group: str
    verdict: KindVerdict

    def tell(self, asking: Asking) -> Mapping[str, tuple[Source, ...]]:
        """Say it before everything else, in the section that answers."""
        narrator = asking.narrator((), ())
        own = asking.draft.section("verdict")
        tell_membership(own, narrator, self.subject, self.group, self.verdict, granted=True)
        asking.draft.begin_with(own)
        asking.draft.names |= narrator.names
        return narrator.sources


def false_membership(asking: Asking) -> FalseMembership | None:
    """Return what the question wrongly takes for granted; its names and sources are read with those of the answer."""
    premise = asking.question.premise
    if premise is None or premise.claim != "is_a" or len(premise.things) < 2:
        return None
    subject, group = _subject(asking, premise.things[0]), premise.things[1].id
    facts = read_kind(asking.store, subject, group)
    verdict = decide_kind(facts) if facts else None
    if verdict is None or verdict.answer == "yes":
        return None
    asking.reading.also_named |= {subject, group, *(held.group.id for held in verdict.classes)}
    asking.reading.also_cited |= {*verdict.grounds, *(held.statement_id for held in verdict.classes)}
    return FalseMembership(subject, group, verdict)


def _subject(asking: Asking, mention: Mention) -> str:
    return asking.reading.substances([mention.id])[0] if mention.kind == "product" else mention.id
