"""Measure the assertion of relations on our own sentences; print Markdown tables for docs/quality.md.

    python measures/extraction_assertion.py [tune|test] [--errors]

Two sets, each in halves: ``sentences`` tells one thing in many frames, ``clauses`` is written as press, guidelines,
labels, leaflets, papers and forums write, with several relations to a sentence. The door is what ``explainer extract``
makes of them. ConText and NegEx run in an environment of their own (``make comparison``), without it they are left out.
"""

import csv
import json
import subprocess
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from measures.extraction import packaged_lexicon
from nlp.assertion.relation import AFFIRMING, assert_relation
from nlp.extract import extract_indications
from nlp.extraction import Extraction, Linked
from nlp.lexicon import Lexicon

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "nlp" / "assertion"
ISOLATED = ROOT / ".comparison" / "bin" / "python"
SETS = ("sentences", "clauses")
Row = dict[str, str]


def read_rows(name: str, part: str) -> list[Row]:
    """Return the relations of one set and half: tune or test."""
    with (FOLDER / f"{name}_{part}.tsv").open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows, delimiter="\t"))


def place_of(row: Row, what: str) -> int:
    """Return where a row's therapy or cancer stands: the last place, as the sets are written."""
    return row["sentence"].rfind(row[what])


def asserted(row: Row) -> str:
    """Return what the clause rules say of a row."""
    return assert_relation(row["sentence"], focus=place_of(row, "cancer")).label


@dataclass(slots=True)
class Counts:
    """Labels told, real and right; and approvals told of relations that affirm none."""

    told: Counter[str] = field(default_factory=Counter)
    real: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    false_approvals: int = 0

    def add(self, real: str, told: str) -> None:
        self.told[told] += 1
        self.real[real] += 1
        self.right[real] += real == told
        self.false_approvals += told in AFFIRMING and real not in AFFIRMING

    def figures(self, label: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 of one label."""
        precision = self.right[label] / max(self.told[label], 1)
        recall = self.right[label] / max(self.real[label], 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def by_assertion(part: str, errors: bool) -> None:
    """Print the figures of each assertion on both sets."""
    print("| set | assertion | relations | precision | recall | F1 |\n|---|---|---|---|---|---|")
    for name in SETS:
        counts = Counts()
        for row in read_rows(name, part):
            told = asserted(row)
            counts.add(row["assertion"], told)
            if errors and told != row["assertion"]:
                print(
                    row["id"], row["assertion"], "->", told, "|", row["cancer"], "|", row["sentence"], file=sys.stderr
                )
        total = sum(counts.real.values())
        figures = {label: counts.figures(label) for label in sorted(counts.real)}
        for label, (precision, recall, f1) in figures.items():
            print(f"| {name} | {label} | {counts.real[label]} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")
        mean = sum(f1 for _, _, f1 in figures.values()) / len(figures)
        right = sum(counts.right.values()) / total
        print(f"| {name} | all | {total} | | {right:.3f} | {mean:.3f} |")
        print(f"| {name} | approvals told where none is affirmed | {counts.false_approvals} | | | |")


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a text that a tool judges, with where they start."""

    text: str
    start: int
    words: str


def tools_told(places: list[Place]) -> dict[str, list[str]]:
    """Return what ConText and NegEx say of the places, nothing where their environment is not there."""
    if not ISOLATED.exists():
        return {}
    script = Path(__file__).with_name("assertion_tools.py")
    asked = json.dumps([asdict(place) for place in places])
    answer = subprocess.run(  # noqa: S603  (our own script)
        [str(ISOLATED), str(script)], input=asked, capture_output=True, text=True, check=True
    )
    told: dict[str, list[str]] = json.loads(answer.stdout)
    return told


def beside_tools(part: str) -> None:
    """Print our figures beside ConText's and NegEx's on the same relations."""
    print(
        "\n| set | tool | right of eight | negated: precision | recall | F1 | approvals told where none is affirmed |"
    )
    print("|---|---|---|---|---|---|---|")
    for name in SETS:
        rows = read_rows(name, part)
        places = [Place(row["sentence"], place_of(row, "cancer"), row["cancer"]) for row in rows]
        for tool, labels in {"ours": [asserted(row) for row in rows], **tools_told(places)}.items():
            counts = Counts()
            for row, label in zip(rows, labels, strict=True):
                counts.add(row["assertion"], label)
            precision, recall, f1 = counts.figures("negated")
            right = sum(counts.right.values()) / len(rows)
            print(
                f"| {name} | {tool} | {right:.3f} | {precision:.3f} | {recall:.3f} | {f1:.3f} "
                f"| {counts.false_approvals} |"
            )


def through_the_door(part: str, errors: bool) -> None:
    """Print what ``explainer extract`` makes of the second set: an approval is affirmed, asserted, approved_for."""
    lexicon = packaged_lexicon()
    counts: Counter[str] = Counter()
    for row in read_rows("clauses", part):
        told = door_label(row, lexicon)
        real = "affirmed" if row["assertion"] == "conditional" else row["assertion"]
        counts["relations"] += 1
        counts["told"] += told != "nothing"
        counts["right"] += told == real
        counts["affirmed ones told"] += real in AFFIRMING and told != "nothing"
        counts["affirmed ones"] += real in AFFIRMING
        counts["false"] += told in AFFIRMING and real not in AFFIRMING
        counts["false options"] += told == "option" and real not in AFFIRMING
        if errors and told != real:
            print("door", row["id"], real, "->", told, "|", row["cancer"], "|", row["sentence"], file=sys.stderr)
    print("\n| the door | relations |\n|---|---|")
    print(f"| relations in the sentences | {counts['relations']} |")
    print(f"| told, for that therapy and cancer | {counts['told']} |")
    print(f"| told with the right assertion | {counts['right']} |")
    print(f"| affirmed ones told | {counts['affirmed ones told']} of {counts['affirmed ones']} |")
    print(f"| approvals told where none is affirmed | {counts['false']} |")
    print(f"| options told where none is affirmed | {counts['false options']} |")


def door_label(row: Row, lexicon: Lexicon) -> str:
    """Return what the door tells of a row's therapy and cancer: the boldest, "nothing" where it tells none."""
    told = {
        _label(one)
        for one in extract_indications(row["sentence"], lexicon=lexicon)
        if _among(row, "cancer", one.cancers) and _among(row, "therapy", [one.therapies[at] for at in one.lead])
    }
    bold = ("exclusive", "affirmed", "option")
    return next((label for label in bold if label in told), min(told, default="nothing"))


def _among(row: Row, what: str, linked: list[Linked] | tuple[Linked, ...]) -> bool:
    start = place_of(row, what)
    return any(one.span[0] < start + len(row[what]) and start < one.span[1] for one in linked)


def _label(one: Extraction) -> str:
    if one.polarity == "negated" or one.predicate == "no_benefit_shown":
        return "negated"
    if one.modality != "asserted":
        return one.modality
    if one.predicate != "approved_for":
        return "option"
    return "exclusive" if one.exclusive else "affirmed"


def main() -> None:
    part = next((word for word in sys.argv[1:] if word in ("tune", "test")), "test")
    errors = "--errors" in sys.argv
    by_assertion(part, errors)
    beside_tools(part)
    through_the_door(part, errors)


if __name__ == "__main__":
    main()
