"""Which biomarkers does a text ask for, and in which state? A grammar of marker, alteration, state and threshold.

Canonical names are spelled one way: ``EGFR exon 19 deletion``, ``HER2-positive``, ``PD-L1 TPS ≥ 50 %``. The words are
in ``resources/biomarkers.yaml``; a marker that names a drug's target ("PD-1 inhibitor") is no biomarker.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.model.identifiers import slug
from nlp.extraction import FoundBiomarker
from nlp.marker_runs import VARIANT, Marked, Piece, mark, marker_rules, runs_of

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
_OR_BEFORE = re.compile(r"\bor(?:\s+(?:that|who|which))?(?:\s+(?:is|are|has|have))?\s*$", re.IGNORECASE)
_DISEASE = re.compile(r"cancer|carcinoma|lymphoma|leuk|melanoma|tumou?r|sarcoma|[.;]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BiomarkerGroup:
    """Biomarkers of which any one suffices; the groups of a text must all hold."""

    start: int
    end: int
    any_of: tuple[FoundBiomarker, ...]


def read_biomarkers(text: str) -> list[BiomarkerGroup]:
    """Return the biomarker conditions of a text in order of place."""
    return list(_read(text))


@lru_cache(maxsize=1024)
def _read(text: str) -> tuple[BiomarkerGroup, ...]:
    markers = marker_rules()[0]
    groups: list[BiomarkerGroup] = []
    text = _ASSAY.sub(lambda match: " " * len(match.group()), text)
    for run in runs_of(text):
        marked = mark(text, run)
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
                groups.append(BiomarkerGroup(before.start, end, tuple(_distinct([*before.any_of, *must, *found]))))
                continue
            groups.extend(BiomarkerGroup(one.span[0], one.span[1], (one,)) for one in must)
            if found:
                groups.append(BiomarkerGroup(start, end, tuple(_distinct(found))))
    return tuple(_without_repeats(groups))


def _goes_on(text: str, end: int, start: int) -> bool:
    """Say whether a run is joined to the one before it by "or", with no disease between ("pMMR … or not MSI-H")."""
    between = text[end:start]
    return len(between) < 70 and _OR_BEFORE.search(between) is not None and not _DISEASE.search(between)


def _alternatives(marked: list[Marked]) -> Iterator[list[Marked]]:
    group: list[Marked] = []
    for one in marked:
        if group and not one.alternative:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _names_a_target(text: str, run: list[Piece], marked: list[Marked]) -> bool:
    """Say whether the run names what a drug acts on."""
    if _ANTI.search(text[max(0, marked[0].start - 30) : marked[0].start]):
        return True
    last = max(
        [marked[-1].end] + [p.end for p in run if p.kind in ("state", "variant") and p.start >= marked[-1].start]
    )
    return _TARGET.match(text, last) is not None


def _is_example(text: str, marked: list[Marked], groups: list[BiomarkerGroup]) -> bool:
    """Say whether the run only gives examples of a biomarker named before ("exon 18, including D842V")."""
    before = text[max(0, marked[0].start - 25) : marked[0].start].lower()
    named = {one.name.split()[0] for group in groups for one in group.any_of}
    return "including" in before and marked[0].marker in named


def _biomarkers_of(text: str, one: Marked, rule: dict[str, Any]) -> Iterator[FoundBiomarker]:
    """Yield the biomarkers that one marker with its variants, state and thresholds stands for."""
    for name, state, group, start, end in _named(one, rule):
        if one.germline and name == "BRCA mutation":
            name = f"{one.germline} {name}"
        if one.absent:
            state = {"positive": "absent", "present": "absent", "wild_type": "wild_type"}.get(state, "absent")
        yield FoundBiomarker(f"biomarker:{slug(name)}", name, state, text[start:end], (start, end), group)


def _named(one: Marked, rule: dict[str, Any]) -> Iterator[tuple[str, str, bool, int, int]]:
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


_ALTERATIONS = frozenset({"mutation", "fusion", "rearrangement", "alteration", "amplified", "skipping"})
_OWN_NAMES = {
    ("MSI", "high"): ("MSI-H", "high"),
    ("TMB", "high"): ("TMB-H", "high"),
    ("MMR", "deficient"): ("dMMR", "deficient"),
    ("MMR", "stable"): ("pMMR", "present"),
    ("MSI", "stable"): ("MSS", "present"),
}


def _stated(
    marker: str, state: str, rule: dict[str, Any], start: int, end: int
) -> Iterator[tuple[str, str, bool, int, int]]:
    """Yield what a marker without variants and thresholds says in its state."""
    positive, default = rule.get("positive", ""), rule.get("default", "")
    if marker == "PD-L1":
        told = (f"PD-L1-{'negative' if state == 'negative' else 'positive'}",) if state else ()
        yield from ((name, name.removeprefix("PD-L1-"), True, start, end) for name in told)
    elif positive == "name" and (state or default):
        yield marker, "absent" if state in ("negative", "wild_type") else default or "present", False, start, end
    elif state in _ALTERATIONS:
        noun = _alteration(state, rule)
        yield f"{marker} {noun}", "present", noun == "mutation" and bool(rule.get("variants_matter")), start, end
    elif state:
        yield (*_named_by_state(marker, state, rule), False, start, end)
    elif default:
        yield marker, str(default), False, start, end


def _alteration(state: str, rule: dict[str, Any]) -> str:
    """Return how an alteration of a marker is called."""
    own = rule.get("alteration", "")
    if "alteration" in (state, rule.get("positive", "")) or {state, own} <= {"fusion", "rearrangement"}:
        return str(own or "alteration")
    return {"amplified": "amplification", "skipping": "exon 14 skipping"}.get(state, state)


def _named_by_state(marker: str, state: str, rule: dict[str, Any]) -> tuple[str, str]:
    """Return the canonical name and state of a marker that is positive, negative, high, low, wild type …"""
    if rule.get("positive") == "alteration" and state in ("positive", "high", "negative"):
        return f"{marker} {rule['alteration']}", "absent" if state == "negative" else "present"
    if "expressed" in rule and state in ("positive", "high"):
        return str(rule["expressed"]), "high"
    if (marker, state) in _OWN_NAMES:
        return _OWN_NAMES[marker, state]
    return {
        "low": (f"{marker}-low", "low"),
        "ultralow": (f"{marker}-ultralow", "low"),
        "high": (f"{marker} high", "high"),
        "deficient": (f"{marker} loss", "present"),
        "stable": (marker, "present"),
        "wild_type": (f"{marker} wild-type", "wild_type"),
    }.get(state, (f"{marker}-{state}", state))


def _variant_names(written: str, state: str) -> Iterator[str]:
    match = VARIANT.match(written)
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
