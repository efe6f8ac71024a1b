"""A stored text as a reader sees it, without link targets and emphasis, and back to the stored offsets."""

import re
from bisect import bisect_right
from functools import cached_property

_RUN = re.compile(r"(?P<link>\]\((?:[^()\s]|\([^()]*\))*\)|[\[\]*])|(?P<blank>\s+)|(?P<word>[^\s\[\]*]+)")
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•|]\s|#))")
_SENTENCE = re.compile(r"(?<=[.?!])[\"”’)]*\s+(?=[A-Z0-9“\"(\[])")
_HEADING = re.compile(r"^#{1,6}\s+(.+)$", re.MULTILINE)


class CitedText:
    """One stored text. Searches fold case, white space, link targets and emphasis; answers are stored offsets."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, words: str, under: str = "") -> tuple[int, int] | None:
        """Return start and end of the first sentence that holds these words, after a heading that holds ``under``."""
        begin = 0
        if under:
            heading = next((place for place, title in self._headings if _fold(under) in _fold(title)), None)
            if heading is None:
                return None
            _, starts, places = self._shown
            begin = starts[min(bisect_right(places, heading), len(starts) - 1)]
        at = self._folded.find(_fold(words), begin)
        return None if at < 0 else self.sentence_at(self._place(at))

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Return the stored bounds of the sentence around an offset; a list item or table row bounds it too."""
        block = bisect_right(self._blocks, (offset, len(self.text)))
        start = self._blocks[block - 1][1] if block else 0
        end = self._blocks[block][0] if block < len(self._blocks) else len(self.text)
        start = min(start, offset)
        for mark in _SENTENCE.finditer(self.text, start, end):
            if mark.end() <= offset:
                start = mark.end()
            elif mark.start() > offset:
                end = mark.start()
                break
        while start < end and self.text[start] in " \n-*•#|":
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def heading_of(self, offset: int) -> str:
        """Return the nearest heading above an offset, '' where there is none."""
        above = [title for place, title in self._headings if place <= offset]
        return shown_text(above[-1])[0].strip() if above else ""

    def _place(self, at: int) -> int:
        _, starts, places = self._shown
        run = bisect_right(starts, at) - 1
        return places[run] + at - starts[run]

    @cached_property
    def _shown(self) -> tuple[str, list[int], list[int]]:
        return shown_text(self.text)

    @cached_property
    def _folded(self) -> str:
        shown = self._shown[0]
        folded = _fold(shown)
        return folded if len(folded) == len(shown) else shown.lower()

    @cached_property
    def _blocks(self) -> list[tuple[int, int]]:
        """Start and end of what stands between blocks, in order."""
        return [mark.span() for mark in _BLOCK.finditer(self.text)]

    @cached_property
    def _headings(self) -> list[tuple[int, str]]:
        return [(match.start(), match.group(1)) for match in _HEADING.finditer(self.text)]


def _fold(text: str) -> str:
    return text.replace("’", "'").casefold()


def shown_text(text: str) -> tuple[str, list[int], list[int]]:
    """Return the text without link targets, brackets and emphasis, white space as one blank; and for each run of it
    where it starts there and in the text."""
    shown: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    length = 0
    blank = False
    for run in _RUN.finditer(text):
        if run.lastgroup == "link":
            continue
        if run.lastgroup == "blank":
            if blank:
                continue
            blank = True
        else:
            blank = False
        part = " " if blank else run.group()
        starts.append(length)
        places.append(run.start())
        shown.append(part)
        length += len(part)
    return "".join(shown), starts, places
