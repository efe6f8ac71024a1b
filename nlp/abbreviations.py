"""Which abbreviations does a document use, and for what? Its own definitions come before the lexicon.

scispaCy's detector (Schwartz and Hearst) on a blank pipeline finds the definitions; this is the only door to spaCy on
the way of extraction, and a text without brackets never opens it.
"""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from nlp.lexicon import Lexicon
from nlp.spelling import key_of

if TYPE_CHECKING:
    from spacy.language import Language

_BRACKETED = re.compile(r"\(\s*[\w+/α-ω-]{2,14}\s*[);,]")
_WITH_LETTERS = re.compile(r"\([^()]*[^\W\d_][^()]*\)")
_GLUED = re.compile(r"(?<=\))(?=[-\w])|(?<=[a-z]{4})(?=\([A-Z])")  # "(TNF)-alpha", "clozapine(CLP)"
_SHORT_FORM = re.compile(r"\(([A-Za-z][\w/+-]{1,8})(|\s*[;,][^()]*)\)")
_PLAIN_WORD = re.compile(r"[a-z]{4,}|.*\([^()]*|.*[^\w)+]")  # no short form: "years", half of "V(T)"
_REACH = 300  # characters: the detector looks at no more words before a bracket than twice its letters


@lru_cache(maxsize=1)
def _pipeline() -> "Language":
    import scispacy.abbreviation  # noqa: F401  (registers the pipe)
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("abbreviation_detector")
    return pipeline


def find_abbreviations(text: str) -> dict[str, str]:
    """Return the short forms that a text defines, each with its long form.

    The detector is given words that it takes whole: it counts the letters of its candidates as if a space stood behind
    each word, and cuts "GC-MS" in three.
    """
    if not _BRACKETED.search(text):
        return {}
    pipeline = _pipeline()  # loaded before the filter is set: spaCy sets its own filters when it is imported
    source = _GLUED.sub(" ", " ".join(_around_brackets(text)))
    places = list(_words(source, pipeline))
    from spacy.tokens import Doc

    document = Doc(pipeline.vocab, words=[source[start:end] for start, end in places])
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", message=r".*W036"
        )  # its second matcher is empty where no definition was found
        document = pipeline(document)
    found: dict[str, str] = {}
    for short in document._.abbreviations:
        long = short._.long_form
        begin = _word_start(source, places[long.start][0])
        if not _PLAIN_WORD.fullmatch(str(short)):
            found[str(short)] = source[begin : places[long.end - 1][1]]
    return found


def _words(source: str, pipeline: "Language") -> Iterator[tuple[int, int]]:
    """Yield the places of the words: a short form in brackets whole, without what stands behind a comma there."""
    short_forms = [(match.start(1), match.end(1), match.end(2)) for match in _SHORT_FORM.finditer(source)]
    whole = {start: end for start, end, _ in short_forms}
    skipped = [(start, end) for start, _, end in short_forms]
    for token in pipeline.make_doc(source):
        if token.idx in whole:
            yield token.idx, whole[token.idx]
        elif not token.is_space and not any(start < token.idx < end for start, end in skipped):
            yield token.idx, token.idx + len(token)


def _word_start(source: str, start: int) -> int:
    """Return where the written word begins in which a long form does ("H2-receptor", "alpha-1-antitrypsin")."""
    before = source.rfind(" ", 0, start) + 1
    glued = source[before:start]
    return before if glued.endswith("-") and not set(glued) & set("()[]/") else start


def _around_brackets(text: str) -> Iterator[str]:
    """Yield the stretches in which a definition may stand: brackets with letters, and the words before each."""
    start = end = 0
    for bracket in _WITH_LETTERS.finditer(text):
        before = max(text.rfind(" ", 0, max(bracket.start() - _REACH, 0)), 0)
        if before > end:
            yield text[start:end]
            start = before
        end = bracket.end()
    yield text[start:end]


@lru_cache(maxsize=1)
def _customary() -> tuple[tuple[str, str], ...]:
    """Return abbreviations that agencies use without defining them, with what they mean."""
    table = (files("nlp") / "resources" / "abbreviations.tsv").read_text("utf-8").splitlines()[1:]
    return tuple((short, long) for short, long in (line.split("\t") for line in table))


def names_by_letters(text: str) -> bool:
    """Say whether a text may name a cancer by a customary abbreviation alone."""
    return any(short in text for short, _ in _customary())


def local_abbreviations(text: str, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Return a document's abbreviations with the entities that they stand for.

    A long form that the lexicon lacks hides the lexicon's reading of the same letters, unless the two share a word.
    A customary abbreviation that the text uses without defining it, and the lexicon lacks, means what it usually does.
    """
    local: dict[str, tuple[str, ...]] = {}
    for short, long in find_abbreviations(text).items():
        ids = lexicon.look_up(long)
        known = () if ids else lexicon.look_up(short)
        alike = any(set(key_of(long)) & set(key_of(lexicon.name_of(one))) for one in known)
        if ids or (known and not alike):
            local[short] = ids
    for short, long in _customary():
        if short in text and short not in local and not lexicon.look_up(short):
            ids = lexicon.look_up(long)
            if ids:
                local[short] = ids
    return local
