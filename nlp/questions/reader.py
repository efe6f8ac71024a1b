"""Understands a question: names, conditions, type, premise, and how sure we may be of it.

The text stays in memory only; nothing here stores or logs it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nlp.questions.calibration import Calibration
from nlp.questions.cues import Cues
from nlp.questions.mentions import Named
from nlp.questions.message import Message, MessageReader
from nlp.questions.names import QuestionNames
from nlp.questions.phrases import Groups
from nlp.questions.question import Mention, Premise, Question, Reading
from nlp.questions.readings import describe
from nlp.questions.routing import Route, Router
from nlp.questions.sentences import Sentence, slots_of
from nlp.questions.spelling import Repair
from nlp.questions.words import read_table


class QuestionReader:
    """Reads questions against one name index. Make one per graph version; it keeps no state of a question."""

    def __init__(self, names: QuestionNames) -> None:
        groups = Groups(read_table("groups.tsv"))
        self._router = Router(groups)
        self._messages = MessageReader(names, self._router, groups)
        self._cues = Cues()
        self._calibration = Calibration()

    def asking(self, text: str) -> tuple[Sentence, list[Route]]:
        """Return the sentence of a message that asks, as phrases see it, and the types whose phrases fit it."""
        message = self._messages.read(text)
        return message.asking, message.routes

    def read(self, text: str, previous: Question | None = None) -> Question:
        """Understand one message. ``previous`` is the question before it, for follow-ups ("and in Europe?")."""
        message = self._messages.read(text, previous)
        if not message.sentences:
            return Question(text, "declined", reason="other", confidence=0.0, sure=False)
        named, prior, sentence = message.named, message.read.prior, message.asking
        routes = self._cues.weighed(sentence, message.routes)
        chosen = self._entities(message, routes[0] if routes else None)
        unheld = [item.mention.text for item in named if not item.mention.id]
        unknown = [*unheld, *(word for word in message.unknown if not any(word in text for text in unheld))]
        mentions = [named[number].mention for number in chosen]
        if previous is not None:
            mentions = _carried(mentions, previous, sentence)
        slots = [slot for m in mentions if m.id not in _ids(prior, named) for slot in sorted(slots_of(m))]
        if previous is not None and mentions and (not message.routes or _turns_to(sentence)):
            routes = [Route(previous.type, 0.6)]
        route = self._settled(routes, slots)
        mentions = [mention for mention in mentions if mention.id]
        raw = self._score(route, routes, mentions, unknown, sentence)
        confidence = self._calibration.confidence(raw)
        rivals = [named[number] for number in chosen if named[number].others]
        biomarkers = tuple(message.biomarkers) if route.type != "biomarker" else ()
        constraints = replace(message.read.constraints, biomarkers=biomarkers)
        if route.type == "newest" and constraints.as_of and not constraints.since:
            constraints = replace(constraints, as_of="", since=constraints.as_of)  # "the latest in 2026"
        question = Question(
            text=text,
            type=route.type,
            entities=tuple(mentions),
            constraints=constraints,
            premise=message.premise,
            confidence=confidence,
            raw=raw,
            reason=route.reason,
            unknown=tuple(unknown),
            remedies=tuple(m.mention.text for m in named if not m.mention.id and m.mention.kind == "supplement"),
        )
        readings = self._readings(question, routes, rivals, message.repairs, slots)
        return replace(question, sure=confidence >= self._calibration.threshold and not rivals, readings=readings)

    def _settled(self, routes: list[Route], slots: Sequence[str]) -> Route:
        if routes:
            return self._router.settle(routes[0], frozenset(slots))
        return self._router.by_signature(slots) or Route("declined", 0.2, reason="other")

    def _entities(self, message: Message, route: Route | None) -> list[int]:
        """Return the things of the asking sentence, and from the others the labels that it lacks."""
        named, prior, sentences, main = message.named, message.read.prior, message.sentences, message.main
        chosen = list(message.asking.mentions)
        labels = {named[number].mention.label for number in chosen if number not in prior}
        for sentence in (*reversed(sentences[:main]), *sentences[main + 1 :]):
            for number in sentence.mentions:
                label = named[number].mention.label
                wanted = label not in labels or label == "Biomarker" or number in prior
                if wanted and not (label == "Therapy" and number not in prior and route and route.type in _NO_THERAPY):
                    chosen.append(number)
            labels |= {named[number].mention.label for number in sentence.mentions if number in chosen}
        return [number for number in sorted(chosen) if not _is_only_granted(named[number].mention, message.premise)]

    def _score(
        self,
        route: Route,
        routes: Sequence[Route],
        mentions: Sequence[Mention],
        unknown: Sequence[str],
        sentence: Sentence,
    ) -> float:
        """Return the raw score: less where two types are close, a name was repaired or words are left over."""
        raw = route.score
        rival = next((other.score for other in routes[1:] if other.type != route.type), 0.0)
        raw -= 0.1 if rival and routes and routes[0].score - rival < 0.03 else 0.0
        raw *= min((mention.score for mention in mentions), default=1.0)
        raw -= 0.1 if unknown else 0.0
        if not route.phrase:
            raw -= 0.05 * max(0, len(sentence.units) - len(sentence.mentions) - 2)
        return round(max(raw, 0.0), 3)

    def _readings(
        self,
        question: Question,
        routes: Sequence[Route],
        rivals: Iterable[Named],
        repairs: dict[int, Repair],
        slots: Sequence[str],
    ) -> tuple[Reading, ...]:
        """Return other meanings: of a name, of a misspelt word, of the sentence."""
        readings: list[Reading] = []
        for item in rivals:
            for meant in (item.mention, *item.others):
                entities = tuple(meant if m.start == item.mention.start else m for m in question.entities)
                readings.append(describe(question.type, entities, question.confidence))
        if not readings and question.confidence < self._calibration.threshold:
            for route in routes[:3]:
                settled = self._router.settle(route, frozenset(slots))
                readings.append(describe(settled.type, question.entities, self._calibration.confidence(settled.score)))
            for repair in repairs.values():
                for key in (repair.key, *repair.rivals):
                    for entity in self._messages.finder.index.find(key)[:1]:
                        mention = Mention(
                            entity.written,
                            0,
                            0,
                            entity.id,
                            entity.name,
                            entity.label,
                            entity.kind,
                            repair.score,
                            "spelling",
                        )
                        readings.append(describe(question.type, (mention,), repair.score))
        return tuple({reading.ask: reading for reading in readings if reading.ask}.values())


_NO_THERAPY = frozenset(("treatments", "newest", "definition", "declined", "biomarker"))
_FOLLOWS = frozenset(
    (
        "and",
        "also",
        "what about",
        "how about",
        "it",
        "them",
        "they",
        "that",
        "this",
        "those",
        "these",
        "there",
        "same",
        "one",
    )
)


def _is_only_granted(mention: Mention, premise: Premise | None) -> bool:
    """The class that a therapy is said to be of is not what the question is about."""
    return premise is not None and premise.claim == "is_a" and mention in premise.things[1:]


def _ids(prior: frozenset[int], named: Sequence[Named]) -> frozenset[str]:
    return frozenset(named[number].mention.id for number in prior)


def _turns_to(sentence: Sentence) -> bool:
    """Say whether the same is asked of another thing ("what about melanoma?", "and in Europe?")."""
    return len(sentence.units) <= 6 and [unit.key for unit in sentence.units[:2]] in (
        ["what", "about"],
        ["how", "about"],
    )


def _carried(mentions: list[Mention], previous: Question, sentence: Sentence) -> list[Mention]:
    """Take from the question before what a follow-up leaves out."""
    follows = (
        _turns_to(sentence)
        or sentence.units[0].key in _FOLLOWS
        or len(mentions) == 0
        or not sentence.held.isdisjoint(_FOLLOWS)
    )
    if not follows:
        return mentions
    labels = {mention.label for mention in mentions}
    held = [replace(m, start=-1, end=-1, reason="context") for m in previous.entities if m.label not in labels]
    return [*held, *mentions]
