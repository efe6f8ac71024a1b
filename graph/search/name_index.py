"""All names and what they name: look-up, suggestions while typing, and corrections of spelling, each with its reason.

The index is written beside the graph when it is published, as columns joined by line ends, because splitting a few
long texts is what Python reads fastest.
"""

import json
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph.model.graph_rows import GENERAL_LABELS, GraphRows, Row

FILE = "suggested_names.json"
"""A new name for each form, so that a build of an older program is asked for its names instead."""

NameRow = tuple[str, str, str, str, str, str, bool]
"""Text, kind of name, entity, label, kind of entity, its name, and whether another case means another thing."""

_TELLING = frozenset(("SUBJECT", "OBJECT", "REQUIRES"))
_LETTERS = 6
_OBSCURITY = {"synonym": 1, "abbreviation": 1, "code": 4}
KIND_ORDER = ("preferred", "brand", "generic", "lay", "synonym", "abbreviation", "code")
LABEL_ORDER = ("Therapy", "Cancer", "Biomarker", "Molecule")


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name that may be meant. ``score`` is 1 for the very text, less the further from it; ``reason`` says how far."""

    text: str
    kind: str
    entity: str
    label: str
    entity_kind: str
    entity_name: str
    score: float
    reason: str


def name_key(text: str) -> str:
    """Return a text without case, accents, trade marks and hyphens: what two spellings of one name share."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w+]|_", " ", plain.replace("™", "").replace("®", "")).split())


