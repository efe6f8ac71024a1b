"""Of which class does a label say that its own drug is ("X is a … indicated for …")?

The words between "is a" and "indicated" must be a class as a whole: its name, or a phrase of ``label_classes.tsv``. A
class within a longer phrase names another drug or a part of one ("… antibody and microtubule inhibitor conjugate").
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nlp.lexicon import Lexicon
from nlp.therapies import THERAPY

_SAID = re.compile(
    r"\A[^.;:]{0,140}?\b(?:is|are) (?:an? )(?P<phrase>[^.;:]{3,160}?),? (?:that (?:is|are) )?indicated\b", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LAST_BRACKETS = re.compile(r"\s*\([^()]*\)\s*(?=[^()]*\Z)")
_DASHES = re.compile(r"[‐‑–—]")
_SEVERAL = re.compile(r"\bcombination of\b|\bco-?packaged\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SaidClass:
    """A class with the place of the words that say it."""

    class_id: str
    start: int
    end: int


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = files("loaders").joinpath("label_classes.tsv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t")
    return tuple((re.compile(row["phrase"], re.IGNORECASE), row["class"]) for row in rows)


def _plain(phrase: str) -> str:
    return " ".join(_DASHES.sub("-", phrase).replace(" -", "-").replace("- ", "-").split())


def read_label_classes(text: str, lexicon: Lexicon) -> Iterator[SaidClass]:
    """Yield the classes that the first sentence of a label gives its drug; none for a combination of drugs."""
    said = _SAID.match(text)
    if said is None or _SEVERAL.search(said["phrase"]):
        return
    phrase = _plain(_BRACKETS.sub("", said["phrase"]))
    names = [phrase, _plain(_LAST_BRACKETS.sub(" ", said["phrase"]))]  # "poly (ADP-ribose) polymerase (PARP) inhibitor"
    names += [name for pattern, name in _phrases() if pattern.fullmatch(phrase)]
    found = {known[0] for name in names if len(known := lexicon.look_up(name, labels=THERAPY)) == 1}
    for class_id in sorted(found):
        if lexicon.entities[class_id].kind == "class":
            yield SaidClass(class_id, said.start("phrase"), said.end("phrase"))
