"""Conditions that a question states: age, stage, line, earlier treatments, regulators, dates.

The words are data (``constraints.tsv``, ``agencies.tsv``, ``bodies.tsv``); only numbers and dates are read here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model.dates import PartialDateError, parse_partial_date
from graph.model.statement import PriorTherapy
from nlp.questions.mentions import Named
from nlp.questions.phrases import Groups, Phrase, Telling
from nlp.questions.question import Constraints
from nlp.questions.sentences import Sentence, split
from nlp.questions.words import Word, read_table

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AGE = re.compile(
    r"\b(\d{1,3})[ -]?(?:years?[ -]?olds?|y/?o|yrs?[ -]?old|yr old)\b"
    r"|\b(?:aged?|am|i'm|im|is|was|she's|he's|turned)[ :]+(\d{2,3})\b"
    r"(?![ -]?(?:weeks?|months?|days?|hours?|mg|%|cycles|times|th|nd))"
    r"|,? (\d{2,3}),? (?:male|female|man|woman|m|f)\b|\w \((\d{2})\)|\b(\d{2})(?:f|m|yo)\b",
    re.IGNORECASE,
)
_MONTHS_OLD = re.compile(r"\b(\d{1,2})[ -]?months?[ -]?old\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:(?P<iso>(?:19|20)\d{2}-\d{2}(?:-\d{2})?)"
    r"|(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?)?"
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
    r"(?: (?P<day2>\d{1,2})(?:st|nd|rd|th)?,?)?,? (?P<of>(?:19|20)\d{2})|(?P<year>(?:19|20)\d{2}))\b",
    re.IGNORECASE,
)
_SHORT_NAME = 4
"""Letters of a name that counts in capitals only."""
_SINCE = ("since", "after", "from", "changed since")


@dataclass(frozen=True, slots=True)
class Read:
    """The conditions of a message, and which named things are earlier treatments."""

    constraints: Constraints
    prior: frozenset[int]


class ConstraintReader:
    """Reads the conditions from sentences and text."""

    def __init__(self, groups: Groups) -> None:
        self._rows = [
            (row[0], row[1], Phrase(row[2], groups), frozenset(row[3].split("|")) if len(row) > 3 and row[3] else None)
            for row in read_table("constraints.tsv")
        ]
        self._telling = Telling(phrase for _, _, phrase, _ in self._rows)
        self._agencies = _by_first_word(read_table("agencies.tsv"))
        self._bodies = _by_first_word(read_table("bodies.tsv"))

    def read(self, text: str, words: Sequence[Word], sentences: Sequence[Sentence], named: Sequence[Named]) -> Read:
        """Return what the whole message states."""
        found: dict[str, list[str]] = {}
        priors: dict[int, str] = {}
        plain = split(words, ())
        for row in sorted({row for one in (*sentences, *plain) for row in self._telling.places(one.held)}):
            kind, value, phrase, unless = self._rows[row]
            for sentence in sentences if kind == "prior" else plain:
                if unless is not None and not sentence.held.isdisjoint(unless):
                    continue
                for place in phrase.find_all(sentence.units, sentence.held):
                    if kind != "prior":
                        found.setdefault(kind, []).append(value)
                        continue
                    for mention in (sentence.units[unit].mention for unit in place.filled):
                        if named[mention].mention.id:
                            priors.setdefault(mention, value)
        as_of, since = _dates(text)
        lines = [int(value) for value in found.get("line", ())]
        relations = set(priors.values())
        line = max(lines) if lines else 2 if "progressed" in relations else None
        setting = next(iter(found.get("setting", ())), "")  # '' where treatment around surgery lies behind
        if setting and not lines:
            line = None
        return Read(
            Constraints(
                age=_age(text),
                stage=_distinct(found.get("stage", ())),
                line=line,
                setting=setting,
                prior_therapies=tuple(
                    PriorTherapy(named[number].mention.id, relation, 0, named[number].mention.text)
                    for number, relation in sorted(priors.items())
                ),
                disease_state=_distinct(found.get("disease_state", ())),
                population=_distinct(found.get("population", ())),
                metastases=_distinct(found.get("metastases", ())),
                sex=next(iter(found.get("sex", ())), ""),
                agencies=_written(self._agencies, text, words),
                bodies=_written(self._bodies, text, words),
                as_of=as_of,
                since=since,
            ),
            frozenset(priors),
        )


def _by_first_word(rows: Iterable[Sequence[str]]) -> dict[str, list[tuple[str, str]]]:
    """Return what each row names with every way to write it, by the first word of that."""
    found: dict[str, list[tuple[str, str]]] = {}
    for named, said in rows:
        for name in said.split("|"):
            found.setdefault(name.split()[0].rstrip(".").lower().partition(".")[0], []).append((named, name))
    return found


def _written(names: Mapping[str, Sequence[tuple[str, str]]], text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """Return what is named, in the order of the text; short names count in capitals only."""
    found: list[str] = []
    for word in words:
        for named, name in names.get(word.text.lower(), ()):
            written = text[word.start : word.start + len(name)]
            after = text[word.start + len(name) : word.start + len(name) + 1]
            loose = len(name) > _SHORT_NAME or name.lower() in ("fda", "ema")
            if (written == name or (loose and written.lower() == name.lower())) and not after.isalnum():
                found.append(named)
    return tuple(dict.fromkeys(found))


def without(constraints: Constraints, mentions: Sequence[str]) -> Constraints:
    """Return the conditions without earlier treatments that the question asks about after all (ids)."""
    kept = tuple(prior for prior in constraints.prior_therapies if prior.therapy_id not in mentions)
    return replace(constraints, prior_therapies=kept)


def _distinct(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _age(text: str) -> float | None:
    match = _AGE.search(text)
    if match:
        age = float(next(group for group in match.groups() if group))
        return age if age <= 120 else None
    months = _MONTHS_OLD.search(text)
    return round(float(months.group(1)) / 12, 2) if months else None


def _dates(text: str) -> tuple[str, str]:
    """Return the date at which the question asks, and the date since which, '' where none is named."""
    as_of = since = ""
    for match in _DATE.finditer(text):
        date = _partial(match)
        before = text[max(0, match.start() - 14) : match.start()].lower().split()
        if not date or not before:
            continue
        if before[-1] in _SINCE or before[-2:] == ["changed", "in"]:
            since = since or date
        elif before[-1] in ("of", "at", "in", "on", "by", "until", "before", "during", "for") or match["iso"]:
            as_of = as_of or date
    return as_of, since


def _partial(match: re.Match[str]) -> str:
    if match["iso"] or match["year"]:
        date = match["iso"] or match["year"]
    else:
        month = _MONTHS.index(match["month"].lower()[:3]) + 1
        day = match["day"] or match["day2"]
        date = f"{match['of']}-{month:02}" + (f"-{int(day):02}" if day else "")
    try:
        return parse_partial_date(date)
    except PartialDateError:
        return ""
