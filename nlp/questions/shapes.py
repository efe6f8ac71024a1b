"""What looks like a name that the graph does not hold? So that a question about it is understood, and told as such."""

from collections.abc import Collection, Sequence

from nlp.questions.words import Word, fold, read_table, squash

_SHORTEST = 7
_MOST_WORDS = 3


class NameShapes:
    """The rules of ``name_shapes.tsv``: endings of substance names, supposed cures, and how cancers are called."""

    def __init__(self) -> None:
        rows = read_table("name_shapes.tsv")
        rules: dict[str, list[str]] = {}
        for rule, text in rows:
            rules.setdefault(rule, []).append(text)
        self._endings = tuple(rules["ending"])
        self._regimen_endings = tuple(rules["regimen_ending"])
        self._remedies = {squash(text) for text in rules["remedy"]}
        self._cancer_endings = tuple(rules["cancer_ending"])
        self._cancer_heads = {fold(text) for text in rules["cancer_head"]}
        self._site_endings = tuple(rules["site_ending"])
        self._not_sites = {fold(text) for text in rules["not_site"]}

    def at(self, words: Sequence[Word], at: int, ordinary: Collection[str]) -> tuple[int, str, str] | None:
        """Return the end, label and kind of what begins at a word, None where nothing looks like a name."""
        key, found = "", 0
        for end in range(at, min(at + _MOST_WORDS, len(words))):
            key += "" if words[end].is_mark else words[end].key
            if key in self._remedies:
                found = end + 1
        if found:
            return found, "Therapy", "supplement"
        word = words[at].key
        joined = _end_of_joined(words, at)
        if word not in ordinary and words[joined - 1].key.endswith(self._regimen_endings):
            return joined, "Therapy", "regimen"
        following = words[at + 1].key if at + 1 < len(words) else ""
        if following in self._cancer_heads and word.endswith(self._site_endings) and word not in self._not_sites:
            return at + 2, "Cancer", "type"
        if len(word) < _SHORTEST:
            return None
        if word.endswith(self._cancer_endings):
            return at + 1, "Cancer", "type"
        if word.endswith(self._endings) and word not in ordinary:
            return at + 1, "Therapy", "substance"
        return None


def _end_of_joined(words: Sequence[Word], at: int) -> int:
    """Return the end of words joined by hyphens without spaces ("Pola-R-CHP")."""
    end = at + 1
    while end + 1 < len(words) and words[end].text == "-" and words[end].glued and words[end + 1].glued:
        end += 2
    return end
