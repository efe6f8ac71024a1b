"""Measure what narrows a use: line, stage, state, phase, age, population, earlier treatment, combination.

    python measures/extraction_settings.py [--part first|second|third] [--errors FIELD]

Over the texts of ``annotated/label-uses.tsv``, which a person read before the reader did. What is compared is a value
of a field for a cancer: "first-line" told for the wrong cancer is wrong there and missing here. A number of earlier
treatments tells the line where no line is named; an earlier treatment is compared without its own line or phase.
"""

import argparse
import os
import re
import sys
from collections import defaultdict
from pathlib import Path

from measures.label_sample import (
    LOOKED_AT,
    PARTS,
    ROOT,
    ReadText,
    affirmed,
    cancer_keys,
    folded,
    link_key,
    packaged_lexicon,
    read_sample,
    therapy_keys,
)
from nlp.extract import extract_indications
from nlp.extraction import Extraction, FoundPrior
from nlp.lexicon import Lexicon
from nlp.linking import Linker

CORPUS = Path(os.environ.get("EXPLAINER_CORPUS", ROOT.parent / "shared" / "corpus"))
FIELDS = ("line", "stage", "disease_state", "phase", "age", "population", "earlier", "combination")
UNNAMED = frozenset(
    {
        "",
        "therapy",
        "treatment",
        "regimen",
        "line of therapy",
        "line of treatment",
        "systemic therapy",
        "systemic treatment",
    }
    | {"line of systemic therapy", "line of systemic treatment", "systemic treatment regimen", "line", "last therapy"}
)
COURSE = re.compile(r"(?:first[- ]line|adjuvant|induction|initial|standard|last) (?=\w)")
Told = set[tuple[str, str, str]]


def expected(read: ReadText, lexicon: Lexicon) -> Told:
    """Return what a person read of a text: cancer, field, value."""
    found: Told = set()
    for use in read.uses:
        counts = [int(number) for number in use.cells["earlier_count"]]
        line = use.cells["line"] or ((f"{max(counts) + 1}-0",) if counts else ())
        values = {field: use.cells[field] for field in FIELDS if field not in ("line", "earlier")}
        values |= {"line": line, "earlier": tuple(_written_prior(cell, lexicon) for cell in use.cells["earlier"])}
        for cancer in cancer_keys(use.cells["cancers"], lexicon):
            found |= {(cancer, field, value) for field in FIELDS for value in values[field]}
    return found


def _written_prior(cell: str, lexicon: Lexicon) -> str:
    relation, _, name = COURSE.sub("", cell).partition(":")
    return f"{relation}:{_unnamed(next(iter(therapy_keys([name], lexicon))))}"


def _told_prior(prior: FoundPrior) -> str:
    key = prior.therapy.id or folded(COURSE.sub("", prior.therapy.text.lower()))
    return f"{prior.relation}:{_unnamed(key)}"


def _unnamed(key: str) -> str:
    """Give one name to an earlier treatment of which only the number or nothing is told."""
    return "therapy" if folded(key) in UNNAMED else key


def told(one: Extraction) -> Told:
    """Return what the reader tells of one use: cancer, field, value."""
    setting = one.setting
    age = f"{_years(setting.age_min)}-{_years(setting.age_max)}"
    line = f"{setting.line_min}-{setting.line_max}"
    combination = ("monotherapy", "combination") if setting.combination == "either" else (setting.combination,)
    values = {
        "line": () if line == "0-0" else (line,),
        "stage": setting.stage,
        "disease_state": setting.disease_state,
        "phase": setting.phases or ((setting.phase,) if setting.phase else ()),
        "age": () if age == "-" else (age,),
        "population": setting.population,
        "earlier": tuple(map(_told_prior, setting.after)),
        "combination": tuple(value for value in combination if value),
    }
    keys = {link_key(cancer) for cancer in one.cancers}
    return {(cancer, field, value) for cancer in keys for field in FIELDS for value in values[field]}


def _years(value: float) -> str:
    return "" if value < 0 else f"{value:g}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--errors", choices=FIELDS, action="append", default=[])
    options = parser.parse_args()
    lexicon = packaged_lexicon()
    linker = Linker(lexicon, "Cancer")
    print("| part | what | values | precision | recall | F1 |\n|---|---|---|---|---|---|")
    for part in options.part or LOOKED_AT:
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        texts = [one for one in read_sample(CORPUS, part) if one.text]
        for read in texts:
            want = expected(read, lexicon)
            uses = affirmed(
                extract_indications(read.text, therapy=read.therapy, agency=read.agency, lexicon=lexicon, linker=linker)
            )
            have: Told = {value for one in uses for value in told(one)}
            for at, values in enumerate((have & want, have - want, want - have)):
                for _, field, _ in values:
                    counts[field][at] += 1
            _show(read, have, want, options.errors)
        for field in FIELDS:
            print(_row(part, field.replace("_", " "), counts[field]))
        print(_row(part, f"all, {len(texts)} texts", [sum(one[at] for one in counts.values()) for at in range(3)]))


def _show(read: ReadText, have: Told, want: Told, fields: list[str]) -> None:
    for field in fields:
        wrong = sorted(one[::2] for one in have - want if one[1] == field)
        missed = sorted(one[::2] for one in want - have if one[1] == field)
        if wrong or missed:
            print(f"{read.document} {read.therapy} {field}: wrong {wrong} missed {missed}", file=sys.stderr)


def _row(part: str, name: str, counts: list[int]) -> str:
    right, wrong, missed = counts
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"| {part} | {name} | {right + missed} | {precision:.3f} | {recall:.3f} | {f1:.3f} |"


if __name__ == "__main__":
    main()
