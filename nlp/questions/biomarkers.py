"""Biomarkers as patients and pathology reports write them ("EGFR ex19del", "HER2 3+", "PDL1 60%", "BRCA mut").

Canonical names, and so ids, are those of ``nlp.biomarkers``; a test holds the two together. This reader works word
by word, for that one's expressions take 150 ms to compile and a question is answered in less.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.model.identifiers import slug
from nlp.questions.question import AskedBiomarker
from nlp.questions.words import Word, fold, read_table

_EXON = re.compile(r"(?:exon|ex|e)(\d{1,2})(del|ins?|skip\w*|mut\w*)?$")
_SHORT = re.compile(r"(?:del(\d{2})|(\d{2})del|ins(\d{2})|(\d{2})ins?)$")
_POINT = re.compile(r"[a-z]\d{2,4}[a-z]?$")
_SCORES = {"tps": "TPS", "cps": "CPS", "tap": "TAP", "ic": "IC", "tc": "TC"}
_SCORED = frozenset(("PD-L1", "TMB", "TMB-H", "HER2"))
_REACH = 9


@dataclass(frozen=True, slots=True)
class _Marker:
    name: str
    alteration: str
    default: str
    variants_matter: bool
    means: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Around:
    """What stands beside a marker."""

    state: str = ""
    grade: str = ""
    absent: bool = False
    germline: bool = False
    target: bool = False
    variants: list[str] = field(default_factory=list)
    exon: str = ""
    measure: str = ""
    low: float | None = None
    high: float | None = None
    end: int = 0
    is_led: bool = False  # the state stands before the marker

    @property
    def is_told(self) -> bool:
        return bool(self.state or self.grade or self.variants or self.exon or self.low is not None or self.high is not None)


class BiomarkerReader:
    """Reads biomarkers from the words of a question."""

    def __init__(self) -> None:
        self._markers: dict[str, _Marker] = {}
        for name, alteration, default, matter, means, keys in read_table("markers.tsv"):
            stated = tuple((part.partition("=")[0], part.partition("=")[2]) for part in means.split(";") if part)
            marker = _Marker(name, alteration, default, bool(matter), stated)
            for key in keys.split("|"):
                self._markers.setdefault(key, marker)
        self._longest = max(map(len, self._markers))
        self._words: dict[str, dict[str, str]] = {}
        for kind, value, words in read_table("marker_words.tsv"):
            held = self._words.setdefault(kind, {})
            held.update((word if word == "+" else "".join(map(fold, word.split())), value) for word in words.split("|"))

    def read(
        self, text: str, words: Sequence[Word], taken: Sequence[tuple[int, int]] = ()
    ) -> list[AskedBiomarker]:
        """Return the biomarkers in order. ``taken`` are word ranges of therapies, whose names hold their targets."""
        found: list[AskedBiomarker] = []
        at = 0
        while at < len(words):
            if any(first <= at < last for first, last in taken):
                at += 1
                continue
            length, marker, rest = self._marker_at(words, at)
            if marker is None:
                at += 1
                continue
            around = self._look_around(words, at, at + length, rest, marker.name in _SCORED)
            if self._is_meant(words[at : at + length], around):
                last = max(at + length, around.end)
                found.extend(_name(marker, around, text, words[at].start, words[last - 1].end))
                at = last
            else:
                at += length
        return found

    def _marker_at(self, words: Sequence[Word], at: int) -> tuple[int, _Marker | None, str]:
        """Return how many words name a marker, the marker, and what is glued to it ('METex14' leaves 'ex14')."""
        best: tuple[int, _Marker | None, str] = (0, None, "")
        key = ""
        for last in range(at, min(at + 6, len(words))):
            word = words[last]
            if word.is_mark:
                if word.text not in "-()" or last == at:
                    break
                continue
            key += word.key
            if len(key) > self._longest:
                break
            if key in self._markers:
                best = (last + 1 - at, self._markers[key], "")
        if best[1] is None and not words[at].is_mark:
            key = words[at].key
            for length in range(len(key) - 1, 2, -1):
                rest = key[length:]
                if key[:length] in self._markers and (
                    _EXON.match(rest) or _POINT.match(rest) or rest in self._words["state"]
                ):
                    return 1, self._markers[key[:length]], rest
        return best

    def _is_meant(self, written: Sequence[Word], around: _Around) -> bool:
        """Short names that are words too (met, er, kit) count in capitals or beside a state."""
        text = "".join(word.text for word in written)
        if around.target and not around.variants:
            return False
        spaced = len(written) > 1 and not any(word.glued for word in written[1:])
        if len(text) <= (4 if spaced else 3) and not text.isupper():
            return (around.is_told and not around.is_led) or bool(around.variants or around.exon)
        return True

    def _look_around(self, words: Sequence[Word], first: int, last: int, rest: str, scored: bool) -> _Around:
        around = _Around(end=last)
        if rest:
            self._take(rest, around, last)
        gap = 0
        at = last
        while at < min(last + _REACH, len(words)) and gap < 4:
            word = words[at]
            after = at + 1 + (at + 2 < len(words) and words[at + 1].text == "-")
            pair = word.key + (words[after].key if after < len(words) else "")
            if word.text == "." and words[at - 1].key == "p" and at + 1 < len(words) and words[at + 1].glued:
                at += 1  # "p.L858R"
                continue
            if word.is_mark and word.text in "?!.;,\n" or self._starts_marker(words, at):
                break
            if scored and self._take_number(words, at, around):
                gap = 0
            elif word.text == "+":
                around.state, around.end = around.state or "positive", at + 1
            elif word.text == "-" and _is_minus(words, at):
                around.state, around.end = around.state or "negative", at + 1
            elif word.is_mark:
                pass
            elif pair in self._words["state"] and len(pair) > len(word.key) and not around.state:
                around.state, around.end = self._words["state"][pair], after + 1
                at = after
            elif self._take(word.key, around, at + 1):
                gap = 0
            elif word.key in self._words["target"] and gap == 0:
                around.target = True
                break
            elif word.key in self._words["absent"]:
                around.absent = True
                gap += 1
            elif word.key in _SCORES:
                around.measure, around.end = _SCORES[word.key], at + 1
            elif word.key in self._words["filler"] or pair in self._words["filler"]:
                gap += 1
            else:
                break
            at += 1
        self._look_before(words, first, around)
        return around

    def _starts_marker(self, words: Sequence[Word], at: int) -> bool:
        return words[at].key in self._markers and len(words[at].key) > 2

    def _look_before(self, words: Sequence[Word], first: int, around: _Around) -> None:
        """Read "mutated EGFR", "a mutation in EGFR", "no ALK", "negative for PD-L1"."""
        for at in range(first - 1, max(first - 5, -1), -1):
            word = words[at]
            if word.is_mark and word.text in "?!.;,\n":
                break
            pair = (words[at - 1].key if at else "") + word.key
            if word.key in self._words["absent"] or pair in self._words["absent"]:
                around.absent = True
                break
            if word.key in ("germline", "inherited"):
                around.germline = True
            elif word.key in ("target", "targeting", "anti", "against", "block"):
                around.target = around.target or word.key in ("anti",)
                break
            elif word.key in self._words["state"] and not around.state and not around.variants:
                around.state, around.is_led = self._words["state"][word.key], True
            elif word.key not in self._words["filler"] and not word.is_mark:
                break

    def _take(self, key: str, around: _Around, end: int) -> bool:
        """Take one word as exon, variant, change or state; say whether it was one."""
        exon, short = _EXON.match(key), _SHORT.match(key)
        if exon:
            around.exon = exon.group(1)
            change = self._words["change"].get(exon.group(2) or "", "")
            if change:
                around.variants.append(f"exon {around.exon} {change}")
        elif short and not around.variants:
            number = next(part for part in short.groups() if part)
            around.variants.append(f"exon {number} {'deletion' if 'del' in key else 'insertion'}")
        elif key == "exon" or (key == "ex" and not around.exon):
            around.exon = "?"
        elif around.exon == "?" and key.isdigit():
            around.exon = key
        elif around.exon.isdigit() and key in self._words["change"] and not around.variants:
            around.variants.append(f"exon {around.exon} {self._words['change'][key]}")
        elif _POINT.match(key) and any(letter.isdigit() for letter in key[1:]):
            around.variants = [v for v in around.variants if not v.startswith(f"exon {around.exon} ")]
            around.variants.append(key.upper())
        elif key in self._words["state"] and not around.state:
            around.state = self._words["state"][key]
        else:
            return False
        around.end = end
        return True

    def _take_number(self, words: Sequence[Word], at: int, around: _Around) -> bool:
        """Take "60%", "≥ 50 %", "3+", "<1%", "of 20", "1-49%" as the value of a score."""
        word = words[at]
        key = word.key.rstrip("%")
        if around.exon == "?" or not key.replace(".", "", 1).isdigit() or not key[0].isdigit():
            return False
        following = words[at + 1].text if at + 1 < len(words) else ""
        before = words[at - 1].text if at else ""
        if following == "+" and key in "0123" and not word.key.endswith("%"):
            around.grade, around.end = key, at + 2
            return True
        number = float(key)
        if before == "-" and around.low is not None and around.low == around.high:
            around.high = number
        elif before in "<≤" and before or (before == "=" and at > 1 and words[at - 2].text == "<"):
            around.low, around.high = None, number
        elif before in ">≥" and before or (before == "=" and at > 1 and words[at - 2].text == ">"):
            around.low, around.high = number, None
        elif words[at - 1].key == "than" and at > 1:
            less = words[at - 2].key in ("less", "lower")
            around.low, around.high = (None, number) if less else (number, None)
        elif around.low is None and around.high is None:
            around.low = around.high = number
        around.end = at + 1 + (following == "%")
        return True


def _is_minus(words: Sequence[Word], at: int) -> bool:
    """A hyphen is a minus sign where nothing is joined by it ("HER2-", "ER-/PR-")."""
    following = words[at + 1] if at + 1 < len(words) else None
    return words[at].glued and (following is None or not following.glued)


def _name(marker: _Marker, around: _Around, text: str, start: int, end: int) -> Iterator[AskedBiomarker]:
    """Yield what the marker with its surroundings stands for, under canonical names."""
    for name, state, group in _stated(marker, around):
        if around.absent and name != "PD-L1-negative":
            state = {"positive": "absent", "present": "absent", "high": "absent"}.get(state, state)
        yield AskedBiomarker(
            f"biomarker:{slug(name)}",
            name,
            state,
            text[start:end],
            start,
            end,
            group,
            around.measure,
            around.low,
            around.high,
        )


def _stated(marker: _Marker, around: _Around) -> Iterator[tuple[str, str, bool]]:
    """Yield name, state, and whether only a family is named. The cases follow ``nlp.biomarkers``."""
    name, state = marker.name, around.state
    if marker.means:
        yield from ((meant, meant_state, False) for meant, meant_state in marker.means)
    elif name == "PD-L1":
        negative = around.absent or state == "negative" or (around.high is not None and around.high <= 1 and around.low in (None, 0))
        yield f"PD-L1-{'negative' if negative else 'positive'}", "negative" if negative else "positive", True
    elif name == "HER2" and (around.grade or around.low in (0, 1, 2, 3)):
        yield _HER2[around.grade or str(int(around.low or 0))]
    elif around.variants:
        for variant in dict.fromkeys(around.variants):
            yield f"{name} {variant}", "present", False
    elif around.exon.isdigit():
        change = "deletion" if name == "EGFR" and around.exon == "19" else "mutation"
        change = "skipping" if name == "MET" and around.exon == "14" else change
        yield f"{name} exon {around.exon} {change}", "present", change == "mutation"
    elif state in ("low", "ultralow"):
        yield f"{name}-{state}", "low", False
    elif state == "wild_type":
        yield f"{name} wild-type", "wild_type", False
    elif name in ("MSI", "TMB") and (state == "high" or around.low is not None):
        yield f"{name}-H", "high", around.low is not None
    elif name == "MSI" and state in ("stable", "low", "negative"):
        yield "MSS", "present", False
    elif name == "MMR" and state in ("deficient", "stable"):
        yield ("dMMR", "deficient", False) if state == "deficient" else ("pMMR", "present", False)
    elif state == "negative" and marker.alteration in ("fusion", "rearrangement"):
        yield f"{name} {marker.alteration}", "absent", False
    elif state == "negative" and marker.default:
        yield name, "absent", False
    elif state == "negative" and marker.alteration and name != "HER2":
        yield f"{name} {marker.alteration}", "absent", marker.variants_matter
    elif state == "negative":
        yield f"{name}-negative", "negative", False
    elif marker.default:
        yield name, marker.default, False
    elif state == "amplification":
        yield f"{name} amplification", "present", False
    elif state == "deficient":
        yield f"{name} loss", "present", False
    elif state in ("mutation", "fusion", "skipping") and marker.alteration:
        noun = marker.alteration if state == "mutation" and marker.alteration == "alteration" else state
        if {state, marker.alteration} <= {"fusion", "rearrangement"}:
            noun = marker.alteration
        if state == "skipping":
            noun = "exon 14 skipping"
        germline = "germline " if around.germline and name == "BRCA" else ""
        yield f"{germline}{name} {noun}", "present", noun == "mutation" and marker.variants_matter
    elif marker.alteration and name != "HER2":
        germline = "germline " if around.germline and name == "BRCA" else ""
        yield f"{germline}{name} {marker.alteration}", "present", marker.variants_matter or not state
    else:
        yield f"{name}-positive", "positive", not state


_HER2 = {
    "0": ("HER2-negative", "negative", False),
    "1": ("HER2-low", "low", False),
    "2": ("HER2-low", "low", True),
    "3": ("HER2-positive", "positive", False),
}
