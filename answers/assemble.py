"""A question in, an answer out: screen, understand, read, decide, tell, cite.

Nothing of the question is kept: an id encodes type, entities, options and versions only.
"""

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from answers import permalink
from answers.asking import Asking
from answers.model import Answer, AnsweredEntity, AnsweredQuestion, Sentence
from answers.safety.decline import decline
from answers.safety.emergency import Emergency, screen
from answers.safety.guidance import emergency_texts
from answers.sections import shared_name, unheld
from answers.sections.membership import false_membership
from answers.sources import Source, cite
from answers.wording.readability import reading_grade
from graph.store import GraphStore
from nlp.questions.question import Question
from nlp.questions.reader import QuestionReader

ANSWER_VERSION = "1"
QUESTION_MODULES = "answers.questions"


def answer(
    text: str,
    *,
    store: GraphStore,
    reader: QuestionReader,
    as_of: date,
    known_at: date | None = None,
    agencies: Sequence[str] = (),
    level: str = "plain",
    request_id: str | None = None,
) -> Answer:
    """Answer one question from one snapshot of the graph.

    ``agencies`` are ids; empty means the default ones, and those that differ. Raises GraphError.
    """
    emergency = screen(text)
    return answer_question(
        reader.read(text),
        store=store,
        as_of=as_of,
        known_at=known_at,
        agencies=agencies,
        level=level,
        request_id=request_id,
        emergency=emergency,
    )


def answer_question(
    question: Question,
    *,
    store: GraphStore,
    as_of: date,
    known_at: date | None = None,
    agencies: Sequence[str] = (),
    level: str = "plain",
    request_id: str | None = None,
    emergency: Emergency | None = None,
) -> Answer:
    """Answer a question that was understood before: one of a permalink, or one with a person's profile joined."""
    if emergency:
        question = replace(question, type="emergency", reason=emergency.kind, readings=())
    with store.snapshot() as graph:
        asking = Asking(question, graph, _day(question, as_of), known_at, tuple(agencies) or _agencies(question), level)
        sources: dict[str, tuple[Source, ...]] = {}
        if emergency:
            section = asking.draft.section("emergency")
            for text_id, sentence in emergency_texts(emergency):
                section.fixed(text_id, sentence)
        elif _must_ask_back(question):
            sources = dict(unheld.tell(asking))
        elif shared := shared_name.shared_by(question):
            sources = dict(shared_name.tell(asking, shared))
        elif not tell_declined(asking):
            module = importlib.import_module(f"{QUESTION_MODULES}.{question.type}")
            mistaken = false_membership(asking)
            sources = dict(module.tell(asking))
            if mistaken is not None:
                sources.update(mistaken.tell(asking))
            tell_unheld_bodies(asking)
        return _finish(asking, sources, graph.version, request_id)


def _must_ask_back(question: Question) -> bool:
    """Tell whether a question names what is not held and is not understood for sure: a guess would answer another."""
    return bool(question.unknown) and not question.sure and question.type != "declined"


def tell_unheld_bodies(asking: Asking) -> None:
    """Say first that we hold no word of those who recommend or pay: what follows is what regulators approve."""
    for body in asking.question.constraints.bodies:
        section = asking.draft.section("verdict")
        section.absence("unheld.body", [f"query:named_entities?name={body}"], body=body)
        section.guide("unheld.body_is_other")
        asking.draft.begin_with(section)


def tell_declined(asking: Asking) -> bool:
    """Write the fixed text for what this tool does not answer. Returns False for a question that it does."""
    declined = decline(asking.question)
    if declined is None:
        return False
    section = asking.draft.section("more")
    section.title = asking.draft.voice.tell("title.declined", {})
    for sentence in declined.text:
        section.fixed(declined.guidance_id, sentence)
    asking.draft.notice("official_page", "notice.official_page", title=declined.link_title, url=declined.link_url)
    return True


