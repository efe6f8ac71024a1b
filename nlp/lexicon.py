"""Which entities does a text name, and where? Exact names only: the longest wins, ambiguity is kept.

Built from the graph's entities and names. Names are folded (``nlp.spelling``); substances are also found with a
biologic suffix (``-vmjw``), a salt or without either; "ovarian carcinoma" also as "carcinoma of the ovary".
Names in capitals, or marked case-sensitive, never match in another case (MET, ALL). No third-party import but YAML.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from graph.model import Edge, Entity, Name
from nlp.spelling import Word, key_of, spelling, words_of

_SUFFIX = re.compile(r"-[a-z]{4}$")
_SUFFIX_IN_TEXT = re.compile(r"-[a-z]{4}(?![\w-])")
_NUMBERED = re.compile(r"[-‐‑–]\d{1,2}(?![\w-])")
_PREFIX = re.compile(r"^(?:ado|fam)-")
_MARK = "\0"  # the key of a trie node under which its names stand


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text and the entities that its words name, best known first; several where it is ambiguous.

    ``matched`` is the name as the lexicon holds it; ``label`` the label of the first entity.
    """

    start: int
    end: int
    text: str
    entity_ids: tuple[str, ...]
    label: str
    matched: str

    @property
    def entity_id(self) -> str | None:
        """The one entity that is meant, None where several may be."""
        return self.entity_ids[0] if len(self.entity_ids) == 1 else None


