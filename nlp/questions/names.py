"""The names that a question may use, sorted, so that a fresh process reads 30,000 of them in a few milliseconds.

One line of text per name, in the order of its squashed form. Loading is one read and one split; a look-up is a
bisection. Nothing is folded or hashed at load.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from nlp.questions.words import RESOURCES, cut, read_table, squash

NameRow = tuple[str, str, str, str, str, bool]
"""entity id, node label, entity kind, name, kind of name, case-sensitive"""

NAMED_LABELS = ("Therapy", "Cancer", "Biomarker", "Molecule", "AdverseEffect", "Trial")
"""Labels that a question names; steps, barriers and agencies are told by phrases, not by names."""

_RANK = {"preferred": 0, "brand": 1, "generic": 2, "synonym": 3, "abbreviation": 4, "lay": 5, "code": 6}
_END = "\x7f"
_SHORTEST_BRAND = 6


class NameFileError(ValueError):
    """A file that is no name index. Build it again: ``explainer build``."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is no name index of this version; build the graph again (explainer build)")


_FORMAT = 2
_DECIDING = ("spellings.tsv", "lay_names.tsv", "name_variants.tsv", "name_shapes.tsv")


def _head() -> str:
    """Return the first line: a file that was folded by other rules is of no use."""
    rules = b"".join((RESOURCES / name).read_bytes() for name in _DECIDING)
    return f"# names {_FORMAT} {crc32(rules):08x}"


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """One entity under one of its names. ``name`` is the entity's own name, ``written`` the name that was matched."""

    id: str
    label: str
    kind: str
    name: str
    written: str
    name_kind: str
    case_sensitive: bool


class QuestionNames:
    """Names of entities, by squashed form ('cartcelltherapy')."""

    def __init__(self, lines: list[str], words: list[str]) -> None:
        self._lines = lines
        self._words = words

    @classmethod
    def build(cls, rows: Iterable[NameRow], lay_names: bool = True) -> "QuestionNames":
        """Index names. Lay words of ``lay_names.tsv`` join where the entity that they mean is held."""
        held = [row for row in rows if row[1] in NAMED_LABELS and row[4] != "code"]
        own: dict[str, tuple[int, str]] = {}
        for entity_id, _, _, name, name_kind, _ in held:
            rank = _RANK.get(name_kind, 9)
            if entity_id not in own or (rank, name) < own[entity_id]:
                own[entity_id] = (rank, name)
        lines = {cls._line(row, own[row[0]][1]) for row in held}
        if lay_names:
            lines.update(cls._line(row, own[row[0]][1]) for row in _lay_rows(held))
        ordered = sorted(line for line in lines if not line.startswith("\t"))
        words = {spelt for line in ordered for spelt in _spelt_words(line)}
        return cls(ordered, sorted(word for word in words if len(word) > 3))

    @staticmethod
    def _line(row: NameRow, own_name: str) -> str:
        entity_id, label, kind, name, name_kind, case_sensitive = row
        parts = (squash(name), entity_id, label, kind, own_name, name, name_kind, "1" if case_sensitive else "")
        return "\t".join(part.replace("\t", " ").replace("\n", " ") for part in parts)

    @classmethod
    def load(cls, path: Path) -> "QuestionNames":
        """Read an index that ``write`` wrote. Raises NameFileError."""
        lines = path.read_text(encoding="utf-8").split("\n")
        if len(lines) < 2 or lines[0] != _head():
            raise NameFileError(path)
        return cls(lines[2:], lines[1].split("\t"))

    def write(self, path: Path) -> None:
        """Write the index as text."""
        path.write_text("\n".join([_head(), "\t".join(self._words), *self._lines]), encoding="utf-8")

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[NamedEntity]:
        return map(_entity, self._lines)

    def find(self, key: str) -> list[NamedEntity]:
        """Return the entities of a squashed name, best kind of name first."""
        low = bisect_left(self._lines, key + "\t")
        found = []
        while low < len(self._lines) and self._lines[low].startswith(key + "\t"):
            found.append(_entity(self._lines[low]))
            low += 1
        return sorted(found, key=lambda entity: (_RANK.get(entity.name_kind, 9), entity.id))

    def beginning(self, key: str) -> list[NamedEntity]:
        """Return the entities whose own name begins so, each once."""
        low, high = bisect_left(self._lines, key), bisect_left(self._lines, key + _END)
        found = (_entity(line) for line in self._lines[low:high])
        return list({entity.id: entity for entity in found if entity.name_kind == "preferred"}.values())

    def has_prefix(self, key: str) -> bool:
        """Say whether any squashed name begins so."""
        low = bisect_left(self._lines, key)
        return low < len(self._lines) and self._lines[low].startswith(key)

    def words_from(self, letter: str) -> list[str]:
        """Return the words of names that begin with a letter, in order, without acronyms."""
        return self._words[bisect_left(self._words, letter) : bisect_left(self._words, letter + _END)]

    def has_word(self, word: str) -> bool:
        """Say whether a folded word stands in any name."""
        places = ((bisect_left(self._words, form), form) for form in (word, word.upper()))
        return any(low < len(self._words) and self._words[low] == form for low, form in places)


