"""Which part does each mention of a clause play? One walk from left to right over cues, brackets and mentions.

A cue (``resources/cues.yaml``) opens a part, and the mentions after it play it until the next cue. Brackets return to
the part before them. Before the first cue stands the label's own therapy (``lead``).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

import yaml

from nlp.screening import Screened

EARLIER = frozenset({"received", "progressed", "intolerant", "responded"})
_PASSING = frozenset({"examples", "gloss", "aside", "excluded"})  # parts that end with their bracket or phrase


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue, the part that it opens, and its place."""

    part: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A mention's place and the part that it plays; ``cue`` opened the part (-1, -1 at the start of a clause).

    ``within`` is the part around a list of examples, a gloss or an aside.
    """

    start: int
    end: int
    part: str
    cue: Cue
    within: str = ""


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, Screened], ...]:
    """Return the cues, each with the part that it opens."""
    rules: dict[str, list[str]] = yaml.safe_load((files("nlp") / "resources" / "cues.yaml").read_text("utf-8"))
    return tuple(
        (part, Screened.compile(rf"(?<![\w-])(?:{form})(?![\w-])" if not form.startswith("[") else form))
        for part, forms in rules.items()
        for form in forms
    )


@lru_cache(maxsize=1024)
def find_cues(text: str) -> tuple[Cue, ...]:
    """Return the cues of a clause in order; of several at one place the longest."""
    lowered = text.lower()
    found = [
        Cue(part, match.start(), match.end(), match.group().lower())
        for part, cue in _patterns()
        if cue.may_match(lowered)
        for match in cue.pattern.finditer(text)
    ]
    found.sort(key=lambda cue: (cue.start, -cue.end))
    kept: list[Cue] = []
    for cue in found:
        if not kept or cue.start >= kept[-1].end:
            kept.append(cue)
    return tuple(kept)


def assign_parts(text: str, mentions: Sequence[tuple[int, int, str]], start: str = "lead") -> "Clause":
    """Return the part of each mention (start, end, label), which must be in order of place."""
    walk = _Walk(text, mentions, find_cues(text), Cue(start, -1, -1, ""))
    parts = list(walk.parts())
    return Clause(text, tuple(parts), tuple(walk.scopes), tuple(walk.cues))


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the parts of its mentions and the stretches in which each part is open."""

    text: str
    parts: tuple[Part, ...]
    scopes: tuple[tuple[int, int, str], ...]
    cues: tuple[Cue, ...]

    def only(self, *wanted: str) -> str:
        """Return the text with everything blanked that stands in another part; places stay the same."""
        kept = [" "] * len(self.text)
        for start, end, part in self.scopes:
            if part in wanted:
                kept[start:end] = self.text[start:end]
        return "".join(kept)


