"""A stored text as a reader sees it, without link targets and emphasis, and back to the stored offsets."""

import re
from bisect import bisect_right
from functools import cached_property

_LINK = re.compile(r"\]\((?:[^()\s]|\([^()]*\))*\)")
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•|]\s|#))")
_SENTENCE = re.compile(r"(?<=[.?!])[\"”’)]*\s+(?=[A-Z0-9“\"(\[])")
_HEADING = re.compile(r"^#{1,6}\s+(.+)$", re.MULTILINE)


class CitedText:
    """One stored text. Searches fold case, white space, link targets and emphasis; answers are stored offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._shown, self._offsets = _shown(text)

    def find(self, words: str, under: str = "") -> tuple[int, int] | None:
        """Return start and end of the first sentence that holds these words, after a heading that holds ``under``."""
        begin = 0
        if under:
            heading = next((place for place, title in self._headings if _fold(under) in _fold(title)), None)
            if heading is None:
                return None
            begin = bisect_right(self._offsets, heading)
        at = _fold(self._shown).find(_fold(words), begin)
        return None if at < 0 else self.sentence_at(self._offsets[at])

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Return the stored bounds of the sentence around an offset; a list item or table row bounds it too."""
        starts, ends = [0], [len(self.text)]
        for mark in _BLOCK.finditer(self.text):
            (starts if mark.end() <= offset else ends).append(mark.end() if mark.end() <= offset else mark.start())
        start, end = max(starts), min(ends)
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
        return _shown(above[-1])[0].strip() if above else ""

    @cached_property
    def _headings(self) -> list[tuple[int, str]]:
        return [(match.start(), match.group(1)) for match in _HEADING.finditer(self.text)]


def _fold(text: str) -> str:
    return text.replace("’", "'").casefold()


def _shown(text: str) -> tuple[str, list[int]]:
    """Return the text without link targets, brackets and emphasis, white space as one blank, and each offset."""
    targets = {match.start(): match.end() for match in _LINK.finditer(text)}
    shown: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(text):
        if at in targets:
            at = targets[at]
            continue
        character = text[at]
        if character.isspace():
            character = " "
        if character not in "[]*" and not (character == " " and shown and shown[-1] == " "):
            shown.append(character)
            offsets.append(at)
        at += 1
    return "".join(shown), offsets