@dataclass(slots=True)
class Lexicon:
    """All names, as a trie over folded words."""

    entities: dict[str, Entity] = field(default_factory=dict)
    substance_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _trie: dict[str, Any] = field(default_factory=dict)
    _openings: dict[frozenset[str] | None, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def build(cls, entities: Iterable[Entity], names: Iterable[Name], edges: Iterable[Edge] = ()) -> "Lexicon":
        """Index the entities' preferred names and all further names. BRAND_OF edges tell a product's substances."""
        lexicon = cls(entities={entity.id: entity for entity in entities})
        brands: dict[str, list[str]] = {}
        for edge in edges:
            if edge.predicate == "BRAND_OF":
                brands.setdefault(edge.subject, []).append(edge.object)
        lexicon.substance_of = {product: tuple(sorted(of)) for product, of in brands.items()}
        written: set[tuple[str, str]] = set()
        variants: list[tuple[str, str, bool]] = []
        for entity in lexicon.entities.values():
            variants.extend(lexicon._put(entity, entity.name, _is_acronym(entity.name), written))
        for name in names:
            held = lexicon.entities.get(name.entity_id)
            if held is not None and name.kind != "code":
                strict = name.case_sensitive or _is_acronym(name.text)
                variants.extend(lexicon._put(held, name.text, strict, written))
        for variant, entity_id, strict in variants:  # after all names: a variant never hides a name
            lexicon._insert(variant, entity_id, strict, only_if_free=True)
        return lexicon

    def _put(
        self, entity: Entity, text: str, strict: bool, written: set[tuple[str, str]]
    ) -> list[tuple[str, str, bool]]:
        if (entity.id, text) in written:
            return []
        written.add((entity.id, text))
        self._insert(text, entity.id, strict)
        return [(variant, entity.id, strict) for variant in _variants(entity, text)]

    def _insert(self, text: str, entity_id: str, strict: bool, only_if_free: bool = False) -> None:
        key = key_of(text)
        self._openings.clear()
        if not key or "".join(key).isdigit() or (len(key) == 1 and len(key[0]) < 2):
            return
        node = self._trie
        for word in key:
            node = node.setdefault(word, {})
        held: list[tuple[str, str, bool]] = node.setdefault(_MARK, [])
        if only_if_free and any(entity_id != other for other, _, _ in held):
            return
        if all(entity_id != other or strict != kept for other, _, kept in held):
            held.append((entity_id, text, strict))

    def find(
        self, text: str, *, labels: frozenset[str] | None = None, local: Mapping[str, tuple[str, ...]] | None = None
    ) -> list[Mention]:
        """Return the mentions of a text in order, none inside another.

        ``local`` holds a document's own abbreviations with the entities they stand for; they come before the
        lexicon, and one without entities hides the lexicon's reading of the same letters.
        """
        return list(self._scan(text, words_of(text), labels, local or {}))

    def first(
        self, text: str, *, labels: frozenset[str] | None = None, local: Mapping[str, tuple[str, ...]] | None = None
    ) -> Mention | None:
        """Return the first mention that ``find`` returns, None where there is none; the rest is not looked at."""
        return next(self._scan(text, words_of(text), labels, local or {}), None)

    def _scan(
        self, text: str, words: tuple[Word, ...], labels: frozenset[str] | None, local: Mapping[str, tuple[str, ...]]
    ) -> Iterator[Mention]:
        openings = self._opening_words(labels)
        at = 0
        while at < len(words):
            if words[at].folded not in openings and (not local or text[words[at].start : words[at].end] not in local):
                at += 1
                continue
            length, held = self._longest(text, words, at, labels)
            start, end = words[at].start, words[at + max(length, 1) - 1].end
            own = text[start : words[at].end] if length <= 1 else text[start:end]
            if own in local:
                fits = [one for one in local[own] if labels is None or self.entities[one].label in labels]
                length, held = max(length, 1), [(entity_id, own) for entity_id in fits]
            if not held:
                at += 1
                continue
            label = self.entities[held[0][0]].label
            if label == "Therapy" and _NUMBERED.match(text, end):  # "Abecma-2" is another product, or none
                at += max(length, 1)
                continue
            end = self._extended(text, end) if label == "Therapy" else end
            ids = tuple(dict.fromkeys(entity_id for entity_id, _ in held))
            yield Mention(start, end, text[start:end], ids, label, held[0][1])
            while at < len(words) and words[at].start < end:
                at += 1

    def _opening_words(self, labels: frozenset[str] | None) -> frozenset[str]:
        """Return the folded words with which the names of the labels begin: most words of a text begin none."""
        if labels not in self._openings:
            self._openings[labels] = frozenset(
                word
                for word, node in self._trie.items()
                if word != _MARK and (labels is None or self._leads_to(node, labels))
            )
        return self._openings[labels]

    def _leads_to(self, node: dict[str, Any], labels: frozenset[str]) -> bool:
        if any(self.entities[entity_id].label in labels for entity_id, _, _ in node.get(_MARK, ())):
            return True
        return any(self._leads_to(following, labels) for word, following in node.items() if word != _MARK)

    def _longest(
        self, text: str, words: tuple[Word, ...], at: int, labels: frozenset[str] | None
    ) -> tuple[int, list[tuple[str, str]]]:
        node, best = self._trie, (0, list[tuple[str, str]]())
        for offset in range(at, len(words)):
            following = node.get(words[offset].folded)
            if following is None:
                break
            node = following
            # a name never starts or ends inside one written word
            inside = offset + 1 < len(words) and words[offset + 1].start == words[offset].start
            if _MARK in node and not inside:
                written = text[words[at].start : words[offset].end]
                fits = [
                    (entity_id, name)
                    for entity_id, name, strict in node[_MARK]
                    if (not strict or _same_letters(name, written))
                    and (labels is None or self.entities[entity_id].label in labels)
                ]
                if fits:
                    best = (offset - at + 1, fits)
        return best

    def _extended(self, text: str, end: int) -> int:
        """Take a biologic suffix and salt words after a substance into its place."""
        suffix = _SUFFIX_IN_TEXT.match(text, end)
        end = suffix.end() if suffix else end
        while True:
            following = re.match(r"\s+([a-z]+)\b", text[end : end + 20])
            if following is None or following.group(1) not in spelling().salts:
                return end
            end += following.end()

    def look_up(self, name: str, labels: frozenset[str] | None = None) -> tuple[str, ...]:
        """Return the entities that a whole text names, none where only a part of it is a name."""
        for mention in self.find(name, labels=labels):
            if not name[: mention.start].strip() and not name[mention.end :].strip(" .®™"):
                return mention.entity_ids
        return ()

    def all_names(self, label: str) -> Iterator[tuple[str, str]]:
        """Yield every (name, entity id) of the entities of one label, variants included."""
        waiting = [self._trie]
        while waiting:
            node = waiting.pop()
            for word, following in node.items():
                if word != _MARK:
                    waiting.append(following)
                    continue
                for entity_id, text, _ in following:
                    if self.entities[entity_id].label == label:
                        yield text, entity_id

    def name_of(self, entity_id: str) -> str:
        """Return an entity's preferred name."""
        return self.entities[entity_id].name


def _is_acronym(name: str) -> bool:
    """Say whether a name in capitals would collide with common words if its case were ignored."""
    letters = [letter for letter in name if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return bool(letters) and len(letters) <= 6 and " " not in name and capitals >= 2


def _same_letters(name: str, written: str) -> bool:
    kept = [re.sub(r"[\W_]", "", part) for part in (name, written)]
    return kept[0] == kept[1] or kept[0] + "s" == kept[1]


def _variants(entity: Entity, text: str) -> Iterator[str]:
    """Yield further spellings of one name that sources use as freely."""
    if entity.label == "Therapy" and entity.kind != "class":
        plain = _PREFIX.sub("", _SUFFIX.sub("", text))
        if plain != text and len(plain) > 6:
            yield plain
        first, *rest = plain.split()
        if rest and all(word.lower() in spelling().salts for word in rest):
            yield first
    if entity.label == "Cancer":
        lower = re.sub(r",? nos$", "", text.lower())
        if lower != text.lower():
            yield lower
        yield from _composed(lower)


@lru_cache(maxsize=1)
def _cancer_words() -> dict[str, Any]:
    rules: dict[str, Any] = yaml.safe_load((files("nlp") / "resources" / "cancer_words.yaml").read_text("utf-8"))
    return rules


def _composed(name: str) -> Iterator[str]:
    """Yield "carcinoma of the ovary" and the like for "ovarian carcinoma"."""
    rules = _cancer_words()
    head = next((head for head in rules["heads"] if name.endswith(" " + head)), "")
    site = name[: -len(head) - 1] if head else ""
    if site in rules["sites"]:
        for word in (head, *rules["alike"].get(head, ())):
            yield f"{word} of the {rules['sites'][site]}"
            yield f"{word} of {rules['sites'][site]}"
            yield f"{site} {word}"
