"""Which markers stand in a text, and what is said of each? Runs of markers, variants, states and joining words.

A run is a stretch with only fillers and marks between its pieces; one walk over it ties variants, states, thresholds
and negation to their markers. The words are in ``resources/biomarkers.yaml``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from nlp.thresholds import Threshold, thresholds_in

VARIANT = re.compile(
    r"[Ee]xons?[ -]*(?P<exon>\d+)(?P<skip>[ -]*skipping)?(?:[ -]*(?P<change>deletions?|insertions?|mutations?"
    r"|alterations?))?"
    r"|(?:p\.)?\b(?P<point>[A-Z]\d{2,4}(?:[A-Z]|fs\w*|\*)?)\b(?:/(?P<second>[A-Z])\b)?"
)
_CHANGES = frozenset({"mutation", "fusion", "rearrangement", "amplified"})
_UNKNOWN = re.compile(
    r"[ -]*(?:mutation(?:al)? )?(?:status )?(?:is |are |was )?(?:unknown|not known|undetermined)", re.IGNORECASE
)
_PIECE = "marker", "variant", "state", "absent", "join", "filler"
_GLUED = r"(?:positive|negative|mutated|mutant|mutations?)"  # states that a table glued to their markers
_GAP = re.compile(r"[\s()\[\]®™'’\"“”-]*(?:\([\w +-]{2,12}\)[\s()\[\]®™'’\"“”-]*)?$")


@dataclass(slots=True)
class Piece:
    """A word or mark of a run: marker, variant, state, absent, join or filler."""

    kind: str
    value: str
    start: int
    end: int


@dataclass(slots=True)
class Marked:
    """One marker of a run with what was said of it."""

    marker: str
    start: int
    end: int
    variants: list[Piece]
    state: str = ""
    germline: str = ""
    alternative: bool = False  # joined to the marker before it by "or"
    absent: bool = False
    thresholds: tuple[Threshold, ...] = ()


@lru_cache(maxsize=1)
def marker_rules() -> tuple[dict[str, Any], dict[str, str], dict[str, str], re.Pattern[str]]:
    """Return the rule of each marker, the marker of each spelling, the state of each word, the pattern of pieces."""
    rules = yaml.safe_load((files("nlp") / "resources" / "biomarkers.yaml").read_text(encoding="utf-8"))
    markers = {form: marker for marker, rule in rules["markers"].items() for form in rule["written"]}
    states = {word: state for state, words in rules["states"].items() for word in words}

    def words(forms: Any, ignore_case: bool) -> str:
        alternatives = "|".join(
            re.escape(form).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]")  # "PD L1"
            for form in sorted(forms, key=len, reverse=True)
        )
        return f"(?i:{alternatives})" if ignore_case else f"(?:{alternatives})"

    strict = [form for form in markers if _is_strict(form)]
    loose = [form for form in markers if not _is_strict(form)]
    piece = re.compile(
        rf"(?P<marker>(?<!\w)(?:{words(strict, False)}|{words(loose, True)})"
        rf"(?:(?![A-Za-z0-9])|(?={_GLUED})))"
        rf"|(?P<variant>{VARIANT.pattern})"
        rf"|(?P<state>(?<!\w){words([s for s in states if s[0].isalpha()], True)}(?!\w)"
        rf"|(?<=[A-Z0-9]){_GLUED}(?!\w)"
        rf"|(?<=[\w)])\+|(?<=[A-Z0-9])-(?=[),;/]"
        rf"|\s*$|\s+(?i:breast|cancer|disease|tumou?r)))"
        rf"|(?P<absent>(?<!\w){words(rules['absent'], True)}(?!\w))"
        rf"|(?P<join>(?i:\band/or\b|\bor\b|\band\b)|[,/])"
        rf"|(?P<filler>(?<!\w){words(rules['fillers'], True)}(?!\w))"
    )
    return rules["markers"], markers, {word.lower(): state for word, state in states.items()}, piece


def _is_strict(form: str) -> bool:
    """Say whether a spelling of a marker counts only in its own capitals."""
    return " " not in form and (sum(map(str.isupper, form)) >= 2 or len(form) < 6)


@lru_cache(maxsize=1)
def _spellings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the spellings of all markers, hyphens as spaces: those in their own capitals, and the others in small."""
    forms = marker_rules()[1]
    strict = {_spaced(form) for form in forms if _is_strict(form)}
    return tuple(strict), tuple({_plain(form) for form in forms if not _is_strict(form)})


def may_name_a_marker(text: str) -> bool:
    """Say whether the letters of a marker stand in a text: looking for them is fast, and most clauses hold none."""
    strict, loose = _spellings()
    spaced, plain = _spaced(text), _plain(text)
    return any(form in spaced for form in strict) or any(form in plain for form in loose)


def runs_of(text: str) -> Iterator[list[Piece]]:
    """Yield the stretches of pieces that hold at least one marker, with only marks and fillers between."""
    if not may_name_a_marker(text):
        return
    piece = marker_rules()[3]
    run: list[Piece] = []
    for match in piece.finditer(text):
        kind = match.lastgroup or ""
        kind = kind if kind in _PIECE else "variant"
        if run and not _GAP.match(text[run[-1].end : match.start()]):
            if any(one.kind == "marker" for one in run):
                yield run
            run = []
        run.append(Piece(kind, match.group(), match.start(), match.end()))
    if any(one.kind == "marker" for one in run):
        yield run


