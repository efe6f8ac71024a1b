"""Count why label texts were read wrong, before and after; print Markdown for docs/quality.md.

    python measures/extraction_causes.py

``annotated/label-causes.tsv`` names, for every text of the sample that was wrong when it was first read, the main
cause. What is counted now is how many of these texts are still not right in all three sets.
"""

import csv
from collections import defaultdict
from pathlib import Path

from measures.extraction_blind import CORPUS, expected, told
from measures.label_sample import packaged_lexicon, read_sample
from nlp.linking import Linker

CAUSES = Path(__file__).parent / "annotated" / "label-causes.tsv"


def main() -> None:
    """Print the table, the commonest cause first."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    with CAUSES.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            texts[row["cause"]].append(row["document"])
    lexicon = packaged_lexicon()
    linker = Linker(lexicon, "Cancer")
    wanted = {document for documents in texts.values() for document in documents}
    wrong: set[str] = set()
    for read in read_sample(CORPUS):
        if read.document in wanted and read.text:
            want, optional = expected(read, lexicon)
            have = told(read, lexicon, linker)
            have["therapies"] -= optional
            wrong |= {read.document} if have != want else set()
    print("| cause | texts wrong before | still wrong |\n|---|---|---|")
    for cause, documents in sorted(texts.items(), key=lambda item: (-len(item[1]), item[0])):
        print(f"| {cause} | {len(documents)} | {len(wrong & set(documents))} |")
    print(f"| all | {len(wanted)} | {len(wrong)} |")


if __name__ == "__main__":
    main()
