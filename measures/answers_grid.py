"""Measure the answers to tests/answers/questions.tsv on the packaged graph; print Markdown for docs/quality.md.

    python -m measures.answers_grid [--knowledge FOLDER]

Reading grade is Flesch–Kincaid with names of drugs and diseases left out; a sentence's words count a name as one.
"""

import argparse
import csv
import statistics
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from answers.model import Answer
from answers.wording.readability import longest_sentence
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from tests.answers.telling import Teller, telling

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT / "tests" / "answers" / "questions.tsv"
LEVELS = ("plain", "standard")
AIMS = {"plain": 6.0, "standard": 9.0}


@dataclass(frozen=True, slots=True)
class Told:
    """One answer, measured."""

    asked: str
    wanted: str
    answer: Answer
    longest: int
    round_trips: int

    @property
    def kinds(self) -> Counter[str]:
        return Counter(one.kind for section in self.answer.sections for one in section.sentences)

    @property
    def sentences(self) -> int:
        return sum(self.kinds.values())

    @property
    def grade(self) -> float:
        return self.answer.reading_grade or 0.0


def ask_all(teller: Teller, level: str) -> list[Told]:
    """Ask every question at a level."""
    found = []
    for row in csv.DictReader(QUESTIONS.read_text(encoding="utf-8").splitlines(), delimiter="\t"):
        before = teller.store.round_trips
        answer = teller.ask(row["question"], level=level)
        texts = [one.text for section in answer.sections for one in section.sentences]
        whole = " ".join(texts).lower()
        names = {name for name in teller.names if name.lower() in whole}  # a pattern of all names is slow
        longest = max((longest_sentence(text, names) for text in texts), default=0)
        trips = teller.store.round_trips - before
        found.append(Told(row["question"], row["type"], answer, longest, trips))
    return found


def level_rows(by_level: dict[str, list[Told]]) -> Iterator[str]:
    """Yield grade, length and grounds per level."""
    yield (
        "| level | answers | grade, median | grade, worst | within the aim | sentences, median | most | longest, words "
        "| claims | absences |\n|---|---|---|---|---|---|---|---|---|---|"
    )
    for level, told in by_level.items():
        grades, kinds = [one.grade for one in told], sum((one.kinds for one in told), Counter())
        within = sum(grade <= AIMS[level] for grade in grades)
        cells: Sequence[object] = (
            len(told),
            f"{statistics.median(grades):.1f}",
            f"{max(grades):.1f}",
            f"{within}/{len(told)} at {AIMS[level]:.0f} or below",
            f"{statistics.median(one.sentences for one in told):.0f}",
            max(one.sentences for one in told),
            max(one.longest for one in told),
            kinds["claim"],
            kinds["absence"],
        )
        yield f"| {level} | " + " | ".join(map(str, cells)) + " |"


def answer_rows(told: Sequence[Told]) -> Iterator[str]:
    """Yield each answer: what it was read as, its verdicts, its size."""
    yield "| question | read as | verdicts | sentences | longest | sources | grade | round trips |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in told:
        kind = one.answer.question.type
        read = kind if kind == one.wanted else f"**{kind}**, wanted {one.wanted}"
        verdicts = ", ".join(f"{entry['agency']} {entry['status']}" for entry in one.answer.verdicts) or "–"
        cells = (read, verdicts, one.sentences, one.longest, len(one.answer.citations), one.grade, one.round_trips)
        yield f"| {one.asked} | " + " | ".join(map(str, cells)) + " |"


def abstention_rows(told: Sequence[Told]) -> Iterator[str]:
    """Yield how often the answers abstain, and why."""
    entries = [entry for one in told for entry in one.answer.verdicts]
    unknown = [entry for entry in entries if entry["status"] in ("unknown", "investigational")]
    reasons = Counter(reason for entry in unknown for reason in entry["reasons"] or ("no reason named",))
    yield f"{len(unknown)} of {len(entries)} verdicts in these answers abstain."
    yield ""
    yield "| why | verdicts |\n|---|---|"
    for reason, count in reasons.most_common():
        yield f"| {reason} | {count} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=ROOT / "graph" / "knowledge")
    records = known(read_knowledge(parser.parse_args().knowledge))
    with tempfile.TemporaryDirectory() as folder, telling(records, Path(folder) / "graph") as teller:
        by_level = {level: ask_all(teller, level) for level in LEVELS}
    for title, rows in (
        ("Reading grade and length", level_rows(by_level)),
        ("Answer by answer, at level plain", answer_rows(by_level["plain"])),
        ("Abstention", abstention_rows(by_level["plain"])),
    ):
        print(f"### {title}\n")
        print("\n".join(rows), end="\n\n")


if __name__ == "__main__":
    main()
