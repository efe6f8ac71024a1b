"""What does a message say: its words, the things that it names, its conditions, and the sentence that asks?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.questions.biomarkers import BiomarkerReader
from nlp.questions.constraints import ConstraintReader, Read
from nlp.questions.mentions import MentionFinder, Named, choose
from nlp.questions.names import QuestionNames
from nlp.questions.phrases import Groups
from nlp.questions.premises import part
from nlp.questions.question import AskedBiomarker, Constraints, Mention, Premise, Question
from nlp.questions.routing import Route, Router
from nlp.questions.sentences import Sentence, split
from nlp.questions.spelling import Repair, SpellingRepairer
from nlp.questions.words import Word, cut

LONGEST = 4000
"""Characters of a message that are read; questions are short, and a pasted record is not one."""

_ASKED, _OPENED = 0.45, 0.2
"""How much more a sentence counts that ends in a question mark, or begins with a word of questions."""
_QUESTION_WORDS = frozenset(
    "what which how why when where who is are do does did can could should would will has have".split()
)
_SHORTEST_NAME = 3
_BEFORE_PROPER = frozenset(("in", "at", "near", "from", "dr", "mr", "mrs"))


@dataclass(frozen=True, slots=True)
class Message:
    """A message as understood so far. ``main`` is the place of the sentence that asks, ``routes`` are its types.

    ``unknown`` are words that we cannot read; ``repairs`` the mistakes in spelling, by place of the word.
    """

    text: str
    unknown: list[str]
    repairs: dict[int, Repair]
    named: list[Named]
    biomarkers: list[AskedBiomarker]
    read: Read
    sentences: list[Sentence] = field(default_factory=list)
    main: int = 0
    routes: list[Route] = field(default_factory=list)
    premise: Premise | None = None

    @property
    def asking(self) -> Sentence:
        """The sentence that asks. There is one where ``sentences`` is not empty."""
        return self.sentences[self.main]


class MessageReader:
    """Reads messages against one name index and the rules of the router."""

    def __init__(self, names: QuestionNames, router: Router, groups: Groups) -> None:
        self.finder = MentionFinder(names)
        self._router = router
        self._biomarkers = BiomarkerReader()
        self._constraints = ConstraintReader(groups)
        self._speller = SpellingRepairer(names)

    def read(self, text: str, previous: Question | None = None) -> Message:
        """Understand a message up to the sentence that asks. ``previous`` is the question before it."""
        message = text[:LONGEST]
        words, scores, unknown, repairs = self._repaired(cut(message))
        foreign = {at for at, word in enumerate(words) if word.text in unknown}
        named = choose(self.finder.find(message, words, scores, foreign))
        biomarkers = self._biomarkers.read(message, words, _taken(named))
        named = _with_biomarkers(named, biomarkers, words)
        unknown = unknown if named else [word.text for word in words if self._may_be_name(word)]
        sentences = split(words, named)
        if not sentences:
            return Message(message, unknown, repairs, named, biomarkers, Read(Constraints(), frozenset()))
        read = self._constraints.read(message, words, sentences, named)
        asked = [sentence.without_therapies(read.prior) for sentence in sentences]
        if previous is not None:
            asked = [sentence.with_pronouns(previous.therapies or previous.cancers) for sentence in asked]
        parted = part(_pointing_back(asked, named), self._router, message, named)
        main, routes = self._main(parted.sentences, parted.given)
        premise = parted.premise or self._router.premise(parted.sentences[main], message, named)
        return Message(message, unknown, repairs, named, biomarkers, read, parted.sentences, main, routes, premise)

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

    def _may_be_name(self, word: Word) -> bool:
        """Say whether a word of a message that names nothing else may be the name of what we do not hold ("gemox")."""
        if word.is_mark or not word.key.isalpha() or len(word.key) < _SHORTEST_NAME:
            return False
        if len(word.key) > _SHORTEST_NAME:
            return not self._speller.is_known(word.key)
        return not (word.text.islower() or word.text.istitle() or self._speller.is_said(word.key))

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


def _taken(named: Sequence[Named]) -> list[tuple[int, int]]:
    return [(item.first, item.last) for item in named if item.mention.label == "Therapy"]


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
