"""Which things does a question name? The longest name wins; several meanings of one name are all kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.questions.names import NamedEntity, QuestionNames
from nlp.questions.question import Mention
from nlp.questions.words import Word, read_table

_MOST_WORDS = 12
_JOINERS = frozenset("-+()")


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
        self._ordinary = self._capitals_only | {row[0] for row in read_table("known_words.tsv")}

    def find(self, text: str, words: Sequence[Word], scores: Sequence[float] | None = None) -> list[Named]:
        """Return the named things in order, none inside another. ``scores`` below 1 mark repaired words."""
        found: list[Named] = []
        shouted = text.isupper()
        at = 0
        while at < len(words):
            named = None if words[at].is_mark else self._longest(text, words, at, shouted, scores)
            if named is None:
                at += 1
            else:
                found.append(named)
                at = named.last
        return found

    def _longest(
        self, text: str, words: Sequence[Word], at: int, shouted: bool, scores: Sequence[float] | None
    ) -> Named | None:
        key, taken, best = "", 0, None
        for last in range(at, len(words)):
            word = words[last]
            if word.is_mark and word.text not in _JOINERS:
                break
            if word.is_mark and word.text != "+":
                continue
            key += word.key
            taken += 1
            if taken > _MOST_WORDS or not self.index.has_prefix(key):
                break
            meant = self._meant(text[words[at].start : word.end], key, taken, shouted)
            if meant:
                best = self._named(text, words, at, last + 1, meant, scores)
        return best

    def _meant(self, written: str, key: str, taken: int, shouted: bool) -> list[NamedEntity]:
        """Return the entities that the written words mean, one per id, without those that only capitals name."""
        if key in self._never or (key in self._capitals_only and (shouted or not written.isupper())):
            return []
        meant: dict[str, NamedEntity] = {}
        for entity in self.index.find(key):
            if entity.case_sensitive and (entity.written != written or shouted) and not self._is_loose(entity, key):
                continue
            if len(key) < 4 and taken > 1 and len(entity.written.replace("-", " ").split()) != taken:
                continue
            meant.setdefault(entity.id, entity)
        return list(meant.values())

    def _is_loose(self, entity: NamedEntity, key: str) -> bool:
        """People type "aml" and "nsclc": an abbreviation that is no ordinary word counts in any case."""
        return entity.name_kind == "abbreviation" and len(key) > 2 and key not in self._ordinary

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
        mentions = []
        for entity in meant:
            exact = written.lower() == entity.written.lower()
            reason = "spelling" if score < 1 else "exact" if exact else "variant"
            mentions.append(
                Mention(written, start, end, entity.id, entity.name, entity.label, entity.kind, score, reason)
            )
        best, others = mentions[0], mentions[1:]
        ranked = meant[0].name_kind
        rivals = [
            other
            for other, entity in zip(others, meant[1:], strict=True)
            if entity.name_kind == ranked or ranked not in ("preferred", "brand", "generic")
        ]
        return Named(best, first, last, tuple(rivals))


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
