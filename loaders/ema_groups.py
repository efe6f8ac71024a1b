"""Of which class is a medicine by the EMA table: by the name of its group, or by its ATC code?

``ema_groups.tsv`` maps the names of groups that say a class. A code counts only where the table itself names the group
of that code in a row of its own: the meaning of a code is never taken from elsewhere.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from nlp.lexicon import Lexicon
from nlp.therapies import THERAPY


@dataclass(frozen=True, slots=True)
class Group:
    """A class, and which field of the row tells it."""

    class_id: str
    told_by: Literal["group", "code"]


@cache
def group_rows() -> tuple[dict[str, str], ...]:
    """Return the rows of the map: group as the table writes it, ATC codes of that group, class."""
    table = files("loaders").joinpath("ema_groups.tsv").read_text("utf-8")
    return tuple(csv.DictReader(table.splitlines(), delimiter="\t"))


def groups_of(group: str, code: str, lexicon: Lexicon) -> Iterator[Group]:
    """Yield the classes of a row, each once: those that its group names first, then those of its code."""
    names = {part.strip().casefold() for part in group.split(",")}
    found: set[str] = set()
    for told_by in ("group", "code"):
        for row in group_rows():
            codes = tuple(filter(None, row["codes"].split("|")))
            told = row["group"].casefold() in names if told_by == "group" else code.startswith(codes)
            known = lexicon.look_up(row["class"], labels=THERAPY) if told else ()
            if len(known) == 1 and lexicon.entities[known[0]].kind == "class" and known[0] not in found:
                found.add(known[0])
                yield Group(known[0], "group" if told_by == "group" else "code")