class NameIndex:
    """The names of one graph, sorted by their key. ``told`` is how many statements tell of an entity."""

    def __init__(self, keys: Sequence[str], rows: Sequence[NameRow], told: Mapping[str, int] | None = None) -> None:
        self._keys = keys
        self._rows = rows
        self._told = told or {}

    def __len__(self) -> int:
        return len(self._rows)

    @classmethod
    def of_rows(cls, rows: GraphRows) -> "NameIndex":
        """Index the names of a projection, each entity's own name and plain name included."""
        entities = {str(row["id"]): row for label in GENERAL_LABELS["Entity"] for row in rows.nodes.get(label, ())}
        names = {str(row["id"]): row for row in rows.nodes.get("Name", ())}
        named = [
            (names[str(edge["start"])], entities[str(edge["end"])])
            for kind, table in rows.edges.items()
            if kind.type == "NAMES"
            for edge in table
        ]
        return cls.of_names(
            [
                _name_row(str(name["name"]), str(name["kind"]), entity, bool(name["case_sensitive"]))
                for name, entity in named
            ],
            entities.values(),
            Counter(
                str(edge["end"])
                for kind, table in rows.edges.items()
                if kind.type in _TELLING and kind.start_label == "Statement"
                for edge in table
            ),
        )

    @classmethod
    def of_names(
        cls, names: Iterable[NameRow], entities: Iterable[Row], told: Mapping[str, int] | None = None
    ) -> "NameIndex":
        held = {(row[0], row[2]): row for row in sorted(names)}
        for entity in entities:
            for text, kind in ((str(entity["plain_name"]), "lay"), (str(entity["name"]), "preferred")):
                key = (text, str(entity["id"]))
                if text and (key not in held or held[key][1] == "synonym"):  # the plain name is no mere synonym
                    held[key] = _name_row(text, kind, entity, case_sensitive=key in held and held[key][6])
        keyed = sorted((name_key(row[0]), *row) for row in held.values())
        return cls([row[0] for row in keyed], [row[1:] for row in keyed], told)

    def write(self, folder: Path) -> None:
        """Write the index into a build's folder."""
        columns = ["\n".join(self._keys)]
        columns += ["\n".join(str(row[place]) for row in self._rows) for place in range(6)]
        columns.append("\n".join(str(self._told.get(row[2], 0)) for row in self._rows))
        columns.append("".join("1" if row[6] else "0" for row in self._rows))
        text = json.dumps({"columns": columns}, ensure_ascii=False)
        (folder / FILE).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "NameIndex":
        """Read the index of a build."""
        keys, *columns, told, sensitive = json.loads((folder / FILE).read_bytes())["columns"]
        if not sensitive:
            return cls([], [])
        flags = [flag == "1" for flag in sensitive]
        rows: list[NameRow] = list(zip(*(column.split("\n") for column in columns), flags, strict=True))
        counts = map(int, told.split("\n"))
        return cls(keys.split("\n"), rows, {row[2]: count for row, count in zip(rows, counts, strict=True) if count})

    def find(self, text: str, labels: Iterable[str] = ()) -> list[NameHit]:
        """Return what this text names: the very text first, then names that differ by case, hyphens or accents only."""
        key = name_key(text)
        if not key:
            return []
        places = list(self._range(key, key))
        places += [place for place in self._squeezed.get(key.replace(" ", ""), ()) if self._keys[place] != key]
        hits = []
        for place in places:
            row = self._rows[place]
            if row[0] == text:
                hits.append(_hit(row, 1.0, "the very name"))
            elif not row[6] and row[0].casefold() == text.casefold():
                hits.append(_hit(row, 0.99, "another case"))
            elif not row[6]:
                hits.append(_hit(row, 0.97, "other hyphens, spaces or accents"))
        return _rank(hits, labels)

    def suggest(self, prefix: str, limit: int = 10, labels: Iterable[str] = ()) -> list[NameHit]:
        """Return names that begin so, then names of which a later word does; one for each entity."""
        key = name_key(prefix)
        if not key:
            return []
        wanted = set(labels)
        hits = [
            _hit(self._rows[place], 1.0 if self._keys[place] == key else 0.9, "begins so") for place in self._range(key)
        ]
        hits = _first_of_each(self._by_use(_rank(hits, wanted)))
        if len(hits) < limit:
            inner = f" {key}"
            later = [
                _hit(self._rows[place], 0.7, "a later word begins so")
                for place, one in enumerate(self._keys)
                if inner in one
            ]
            hits = _first_of_each(hits + self._by_use(_rank(later, wanted)))
        return hits[:limit]

    def _by_use(self, hits: Iterable[NameHit]) -> list[NameHit]:
        """Put what is told of most, under its common names, first.

        Each doubling of the statements counts as much as six letters less to read, or as a name of a commoner kind.
        """

        def value(hit: NameHit) -> float:
            told = self._told.get(hit.entity, 0).bit_length()
            return told - len(hit.text) / _LETTERS - _OBSCURITY.get(hit.kind, 0)

        return sorted(hits, key=lambda hit: (-hit.score, -value(hit)))

    def correct(self, text: str, limit: int = 3, labels: Iterable[str] = ()) -> list[NameHit]:
        """Return names within one wrong letter (two from eight letters on); none for a text that is a name already.

        All names at the least distance come back: a choice between two medicines is the asker's.
        """
        key = name_key(text)
        allowed = 0 if len(key) < 4 else 1 if len(key) < 8 else 2
        if not allowed or self.find(text):
            return []
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        near = extract(key, self._keys, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        hits = [
            _hit(
                self._rows[place],
                round(1 - distance / len(key), 3),
                f"{int(distance)} letter{'s' * (distance > 1)} off",
            )
            for _, distance, place in near
            if not self._rows[place][6]
        ]
        best = max((hit.score for hit in hits), default=0.0)
        return _first_of_each(_rank([hit for hit in hits if hit.score == best], labels))[:limit]

    def _range(self, key: str, last: str | None = None) -> range:
        """Return the places of names whose key begins so, or is exactly ``last``."""
        start = bisect_left(self._keys, key)
        end = bisect_left(self._keys, f"{key}\U0010ffff" if last is None else f"{key}\0")
        return range(start, end)

    @cached_property
    def _squeezed(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, key in enumerate(self._keys):
            places.setdefault(key.replace(" ", ""), []).append(place)
        return places


def _name_row(text: str, kind: str, entity: Row, case_sensitive: bool) -> NameRow:
    return (
        " ".join(text.split()),
        kind,
        str(entity["id"]),
        str(entity["label"]),
        str(entity["kind"]),
        " ".join(str(entity["name"]).split()),
        case_sensitive,
    )


def _hit(row: NameRow, score: float, reason: str) -> NameHit:
    return NameHit(row[0], row[1], row[2], row[3], row[4], row[5], score, reason)


def _rank(hits: Iterable[NameHit], labels: Iterable[str]) -> list[NameHit]:
    wanted = set(labels)
    return sorted((hit for hit in hits if not wanted or hit.label in wanted), key=_rank_key)


def _rank_key(hit: NameHit) -> tuple[float, int, int, int, str, str]:
    kind = KIND_ORDER.index(hit.kind) if hit.kind in KIND_ORDER else len(KIND_ORDER)
    label = LABEL_ORDER.index(hit.label) if hit.label in LABEL_ORDER else len(LABEL_ORDER)
    return (-hit.score, kind, label, len(hit.text), hit.text, hit.entity)


def _first_of_each(hits: Iterable[NameHit]) -> list[NameHit]:
    first: dict[str, NameHit] = {}
    for hit in hits:
        first.setdefault(hit.entity, hit)
    return list(first.values())