def mark(text: str, run: list[Piece]) -> list[Marked]:
    """Attach variants and states of a run to its markers."""
    marking = _Marking(text)
    for piece in run:
        getattr(marking, piece.kind)(piece)
    _share_states(marking.marked)
    _share_joins(marking.marked, run)
    if marking.marked and _UNKNOWN.match(text, marking.marked[-1].end):
        marking.marked.pop()  # "or with status unknown" asks for nothing
    return marking.marked


class _Marking:
    """One walk over a run; each kind of piece has its method."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marked: list[Marked] = []
        self.leading = ""  # a state told before any marker ("mutations in EGFR")
        self.is_absent = False
        self.joined = ""

    def absent(self, _: Piece) -> None:
        """A word that turns round the state of every marker after it."""
        self.is_absent, self.leading = True, ""

    def filler(self, _: Piece) -> None:
        """A word that says nothing here."""

    def join(self, piece: Piece) -> None:
        """A word or mark between two markers."""
        slash = piece.value == "/" and bool(self.marked) and not self.marked[-1].state
        self.joined = "or" if "or" in piece.value.lower() or slash else self.joined or piece.value.lower()

    def marker(self, piece: Piece) -> None:
        """A marker: a new one, or the one before it once more."""
        markers, forms, _, _ = marker_rules()
        name = forms.get(piece.value) or next(
            marker for form, marker in forms.items() if _plain(form) == _plain(piece.value)
        )
        last = self.marked[-1] if self.marked and not self.joined else None
        if last is not None and _meant(markers[last.marker]).startswith(f"{name} "):
            last.end = piece.end  # "the D816V c-Kit mutation"
            return
        if last is not None and last.marker == name and not (last.variants and last.state):
            last.end = piece.end
            return
        gene = markers[name].get("part_of", "")
        if last is not None and gene and gene not in piece.value and gene != last.marker.partition("-")[0]:
            return  # "HER2 tyrosine kinase domain" is a place in HER2, not in FLT3
        if last is not None and not last.state and name.startswith(last.marker + "-"):
            self.marked.pop()  # "FLT3 internal tandem duplication (ITD)" is the narrower marker
        if last is not None and _meant(markers[name]).startswith(f"{last.marker} "):
            if VARIANT.fullmatch(piece.value):  # "BCR::ABL1 T315I"; "exon 14 (METex14)" only repeats
                last.variants.append(piece)
            return
        self._add(name, piece)

    def _add(self, name: str, piece: Piece) -> None:
        one = Marked(name, piece.start, piece.end, [], absent=self.is_absent, alternative=self.joined == "or")
        one.germline = _origin(self.text, piece)
        if self.leading and (not self.marked or not self.marked[-1].state or self.joined):
            one.state = self.leading
        if name in ("PD-L1", "TMB", "TMB-H", "AFP"):
            one.thresholds = tuple(thresholds_in(self.text, piece.end))
        self.marked.append(one)
        self.joined = ""

    def variant(self, piece: Piece) -> None:
        """An exon or a point variant of the marker before it."""
        if not self.marked:
            return
        last = self.marked[-1]
        if last.variants and not self.joined and not piece.value.lower().startswith("exon"):
            last.variants.pop()  # "exon 21 (L858R)" is one variant
        last.variants.append(piece)
        last.end = piece.end
        self.joined = ""

    def state(self, piece: Piece) -> None:
        """A state of the marker before it, or of those that follow."""
        if piece.value in {"+", "-"} and not (self.marked and piece.start - self.marked[-1].end <= 1):
            return
        words = " ".join(piece.value.lower().split())
        state = marker_rules()[2].get(words, "negative" if piece.value == "-" else "positive")
        if not self.marked:
            self.leading = state
        elif not self.marked[-1].state or self.marked[-1].state == "positive":
            self.marked[-1].state, self.marked[-1].end = state, piece.end
        elif self.joined == "or" and {state, self.marked[-1].state} <= _CHANGES and not self.marked[-1].variants:
            last = self.marked[-1]  # "a BRAF fusion or rearrangement"
            self.marked.append(Marked(last.marker, piece.start, piece.end, [], state, last.germline, True, last.absent))
            self.joined = ""


def _meant(rule: dict[str, Any]) -> str:
    """Return the first biomarker that a marker stands for by its rule, '' for one that stands for itself."""
    return str(rule["means"][0][0]) if rule.get("means") else ""


def _plain(text: str) -> str:
    return _spaced(text.lower())


def _spaced(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text)


def _origin(text: str, piece: Piece) -> str:
    before = text[max(0, piece.start - 60) : piece.start].lower()
    after = text[piece.end : piece.end + 3]
    if piece.value.startswith("gBRCA"):
        return "germline"
    if "germline" in before and "somatic" not in before and after[:1] != ".":
        return "germline"
    return ""


def _share_states(marked: list[Marked]) -> None:
    """Give a state to the markers that share it ("EGFR or ALK aberrations", "mutations in EGFR or ALK")."""
    for at in range(len(marked) - 2, -1, -1):
        if not marked[at].state and not marked[at].variants and not marked[at].thresholds:
            following = marked[at + 1]
            if following.state and (following.alternative or not marked[at].state):
                marked[at].state = following.state


def _share_joins(marked: list[Marked], run: list[Piece]) -> None:
    """Read "A, B or C" as alternatives throughout, when the state stands only once."""
    for at in range(len(marked) - 1, 0, -1):
        if at + 1 < len(marked) and marked[at + 1].alternative and not marked[at].alternative:
            between = [piece for piece in run if marked[at - 1].end <= piece.start < marked[at].start]
            own = any(piece.kind == "state" for piece in run if marked[at - 1].start <= piece.start < marked[at].start)
            if any(piece.value == "," for piece in between) and not own:
                marked[at].alternative = True