def _spelt_words(line: str) -> Iterator[str]:
    """Yield the words of a name; an acronym keeps its capitals, for one letter makes another regimen (FOLFOXIRI)."""
    _, _, _, kind, _, written, name_kind, _ = line.split("\t")
    short = kind == "regimen" or name_kind == "abbreviation"
    for word in cut(written):
        if word.key.isalpha():
            acronym = word.text.isupper() and (short or len(word.text) < _SHORTEST_BRAND)
            yield word.key.upper() if acronym else word.key


def _entity(line: str) -> NamedEntity:
    _, entity_id, label, kind, own_name, written, name_kind, case_sensitive = line.split("\t")
    return NamedEntity(entity_id, label, kind, own_name, written, name_kind, case_sensitive == "1")


def _lay_rows(rows: list[NameRow]) -> Iterator[NameRow]:
    """Yield one row per lay word and entity that it means, the words being data: lay word, names to try in order.

    Names with an ending of ``name_variants.tsv`` ("EGFR inhibitor") are called by its variants too ("EGFR blocker").
    """
    by_key: dict[str, list[NameRow]] = {}
    for row in rows:
        by_key.setdefault(squash(row[3]), []).append(row)
    for ending, variants in read_table("name_variants.tsv"):
        for row in [row for row in rows if row[3].lower().endswith(f" {ending}")]:
            for variant in variants.split("|"):
                name = f"{row[3][: -len(ending)]}{variant}"
                if squash(name) not in by_key:
                    yield (*row[:3], name, "lay", False)
    yield from _first_words(rows, by_key)
    for lay, targets in read_lay_names().items():
        if squash(lay) in by_key:
            continue
        for target in targets:
            meant = by_key.get(squash(target), [])
            if meant:
                best = min(meant, key=lambda row: (_RANK.get(row[4], 9), row[0]))
                yield (best[0], best[1], best[2], lay, "lay", lay.isupper() and len(lay) < 4)
                break


def _first_words(rows: list[NameRow], by_key: Mapping[str, list[NameRow]]) -> Iterator[NameRow]:
    """Yield the first word of a medicine's name of several words, where it names no other ("brentuximab").

    One that begins several names ("sacituzumab") means any of them.
    """
    endings = tuple(row[1] for row in read_table("name_shapes.tsv") if row[0] == "first_word")
    for row in rows:
        first, _, rest = row[3].partition(" ")
        substance = row[1:3] == ("Therapy", "substance") and row[4] == "preferred"
        if substance and rest and first.endswith(endings) and "-" not in first and squash(first) not in by_key:
            yield (*row[:3], first, "lay", False)


def read_lay_names() -> Mapping[str, list[str]]:
    """Return patients' words with the names that they mean, first held wins."""
    return {row[0]: row[1].split(" | ") for row in read_table("lay_names.tsv")}
