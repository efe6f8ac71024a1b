"""Which biomarkers does a text ask for, and in which state? A grammar of marker, alteration, state and threshold.

Canonical names are spelled one way: ``EGFR exon 19 deletion``, ``HER2-positive``, ``PD-L1 TPS ≥ 50 %``. The words are
in ``resources/biomarkers.yaml``; a marker that names a drug's target ("PD-1 inhibitor") is no biomarker.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from graph.model.identifiers import slug
from nlp.extraction import FoundBiomarker
from nlp.thresholds import Threshold, thresholds_in

_VARIANT = re.compile(
    r"[Ee]xons?[ -]*(?P<exon>\d+)(?P<skip>[ -]*skipping)?(?:[ -]*(?P<change>deletions?|insertions?|mutations?"
    r"|alterations?))?"
    r"|(?:p\.)?\b(?P<point>[A-Z]\d{2,4}(?:[A-Z]|fs\w*|\*)?)\b(?:/(?P<second>[A-Z])\b)?"
)
_PIECE = "marker", "variant", "state", "absent", "join", "filler"
_TARGET = re.compile(
    r"[\s)\]®+-]*(?:directed|targeted|targeting|targeted|based|blocking|blocker|binding|specific|engager|"
    r"(?:receptor[- ])?(?:tyrosine )?kinase inhibitors?|inhibitors?|inhibition|antagonists?|antibod(?:y|ies)|TKIs?|"
    r"receptor[- ](?:directed|antagonists?|inhibitors?)|therap(?:y|ies)|agents?|treatment|bispecific|CAR\b)\b",
    re.IGNORECASE,
)
_ANTI = re.compile(
    r"(?:\banti[- ]?|inhibitors? of |targeting |binding to |targets |directed against )(?:the )?$", re.IGNORECASE
)
_ASSAY = re.compile(r"\([^()]*\b(?:IHC|ISH|FISH)\b[^()]*\)|\[[^\[\]]*\bIHC\b[^\[\]]*\]")
_GAP = re.compile(r"[\s()\[\]®™'’\"“”-]*(?:\([\w +-]{2,12}\)[\s()\[\]®™'’\"“”-]*)?$")
_OR_BEFORE = re.compile(r"\bor(?:\s+(?:that|who|which))?(?:\s+(?:is|are|has|have))?\s*$", re.IGNORECASE)
_DISEASE = re.compile(r"cancer|carcinoma|lymphoma|leuk|melanoma|tumou?r|sarcoma|[.;]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BiomarkerGroup:
    """Biomarkers of which any one suffices; the groups of a text must all hold."""

    start: int
    end: int
    any_of: tuple[FoundBiomarker, ...]


@dataclass(slots=True)
class _Piece:
    kind: str
    value: str
    start: int
    end: int


@dataclass(slots=True)
class _Marked:
    """One marker of a run with what was said of it."""

    marker: str
    start: int
    end: int
    variants: list[_Piece]
    state: str = ""
    germline: str = ""
    alternative: bool = False  # joined to the marker before it by "or"
    absent: bool = False
    thresholds: tuple[Threshold, ...] = ()


@lru_cache(maxsize=1)
def _rules() -> tuple[dict[str, Any], dict[str, str], dict[str, str], re.Pattern[str]]:
    rules = yaml.safe_load((files("nlp") / "resources" / "biomarkers.yaml").read_text(encoding="utf-8"))
    markers = {form: marker for marker, rule in rules["markers"].items() for form in rule["written"]}
    states = {word: state for state, words in rules["states"].items() for word in words}

    def words(forms: Any, ignore_case: bool) -> str:
        alternatives = "|".join(
            re.escape(form).replace(r"\ ", r"[\s-]+") for form in sorted(forms, key=len, reverse=True)
        )
        return f"(?i:{alternatives})" if ignore_case else f"(?:{alternatives})"

    strict = [form for form in markers if " " not in form and (sum(map(str.isupper, form)) >= 2 or len(form) < 6)]
    loose = [form for form in markers if form not in strict]
    piece = re.compile(
        rf"(?P<marker>(?<!\w)(?:{words(strict, False)}|{words(loose, True)})(?![A-Za-z0-9]))"
        rf"|(?P<variant>{_VARIANT.pattern})"
        rf"|(?P<state>(?<!\w){words([s for s in states if s[0].isalpha()], True)}(?!\w)|(?<=[\w)])\+|(?<=[A-Z0-9])-(?=[),;/]"
        rf"|\s*$|\s+(?i:breast|cancer|disease|tumou?r)))"
        rf"|(?P<absent>(?<!\w){words(rules['absent'], True)}(?!\w))"
        rf"|(?P<join>(?i:\band/or\b|\bor\b|\band\b)|[,/])"
        rf"|(?P<filler>(?<!\w){words(rules['fillers'], True)}(?!\w))"
    )
    return rules["markers"], markers, {word.lower(): state for word, state in states.items()}, piece


def read_biomarkers(text: str) -> list[BiomarkerGroup]:
    """Return the biomarker conditions of a text in order of place."""
    return list(_read(text))


@lru_cache(maxsize=1024)
def _read(text: str) -> tuple[BiomarkerGroup, ...]:
    markers = _rules()[0]
    groups: list[BiomarkerGroup] = []
    text = _ASSAY.sub(lambda match: " " * len(match.group()), text)
    for run in _runs(text):
        marked = _marked_of(text, run)
        if not marked or _names_a_target(text, run, marked) or _is_example(text, marked, groups):
            continue
        split = list(_alternatives(marked))
        first = split[0]
        for alternatives in split:
            found: list[FoundBiomarker] = []
            must: list[FoundBiomarker] = []
            for one in alternatives:
                made = list(_biomarkers_of(text, one, markers[one.marker]))
                (must if one.absent or "means" in markers[one.marker] else found).extend(made)
            start, end = alternatives[0].start, alternatives[-1].end
            if (
                groups
                and alternatives is first
                and _goes_on(text, groups[-1].end, next(one.start for one in run if one.kind != "join"))
            ):
                before = groups.pop()
                groups.append(BiomarkerGroup(before.start, end, (*before.any_of, *must, *found)))
                continue
            groups.extend(BiomarkerGroup(one.span[0], one.span[1], (one,)) for one in must)
            if found:
                groups.append(BiomarkerGroup(start, end, tuple(_distinct(found))))
    return tuple(_without_repeats(groups))


def _goes_on(text: str, end: int, start: int) -> bool:
    """Say whether a run is joined to the one before it by "or", with no disease between ("pMMR … or not MSI-H")."""
    between = text[end:start]
    return len(between) < 70 and _OR_BEFORE.search(between) is not None and not _DISEASE.search(between)


def _runs(text: str) -> Iterator[list[_Piece]]:
    """Yield the stretches of pieces that hold at least one marker, with only marks and fillers between."""
    piece = _rules()[3]
    run: list[_Piece] = []
    for match in piece.finditer(text):
        kind = match.lastgroup or ""
        kind = kind if kind in _PIECE else "variant"
        if run and not _GAP.match(text[run[-1].end : match.start()]):
            if any(one.kind == "marker" for one in run):
                yield run
            run = []
        run.append(_Piece(kind, match.group(), match.start(), match.end()))
    if any(one.kind == "marker" for one in run):
        yield run


def _marked_of(text: str, run: list[_Piece]) -> list[_Marked]:
    """Attach variants and states of a run to its markers."""
    markers, forms, states, _ = _rules()
    marked: list[_Marked] = []
    leading = _Marked("", 0, 0, [])
    absent = False
    joined = ""
    for piece in run:
        if piece.kind == "absent":
            absent = True
            leading = _Marked("", 0, 0, [])
        elif piece.kind == "join":
            slash = piece.value == "/" and bool(marked) and not marked[-1].state
            joined = "or" if "or" in piece.value.lower() or slash else joined or piece.value.lower()
        elif piece.kind == "marker":
            name = forms.get(piece.value) or next(
                marker for form, marker in forms.items() if _plain(form) == _plain(piece.value)
            )
            if marked and marked[-1].marker == name and not joined and not (marked[-1].variants and marked[-1].state):
                marked[-1].end = piece.end
                continue
            meant = markers[name].get("means", ())
            if marked and not joined and not marked[-1].state and name.startswith(marked[-1].marker + "-"):
                marked.pop()  # "FLT3 internal tandem duplication (ITD)" is the narrower marker
            if marked and not joined and meant and meant[0][0].startswith(marked[-1].marker + " "):
                if _VARIANT.fullmatch(piece.value):  # "BCR::ABL1 T315I"; "exon 14 (METex14)" only repeats
                    marked[-1].variants.append(piece)
                continue
            one = _Marked(name, piece.start, piece.end, [], absent=absent, alternative=joined == "or")
            one.germline = _origin(text, piece)
            if leading.state:
                one.state = leading.state if not marked or not marked[-1].state or joined else ""
            one.thresholds = tuple(thresholds_in(text, piece.end)) if name in ("PD-L1", "TMB", "TMB-H") else ()
            marked.append(one)
            joined = ""
        elif piece.kind == "variant":
            if marked:
                if marked[-1].variants and not joined and not piece.value.lower().startswith("exon"):
                    marked[-1].variants.pop()  # "exon 21 (L858R)" is one variant
                marked[-1].variants.append(piece)
                marked[-1].end = piece.end
                joined = ""
        elif piece.kind == "state":
            if piece.value in "+-" and not (marked and piece.start - marked[-1].end <= 1):
                continue
            state = states.get(" ".join(piece.value.lower().split()), "negative" if piece.value == "-" else "positive")
            if not marked:
                leading.state = state
            elif not marked[-1].state or marked[-1].state == "positive":
                marked[-1].state, marked[-1].end = state, piece.end
    _share_states(marked)
    _share_joins(marked, run)
    return marked


def _plain(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text.lower())


def _origin(text: str, piece: _Piece) -> str:
    before = text[max(0, piece.start - 60) : piece.start].lower()
    after = text[piece.end : piece.end + 3]
    if piece.value.startswith("gBRCA"):
        return "germline"
    if "germline" in before and "somatic" not in before and after[:1] != ".":
        return "germline"
    return ""


def _share_states(marked: list[_Marked]) -> None:
    """Give a state to the markers that share it ("EGFR or ALK aberrations", "mutations in EGFR or ALK")."""
    for at in range(len(marked) - 2, -1, -1):
        if not marked[at].state and not marked[at].variants and not marked[at].thresholds:
            following = marked[at + 1]
            if following.state and (following.alternative or not marked[at].state):
                marked[at].state = following.state


def _share_joins(marked: list[_Marked], run: list[_Piece]) -> None:
    """Read "A, B or C" as alternatives throughout, when the state stands only once."""
    for at in range(len(marked) - 1, 0, -1):
        if at + 1 < len(marked) and marked[at + 1].alternative and not marked[at].alternative:
            between = [piece for piece in run if marked[at - 1].end <= piece.start < marked[at].start]
            own = any(piece.kind == "state" for piece in run if marked[at - 1].start <= piece.start < marked[at].start)
            if any(piece.value == "," for piece in between) and not own:
                marked[at].alternative = True


def _alternatives(marked: list[_Marked]) -> Iterator[list[_Marked]]:
    group: list[_Marked] = []
    for one in marked:
        if group and not one.alternative:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _names_a_target(text: str, run: list[_Piece], marked: list[_Marked]) -> bool:
    """Say whether the run names what a drug acts on."""
    if _ANTI.search(text[max(0, marked[0].start - 30) : marked[0].start]):
        return True
    last = max(
        [marked[-1].end] + [p.end for p in run if p.kind in ("state", "variant") and p.start >= marked[-1].start]
    )
    return _TARGET.match(text, last) is not None


def _is_example(text: str, marked: list[_Marked], groups: list[BiomarkerGroup]) -> bool:
    """Say whether the run only gives examples of a biomarker named before ("exon 18, including D842V")."""
    before = text[max(0, marked[0].start - 25) : marked[0].start].lower()
    named = {one.name.split()[0] for group in groups for one in group.any_of}
    return "including" in before and marked[0].marker in named


def _biomarkers_of(text: str, one: _Marked, rule: dict[str, Any]) -> Iterator[FoundBiomarker]:
    """Yield the biomarkers that one marker with its variants, state and thresholds stands for."""
    for name, state, group, start, end in _named(one, rule):
        if one.germline and name in ("BRCA mutation",):
            name = f"{one.germline} {name}"
        if one.absent:
            state = {"positive": "absent", "present": "absent", "wild_type": "wild_type"}.get(state, "absent")
        yield FoundBiomarker(f"biomarker:{slug(name)}", name, state, text[start:end], (start, end), group)


def _named(one: _Marked, rule: dict[str, Any]) -> Iterator[tuple[str, str, bool, int, int]]:
    marker, start, end = one.marker, one.start, one.end
    for name, state in rule.get("means", ()):
        yield name, state, False, start, end
    if "means" in rule:
        return
    if one.thresholds:
        for threshold in one.thresholds:
            yield threshold.name_for(marker), threshold.state_of(marker), False, start, threshold.end
        return
    if one.variants:
        for variant in one.variants:
            for name in _variant_names(variant.value, one.state):
                yield f"{marker} {name}", "present", False, variant.start, variant.end
        return
    yield from _stated(marker, one.state, rule, start, end)


def _stated(
    marker: str, state: str, rule: dict[str, Any], start: int, end: int
) -> Iterator[tuple[str, str, bool, int, int]]:
    alteration = rule.get("alteration", "")
    positive = rule.get("positive", "")
    if marker == "PD-L1":
        if state:
            yield (
                f"PD-L1-{'negative' if state == 'negative' else 'positive'}",
                state if state == "negative" else "positive",
                True,
                start,
                end,
            )
    elif positive == "name" and (state or rule.get("default")):
        absent = state in ("negative", "wild_type")
        yield marker, "absent" if absent else rule.get("default", "present"), False, start, end
    elif state in ("mutation", "fusion", "rearrangement", "alteration", "amplified", "skipping"):
        noun = {"amplified": "amplification", "skipping": "exon 14 skipping"}.get(state, state)
        if "alteration" in (state, positive) or {state, alteration} <= {"fusion", "rearrangement"}:
            noun = alteration or "alteration"
        yield f"{marker} {noun}", "present", noun == "mutation" and bool(rule.get("variants_matter")), start, end
    elif state in ("positive", "high", "negative") and positive == "alteration":
        yield f"{marker} {alteration}", "absent" if state == "negative" else "present", False, start, end
    elif state in ("positive", "high") and "expressed" in rule:
        yield rule["expressed"], "high", False, start, end
    elif state in ("positive", "negative"):
        yield f"{marker}-{state}", state, False, start, end
    elif state in ("low", "ultralow"):
        yield f"{marker}-{state}", "low", False, start, end
    elif state == "high":
        yield {"MSI": "MSI-H", "TMB": "TMB-H"}.get(marker, f"{marker} high"), "high", False, start, end
    elif state == "deficient":
        yield (
            {"MMR": "dMMR"}.get(marker, f"{marker} loss"),
            "deficient" if marker == "MMR" else "present",
            False,
            start,
            end,
        )
    elif state == "stable":
        yield {"MMR": "pMMR", "MSI": "MSS"}.get(marker, marker), "present", False, start, end
    elif state == "wild_type":
        yield f"{marker} wild-type", "wild_type", False, start, end
    elif rule.get("default"):
        yield marker, str(rule["default"]), False, start, end


def _variant_names(written: str, state: str) -> Iterator[str]:
    match = _VARIANT.match(written)
    if match is None:
        return
    if match["point"]:
        yield match["point"]
        if match["second"]:
            yield match["point"][:-1] + match["second"]
        return
    change = (match["change"] or "").rstrip("s")
    if match["skip"] or state == "skipping":
        change = "skipping"
    yield f"exon {match['exon']} {change or 'mutation'}"


def _distinct(found: list[FoundBiomarker]) -> Iterator[FoundBiomarker]:
    seen: set[tuple[str, str]] = set()
    for one in found:
        if (one.id, one.state) not in seen:
            seen.add((one.id, one.state))
            yield one


def _without_repeats(groups: list[BiomarkerGroup]) -> list[BiomarkerGroup]:
    """Drop a group that repeats another ("ALK-positive … (ALK+)"), and members that a narrower one makes idle."""
    kept: list[BiomarkerGroup] = []
    for group in groups:
        ids = {(one.id, one.state) for one in group.any_of}
        if not any(ids <= {(one.id, one.state) for one in other.any_of} for other in kept):
            kept.append(group)
    return kept
