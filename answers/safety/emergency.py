"""Is this an emergency? Asked of every message before anything else, at every door.

A sign (fever, bleeding, chest pain …) counts where somebody has it now. It does not count where it is denied, over,
feared, or asked about as a fact ("does chemo cause fever?"). Signs, frames and groups are data beside this module.
Where no sign stands, the words of each sentence are weighed (``weights.tsv``), for people tell an emergency in more
ways than signs can list. In doubt the screen speaks: an emergency told for nothing costs a minute.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from nlp.questions.phrases import FILLERS, Found, Groups, Phrase, Telling, Unit, keys_of
from nlp.questions.spelling import edit_cost
from nlp.questions.word_weights import WordWeights, words_and_pairs
from nlp.questions.words import Word, cut, fold, is_ordinary, read_table, words_of

_FOLDER = Path(__file__).parent
_DENIALS = frozenset(
    map(fold, ("no", "not", "without", "never", "dont", "doesnt", "isnt", "arent", "didnt", "neither", "nor", "denies"))
)
_PAST_VERBS = frozenset(map(fold, ("had", "was", "were", "got", "experienced", "developed", "suffered", "felt", "ran")))
_PRESENT_VERBS = frozenset(("have", "has", "am", "im", "is", "are", "feel", "ive", "having"))
_GOES_ON = frozenset(
    ("stop", "stopping", "making", "able", "sure", "feeling", "only", "just", "well", "responding", "waking")
)
_RELATIVES = frozenset(
    map(fold, ("who", "which", "whose", "after", "during", "since", "on", "while", "with", "a", "an", "now"))
)
NO_EMERGENCY = "-"
_DOUBT = 0.6
_ENDS = frozenset("?!.;\n")
_LISTING = frozenset(
    map(fold, ("like", "including", "include", "such", "list", "effects", "what", "which", "does", "can"))
)
_LINKS = frozenset(("or", "and", "nor"))
_LONGEST = 4000
_SHORT_CLAUSE = 2
_SHORTEST_REPAIRED = 4
_FAREST = 0.17
_ROUNDING = 0.001


@dataclass(frozen=True, slots=True)
class Emergency:
    """What was found: the kind (an id of ``guidance.yaml``) and the place of the words that told it."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Sign:
    kind: str
    force: str
    phrase: Phrase
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Screen:
    signs: tuple[_Sign, ...]
    telling: Telling
    frames: tuple[tuple[str, Phrase], ...]
    treated: frozenset[str]


@lru_cache(maxsize=1)
def _screen() -> _Screen:
    groups = Groups(read_table("groups.tsv", _FOLDER))
    signs = tuple(
        _Sign(
            row[0],
            row[1],
            Phrase(row[2], groups),
            frozenset(map(fold, row[3].split("|"))) if len(row) > 3 else frozenset(),
        )
        for row in read_table("emergencies.tsv", _FOLDER)
    )
    frames = tuple((row[0], Phrase(row[1], groups)) for row in read_table("frames.tsv", _FOLDER))
    telling = Telling(sign.phrase for sign in signs)
    return _Screen(signs, telling, frames, frozenset(run[0] for run in groups.words["treated"]))


def screen(text: str) -> Emergency | None:
    """Return the emergency that a message tells of, None where there is none."""
    rules = _screen()
    words = [_repaired(word) for word in cut(text[:_LONGEST])]
    treated = any(word.key in rules.treated for word in words)
    first: Emergency | None = None
    refused: list[int] = []
    for units in _clauses(words):
        held = keys_of(units)
        for place in rules.telling.places(held):
            sign = rules.signs[place]
            if sign.unless & held or (sign.force == "treated" and not treated):
                continue
            for found in sign.phrase.find_all(units, held):
                denied = sign.force != "always" and _is_denied(units, found, sign.phrase)
                if denied:
                    refused.append(units[found.first].start)
                elif sign.force == "always" or _is_felt(rules, units, held, found):
                    emergency = Emergency(sign.kind, units[found.first].start, units[found.last - 1].end)
                    if sign.kind == "suicidal":
                        return emergency
                    first = first or emergency
    return first or _weighed(rules, words, refused)


def _weighed(rules: _Screen, words: Sequence[Word], denied: Sequence[int]) -> Emergency | None:
    """Return the emergency that the words of a sentence speak for, where they do so more than for none.

    A sentence about what is over, what somebody wants to know, or a sign ``denied`` at a place in it tells none;
    distress counts however it is told.
    """
    for sentence in _sentences(words):
        shares = {kind: share for share, kind in _weights().shares(words_and_pairs([word.key for word in sentence]))}
        if shares.pop(NO_EMERGENCY) >= _DOUBT:
            continue
        kind = max(shares, key=lambda kind: shares[kind])
        units = [Unit(word.key, word.start, word.end) for word in sentence]
        held = keys_of(units)
        frames = {frame for frame, phrase in rules.frames if phrase.find(units, held) is not None}
        is_told = not any(sentence[0].start <= place < sentence[-1].end for place in denied)
        if kind == "suicidal" or (is_told and ("still" in frames or not frames & {"past", "curious"})):
            return Emergency(kind, sentence[0].start, sentence[-1].end)
    return None


