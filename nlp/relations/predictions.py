"""Which marker makes a therapy work, or keeps it from working? For sentences of the literature, beside the uses.

A statement is of one marker, the therapies that a cue of ``resources/predictions.yaml`` is joined to, and the cancers
of its clause. Only a sentence that names a marker and a therapy tells one, and one that speaks of an approval or an
indication never does: nothing here becomes a use. A marker that only describes who was studied gives ``studied_for``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.assertion.clauses import clause_at
from nlp.assertion.relation import Assertion
from nlp.assertion.rules import rules
from nlp.cancers import CancerMention, is_vague, linked_cancer, read_cancers
from nlp.extraction import Extraction, FoundBiomarker, Linked
from nlp.relations.prediction_words import prediction_words
from nlp.relations.predictive_markers import read_markers
from nlp.relations.reading import Names, distinct_links
from nlp.therapies import TherapyMention, linked_therapies, read_therapies

LONGEST = 1200  # characters of a sentence that is read; time grows with the square
_REACH = 40  # characters around a cue in which words say that it is of the patients
_SENTENCE = re.compile(r"(?:(?<=[a-z0-9)\]%])|(?<=[A-Z]{2}))\s*[.?!](?:\[[^\]]*\]\S*)*\s+(?=[A-Z(])")
_JOINED = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,|/|,?\s*(?:and|or|and/or|plus))\s*(?:the\s+)?")
_NEAR_LEFT = re.compile(r"[\s)(-]*(?:(?:secondary|acquired|primary|drug|treatment|therapy|inhibitor)[\s-]+){0,2}")
_NEAR_RIGHT = re.compile(r"[^.;:]{0,70}")
_BUT_NOT = re.compile(r"\bbut not (?:to |for |from )?(?:the )?[\w -]{0,24}$", re.IGNORECASE)
_INDICATED = re.compile(r"\bindicated (?:for|in|as)\b|\bindications?\b|\bapprov\w+", re.IGNORECASE)
_DESCRIBES = re.compile(
    r"\b(?:with(?:out)?(?: any)?|lacking|in|harbou?ring|bearing|carrying|having|express\w+|whose tumou?rs?(?: \w+)?)\b"
    r"(?:\s+(?:an?|the|acquired|activating|sensitive|metastatic|advanced))*(?:\s+(?!(?:is|are|was|were|has|have|had)\b)[\w/-]+){0,3}?\s*$",
    re.IGNORECASE,
)


_APART = re.compile(r"[,;]|\b(?:is|are|was|were|in|of|predict\w*|confer\w*)\b", re.IGNORECASE)
_OF_PATIENTS = re.compile(
    r"\b(?:patients|cases|those|cells|tumou?rs) (?:with|harbou?ring|carrying|bearing)\b[\w\s,-]{0,40}$", re.IGNORECASE
)
_SENSITIVITY = re.compile(r"sensiti|resist|refractor|unrespons|responsive", re.IGNORECASE)
_IS = re.compile(
    r"\b(?:is|are|was|were|be|remains?) (?:\w+ ){0,2}?(?:resistant|refractory|insensitive|unresponsive|less)\b"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """What a sentence names, places counted in the sentence."""

    text: str
    therapies: tuple[TherapyMention, ...]
    cancers: tuple[CancerMention, ...]
    markers: tuple[tuple[FoundBiomarker, ...], ...]

    def medicines(self, names: Names) -> tuple[TherapyMention, ...]:
        """Return the therapies without procedures, which a sentence often names by the way."""
        entities = names.lexicon.entities
        return tuple(
            one for one in self.therapies if not any(entities[each].kind == "procedure" for each in one.entity_ids)
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """A cue with its direction, its place, the therapies that it is joined to, and what is said of it."""

    predicate: str
    start: int
    end: int
    therapies: tuple[TherapyMention, ...]
    assertion: Assertion


def may_predict(text: str) -> bool:
    """Say whether a text has a word of prediction or of study at all."""
    words = prediction_words()
    return words.studied.search(text) is not None or any(cue.search(text) for _, cue in words.cues)


def read_predictions(text: str, names: Names) -> list[Extraction]:
    """Return what the sentences of a text say of markers and therapies; spans count the characters of ``text``."""
    found: list[Extraction] = []
    for start, end in _sentences(text):
        sentence = text[start:end]
        if end - start <= LONGEST and not _speaks_of_approval(sentence) and not _is_reference(sentence):
            found.extend(_moved(one, start) for one in _of_sentence(sentence, names))
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _speaks_of_approval(sentence: str) -> bool:
    return rules().granted.search(sentence) is not None or _INDICATED.search(sentence) is not None


def _is_reference(sentence: str) -> bool:
    return prediction_words().reference.search(sentence) is not None


def _of_sentence(sentence: str, names: Names) -> Iterator[Extraction]:
    words = prediction_words()
    cues = [(name, match) for name, cue in words.cues for match in cue.finditer(sentence)]
    if not cues and not words.studied.search(sentence):
        return
    therapies = tuple(read_therapies(sentence, names.lexicon, names.local))
    cancers = tuple(one for one in read_cancers(sentence, names.lexicon, names.local) if not is_vague(one))
    taken = [(one.start, one.end) for one in therapies] + [(one.start, one.end) for one in cancers]
    named = _Named(sentence, therapies, cancers, tuple(read_markers(sentence, taken)))
    if not named.markers:
        return
    told = list(_told(named, cues, names))
    if told:
        yield from _predictions(named, told, names)
    elif cancers and words.studied.search(sentence):
        yield from _studied(named, names)


def _told(named: _Named, cues: Sequence[tuple[str, re.Match[str]]], names: Names) -> Iterator[_Told]:
    """Yield the cues that say something, each with its therapies; a longer cue hides one inside it."""
    text, words = named.text, prediction_words()
    places = [match.span() for _, match in cues]
    for predicate, match in cues:
        start, end = match.span()
        if any(left <= start and end <= right and (left, right) != (start, end) for left, right in places):
            continue
        if words.earlier.search(text, max(0, start - _REACH), end + _REACH) or _is_state(named, start, end):
            continue
        turned = words.turned[predicate].search(text, max(0, start - 80), start)
        if turned is not None:
            predicate = _OTHER[predicate]
        joined = _joined(named, start, end)
        if not joined and any(_joined(named, *place) for place in places):
            continue  # another cue says of what
        assertion = _assertion(text, start)
        kept = [one for one in joined or named.medicines(names) if not _BUT_NOT.search(text, 0, one.start)]
        denied = [one for one in joined if one not in kept]
        if kept:
            yield _Told(predicate, start, end, tuple(kept), assertion)
        if denied:
            yield _Told(predicate, start, end, tuple(denied), Assertion("negated", "but_not"))


_STUDIED = Assertion("investigational", "studied")
_OTHER = {"predicts_resistance": "predicts_response", "predicts_response": "predicts_resistance"}


def _before(named: _Named, start: int) -> list[TherapyMention]:
    return [one for one in named.therapies if one.end <= start and _NEAR_LEFT.fullmatch(named.text, one.end, start)]


def _is_state(named: _Named, start: int, end: int) -> bool:
    """Say whether a therapy and a cue describe a disease ("platinum-sensitive ovarian cancer")."""
    return bool(_before(named, start)) and prediction_words().state.match(named.text, end) is not None


def _joined(named: _Named, start: int, end: int) -> list[TherapyMention]:
    """Return the therapies that a cue is joined to: right before it, or behind a linking word, with their list."""
    text = named.text
    before = _before(named, start)
    if before:
        return before[-1:]
    link = prediction_words().links.match(text, end)
    if link is None:
        return []
    reach = _NEAR_RIGHT.match(text, link.end())
    behind = [one for one in named.therapies if reach and link.end() <= one.start <= reach.end()]
    listed = behind[:1] or _under_code(text, link.end())
    for one in named.therapies:
        if listed and one.start > listed[-1].start and (
            _JOINED.fullmatch(text, listed[-1].end, one.start) or _BUT_NOT.search(text, listed[-1].end, one.start)
        ):  # fmt: skip
            listed.append(one)
    return listed


def _under_code(text: str, start: int) -> list[TherapyMention]:
    """Return a therapy that is only known by its code right behind a cue ("sensitive to ABC123456")."""
    code = prediction_words().codes.match(text, start + len(text[start:]) - len(text[start:].lstrip()))
    return [TherapyMention(code.start(), code.end(), code.group(), ())] if code else []


def _assertion(text: str, focus: int) -> Assertion:
    """Return what is said of the relation: in its clause first, then in its sentence."""
    clause = clause_at(text, focus).text
    for name, label, words in prediction_words().asserted:
        if words.search(clause if label == "negated" else text):
            return Assertion(label, name)
    return Assertion("affirmed", "stands")


def _predictions(named: _Named, told: Sequence[_Told], names: Names) -> Iterator[Extraction]:
    seen: set[tuple[object, ...]] = set()
    speaking = [one for one in named.markers if not _describes_the_cancer(named, one[0])]
    for one in told:
        left, right = _clause_of(named.text, one.start)
        markers = [each for each in speaking or named.markers if left <= each[0].span[0] < right]
        markers = markers or speaking or list(named.markers)
        cancers = [each for each in named.cancers if left <= each.start < right] or named.cancers
        for therapy in one.therapies:
            linked = linked_therapies(therapy, names.lexicon, (therapy.start, therapy.end))
            for marker in markers:
                speaks = _is_tied(named.text, one, marker[0]) if speaking else _of_the_disease(named.text, one)
                predicate, assertion = (one.predicate, one.assertion) if speaks else ("studied_for", _STUDIED)
                ids = tuple(each.id for each in marker), tuple(each.id or each.name for each in linked)
                if (predicate, assertion.polarity, ids) not in seen and (cancers or predicate != "studied_for"):
                    seen.add((predicate, assertion.polarity, ids))
                    yield _statement(predicate, linked, marker, cancers, named, assertion, names)


def _of_the_disease(text: str, told: _Told) -> bool:
    """Say whether a cue speaks of the described disease itself ("ABC1-mutant cancers are resistant").

    Another cue beside a marker that only describes the patients tells no more than that they were studied.
    """
    strong = prediction_words().strong.fullmatch(text, told.start, told.end) is not None
    return strong and (told.predicate == "predicts_response" or _IS.search(text) is not None)


def _is_tied(text: str, told: _Told, marker: FoundBiomarker) -> bool:
    """Say whether a cue speaks of a marker: sensitivity and resistance do, others need a word that ties them."""
    if _SENSITIVITY.search(text, told.start, told.end):
        return True
    start, end = marker.span
    between = (end, told.start) if end <= told.start else (told.end, start)
    return prediction_words().ties.search(text, *between) is not None


def _studied(named: _Named, names: Names) -> Iterator[Extraction]:
    """Yield what was studied in patients that a marker describes."""
    for therapy in named.therapies:
        linked = linked_therapies(therapy, names.lexicon, (therapy.start, therapy.end))
        for marker in named.markers:
            yield _statement("studied_for", linked, marker, named.cancers, named, _STUDIED, names)


def _describes_the_cancer(named: _Named, marker: FoundBiomarker) -> bool:
    """Say whether a marker only tells whose cancer it is ("resistance to A in ABC1-mutant lung cancer")."""
    start, end = marker.span
    text = named.text
    if any(0 <= one.start - end <= 40 and not _APART.search(text, end, one.start) for one in named.cancers):
        return True
    if any(0 <= start - one.end <= 60 for one in named.cancers):
        return _DESCRIBES.search(text, max(0, start - 60), start) is not None
    return _OF_PATIENTS.search(text, max(0, start - 60), start) is not None


def _clause_of(text: str, place: int) -> tuple[int, int]:
    """Return where the clause around a place begins and ends."""
    clause = clause_at(text, place)
    left = clause.place - clause.focus
    return left, left + len(clause.text)


def _statement(
    predicate: str,
    therapies: tuple[Linked, ...],
    marker: tuple[FoundBiomarker, ...],
    cancers: Sequence[CancerMention],
    named: _Named,
    assertion: Assertion,
    names: Names,
) -> Extraction:
    linked = [linked_cancer(one, names.lexicon, (one.start, one.end)) for one in cancers]
    return Extraction(
        predicate=predicate,
        indication="",
        purpose="treat",
        therapies=therapies,
        lead=tuple(range(len(therapies))),
        cancers=tuple(distinct_links(linked)),
        span=(0, len(named.text.rstrip())),
        biomarkers=marker,
        polarity=assertion.polarity,
        modality=assertion.modality,
        confidence=0.6,
        rule=f"prediction_{assertion.rule}",
    )


def _moved(one: Extraction, by: int) -> Extraction:
    """Return a reading of a sentence with its places counted in the text."""
    return replace(
        one,
        span=(one.span[0] + by, one.span[1] + by),
        therapies=tuple(replace(each, span=(each.span[0] + by, each.span[1] + by)) for each in one.therapies),
        cancers=tuple(replace(each, span=(each.span[0] + by, each.span[1] + by)) for each in one.cancers),
        biomarkers=tuple(replace(each, span=(each.span[0] + by, each.span[1] + by)) for each in one.biomarkers),
    )
