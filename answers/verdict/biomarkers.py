"""Does a biomarker that a person has meet the one that a label asks for?

Names are canonical (``EGFR exon 19 deletion``, ``HER2-positive``, ``PD-L1 TPS ≥ 50 %``). Thresholds compare within one
score only. Where a source names only a family ("abnormal EGFR gene"), a member of it neither fits nor contradicts.
"""

import re
from dataclasses import dataclass

from answers.verdict.rules import rules
from nlp.questions.question import AskedBiomarker

_THRESHOLD = re.compile(
    r"^(?P<marker>[^ ]+?)(?: (?P<score>TPS|CPS|TAP|IC|TC))? ?"
    r"\(?(?P<sign>[≥>≤<]) ?(?P<number>\d+(?:\.\d+)?)(?: ?%| mut/Mb)?\)?$"
)
_MEASURED = re.compile(r"^(?P<marker>[^ ]+) (?P<score>TPS|CPS|TAP|IC|TC)$")
_LEVEL = re.compile(r"^(?P<marker>.+)-(?P<level>positive|negative|low|ultralow|high|deficient)$")
_ORIGIN = re.compile(r"^(?P<origin>germline|somatic) ", re.IGNORECASE)
_ALTERATIONS = frozenset({"mutation", "alteration", "aberration", "variant", "abnormality"})
_ONE_SCORE = frozenset({"TMB"})
_FUSIONS = frozenset({"fusion", "rearrangement", "translocation"})


@dataclass(frozen=True, slots=True)
class Marker:
    """A canonical name taken apart. ``aspect`` is an alteration ('exon 19 deletion', 'mutation', 'fusion'), ``level``
    an expression level; ``low`` and ``high`` bound a score, ``score`` names it."""

    marker: str
    aspect: str = ""
    level: str = ""
    origin: str = ""
    score: str = ""
    low: float | None = None
    high: float | None = None
    open_low: bool = False

    @property
    def is_measured(self) -> bool:
        return self.low is not None or self.high is not None

    @property
    def is_family(self) -> bool:
        """True where the aspect names a family of alterations, not one of them."""
        return self.aspect in _ALTERATIONS

    @property
    def kind(self) -> str:
        """Return fusion, alteration or '' (the marker alone, or an expression)."""
        if self.aspect in _FUSIONS or self.aspect.endswith(tuple(_FUSIONS)):
            return "fusion"
        return "alteration" if self.aspect and "expression" not in self.aspect else ""


def read_marker(name: str) -> Marker:
    """Take a canonical name apart."""
    origin = _ORIGIN.match(name)
    name = name[origin.end() :] if origin else name
    held = origin["origin"].lower() if origin else ""
    threshold = _THRESHOLD.match(name)
    if threshold:
        number, above = float(threshold["number"]), threshold["sign"] in "≥>"
        return Marker(
            threshold["marker"].removesuffix("-H"),
            score=threshold["score"] or "",
            low=number if above else None,
            high=None if above else number,
            open_low=threshold["sign"] in "><",
        )
    measured = _MEASURED.match(name)
    if measured:
        return Marker(measured["marker"], score=measured["score"])
    level = _LEVEL.match(name)
    if level:
        return Marker(level["marker"], level=level["level"], origin=held)
    marker, _, aspect = name.partition(" ")
    return Marker(marker, aspect=aspect, origin=held)


@dataclass(frozen=True, slots=True)
class Asked:
    """A biomarker of the question, taken apart, with whether the person has it."""

    marker: Marker
    present: bool
    group: bool

    @classmethod
    def of(cls, asked: AskedBiomarker) -> "Asked":
        """Read one from the question."""
        marker = read_marker(asked.name)
        if asked.low is not None or asked.high is not None:
            marker = Marker(marker.marker, score=asked.measure or marker.score, low=asked.low, high=asked.high)
        return cls(marker, _is_present(marker, asked.state), asked.group)


def _is_present(marker: Marker, state: str) -> bool:
    if marker.level == "negative":
        return state != "absent"
    return state not in rules()["states"]["absent"]