@lru_cache(maxsize=1)
def _weights() -> WordWeights:
    return WordWeights(_FOLDER / "weights.tsv")


def sentence_words(text: str) -> list[list[str]]:
    """Return the words of each sentence as they are weighed: folded, without fillers, mistyped signs repaired."""
    words = [_repaired(word) for word in cut(text[:_LONGEST])]
    return [[word.key for word in sentence] for sentence in _sentences(words)]


def _sentences(words: Sequence[Word]) -> Iterator[list[Word]]:
    sentence: list[Word] = []
    for word in words:
        if word.text in _ENDS and sentence:
            yield sentence
            sentence = []
        elif not word.is_mark and word.key not in FILLERS:
            sentence.append(word)
    if sentence:
        yield sentence


@lru_cache(maxsize=1)
def _said() -> frozenset[str]:
    """Return the words of the signs."""
    return words_of("emergencies.tsv", "groups.tsv", folder=_FOLDER)


def _repaired(word: Word) -> Word:
    """Return the word of a sign that a word of no language was meant to be ("siezure"), else the word itself."""
    key, typed = word.key, word.text.lower()
    if len(key) < _SHORTEST_REPAIRED or not key.isalpha() or is_ordinary(key) or key in _said():
        return word
    near = [
        (edit_cost(typed, other, (_FAREST + _ROUNDING) * max(len(typed), length)) / max(len(typed), length), other)
        for length in range(len(typed) - 1, len(typed) + 2)
        for other in _meant().get((typed[0], length), ())
    ]
    cost, meant = min(near, default=(1.0, key))
    return replace(word, key=meant) if cost <= _FAREST else word


@lru_cache(maxsize=1)
def _meant() -> dict[tuple[str, int], list[str]]:
    """Return the words of the signs that a mistyped one may mean, by first letter and length."""
    words: dict[tuple[str, int], list[str]] = {}
    for word in sorted(_said()):
        if len(word) > _SHORTEST_REPAIRED:
            words.setdefault((word[0], len(word)), []).append(word)
    return words


def _is_denied(units: Sequence[Unit], sign: Found, phrase: Phrase) -> bool:
    """Say whether the sign is denied: "no fever", "dad is not bleeding", but not "the bleeding does not stop"."""
    begin = sign.first
    while begin > 1 and units[begin - 1].key in _LINKS:  # "no chest pain or breathlessness"
        begin -= 3
    for at in range(max(0, begin - 3), sign.last):
        key, following = units[at].key, units[at + 1].key if at + 1 < len(units) else ""
        own = at >= sign.first and key in phrase.words
        if key in _DENIALS and not own and following not in _GOES_ON:
            return True
    return False


def _is_felt(rules: _Screen, units: Sequence[Unit], held: frozenset[str], sign: Found) -> bool:
    """Say whether somebody has the sign now, by the frames of its clause."""
    before = {unit.key for unit in units[max(0, sign.first - 3) : sign.first]}
    frames = {kind for kind, phrase in rules.frames if kind != "past" and phrase.find(units, held) is not None}
    goes_on = "still" in frames
    if not goes_on and ("curious" in frames or _is_over(rules, units, held, sign, before)):
        return False
    if "unreal" in frames and not goes_on and "urgent" not in frames:
        return False
    if "now" in frames or "urgent" in frames:
        return True
    return not frames & {"asks", "study"}


def _is_over(rules: _Screen, units: Sequence[Unit], held: frozenset[str], sign: Found, before: set[str]) -> bool:
    """Say whether the sign is told as past: "a fever last year", "last year I had a fever"."""
    if before & _PRESENT_VERBS and not before & _PAST_VERBS:
        return False
    for kind, phrase in rules.frames:
        if kind != "past":
            continue
        for found in phrase.find_all(units, held):
            follows = sign.last - 1 <= found.first <= sign.last + 6
            if follows or (found.last <= sign.first and before & _PAST_VERBS):
                return True
    return False


def _clauses(words: Sequence[Word]) -> Iterator[tuple[Unit, ...]]:
    """Yield sentences, cut at commas too, but for a clause within another ("my dad, who had CAR-T, is …").

    A word or two between commas belong to the list that stands before ("side effects: bleeding, fever, rash").
    """
    clauses: list[list[Unit]] = [[]]
    joined = False
    for at, word in enumerate(words):
        if word.text in _ENDS and not (word.text == "." and at + 1 < len(words) and words[at + 1].glued):
            clauses.append([])
            joined = False
        elif word.text == ",":
            following = words[at + 1].key if at + 1 < len(words) else ""
            opens = bool(clauses[-1]) and clauses[-1][0].key in _RELATIVES
            short = sum(1 for _ in takewhile(lambda w: not w.is_mark, words[at + 1 :])) <= _SHORT_CLAUSE
            listed = short and not _LISTING.isdisjoint(unit.key for unit in clauses[-1])
            if following not in _RELATIVES and not joined and not opens and not listed:
                clauses.append([])
            joined = following in _RELATIVES
        elif not word.is_mark and word.key not in FILLERS:
            clauses[-1].append(Unit(word.key, word.start, word.end))
    yield from (tuple(clause) for clause in clauses if clause)
