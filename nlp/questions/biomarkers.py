"""Biomarkers as patients and pathology reports write them ("EGFR ex19del", "HER2 3+", "PDL1 60%", "BRCA mut").

Canonical names, and so ids, are those of ``nlp.biomarkers``; a test holds the two together. This reader works word
by word, for that one's expressions take 150 ms to compile and a question is answered in less.
"""

from collections.abc import Sequence

from graph.model.identifiers import slug
from nlp.questions.marker_context import EXON, POINT, MarkerContext
from nlp.questions.marker_names import Marker, Said, name_marker
from nlp.questions.question import AskedBiomarker
from nlp.questions.words import Word, read_table

_SCORED = frozenset(("PD-L1", "TMB", "TMB-H", "HER2"))
_JOINERS = frozenset(("or", "nor", ","))
_MOST_WORDS = 6


class BiomarkerReader:
    """Reads biomarkers from the words of a question."""

    def __init__(self) -> None:
        self._markers: dict[str, Marker] = {}
        for name, alteration, default, matter, means, keys in read_table("markers.tsv"):
            stated = tuple((part.partition("=")[0], part.partition("=")[2]) for part in means.split(";") if part)
            marker = Marker(name, alteration, default, bool(matter), stated)
            for key in keys.split("|"):
                self._markers.setdefault(key, marker)
        self._longest = max(map(len, self._markers))
        self._context = MarkerContext()

    def read(self, text: str, words: Sequence[Word], taken: Sequence[tuple[int, int]] = ()) -> list[AskedBiomarker]:
        """Return the biomarkers in order. ``taken`` are word ranges of therapies, whose names hold their targets."""
        found: list[AskedBiomarker] = []
        at = denied_to = 0
        while at < len(words):
            length, marker, glued = self._marker_at(words, at)
            if marker is None or any(first <= at < last for first, last in taken):
                at += 1
                continue
            last = at + length
            said = self._context.read(words, at, last, glued, marker.name in _SCORED, self._markers)
            if denied_to and all(word.key in _JOINERS for word in words[denied_to:at]):
                said.absent = True  # "no EGFR or ALK aberrations"
            denied_to = max(last, said.end) if said.absent else 0
            if _is_meant(words[at:last], said):
                last = max(last, said.end)
                found.extend(_asked(marker, said, text, words[at].start, words[last - 1].end))
            at = last
        return found

    def _marker_at(self, words: Sequence[Word], at: int) -> tuple[int, Marker | None, str]:
        """Return how many words name a marker, the marker, and what is glued to it ('METex14' leaves 'ex14')."""
        best: tuple[int, Marker | None, str] = (0, None, "")
        key = ""
        for last in range(at, min(at + _MOST_WORDS, len(words))):
            word = words[last]
            if word.is_mark and (word.text not in "-()" or last == at):
                break
            key += "" if word.is_mark else word.key
            if len(key) > self._longest:
                break
            if not word.is_mark and key in self._markers:
                best = (last + 1 - at, self._markers[key], "")
        return best if best[1] or words[at].is_mark else self._glued_marker(words[at].key)

    def _glued_marker(self, key: str) -> tuple[int, Marker | None, str]:
        for length in range(len(key) - 1, 2, -1):
            rest = key[length:]
            if key[:length] in self._markers and (
                EXON.match(rest) or POINT.match(rest) or rest in self._context.words["state"]
            ):
                return 1, self._markers[key[:length]], rest
        return 0, None, ""


def _is_meant(written: Sequence[Word], said: Said) -> bool:
    """A target of a drug is no biomarker; short names that are words too (met, er) need capitals or a state beside."""
    if said.target and not said.variants:
        return False
    text = "".join(word.text for word in written).removesuffix("s")  # "brain mets" names no MET
    spaced = len(written) > 1 and not any(word.glued for word in written[1:])
    if len(text) <= (4 if spaced else 3) and not text.isupper():
        return (said.is_told and not said.is_led) or bool(said.variants or said.exon)
    return True


def _asked(marker: Marker, said: Said, text: str, start: int, end: int) -> list[AskedBiomarker]:
    return [
        AskedBiomarker(
            f"biomarker:{slug(name)}",
            name,
            state,
            text[start:end],
            start,
            end,
            group,
            said.measure,
            said.low,
            said.high,
        )
        for name, state, group in name_marker(marker, said)
    ]
