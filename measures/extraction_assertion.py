"""Measure the assertion of relations on our own sentences; print a Markdown table for docs/quality.md.

python measures/extraction_assertion.py [tune|test] [--errors]
"""

import csv
import sys
from collections import Counter
from pathlib import Path

from nlp.assertion.relation import AFFIRMING, assert_relation

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "nlp" / "assertion"


def read_sentences(part: str) -> list[dict[str, str]]:
    """Return the sentences of one part: tune or test."""
    with (FOLDER / f"sentences_{part}.tsv").open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows, delimiter="\t"))


def main() -> None:
    part = next((word for word in sys.argv[1:] if word in ("tune", "test")), "test")
    told: Counter[str] = Counter()
    real: Counter[str] = Counter()
    right: Counter[str] = Counter()
    false_approvals = 0
    for row in read_sentences(part):
        found = assert_relation(row["sentence"], focus=row["sentence"].rfind(row["cancer"]))
        told[found.label] += 1
        real[row["assertion"]] += 1
        right[row["assertion"]] += found.label == row["assertion"]
        false_approvals += found.label in AFFIRMING and row["assertion"] not in AFFIRMING
        if "--errors" in sys.argv and found.label != row["assertion"]:
            print(row["id"], row["assertion"], "->", found.label, found.rule, "|", row["sentence"], file=sys.stderr)
    print("| assertion | sentences | precision | recall | F1 |\n|---|---|---|---|---|")
    total = 0.0
    for label in sorted(real):
        precision, recall = right[label] / max(told[label], 1), right[label] / real[label]
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        total += f1
        print(f"| {label} | {real[label]} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")
    print(
        f"| mean | {sum(real.values())} | | {sum(right.values()) / sum(real.values()):.3f} | {total / len(real):.3f} |"
    )
    print(f"\nAffirmed approvals read from sentences that affirm none: {false_approvals}.")


if __name__ == "__main__":
    main()
