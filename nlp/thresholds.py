"""Which score and threshold is asked of a marker? "PD-L1 (CPS ≥ 10)", "≥ 50 % of tumour cells", "TMB ≥ 10 mut/Mb".

Thresholds compare within one score only, so the score is part of the name; a number whose score is not named keeps
none. The words of the scores are those of the labels: tumour proportion, combined positive, tumour area, cells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?P<sign>≥|>=|>\s*=|≤|<=|<|>|at least|greater than or equal to|equal to or greater than|of)\s*"
    r"\(?(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|percent|mut(?:ation)?s?\s*(?:/|per)\s*mega?b(?:ase)?"
    r"|ng\s*/\s*mL)?",
    re.IGNORECASE,
)
_SCORES = (
    ("TPS", re.compile(r"tumou?r proportion score|\bTPS\b", re.IGNORECASE)),
    ("CPS", re.compile(r"combined positive score|\bCPS\b", re.IGNORECASE)),
    ("TAP", re.compile(r"tumou?r area positivity(?: score)?|\bTAP\b", re.IGNORECASE)),
    ("IC", re.compile(r"tumou?r[- ]infiltrating immune cells?|\bimmune cells?|\bIC\b", re.IGNORECASE)),
    ("TC", re.compile(r"\btumou?r cells?|\bTC\b", re.IGNORECASE)),
)
_OF_TUMOUR_CELLS = re.compile(r"\btumou?r cells? (?:surface )?[A-Z][\w -]{2,8}(?: expression)?$")
_REACH = 170
_END = re.compile(
    r"\bas (?:determined|detected|assessed|measured)|\bwith no\b|\bwho\b|;|\.\s|\bin combination\b|\bwith disease\b"
)


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number with its sign, unit and score ('' where none is named), and where its words end."""

    sign: str
    number: str
    unit: str
    score: str
    end: int

    def name_for(self, marker: str) -> str:
        """Return the canonical name, such as 'PD-L1 TPS ≥ 50 %'."""
        if marker.startswith("TMB"):
            return f"TMB-H ({self.sign} {self.number} mut/Mb)"
        if marker == "AFP":
            return f"AFP {self.sign} {self.number} ng/mL"
        score = f" {self.score}" if self.score else ""
        unit = " %" if self.unit == "%" and self.score != "CPS" else ""
        return f"{marker}{score} {self.sign} {self.number}{unit}"

    def state_of(self, marker: str) -> str:
        """Return high for a burden, low for an upper bound, else positive."""
        if self.sign in "<≤":
            return "low"
        return "high" if marker.startswith("TMB") else "positive"


def thresholds_in(text: str, start: int) -> Iterator[Threshold]:
    """Yield the distinct thresholds that follow a marker, until the condition ends."""
    window = text[start : start + _REACH]
    end = _END.search(window)
    window = window[: end.start()] if end else window
    seen: set[tuple[str, str]] = set()
    found: list[Threshold] = []
    numbers = list(_NUMBER.finditer(window))
    for at, match in enumerate(numbers):
        if match["sign"].lower() == "of" and not match["unit"]:
            continue
        before = window[numbers[at - 1].end() if at else 0 : match.start()]
        after = window[match.end() : numbers[at + 1].start() if at + 1 < len(numbers) else len(window)]
        score = _score_at_once(after) or _score_before(before) or _score_after(after) or _score_of_cells(text, start)
        sign = (
            "<"
            if match["sign"] == "<"
            else "≤"
            if match["sign"] in ("≤", "<=")
            else ">"
            if match["sign"] == ">"
            else "≥"
        )
        unit = "mut/Mb" if (match["unit"] or "").lower().startswith("mut") else "%" if match["unit"] else ""
        if not unit and not score and match["sign"] not in "≥>=":
            continue
        found.append(Threshold(sign, match["number"], unit, score, start + match.end()))
    for one in found:  # "PD-L1 ≥ 50 % [TC ≥ 50 %]" is one threshold: the unnamed one gives way
        key = (one.score, one.number)
        named = not one.score and any(other.score and other.number == one.number for other in found)
        if key not in seen and not named:
            seen.add(key)
            yield one


def _score_at_once(words: str) -> str:
    """Return the score that follows a number directly ("≥ 50 % TC")."""
    near = re.match(r"\s*(?:of (?:the )?)?", words)
    start = near.end() if near else 0
    return next((score for score, pattern in _SCORES if pattern.match(words, start)), "")


def _score_before(words: str) -> str:
    """Return the score named last in the words before a number."""
    places = [(match.start(), score) for score, pattern in _SCORES for match in pattern.finditer(words)]
    return max(places)[1] if places else ""


def _score_of_cells(text: str, marker_end: int) -> str:
    """Return the score of the cells that a marker is told of ("tumour cell PD-L1 expression < 1 %")."""
    return "TC" if _OF_TUMOUR_CELLS.search(text, max(0, marker_end - 40), marker_end) else ""


def _score_after(words: str) -> str:
    """Return the score named first after a number ("≥ 1 % of tumour cells")."""
    near = words[:45]
    places = [
        (match.start(), -len(match.group()), score) for score, pattern in _SCORES for match in pattern.finditer(near)
    ]
    return min(places)[2] if places else ""
