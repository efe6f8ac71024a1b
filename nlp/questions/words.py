"""Words of a question: cut with their places, and folded so that spelling variants compare equal.

Names of the graph and phrases of the pattern files are folded by the same functions, so a fold need not be a
dictionary form: 'Tumours' and 'tumor' only have to meet.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

RESOURCES = Path(__file__).parent.parent / "resources" / "questions"

_WORD = re.compile(
    r"\d+(?:\.\d+)?(?=(?:mg|mcg|ml)\b)|[^\W_]*\d(?:\.\d+)?%?(?![^\W_])|[^\W_]+(?:['’][^\W_]+)*|[<>≤≥=+?!.;:,%()\n-]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of the text. ``key`` is its folded form; ``glued`` is true where no space stands before it."""

    text: str
    start: int
    end: int
    key: str
    glued: bool = False

    @property
    def is_mark(self) -> bool:
        """True for punctuation and signs."""
        return not self.text[0].isalnum()


def read_table(name: str, folder: Path = RESOURCES) -> list[list[str]]:
    """Return the rows of a tab-separated data file, without blank and # lines."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Return the folded words of everyday language, which are never taken for a misspelt name."""
    return frozenset((RESOURCES / "known_words.tsv").read_text(encoding="utf-8").split("\n")[1:])


def words_of(*names: str, folder: Path = RESOURCES) -> frozenset[str]:
    """Return the folded words that stand in data files."""
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in names).lower()
    return frozenset(map(fold, set(re.split(r"[^a-z0-9']+", text))))


_ENDINGS = (
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("ly", ""),
    ("ily", "y"),
)
_SHORTEST_STEM = 3
_LONGEST_DOUBLED = 5


def is_ordinary(key: str) -> bool:
    """Say whether a folded word is of everyday language, as it stands or by its ending ("selling", "stopped")."""
    words = ordinary_words()
    if key in words:
        return True
    for ending, left in _ENDINGS:
        stem = key.removesuffix(ending)
        if stem == key or len(stem) < _SHORTEST_STEM:
            continue
        doubled = stem[-1] == stem[-2] and len(stem) <= _LONGEST_DOUBLED  # "stopped"; "targetted" is a mistake
        if stem + left in words or (doubled and stem[:-1] in words):
            return True
    return False


@lru_cache(maxsize=1)
def _spellings() -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in read_table("spellings.tsv"))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word in lower case ASCII, American spelling and singular, as far as endings tell."""
    key = word.lower().replace("’", "'")
    key = key.removesuffix("'s")
    key = key.replace("'", "")
    if not key.isascii():
        plain = unicodedata.normalize("NFKD", key.replace("α", "alpha").replace("β", "beta"))
        key = plain.encode("ascii", "ignore").decode("ascii") or key
    if len(key) > 4:
        for british, american in _spellings():
            if british in key:
                key = key.replace(british, american)
    if len(key) > 4 and key.endswith("ies"):
        return key[:-3] + "y"
    if len(key) > 6 and key.endswith(("uses", "sses", "xes", "ches", "shes")):
        return key[:-2]
    if len(key) > 3 and key.endswith("s") and key[-2] not in "sui":
        return key[:-1]
    return key


def cut(text: str) -> list[Word]:
    """Cut a text into words and marks, in order, with code point offsets."""
    words: list[Word] = []
    last = -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        found = match.group()
        words.append(Word(found, start, end, fold(found), start == last))
        last = end
    return words


def squash(text: str) -> str:
    """Return the folded words of a name without spaces or marks: the form under which names are looked up."""
    return "".join(word.key for word in cut(text) if not word.is_mark or word.text == "+")
