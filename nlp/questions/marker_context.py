"""What do the words around a marker say of it? "ex19del", "3+", "60%", "mutated", "no", "L858R"."""

import re
from collections.abc import Container, Sequence

from nlp.questions.marker_names import Said
from nlp.questions.words import Word, fold, read_table

EXON = re.compile(r"(?:exon|ex|e)(\d{1,2})(del|ins?|skip\w*|mut\w*)?$")
POINT = re.compile(r"[a-z]\d{2,4}[a-z]?$")
_SHORT = re.compile(r"(?:del(\d{2})|(\d{2})del|ins(\d{2})|(\d{2})ins?)$")
_SCORES = {"tps": "TPS", "cps": "CPS", "tap": "TAP", "ic": "IC", "tc": "TC"}
_ENDS = frozenset("?!.;,\n")
_REACH = 9
_MOST_FILLERS = 4
_BEFORE = 5


class MarkerContext:
    """Reads both sides of a marker with the words of ``marker_words.tsv``."""

    def __init__(self) -> None:
        self.words: dict[str, dict[str, str]] = {}
        for kind, value, words in read_table("marker_words.tsv"):
            held = self.words.setdefault(kind, {})
            held.update((word if word == "+" else "".join(map(fold, word.split())), value) for word in words.split("|"))

    def read(
        self, words: Sequence[Word], first: int, last: int, glued: str, scored: bool, markers: Container[str]
    ) -> Said:
        """Return what is said of the marker at words ``first`` up to ``last``; ``glued`` is the rest of its last word.

        ``scored`` markers take numbers; the next of the ``markers`` ends the reach of this one.
        """
        said = Said(end=last)
        if glued:
            self._take(glued, said, last)
        fillers, at = 0, last
        while at < min(last + _REACH, len(words)) and fillers < _MOST_FILLERS:
            key = words[at].key
            if _is_protein_change(words, at):
                at += 1
                continue
            if words[at].text in _ENDS or (key in markers and len(key) > 2):
                break
            taken = self._take_at(words, at, said, scored)
            if taken == 0:
                break
            fillers = fillers + 1 if key in self.words["filler"] or key in self.words["absent"] else 0
            at += taken
        self._look_before(words, first, said)
        return said

    def _take_at(self, words: Sequence[Word], at: int, said: Said, scored: bool) -> int:
        """Take the word at a place, with those that belong to it; return how many, 0 where the reach ends."""
        word = words[at]
        if scored and _take_number(words, at, said):
            return 1
        if word.text == "+" or (word.text == "-" and _is_minus(words, at)):
            said.state = said.state or ("positive" if word.text == "+" else "negative")
            said.end = at + 1
            return 1
        if word.is_mark:
            return 1
        after = at + 1 + (at + 2 < len(words) and words[at + 1].text == "-")
        pair = word.key + (words[after].key if after < len(words) else "")
        if len(pair) > len(word.key) and pair in self.words["state"] and not said.state:
            said.state, said.end = self.words["state"][pair], after + 1
            return after + 1 - at
        if self._take(word.key, said, at + 1):
            return 1
        if word.key in self.words["target"]:
            said.target = not said.is_told  # "EGFR inhibitor", but not "HER2 amplified: which drugs"
            return 0
        if word.key in self.words["absent"]:
            said.absent = True
            return 1
        if word.key in _SCORES:
            said.measure, said.end = _SCORES[word.key], at + 1
            return 1
        return int(word.key in self.words["filler"] or pair in self.words["filler"])

    def _look_before(self, words: Sequence[Word], first: int, said: Said) -> None:
        """Read "mutated EGFR", "a mutation in EGFR", "no ALK", "negative for PD-L1"."""
        for at in range(first - 1, max(first - _BEFORE, -1), -1):
            key = words[at].key
            pair = (words[at - 1].key if at else "") + key
            if words[at].text in _ENDS:
                break
            if key in self.words["absent"] or pair in self.words["absent"]:
                said.absent = True
                break
            if key in ("germline", "inherited"):
                said.germline = True
            elif key == "anti":
                said.target = True
                break
            elif key in self.words["state"] and not said.state and not said.variants:
                said.state, said.is_led = self.words["state"][key], True
            elif key not in self.words["filler"] and not words[at].is_mark:
                break

    def _take(self, key: str, said: Said, end: int) -> bool:
        """Take one word as exon, variant, change or state; say whether it was one."""
        taken = self._take_exon(key, said) or self._take_variant(key, said)
        if not taken and key in self.words["state"] and not said.state:
            said.state, taken = self.words["state"][key], True
        if taken:
            said.end = end
        return taken

    def _take_exon(self, key: str, said: Said) -> bool:
        exon = EXON.match(key)
        if exon:
            said.exon = exon.group(1)
            change = self.words["change"].get(exon.group(2) or "", "")
            if change:
                said.variants.append(f"exon {said.exon} {change}")
            return True
        if key == "exon" or (key == "ex" and not said.exon):
            said.exon = "?"
            return True
        if said.exon == "?" and key.isdigit():
            said.exon = key
            return True
        return False

    def _take_variant(self, key: str, said: Said) -> bool:
        short = _SHORT.match(key)
        if short and not said.variants:
            number = next(part for part in short.groups() if part)
            said.variants.append(f"exon {number} {'deletion' if 'del' in key else 'insertion'}")
            return True
        if said.exon.isdigit() and key in self.words["change"] and not said.variants:
            said.variants.append(f"exon {said.exon} {self.words['change'][key]}")
            return True
        if POINT.match(key):  # "exon 21 L858R" is one variant
            said.variants = [v for v in said.variants if not v.startswith(f"exon {said.exon} ")]
            said.variants.append(key.upper())
            return True
        return False


def _take_number(words: Sequence[Word], at: int, said: Said) -> bool:
    """Take "60%", "≥ 50 %", "3+", "<1%", "of 20", "1-49%" as the value of a score."""
    key = words[at].key.rstrip("%")
    if said.exon == "?" or not key[:1].isdigit() or not key.replace(".", "", 1).isdigit():
        return False
    following = words[at + 1].text if at + 1 < len(words) else ""
    if following == "+" and key in ("0", "1", "2", "3"):
        said.grade, said.end = key, at + 2
        return True
    number, side = float(key), _side(words, at)
    if words[at - 1].text == "-" and said.low is not None and said.low == said.high:
        said.high = number
    elif side == "below":
        said.low, said.high = None, number
    elif side == "above":
        said.low, said.high = number, None
    elif said.low is None and said.high is None:
        said.low = said.high = number
    said.end = at + 1 + (following == "%")
    return True


def _side(words: Sequence[Word], at: int) -> str:
    """Return below or above where a sign or "less than" stands before a number, '' else."""
    before = [word.key for word in words[max(0, at - 2) : at]]
    if before and (before[-1] in ("<", "≤") or before in (["<", "="], ["less", "than"], ["lower", "than"])):
        return "below"
    above = before and (before[-1] in (">", "≥", "than") or before == [">", "="] or before == ["at", "least"])
    return "above" if above else ""


def _is_minus(words: Sequence[Word], at: int) -> bool:
    """A hyphen is a minus sign where nothing is joined by it ("HER2-", "ER-/PR-")."""
    following = words[at + 1] if at + 1 < len(words) else None
    return words[at].glued and (following is None or not following.glued)


def _is_protein_change(words: Sequence[Word], at: int) -> bool:
    """The full stop of "p.L858R" ends no sentence."""
    return words[at].text == "." and words[at - 1].key == "p" and at + 1 < len(words) and words[at + 1].glued
