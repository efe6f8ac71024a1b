"""The reader's door: text in, extractions out.

``extract_indications`` reads one label text, ``extract_units`` the units of a page that a loader has cut,
``extract_predictions`` what literature says of markers, ``extract_answers`` and ``extract_lines`` JSON lines of the
contract. Bad input never stops a batch: its line tells what
was wrong.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from nlp.abbreviations import local_abbreviations, names_by_letters
from nlp.cancers import CANCER, read_cancers
from nlp.extraction import Extraction, Linked
from nlp.gates import Judged, with_refusals
from nlp.lexicon import Lexicon
from nlp.linking import Linker
from nlp.relations.indications import read_indications
from nlp.relations.predictions import may_predict, read_predictions
from nlp.relations.reading import Names
from nlp.relations.use import Source
from nlp.structure.outline import outline
from nlp.structure.pages import read_page
from nlp.structure.stored_text import as_written, even
from nlp.structure.unit import Unit
from nlp.therapies import THERAPY, linked_therapies, read_therapies

LONGEST_TEXT = 100_000  # characters of a text that the door takes; the longest list of uses that we hold has 11,000
_SURROGATE = re.compile("[\ud800-\udfff]")


def extract_indications(
    text: str,
    *,
    therapy: str | None = None,
    agency: str | None = None,
    title: str | None = None,
    list_closed: bool = False,
    lexicon: Lexicon,
    linker: Linker | None = None,
) -> list[Extraction]:
    """Return the uses that a label text tells. ``therapy`` is what the label is of, by name or id.

    ``title`` names the document: it may tell the therapy, never a claim. ``list_closed`` says that a list after
    "including" names all members (NCI pages). ``linker`` proposes cancers for words that no name matches.
    """

    clean = even(text)

    @cache  # headings and the segments around them are asked about again and again
    def names_cancer(words: str) -> int:
        mention = lexicon.first(words, labels=CANCER)
        return mention.end if mention else -1

    units = outline(clean, names_cancer, lambda word: bool(lexicon.look_up(word)))
    if list_closed:
        units = [Unit(one.text, one.start, one.end, one.kind, one.parent, closed=True) for one in units]
    return _read(units, text, therapy, agency, title, lexicon, section=True, linker=linker)


def extract_units(
    units: Sequence[Unit],
    text: str,
    *,
    therapy: str | None = None,
    agency: str | None = None,
    title: str | None = None,
    lexicon: Lexicon,
) -> list[Extraction]:
    """Return the uses that the units of a page tell; ``text`` is the stored text of the whole page."""
    return _read(units, text, therapy, agency, title, lexicon)


def extract_page(
    text: str, *, therapy: str | None = None, agency: str | None = None, title: str | None = None, lexicon: Lexicon
) -> list[Extraction]:
    """Return the uses that an NCI drug page tells, as Markdown; spans count the characters of ``text``."""
    return _read(read_page(even(text)), text, therapy, agency, title, lexicon)


def _read(
    units: Sequence[Unit],
    text: str,
    therapy: str | None,
    agency: str | None,
    title: str | None,
    lexicon: Lexicon,
    section: bool = False,
    linker: Linker | None = None,
) -> list[Extraction]:
    words = " ".join(unit.text for unit in units) if units and units[0].offsets else even(text)
    if linker is None and not _may_name_a_cancer(units, words, lexicon):
        return []  # no use is told without a cancer
    names = Names(lexicon, local_abbreviations(words, lexicon), linker)
    leads = _given(therapy, lexicon)
    found = read_indications(units, Source(leads, (agency or "").upper(), section), names)
    given = frozenset(one.id for one in leads if one.id)
    titled = _given(title, lexicon) if title and not leads else ()
    judged = [
        Judged(as_written(one, text), text, lexicon, given)
        if one.lead or not titled
        else Judged(as_written(_led_by(one, titled), text), text, lexicon, given, titled=True)
        for one in found
    ]
    return [with_refusals(one) for one in judged]


def extract_predictions(text: str, uses: Sequence[Extraction], lexicon: Lexicon) -> list[Extraction]:
    """Return what the sentences of a text say of markers and therapies, beside its ``uses``.

    A text that tells an approved use is a label or a page about uses: it has none. What is only studied is told once.
    """
    if any(one.predicate == "approved_for" for one in uses) or not may_predict(text):
        return []
    read = read_predictions(text, Names(lexicon, local_abbreviations(text, lexicon)))
    studied = {_studied(one) for one in uses if one.predicate == "studied_for" and one.biomarkers}
    held = len({one.indication for one in uses})
    return [
        with_refusals(Judged(replace(one, indication=str(held + number)), text, lexicon))
        for number, one in enumerate((one for one in read if _studied(one) not in studied), 1)
    ]


def _studied(one: Extraction) -> tuple[str, frozenset[str | None], frozenset[str | None]]:
    ids = frozenset(each.id for each in one.therapies), frozenset(each.id for each in one.cancers)
    return one.predicate, *ids


def _may_name_a_cancer(units: Sequence[Unit], words: str, lexicon: Lexicon) -> bool:
    """Say whether a text may name a cancer; most do in their first units, and the rest is then not looked at."""
    if any(lexicon.first(unit.text, labels=CANCER) for unit in units):
        return True
    found = lexicon.first(words, labels=CANCER) or read_cancers(words, lexicon)
    return bool(found) or names_by_letters(words)


def _led_by(one: Extraction, leads: tuple[Linked, ...]) -> Extraction:
    return replace(one, therapies=(*leads, *one.therapies), lead=tuple(range(len(leads))))


def _given(therapy: str | None, lexicon: Lexicon) -> tuple[Linked, ...]:
    """Return the therapies that a name or id given apart from the text means."""
    if not therapy:
        return ()
    if therapy in lexicon.entities:
        substances = lexicon.substance_of.get(therapy, (therapy,))
        return tuple(
            Linked(one, lexicon.name_of(one), therapy, (-1, -1), lexicon.entities[one].kind) for one in substances
        )
    mentions = read_therapies(therapy, lexicon)
    linked = [
        one for mention in mentions for one in linked_therapies(mention, lexicon, (-1, -1)) if one.id or one.readings
    ]
    distinct = {one.id or one.readings: one for one in linked}
    return tuple(distinct.values()) or (Linked(None, therapy, therapy),)


def extract_answers(lines: Iterable[str], lexicon: Lexicon) -> Iterator[dict[str, Any]]:
    """Read JSON lines {"id", "text", "therapy"?, "agency"?, "title"?} and yield one answer for each that is not empty.

    A line that cannot be read has no statements, and an ``error`` that says what to write; the others go on.
    """
    linker = Linker(lexicon, "Cancer")
    for number, line in enumerate(lines, 1):
        if line.strip(" \t\r\n\ufeff"):
            yield _answer(line.lstrip("\ufeff"), number, lexicon, linker)


def extract_lines(lines: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """Yield the answers of ``extract_answers`` as JSON, one line each."""
    return map(as_line, extract_answers(lines, lexicon))


def as_line(answer: dict[str, Any]) -> str:
    """Return an answer as one line of JSON; what is no character of a text is escaped."""
    line = json.dumps(answer, ensure_ascii=False)
    return line if line.isascii() or not _SURROGATE.search(line) else json.dumps(answer)


def _answer(line: str, number: int, lexicon: Lexicon, linker: Linker) -> dict[str, Any]:
    try:
        asked = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        problem = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        return _problem(None, f"line {number} is no JSON ({problem}): write one object per line")
    identifier = asked.get("id") if isinstance(asked, dict) else None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return _problem(identifier, f'line {number} has no text: give it under the key "text"')
    options = {key: asked.get(key) for key in ("therapy", "agency", "title")}
    if any(value is not None and not isinstance(value, str) for value in options.values()):
        return _problem(identifier, f"line {number}: therapy, agency and title must be text")
    if len(asked["text"]) > LONGEST_TEXT:
        return _problem(identifier, f"line {number} has more than {LONGEST_TEXT} characters: send the uses alone")
    therapy, agency, title = options.values()
    try:
        found = extract_indications(
            asked["text"], therapy=therapy, agency=agency, title=title, lexicon=lexicon, linker=linker
        )
        found += extract_predictions(asked["text"], found, lexicon)
    except Exception as error:  # noqa: BLE001 - one line never ends a batch
        return _problem(identifier, f"line {number} could not be read ({type(error).__name__}): tell us, with the line")
    return {"id": identifier, "statements": [one.as_json() for one in found]}


def _problem(identifier: object, error: str) -> dict[str, Any]:
    return {"id": identifier, "statements": [], "error": error}


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no value")


__all__ = [
    "THERAPY",
    "as_line",
    "extract_answers",
    "extract_indications",
    "extract_lines",
    "extract_page",
    "extract_predictions",
    "extract_units",
]
