"""Which things does a question name? The longest name wins; several meanings of one name are all kept."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.questions.names import NamedEntity, QuestionNames
from nlp.questions.question import Mention
from nlp.questions.shapes import NameShapes
from nlp.questions.words import Word, ordinary_words, read_table, squash

_MOST_WORDS = 12
_ASKING = frozenset(("is", "are", "was", "were", "has", "does", "did", "can", "will", "why"))
"""Words that open a question about what follows them."""
_LAST = frozenset(("AdverseEffect", "Trial"))
_JOINERS = frozenset("-+(),")
_SHORT_HEADS = frozenset(("ca", "tumor", "malignancy", "carcinoma", "neoplasm"))
_OF_SITE = re.compile(r"(?:cancer|tumor|carcinoma)(?:of|in)(?:the|my|hi|his|her|their)?(.+)$")
_OF = re.compile(r"(?:cancer|tumor|carcinoma)(?:o|of|i|in)?(?:t|th|the|m|my|h|hi|his|he|her)?$")


@dataclass(frozen=True, slots=True)
class Named:
    """A place in the words that names something. ``others`` are further meanings of the same words."""

    mention: Mention
    first: int
    last: int
    others: tuple[Mention, ...] = ()


class MentionFinder:
    """Finds names. ``plain_words.tsv`` lists the names that are also ordinary words: they count in capitals only."""

    def __init__(self, index: QuestionNames) -> None:
        self.index = index
        rows = read_table("plain_words.tsv")
        self._capitals_only = frozenset(row[0] for row in rows if row[1] == "capitals")
        self._never = frozenset(row[0] for row in rows if row[1] == "never")
        self._shapes = NameShapes()
        self._ordinary = self._capitals_only | ordinary_words()
        context = read_table("site_context.tsv")
        self._bodily = frozenset(row[1] for row in context if row[0] == "bodily")
        self._site_followers = frozenset(row[1] for row in context if row[0] == "after")

    def find(
        self,
        text: str,
        words: Sequence[Word],
        scores: Sequence[float] | None = None,
        unknown: Container[int] = (),
    ) -> list[Named]:
        """Return the named things in order, none inside another.

        ``scores`` below 1 mark repaired words; an ``unknown`` word with a capital, or one of which the question asks
        whether it is or does something ("is zolgensma approved"), is the name of something not held.
        """
        found: list[Named] = []
        shouted = text.isupper()
        at = 0
        while at < len(words):
            named = None
            if not words[at].is_mark:
                named = self._longest(text, words, at, shouted, scores) or self._unheld(
                    text, words, at, not shouted and at in unknown and _is_name_place(words, at)
                )
            if named is None:
                at += 1
            else:
                found.append(named)
                at = named.last
        if not any(item.mention.label == "Cancer" for item in found):
            found.extend(self._bare_sites(text, words, found))
            found.sort(key=lambda item: item.first)
        return found

    def _bare_sites(self, text: str, words: Sequence[Word], found: Sequence[Named]) -> Iterator[Named]:
        """Yield a cancer told by its place alone ("stage 4 lung", "enhertu bladder approved?").

        A place after "to" or "my", or before a word that ``site_context.tsv`` does not list, is a part of the body.
        """
        begins = {item.first: item.last for item in found}
        for at, word in enumerate(words):
            before = words[at - 1].key if at else ""
            if word.is_mark or before in self._bodily or any(item.first <= at < item.last for item in found):
                continue
            for last in (at + 2, at + 1):
                key = "".join(one.key for one in words[at:last])
                end = words[last].key if last < len(words) else ""
                ends = (
                    last >= len(words)
                    or words[last].is_mark
                    or last in begins
                    or end in self._site_followers
                    or words[last].text.isupper()
                )
                if last > len(words) or not ends or key in self._bodily or words[last - 1].text.endswith("s"):
                    continue
                meant = [one for one in self.index.find(f"{key}cancer") if one.label == "Cancer"][:1]
                if meant:
                    yield self._named(text, words, at, last, meant, None)
                    return

    def _longest(
        self, text: str, words: Sequence[Word], at: int, shouted: bool, scores: Sequence[float] | None
    ) -> Named | None:
        key, taken, best, listed = "", 0, None, False
        for last in range(at, len(words)):
            word = words[last]
            listed = listed or word.text == ","
            if word.is_mark and word.text not in _JOINERS:
                break
            if word.is_mark and word.text != "+":
                continue
            key += word.key
            taken += 1
            if taken > _MOST_WORDS:
                break
            written = text[words[at].start : word.end]
            meant = next(
                (meant for form in _forms(key, word, taken) if (meant := self._meant(written, form, taken, shouted))),
                [],
            )
            if not meant and not self.index.has_prefix(key) and not _OF.match(key) and not _OF_SITE.match(key):
                break
            if listed:  # a comma joins a name only where it is written with one ("Sarcoma, NOS")
                meant = [entity for entity in meant if "," in entity.written]
            if meant:
                best = self._named(text, words, at, last + 1, meant, scores)
        return None if best is not None and _is_numbered(words, best) else best

    def _unheld(self, text: str, words: Sequence[Word], at: int, is_foreign: bool) -> Named | None:
        """Return what looks like a therapy or cancer that the graph does not hold, as a mention without an id."""
        if self._is_brand_with_number(words, at):
            shape: tuple[int, str, str] | None = (at + 3, "Therapy", "product")
        else:
            shape = self._shapes.at(words, at, self._ordinary) or (
                (at + 1, "Therapy", "product") if is_foreign else None
            )
        if shape is None:
            return None
        last, label, kind = shape
        start, end = words[at].start, words[last - 1].end
        return Named(Mention(text[start:end], start, end, "", text[start:end], label, kind, 0.0), at, last)

    def _is_brand_with_number(self, words: Sequence[Word], at: int) -> bool:
        """A brand with a number joined on is another name ("Abecma-2", which no agency knows)."""
        return _has_number(words, at + 1) and any(
            entity.label == "Therapy" for entity in self.index.find(words[at].key)
        )

    def _meant(self, written: str, key: str, taken: int, shouted: bool) -> list[NamedEntity]:
        """Return the entities that the written words mean, one per id, without those that only capitals name."""
        capitals = written.removesuffix("s").isupper() and not shouted
        if key in self._never or (key in self._capitals_only and not capitals):
            return []
        meant: dict[str, NamedEntity] = {}
        for entity in self.index.find(key):
            if (
                entity.case_sensitive
                and (entity.written not in (written, written.removesuffix("s")) or shouted)
                and not self._is_loose(entity, key, written)
            ):
                continue
            if len(key) < 4 and taken > 1 and len(entity.written.replace("-", " ").split()) != taken:
                continue
            meant.setdefault(entity.id, entity)
        return list(meant.values())

    def _is_loose(self, entity: NamedEntity, key: str, written: str) -> bool:
        """People type "aml" and "nsclc": an abbreviation that is no ordinary word counts in any case."""
        ordinary = key in self._ordinary and written.isalpha()
        return entity.name_kind == "abbreviation" and len(key) > 2 and not ordinary

    def _named(
        self,
        text: str,
        words: Sequence[Word],
        first: int,
        last: int,
        meant: list[NamedEntity],
        scores: Sequence[float] | None,
    ) -> Named:
        start, end = words[first].start, words[last - 1].end
        score = min(scores[first:last]) if scores else 1.0
        written = text[start:end]
        meant = sorted(meant, key=lambda entity: (entity.label in _LAST, written.lower() != entity.written.lower()))
        best, *others = (_mention(written, start, end, entity, score) for entity in meant)
        return Named(best, first, last, tuple(self._rivals(best, meant[0], others, meant[1:])))

    def _rivals(
        self, best: Mention, entity: NamedEntity, others: Sequence[Mention], rest: Sequence[NamedEntity]
    ) -> list[Mention]:
        """Return the other things that the words may mean as well.

        A cancer and its kinds share names, and are answered as the group. One word that several medicines begin with,
        and that is no own name of one ("interferon", "lutetium"), means any of them.
        """
        rivals = [
            other
            for other, named in zip(others, rest, strict=True)
            if named.name_kind == entity.name_kind
            and not (best.reason == "exact" and other.reason == "variant")
            and not other.label == best.label == "Cancer"
            and other.label not in _LAST
        ]
        if entity.name_kind == "synonym" and entity.kind == "substance" and " " not in entity.written:
            rivals.extend(
                _mention(best.text, best.start, best.end, other, best.score)
                for other in self.index.beginning(squash(entity.written))
                if other.label == "Therapy" and other.kind == "substance" and other.id != best.id
            )
        return rivals


def _forms(key: str, word: Word, taken: int) -> Iterator[str]:
    """Yield the squashed forms under which a name may be held: as written, without a plural, with "cancer" as head."""
    yield key
    if key.endswith("s") and (word.glued or word.text[:-1].isupper()):
        yield key[:-1]  # "CAR-Ts", "ICIs"
    if taken > 1 and word.key in _SHORT_HEADS:
        yield f"{key.removesuffix(word.key)}cancer"  # "prostate ca"
    site = _OF_SITE.match(key)
    if site:
        yield f"{site.group(1)}cancer"  # "cancer of the pancreas"


def _mention(written: str, start: int, end: int, entity: NamedEntity, score: float) -> Mention:
    exact = written.lower() == entity.written.lower()
    reason = "spelling" if score < 1 else "exact" if exact else "variant"
    return Mention(written, start, end, entity.id, entity.name, entity.label, entity.kind, score, reason)


def _has_number(words: Sequence[Word], at: int) -> bool:
    """Say whether a hyphen and a number follow without a space."""
    return (
        at + 1 < len(words)
        and words[at].text == "-"
        and words[at].glued
        and words[at + 1].glued
        and words[at + 1].key.isdigit()
    )


def _is_name_place(words: Sequence[Word], at: int) -> bool:
    """Say whether a word stands where a name does: with a capital, or as what a question asks about first."""
    opens = at == 1 and words[0].key in _ASKING
    return words[at].text[0].isupper() or opens


def _is_numbered(words: Sequence[Word], named: Named) -> bool:
    return named.mention.kind in ("product", "substance", "formulation") and _has_number(words, named.last)


def choose(named: Sequence[Named]) -> list[Named]:
    """Settle names of several things by the other names of the question.

    Where a name means a cancer or a therapy, and the question names a cancer already, the therapy is meant, and the
    other way round. Two things of one label stay open.
    """
    settled: list[Named] = []
    sure_labels = {item.mention.label for item in named if not item.others}
    for item in named:
        if item.others and any(other.label != item.mention.label for other in item.others):
            readings = (item.mention, *item.others)
            wanted = [mention for mention in readings if mention.label not in sure_labels] or list(readings)
            best = replace(wanted[0], reason="context")
            item = Named(best, item.first, item.last, tuple(m for m in wanted[1:] if m.label == best.label))
        settled.append(item)
    return settled