def compare(asked: Asked, name: str, state: str, group: bool) -> str:
    """Return fits, contradicts or unknown for one required biomarker; '' where the two are of different markers."""
    required = read_marker(name)
    wanted = _is_present(required, state)
    if asked.marker.marker != required.marker:
        return "" if group or asked.group else _compare_receptors(asked, required, wanted)
    if required.is_measured or asked.marker.is_measured:
        return _compare_scores(asked, required)
    if required.level or asked.marker.level:
        return _compare_levels(asked, required, wanted, group)
    return _compare_alterations(asked, required, wanted, group)


def _compare_scores(asked: Asked, required: Marker) -> str:
    """Compare a value or a range with a threshold, within one score."""
    mine = asked.marker
    scored = bool(required.score) or required.marker in _ONE_SCORE
    if not required.is_measured or not mine.is_measured or not scored or mine.score != required.score:
        return "unknown"
    low = mine.low if mine.low is not None else float("-inf")
    high = mine.high if mine.high is not None else float("inf")
    below = mine.low is None and mine.open_low
    if required.low is not None:
        if low >= required.low and not (required.open_low and low == required.low):
            return "fits"
        return "contradicts" if high < required.low or (below and high <= required.low) else "unknown"
    limit = required.high if required.high is not None else float("inf")
    if high < limit or (high == limit and (not required.open_low or below)):
        return "fits"
    return "contradicts" if low > limit or (required.open_low and low >= limit) else "unknown"


def _compare_levels(asked: Asked, required: Marker, wanted: bool, group: bool) -> str:
    if asked.marker.aspect or required.aspect:
        return ""  # an expression says nothing about a mutation of the same gene
    first, second = _level(asked.marker, asked.present), _level(required, wanted)
    if group or asked.group:
        return "unknown"
    if first == second:
        return "fits"
    return "contradicts" if {first, second} == {"positive", "negative"} or "low" in (first, second) else "unknown"


def _compare_receptors(asked: Asked, required: Marker, wanted: bool) -> str:
    """Compare a result that sums up others with one of them: HR-negative is ER-negative, ER-positive is HR-positive."""
    parts = rules()["receptors"]
    mine, other = asked.marker, required.marker
    if not mine.level or not required.level:
        return ""
    have, need = _level(mine, asked.present), _level(required, wanted)
    if other in parts.get(mine.marker, ()):
        return "unknown" if have == "positive" else "fits" if need == have else "contradicts"
    if mine.marker in parts.get(other, ()):
        return "unknown" if have == "negative" else "fits" if need == have else "contradicts"
    return ""


def _level(marker: Marker, holds: bool) -> str:
    level = marker.level or "positive"
    if holds:
        return level
    return "positive" if level == "negative" else "negative"


def _compare_alterations(asked: Asked, required: Marker, wanted: bool, group: bool) -> str:
    mine = asked.marker
    same = mine.aspect == required.aspect or {mine.aspect, required.aspect} <= _FUSIONS
    if wanted and asked.present:
        return _both_present(asked, required, same, group)
    if wanted:  # the person lacks it
        lacks = same or (mine.is_family and required.kind == "alteration") or not mine.aspect
        return "contradicts" if lacks and not (mine.origin and mine.origin != required.origin) else ""
    if asked.present:  # the use is for people without it
        covered = same or required.aspect in ("aberration", "alteration") or not required.aspect
        covered = covered or (required.is_family and mine.kind == "alteration") or group
        return "contradicts" if covered else ""
    return "fits" if same or mine.is_family or not mine.aspect else "unknown"


def _both_present(asked: Asked, required: Marker, same: bool, group: bool) -> str:
    mine = asked.marker
    if same and not group and not asked.group:
        return "unknown" if required.origin and mine.origin != required.origin else "fits"
    if same:
        return "fits" if group == asked.group and not group else "unknown"
    if group or asked.group or not mine.aspect or not required.aspect:
        return "unknown"
    if mine.kind != required.kind:
        broad = "alteration" in (mine.aspect, required.aspect) or "aberration" in (mine.aspect, required.aspect)
        return "unknown" if broad else "contradicts"
    if mine.aspect.startswith(required.aspect):  # V600E is a V600
        return "fits"
    if mine.is_family or required.is_family or required.aspect.startswith(mine.aspect):
        return "unknown"
    return "contradicts"