class _Walk:
    """One walk over a clause's events: cues, brackets, stops and mentions."""

    def __init__(self, text: str, mentions: Sequence[tuple[int, int, str]], cues: Sequence[Cue], first: Cue) -> None:
        self.text, self.mentions = text, mentions
        self.inside = [(begin, end) for begin, end, _ in mentions]
        self.cues = [
            self._behind_mentions(cue) for cue in cues if not any(begin < cue.start < end for begin, end in self.inside)
        ]
        self.current, self.within = first, ""
        self.stack: list[tuple[Cue, str]] = []
        self.scopes: list[tuple[int, int, str]] = []
        self._opened = 0

    def _behind_mentions(self, cue: Cue) -> Cue:
        """Let a cue of an earlier treatment begin after what it took in ("lymphoma patients responding to")."""
        taken = [end for begin, end in self.inside if cue.start <= begin and end < cue.end]
        return replace(cue, start=max(taken)) if taken and cue.part in EARLIER else cue

    def parts(self) -> Iterator[Part]:
        """Yield the parts of the mentions; ``scopes`` is complete afterwards."""
        for place, _, kind, at in sorted(self._events()):
            before = self.current
            if kind == "mention":
                begin, end, _ = self.mentions[at]
                yield Part(begin, end, self.current.part, self.current, self.within)
            else:
                self._turn(place, kind, at)
            if self.current is not before and self.current.part != before.part:
                self.scopes.append((self._opened, place, before.part))
                self._opened = place
        self.scopes.append((self._opened, len(self.text), self.current.part))

    def _events(self) -> Iterator[tuple[int, int, str, int]]:
        yield from ((cue.start, 0, "cue", at) for at, cue in enumerate(self.cues))
        yield from ((begin, 1, "mention", at) for at, (begin, _, _) in enumerate(self.mentions))
        kinds = {"(": "open", "[": "open", ")": "close", "]": "close", ";": "stop"}
        for match in re.finditer(r"[()\[\]]|[.;](?=\s|$)|\b[Ww]ith\b", self.text):
            if not any(begin <= match.start() < end for begin, end in self.inside):
                kind = kinds.get(match.group(), "stop" if match.group() == "." else "with")
                yield match.start(), 2 if kind == "with" else 0, kind, match.end()

    def _turn(self, place: int, kind: str, at: int) -> None:
        if kind == "cue":
            cue = self.cues[at]
            if cue.words in ("prior", "previous") and self.current.part in EARLIER | {"not_after"}:
                return  # "progressed after one prior therapy": the word only repeats what is said
            if cue.part == "partner" and self.current.part in EARLIER and self._goes_on(cue):
                return  # "after carboplatin with or without immunotherapy": given together then, not now
            if cue.part == "partner" and self._is_no_choice(cue):
                return  # "for whom treatment in combination with paclitaxel is not appropriate"
            earlier = {self.current.part, self.within} & EARLIER
            if cue.part == "definition" and cue.words[0] in ",(" and earlier:
                return  # "two therapies, including a taxane, an antibody": one more of them, no definition
            if cue.part in _PASSING and self.current.part not in _PASSING:
                self.within = self.current.part
            self.current = cue
        elif kind == "open":
            self.stack.append((self.current, self.within))
        elif kind == "close" and self.stack:
            self.current, self.within = self.stack.pop()
        elif (
            kind == "stop"
            and not self.stack
            and not (self.current.part == "partner" and _OR_ANOTHER.match(self.text, place))
        ):
            part = "lead" if self.current.part == "lead" else "object"
            self.current, self.within = Cue(part, place, place, ""), ""
        elif kind == "with" and self._opens_partners(place):
            self.current = Cue("partner", place, place + 4, "with")

    def _opens_partners(self, place: int) -> bool:
        """Say whether a bare "with" names what is given together: a therapy follows it at once."""
        bare = not any(cue.start <= place < cue.end for cue in self.cues)
        return bare and self.current.part in ("object", "lead", "definition") and self._therapy_follows(place + 4)

    def _is_no_choice(self, cue: Cue) -> bool:
        """Say whether a cue of partners only tells which treatment a patient can or cannot have."""
        between = self.text[self.current.end : cue.start] if self.current.part == "candidate" else ""
        return _THAT_TREATMENT.fullmatch(between) is not None

    def _goes_on(self, cue: Cue) -> bool:
        """Say whether a cue follows a therapy at once, so that it belongs to the earlier treatment."""
        ends = [end for _, end, label in self.mentions if label == "Therapy" and end <= cue.start]
        return bool(ends) and not _SAME_TREATMENT.sub("", self.text[ends[-1] : cue.start])

    def _therapy_follows(self, place: int) -> bool:
        for begin, _, label in self.mentions:
            if begin >= place:
                return label == "Therapy" and _BETWEEN.match(self.text[place:begin]) is not None
        return False


_THAT_TREATMENT = re.compile(r"\s+(?:re-?)?(?:treatment|therapy|use)\s+", re.IGNORECASE)
_OR_ANOTHER = re.compile(r";\s*or\b", re.IGNORECASE)
_SAME_TREATMENT = re.compile(r"\b(?:therap(?:y|ies)|treatments?|regimens?)\b|\(ies\)|[ ()]", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:\s|\b(?:an?|the|either|both|standard|oral|intravenous|other|certain|high-dose|low-dose|systemic|concurrent|"
    r"pegylated)\b)*$",
    re.IGNORECASE,
)
