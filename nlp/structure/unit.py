"""One piece of a text that is read as a whole, with all that stands above it in its list."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A lead-in, heading, item, sentence, limitation or note.

    ``text`` are its plain words; ``start`` and ``end`` its place in the stored text. ``offsets`` gives the place of
    every character of ``text`` where markup was taken out, and is empty where ``text`` is a slice of the stored text.
    ``parent`` is the heading, lead-in or bullet above it; ``footnotes`` the notes that its marks refer to;
    ``closed`` says that a list after "including" names all members.
    """

    text: str
    start: int
    end: int
    kind: str
    parent: "Unit | None" = None
    offsets: tuple[int, ...] = ()
    footnotes: tuple[str, ...] = ()
    closed: bool = False

    def above(self) -> Iterator["Unit"]:
        """Yield what stands above, the nearest first."""
        unit = self.parent
        while unit is not None:
            yield unit
            unit = unit.parent

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the unit's text stands in the stored text."""
        if not self.offsets:
            return self.start + start, self.start + end
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]

    def inside(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return where a stretch of the stored text stands in the unit's own text: what ``place`` turned round."""
        if not self.offsets:
            return span[0] - self.start, span[1] - self.start
        return bisect_left(self.offsets, span[0]), bisect_left(self.offsets, span[1])