def _day(question: Question, as_of: date) -> date:
    from graph.model import latest

    return latest(question.constraints.as_of) or as_of


def _agencies(question: Question) -> tuple[str, ...]:
    return tuple(question.constraints.agencies)


def _finish(asking: Asking, sources: dict[str, tuple[Source, ...]], version: str, request_id: str | None) -> Answer:
    draft, question = asking.draft, asking.question
    _tell_reading(asking)
    draft.notice("not_medical_advice", "guidance.not_medical_advice")
    sections, citations = cite(draft.sections, sources)
    told = " ".join(
        sentence.text for section in sections for sentence in section.sentences if not _names_a_page(sentence)
    )
    return Answer(
        id=_answer_id(asking, version),
        question=_question(question, asking.reading.called),
        as_of=asking.as_of.isoformat(),
        known_at=asking.known_at.isoformat() if asking.known_at else None,
        graph_version=version,
        answer_version=ANSWER_VERSION,
        level=asking.level,
        language=asking.language,
        reading_grade=reading_grade(told, draft.names),
        verdict=draft.verdicts[0] if draft.verdicts else None,
        verdicts=tuple(draft.verdicts),
        sections=sections,
        findings=tuple(draft.findings),
        citations=citations,
        questions_to_ask=tuple(draft.questions_to_ask),
        related_questions=tuple(draft.related_questions),
        notices=tuple(draft.notices),
        request_id=request_id,
    )


def _names_a_page(sentence: Sentence) -> bool:
    """Tell whether a sentence only names a document: titles are names, and no measure of our wording."""
    return any(ground.startswith("doc:") for ground in sentence.basis)


def _tell_reading(asking: Asking) -> None:
    """Say how the question was read where it could be read otherwise."""
    for mention in asking.question.entities:
        if mention.reason == "spelling":
            name = asking.reading.called.get(mention.id, mention.name)
            asking.draft.notice("spelling", "notice.spelling", written=mention.text, name=name)
    for word in asking.question.unknown:
        asking.draft.notice("unknown_word", "notice.unknown_word", word=word)
    if asking.question.readings:
        asking.draft.notice("did_you_mean", "notice.did_you_mean")


def _question(question: Question, called: Mapping[str, str]) -> AnsweredQuestion:
    return AnsweredQuestion(
        text=question.text,
        type=question.type,
        entities=tuple(
            AnsweredEntity(one.text, one.start, one.end, one.id, called.get(one.id, one.name), one.label)
            for one in question.entities
        ),
        constraints=stated(question),
        premise=question.premise.claim if question.premise else None,
        readings=tuple(
            {"type": one.type, "question": one.ask, "entities": [entity.id for entity in one.entities]}
            for one in question.readings
        ),
    )


def stated(question: Question) -> dict[str, Any]:
    """Return the conditions that the question states, empty ones left out."""
    return {name: value for name, value in asdict(question.constraints).items() if value not in ("", (), [], None)}


def _answer_id(asking: Asking, version: str) -> str | None:
    question = asking.question
    granted = question.premise is not None and question.premise.claim == "is_a"
    if question.constraints.is_personal or granted or question.type in ("emergency", "declined"):
        return None  # a correction of what was granted has no canonical question
    if shared_name.shared_by(question):
        return None  # nor has a name of several things
    return permalink.encode(
        {
            "type": question.type,
            "entities": [one.id for one in question.entities],
            "biomarkers": [
                [one.biomarker_id, one.state, one.group, one.measure, one.low, one.high]
                for one in question.constraints.biomarkers
            ],
            "line": question.constraints.line,
            "as_of": asking.as_of.isoformat(),
            "known_at": asking.known_at.isoformat() if asking.known_at else None,
            "agencies": list(asking.agencies),
            **({"bodies": list(question.constraints.bodies)} if question.constraints.bodies else {}),
            "level": asking.level,
            "language": asking.language,
            "graph": version,
            "answer": ANSWER_VERSION,
        }
    )
