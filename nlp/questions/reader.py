"""Understands a question: names, conditions, type, premise, and how sure we may be of it.

The text stays in memory only; nothing here stores or logs it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from nlp.questions.biomarkers import BiomarkerReader
from nlp.questions.calibration import Calibration
from nlp.questions.constraints import ConstraintReader
from nlp.questions.mentions import MentionFinder, Named, choose
from nlp.questions.names import QuestionNames
from nlp.questions.phrases import Groups
from nlp.questions.premises import part
from nlp.questions.question import AskedBiomarker, Mention, Premise, Question, Reading
from nlp.questions.readings import describe
from nlp.questions.routing import Route, Router
from nlp.questions.sentences import Sentence, slots_of, split
from nlp.questions.spelling import Repair, SpellingRepairer
from nlp.questions.words import Word, cut, read_table

LONGEST = 4000
"""Characters of a message that are read; questions are short, and a pasted record is not one."""


class QuestionReader:
    """Reads questions against one name index. Make one per graph version; it keeps no state of a question."""

    def __init__(self, names: QuestionNames) -> None:
        groups = Groups(read_table("groups.tsv"))
        self._finder = MentionFinder(names)
        self._biomarkers = BiomarkerReader()
        self._constraints = ConstraintReader(groups)
        self._router = Router(groups)
        self._calibration = Calibration()
        self._speller = SpellingRepairer(names, self._router.words | self._constraints.words)

    def read(self, text: str, previous: Question | None = None) -> Question:
        """Understand one message. ``previous`` is the question before it, for follow-ups ("and in Europe?")."""
        message = text[:LONGEST]
        words, scores, unknown, repairs = self._repaired(cut(message))
        foreign = {at for at, word in enumerate(words) if word.text in unknown}
        named = choose(self._finder.find(message, words, scores, foreign))
        biomarkers = self._biomarkers.read(message, words, _taken(named))
        named = _with_biomarkers(named, biomarkers, words)
        sentences = split(words, named)
        if not sentences:
            return Question(text, "declined", reason="other", confidence=0.0, sure=False)
        read = self._constraints.read(message, words, sentences, named)
        asked = [sentence.without_therapies(read.prior) for sentence in sentences]
        if previous is not None:
            asked = [sentence.with_pronouns(previous.therapies or previous.cancers) for sentence in asked]
        asked = _pointing_back(asked, named)
        parted = part(asked, self._router, message, named)
        asked = parted.sentences
        main, routes = self._main(asked, parted.given)
        chosen = self._entities(asked, main, named, read.prior, routes[0] if routes else None)
        chosen = [number for number in chosen if not _is_only_granted(named[number].mention, parted.premise)]
        unheld = [item.mention.text for item in named if not item.mention.id]
        unknown = [*unheld, *(word for word in unknown if not any(word in text for text in unheld))]
        mentions = [named[number].mention for number in chosen]
        if previous is not None:
            mentions = _carried(mentions, previous, asked[main])
        slots = [slot for m in mentions if m.id not in _ids(read.prior, named) for slot in sorted(slots_of(m))]
        if previous is not None and mentions and (not routes or _turns_to(asked[main])):
            routes = [Route(previous.type, 0.6)]
        route = self._settled(routes, slots)
        mentions = [mention for mention in mentions if mention.id]
        raw = self._score(route, routes, mentions, unknown, asked[main])
        confidence = self._calibration.confidence(raw)
        rivals = [named[number] for number in chosen if named[number].others]
        constraints = replace(read.constraints, biomarkers=tuple(biomarkers) if route.type != "biomarker" else ())
        if route.type == "newest" and constraints.as_of and not constraints.since:
            constraints = replace(constraints, as_of="", since=constraints.as_of)  # "the latest in 2026"
        question = Question(
            text=text,
            type=route.type,
            entities=tuple(mentions),
            constraints=constraints,
            premise=parted.premise or self._router.premise(asked[main], message, named),
            confidence=confidence,
            raw=raw,
            reason=route.reason,
            unknown=tuple(unknown),
        )
        readings = self._readings(question, routes, rivals, repairs, slots)
        return replace(question, sure=confidence >= self._calibration.threshold and not rivals, readings=readings)

    def _repaired(self, words: list[Word]) -> tuple[list[Word], list[float] | None, list[str], dict[int, Repair]]:
        """Return the words with spelling mistakes repaired, a score for each, words that we cannot read, repairs."""
        repairs: dict[int, Repair] = {}
        unknown: list[str] = []
        shouted = all(word.text.isupper() for word in words if word.text.isalpha())
        for at, word in enumerate(words):
            if word.is_mark or self._speller.is_known(word.key):
                continue
            acronym = word.text.isupper() and not shouted  # FOLFOXIRI is no FOLFIRI
            repair = None if acronym else self._speller.repair(word.key)
            if repair is not None:
                repairs[at] = repair
            elif (len(word.key) > 5 or acronym) and word.key.isalpha() and not _is_proper(words, at):
                unknown.append(word.text)
        if not repairs:
            return words, None, unknown, repairs
        fixed = [
            Word(word.text, word.start, word.end, repairs[at].key, word.glued) if at in repairs else word
            for at, word in enumerate(words)
        ]
        return fixed, [repairs[at].score if at in repairs else 1.0 for at in range(len(words))], unknown, repairs

    def _main(self, sentences: Sequence[Sentence], given: frozenset[int]) -> tuple[int, list[Route]]:
        """Return the sentence that asks, and its routes; what is only granted asks nothing."""
        best, best_routes, best_score = len(sentences) - 1, list[Route](), -1.0
        for number, sentence in enumerate(sentences):
            routes = [] if number in given else self._router.route(sentence)
            score = (routes[0].score if routes else 0.0) + number * 0.01
            score += _ASKED if sentence.asks else _OPENED if sentence.units[0].key in _QUESTION_WORDS else 0.0
            if routes and score > best_score:
                best, best_routes, best_score = number, routes, score
        return best, best_routes

    def _settled(self, routes: list[Route], slots: Sequence[str]) -> Route:
        if routes:
            return self._router.settle(routes[0], frozenset(slots))
        return self._router.by_signature(slots) or Route("declined", 0.2, reason="other")

    def _entities(
        self,
        sentences: Sequence[Sentence],
        main: int,
        named: Sequence[Named],
        prior: frozenset[int],
        route: Route | None,
    ) -> list[int]:
        """Return the things of the asking sentence, and from the others the labels that it lacks."""
        chosen = list(sentences[main].mentions)
        labels = {named[number].mention.label for number in chosen if number not in prior}
        for sentence in (*reversed(sentences[:main]), *sentences[main + 1 :]):
            for number in sentence.mentions:
                label = named[number].mention.label
                wanted = label not in labels or label == "Biomarker" or number in prior
                if wanted and not (label == "Therapy" and number not in prior and route and route.type in _NO_THERAPY):
                    chosen.append(number)
            labels |= {named[number].mention.label for number in sentence.mentions if number in chosen}
        return sorted(chosen)

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
                    for entity in self._finder.index.find(key)[:1]:
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


_ASKED, _OPENED = 0.45, 0.2
"""How much more a sentence counts that ends in a question mark, or begins with a word of questions."""
_QUESTION_WORDS = frozenset(
    "what which how why when where who is are do does did can could should would will has have".split()
)
_NO_THERAPY = frozenset(("treatments", "newest", "definition", "declined", "biomarker"))
_BEFORE_PROPER = frozenset(("in", "at", "near", "from", "dr", "mr", "mrs"))
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


def _is_proper(words: Sequence[Word], at: int) -> bool:
    """A capital after "in", "near" or "Dr" names a place or a person, not a therapy."""
    before = next((word.key for word in reversed(words[:at]) if not word.is_mark), "")
    return words[at].text[0].isupper() and before in _BEFORE_PROPER


def _pointing_back(sentences: Sequence[Sentence], named: Sequence[Named]) -> list[Sentence]:
    """Let "it" stand for the therapy that an earlier sentence of the message names."""
    pointing: list[Sentence] = []
    spoken: list[Mention] = []
    for sentence in sentences:
        pointing.append(sentence.with_pronouns(spoken))
        spoken = [named[n].mention for n in sentence.mentions if named[n].mention.label == "Therapy"] or spoken
    return pointing


def _is_only_granted(mention: Mention, premise: Premise | None) -> bool:
    """The class that a therapy is said to be of is not what the question is about."""
    return premise is not None and premise.claim == "is_a" and mention in premise.things[1:]


def _taken(named: Sequence[Named]) -> list[tuple[int, int]]:
    return [(item.first, item.last) for item in named if item.mention.label == "Therapy"]


def _ids(prior: frozenset[int], named: Sequence[Named]) -> frozenset[str]:
    return frozenset(named[number].mention.id for number in prior)


def _with_biomarkers(named: list[Named], biomarkers: Sequence[AskedBiomarker], words: Sequence[Word]) -> list[Named]:
    """Put the biomarkers in place of what the index found inside them; a cancer's name that holds one stays."""
    kept = list(named)
    for asked in biomarkers:
        inside = [n for n in kept if n.mention.start < asked.end and asked.start < n.mention.end]
        if any(
            n.mention.label in ("Cancer", "Therapy")
            or n.mention.id == asked.biomarker_id
            or (asked.group and n.mention.label == "Molecule" and n.mention.end == asked.end)
            for n in inside
        ):
            continue
        kept = [n for n in kept if n not in inside]
        first = next(i for i, word in enumerate(words) if word.start >= asked.start)
        last = next((i for i, word in enumerate(words) if word.start >= asked.end), len(words))
        reason = "exact" if asked.text.lower() == asked.name.lower() else "variant"
        mention = Mention(
            asked.text, asked.start, asked.end, asked.biomarker_id, asked.name, "Biomarker", "biomarker", 1.0, reason
        )
        kept.append(Named(mention, first, last))
    return sorted(kept, key=lambda item: item.first)


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
