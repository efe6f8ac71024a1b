"""Which markers does a sentence of the literature speak of? Genes by how they are written, with what is said of them.

A gene is taken only with an alteration beside it ("ABCD1 expression", "loss of ABCD1"), or as a marker of
``resources/biomarkers.yaml``: letters alone may be a cell line, a test or a drug. The words are
in ``resources/predictions.yaml``.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model.identifiers import slug
from nlp.biomarkers import read_biomarkers
from nlp.extraction import FoundBiomarker
from nlp.marker_runs import marker_rules
from nlp.relations.prediction_words import prediction_words

Span = tuple[int, int]
_AMINO = "(?:Ala|Arg|Asn|Asp|Cys|Gln|Glu|Gly|His|Ile|Leu|Lys|Met|Phe|Pro|Ser|Thr|Trp|Tyr|Val)"
_POINT = re.compile(rf"\(?\b(?:p\.)?(?:[A-Z]\d{{2,4}}[A-Z]|{_AMINO}\d{{1,4}}{_AMINO})\b\)?")
_BETWEEN = re.compile(
    r"[\s(),/-]*(?:(?:[Gg]enes?|gene product|proteins?|promoters?|promotors?|isoforms?|transcripts?|nuclear"
    r"|mRNA|activating|missense|somatic|pathway|exon \d+|was|were|is|are)[\s(),-]*){0,3}(?:\([^()]{1,24}\)\s*)?"
)
_LISTED = re.compile(r"\s*(?:,|/|\bor\b|\band\b)\s*(?:[A-Z][\w-]{1,9})(?=\s)")
_BEFORE = re.compile(r"(?:\s+(?:of|in|at))?(?:\s+(?:the|an?|both|either|exon \d+ of(?: the)?))?\s*")
_TARGETED = re.compile(
    r"[\s)]*-?(?:(?:receptor |tyrosine |kinase )*(?:inhibit\w+|antibod\w+|antagonists?|blockers?|blockade|TKIs?)"
    r"|targeted|directed|based)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:high|higher|increased|elevated|strong|positive|forced)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_LESS = re.compile(r"\b(?:low|lower|reduced|decreased|weak|absent)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_SENSITIVITY = re.compile(r"sensiti|resist|respons", re.IGNORECASE)
_TRIAL = re.compile(r"[\w\s/-]{0,24}\b(?:trial|study|studies|protocol|group)\b|\s*[\[(]NCT")
_TRIAL_BEFORE = re.compile(r"\b(?:trial|study|protocol)s?\s*[\[(]?$")
_NO_MARKER = re.compile(r"HR\b[^a-z]{0,4}\d|Ph\.? ?D\b")  # the hazard ratio, a degree
_EXON = re.compile(r"\b[Ee]xon[ -]?(\d+)\s+$")
_MICRO_RNA = re.compile(r"(?:hsa-)?(?:miR|miRNA|let)-?\d")


def read_markers(text: str, taken: Sequence[Span]) -> list[tuple[FoundBiomarker, ...]]:
    """Return the markers of a sentence in order of place, together what must hold together ("triple-negative").

    ``taken`` are the places of its therapies and cancers.
    """
    known = list(_known(text))
    held = [*taken, *(one[0].span for one in known)]
    places = [place for place in _places(text) if not any(_touch(place, other) for other in held)]
    others = [one for start, end in places for one in _altered(text, start, end)]
    if not known and not others:
        others = [*_points(text, held), *_plain(text, places)]
    return sorted([*known, *((one,) for one in _distinct(others))], key=lambda one: one[0].span)


def _known(text: str) -> Iterator[tuple[FoundBiomarker, ...]]:
    """Yield the markers of ``biomarkers.yaml``; groups of one at one place come from one word, and hold together."""
    groups = [one for one in read_biomarkers(text) if not _NO_MARKER.match(text, one.start)]
    for (start, end), same in itertools.groupby(groups, key=lambda one: (one.start, one.end)):
        alternatives = [
            [replace(one, text=text[start:end], span=(start, end)) for one in group.any_of] for group in same
        ]
        yield from itertools.product(*alternatives)


def _touch(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _points(text: str, held: Sequence[Span]) -> Iterator[FoundBiomarker]:
    """Yield variants without a gene beside them, of the one gene that the sentence names elsewhere."""
    genes = {marker_rules()[1][word] for word in re.findall(r"[A-Z][\w-]+", text) if word in marker_rules()[1]}
    if len(genes) == 1:
        gene = genes.pop()
        for match in _POINT.finditer(text):
            if not any(_touch(match.span(), other) for other in held):
                name = f"{gene} {match.group().strip('()')}"
                yield FoundBiomarker(f"biomarker:{slug(name)}", name, "present", match.group(), match.span())


def _plain(text: str, places: Sequence[Span]) -> Iterator[FoundBiomarker]:
    """Yield genes of which only their part in the matter is told ("ABCD1 mediates resistance")."""
    if _SENSITIVITY.search(text) and prediction_words().ties.search(text):
        for start, end in places:
            trial = _TRIAL.match(text, end) or _TRIAL_BEFORE.search(text, max(0, start - 20), start)
            if not trial and re.search(r"\d|receptor|glycoprotein|ligand|ase\b", text[start:end]):
                name = marker_rules()[1].get(text[start:end], text[start:end])
                yield FoundBiomarker(f"biomarker:{slug(name)}", name, "present", text[start:end], (start, end), True)


def _places(text: str) -> Iterator[Span]:
    """Yield where genes are written, symbols before names."""
    words = prediction_words()
    symbols = [
        match.span()
        for match in words.symbols.finditer(text)
        if match.group() not in words.no_symbols
        and not _POINT.fullmatch(match.group())
        and not words.codes.fullmatch(match.group())
        and not _TARGETED.match(text, match.end())
    ]
    yield from symbols
    yield from (
        match.span() for match in words.written.finditer(text)
        if not any(match.start() < end and start < match.end() for start, end in symbols)
        and not _TARGETED.match(text, match.end())
    )  # fmt: skip


def _altered(text: str, start: int, end: int) -> Iterator[FoundBiomarker]:
    """Yield the marker at a place with the alteration beside it, none where nothing is said of it."""
    words = prediction_words()
    listed = _LISTED.match(text, end)
    gap = _BETWEEN.match(text, listed.end() if listed else end)
    after = gap.end() if gap else end
    point = _POINT.match(text, after)
    following = _BETWEEN.match(text, point.end()) if point else None
    behind = words.alterations.match(text, following.end() if following else after)
    before = (one for one in words.alterations.finditer(text, max(0, start - 60), start))
    told = next((one for one in before if _BEFORE.fullmatch(text, one.end(), start)), behind)
    if told is None and point is None and not _MICRO_RNA.match(text, start):
        return
    noun, state = words.altered[" ".join(told.group().lower().split())] if told else ("", "present")
    exon = _EXON.search(text, max(0, told.start() - 12), told.start()) if told else None
    change = point.group().strip("()") if point else f"exon {exon[1]} {noun}" if exon else noun
    name = f"{marker_rules()[1].get(text[start:end], text[start:end])} {change}".strip()
    if state == "measured":
        more, less = _MORE.search(text, max(0, start - 40), start), _LESS.search(text, max(0, start - 40), start)
        state = "high" if more else "low" if less else state
    yield FoundBiomarker(f"biomarker:{slug(name)}", name, state, text[start:end], (start, end), group=not point)


def _distinct(found: list[FoundBiomarker]) -> Iterator[FoundBiomarker]:
    seen: set[tuple[str, Span]] = set()
    for one in found:
        if (one.id, one.span) not in seen:
            seen.add((one.id, one.span))
            yield one
