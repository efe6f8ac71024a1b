"""Measure the reading of label texts that no rule was written on; print Markdown for docs/quality.md.

    python measures/extraction_blind.py [--part first|second] [--errors]

A person read each text before the reader did. The first part was then looked at and repaired on; the second was
measured once, at the end. No convention map: what is told must be what the text says, by id.
"""

import argparse
import os
import sys
from pathlib import Path

from measures.label_sample import (
    ROOT,
    ReadText,
    affirmed,
    cancer_keys,
    link_key,
    marker_keys,
    packaged_lexicon,
    read_sample,
    therapy_keys,
)
from nlp.extract import extract_indications
from nlp.lexicon import Lexicon
from nlp.linking import Linker

CORPUS = Path(os.environ.get("EXPLAINER_CORPUS", ROOT.parent / "shared" / "corpus"))
FACETS = ("therapies", "cancers", "biomarkers")


def expected(read: ReadText, lexicon: Lexicon) -> tuple[dict[str, set[str]], set[str]]:
    """Return what a person read of a text, and therapies that may be told or not (the parts of a regimen)."""
    cells = [use.cells for use in read.uses]
    names = [name for one in cells for name in one["partners"]]
    sets = {
        "therapies": therapy_keys([read.therapy, *names], lexicon),
        "cancers": cancer_keys([name for one in cells for name in one["cancers"]], lexicon),
        "biomarkers": {name for one in cells for name in one["biomarkers"]},
    }
    return sets, therapy_keys([name for one in cells for name in one["may_be_told"]], lexicon) - sets["therapies"]


def told(read: ReadText, lexicon: Lexicon, linker: Linker) -> dict[str, set[str]]:
    """Return what the reader finds in a text."""
    sets: dict[str, set[str]] = {facet: set() for facet in FACETS}
    for one in affirmed(
        extract_indications(read.text, therapy=read.therapy, agency=read.agency, lexicon=lexicon, linker=linker)
    ):
        sets["therapies"] |= {link_key(therapy) for therapy in one.therapies}
        sets["cancers"] |= {link_key(cancer) for cancer in one.cancers}
        sets["biomarkers"] |= marker_keys(one)
    return sets


def rows(part: str, lexicon: Lexicon, linker: Linker, errors: bool) -> list[str]:
    """Return the table's rows of one part; ``errors`` prints each difference to standard error."""
    counts = {facet: [0, 0, 0] for facet in FACETS}
    texts = [one for one in read_sample(CORPUS, part) if one.text]
    whole = 0
    for read in texts:
        want, optional = expected(read, lexicon)
        have = told(read, lexicon, linker)
        have["therapies"] -= optional
        for facet in FACETS:
            for at, found in enumerate(
                (have[facet] & want[facet], have[facet] - want[facet], want[facet] - have[facet])
            ):
                counts[facet][at] += len(found)
            if errors and have[facet] != want[facet]:
                differing = f"wrong {sorted(have[facet] - want[facet])} missed {sorted(want[facet] - have[facet])}"
                print(f"{read.document} {read.therapy} {facet}: {differing}", file=sys.stderr)
        whole += have == want
    table = []
    for facet, count in counts.items():
        right, wrong, missed = count
        precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        table.append(f"| {part} | {facet} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")
    return [*table, f"| {part} | all three right | {whole}/{len(texts)} = {whole / max(len(texts), 1):.1%} | | |"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("first", "second"), action="append")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    lexicon = packaged_lexicon()
    linker = Linker(lexicon, "Cancer")
    print("| part | what | precision | recall | F1 |\n|---|---|---|---|---|")
    for part in options.part or ("first", "second"):
        print("\n".join(rows(part, lexicon, linker, options.errors)))


if __name__ == "__main__":
    main()
