"""Measure the reading of label texts that no rule was written on; print Markdown for docs/quality.md.

    python measures/extraction_blind.py [--part first|second|third] [--errors]

A person read each text before the reader did. The first part was then looked at and repaired on; the second was
measured once, at the end; the third was kept for later repairs, then looked at too. No convention map: what is told
must be what the text says, by id. Of texts that treat no cancer, what is told as treating one is counted.
"""

import argparse
import os
import sys
from pathlib import Path

from measures.label_sample import (
    LOOKED_AT,
    PARTS,
    ROOT,
    ReadText,
    affirmed,
    cancer_keys,
    link_key,
    marker_keys,
    packaged_lexicon,
    read_sample,
    read_without_use,
    therapy_keys,
)
from nlp.extract import extract_indications
from nlp.extraction import Extraction
from nlp.lexicon import Lexicon
from nlp.linking import Linker

CORPUS = Path(os.environ.get("EXPLAINER_CORPUS", ROOT.parent / "shared" / "corpus"))
FACETS = ("therapies", "cancers", "biomarkers")
AGAINST_CANCER = frozenset({"treat", "palliate"})
AROUND_CANCER = frozenset({"diagnose", "prevent", "mobilise_cells", "reduce_effect_of_treatment"})


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


def uses_told(read: ReadText, lexicon: Lexicon, linker: Linker) -> list[Extraction]:
    """Return the approved uses that the reader finds in a text."""
    return affirmed(
        extract_indications(read.text, therapy=read.therapy, agency=read.agency, lexicon=lexicon, linker=linker)
    )


def told(read: ReadText, lexicon: Lexicon, linker: Linker) -> dict[str, set[str]]:
    """Return what the reader finds in a text; what only accompanies treatment, told as such, is none of its uses."""
    sets: dict[str, set[str]] = {facet: set() for facet in FACETS}
    for one in uses_told(read, lexicon, linker):
        if one.purpose in AROUND_CANCER:
            continue
        sets["therapies"] |= {link_key(therapy) for therapy in one.therapies}
        sets["cancers"] |= {link_key(cancer) for cancer in one.cancers}
        sets["biomarkers"] |= marker_keys(one)
    return sets


def wrongly_told(read: ReadText, lexicon: Lexicon, linker: Linker) -> list[Extraction]:
    """Return what is told as approved against a cancer, of a text that treats none."""
    return [one for one in uses_told(read, lexicon, linker) if one.cancers and one.purpose in AGAINST_CANCER]


def rows_without_use(part: str, lexicon: Lexicon, linker: Linker, errors: bool) -> list[str]:
    """Return the table's rows on the texts of one part that treat no cancer; none where it has no such texts."""
    texts = [one for one in read_without_use(CORPUS, part) if one.text]
    found = {read.document: wrongly_told(read, lexicon, linker) for read in texts}
    if errors:
        for read in texts:
            for one in found[read.document]:
                cancers = ", ".join(cancer.text for cancer in one.cancers)
                print(f"{read.document} {read.therapy}: told for {cancers}, refused {one.refusals}", file=sys.stderr)
    wrong = [one for uses in found.values() for one in uses]
    clean, accepted = sum(not uses for uses in found.values()), sum(not one.refusals for one in wrong)
    share = f"{clean}/{len(texts)} = {clean / max(len(texts), 1):.1%}"
    told_of = f"{len(wrong)} told, {accepted} of them not refused"
    return [f"| {part} | no approval told of a text without one | {share} | {told_of} | |"] if texts else []


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
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    lexicon = packaged_lexicon()
    linker = Linker(lexicon, "Cancer")
    print("| part | what | precision | recall | F1 |\n|---|---|---|---|---|")
    for part in options.part or LOOKED_AT:
        print("\n".join(rows(part, lexicon, linker, options.errors)))
        for row in rows_without_use(part, lexicon, linker, options.errors):
            print(row)


if __name__ == "__main__":
    main()
