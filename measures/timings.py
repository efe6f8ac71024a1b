"""Measure build and answer times as ratios; print Markdown for docs/quality.md.

    python -m measures.timings [--knowledge FOLDER] [--repeats 3]

CPU time is of this process; clock time includes waiting for other programs. Both are told beside the CPU time of an
empty Python process in the same minute, so that a busy or a slow machine does not blur the comparison.
"""

import argparse
import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from api.answering import write_question_names
from graph.model import Records
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from graph.projection.publish import BuildReport, publish
from graph.store import open_store
from measures.verdict_grid import commonest_cancers, therapies_with_approval
from tests.answers.telling import Teller

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT / "tests" / "answers" / "questions.tsv"


def empty_process() -> float:
    """Return the median CPU seconds that an empty Python process takes, of nine."""
    return statistics.median(both_times([sys.executable, "-c", "pass"])[1] for _ in range(9))


def seconds_of(work: Callable[[], object]) -> float:
    """Return the clock time of some work."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def run_quietly(command: Sequence[str]) -> None:
    """Run a process of ours to its end. Raises CalledProcessError."""
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own interpreter and program


def build_rows(report: BuildReport, reading: float, processor: float, records: Records, unit: float) -> Iterator[str]:
    """Yield the stages of a build."""
    yield f"{len(records)} records become {sum(report.nodes.values())} nodes and {sum(report.edges.values())} edges."
    yield ""
    yield "| stage | seconds |\n|---|---|"
    stages = {"read the knowledge files": reading, **report.seconds}
    for stage, seconds in (*stages.items(), ("all", sum(stages.values()))):
        yield f"| {stage} | {seconds:.2f} |"
    yield f"| all, in CPU seconds | {processor:.2f} |"
    yield f"| all, in CPU of empty processes | {processor / unit:.0f} |"


@dataclass(slots=True)
class Spent:
    """What answers of one kind cost: CPU and clock seconds, of the first asking and of later ones, and round trips."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)
    trips: list[int] = field(default_factory=list)


def spend(teller: Teller, text: str, spent: Sequence[Spent], repeats: int) -> None:
    """Ask a question for the first time, then again, and note what that cost."""
    for turn in range(repeats + 1):
        before, started = teller.store.round_trips, time.process_time()
        clock = seconds_of(lambda: teller.ask(text))
        processor = time.process_time() - started
        for one in spent:
            if turn:
                one.again.append(processor)
                one.clock.append(clock)
            else:
                one.first.append(processor)
                one.trips.append(teller.store.round_trips - before)


def answer_rows(teller: Teller, questions: Sequence[tuple[str, str]], repeats: int, unit: float) -> Iterator[str]:
    """Yield what answers cost by type: where what they rest on was not read before, and where it was."""
    held: defaultdict[str, Spent] = defaultdict(Spent)
    for text, kind in questions:
        spend(teller, text, [held[kind], held["all"]], repeats)
    query = statistics.median(seconds_of(lambda: teller.store.run("release")) for _ in range(50))
    yield f"One round trip (the query `release`) takes {query * 1000:.2f} ms of clock time."
    yield ""
    yield "*first*: nothing that the question rests on was read before; *again*: it was. CPU and clock in ms; round"
    yield "trips are those of the first."
    yield ""
    yield "| answers | n | first, p50 | again, p50 | again, p95 | clock, p95 | p50 in empty processes | round trips |"
    yield "|---|---|---|---|---|---|---|---|"
    for name in (*sorted(set(held) - {"all"}), "all"):
        one = held[name]
        middle = statistics.median(one.again)
        cells = (
            len(one.first),
            f"{statistics.median(one.first) * 1000:.0f}",
            f"{middle * 1000:.0f}",
            f"{late(one.again) * 1000:.0f}",
            f"{late(one.clock) * 1000:.0f}",
            f"{middle / unit:.2f}",
            max(one.trips),
        )
        yield f"| {name} | " + " | ".join(map(str, cells)) + " |"


def late(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def varied_rows(teller: Teller, records: Records, number: int, unit: float) -> Iterator[str]:
    """Yield what approval questions cost that are all different, each asked once: what a server has to bear."""
    therapies, cancers = therapies_with_approval(records), commonest_cancers(records, 25)
    step = max(1, len(therapies) // number)
    pairs = [(one, cancers[place % len(cancers)]) for place, one in enumerate(therapies[::step])]
    spent = Spent()
    for therapy, cancer in pairs:
        text = f"Is {records.entities[therapy].name} approved for {records.entities[cancer].name}?"
        spend(teller, text, [spent], 1)
    mean = statistics.mean(spent.first)
    yield (
        f"{len(pairs)} different questions whether a therapy is approved for a cancer, each asked once: "
        f"{mean * 1000:.1f} ms of CPU on average (p50 {statistics.median(spent.first) * 1000:.1f}, "
        f"p95 {late(spent.first) * 1000:.1f}), {mean / unit:.2f} empty processes; "
        f"asked again, {statistics.mean(spent.again) * 1000:.1f} ms. "
        f"Two cores bear {2 / mean:.0f} such answers a second, HTTP aside."
    )


def cold_rows(graph: Path, question: str) -> Iterator[str]:
    """Yield the time of a whole `explainer ask` process."""
    command = [
        str(Path(sys.executable).with_name("explainer")),
        "--graph",
        f"embedded:{graph}",
        "--json",
        "ask",
        question,
    ]
    empty = [sys.executable, "-c", "pass"]
    yield "| whole process | clock median, ms | CPU median, ms | CPU in empty processes |\n|---|---|---|---|"
    spent: dict[str, float] = {}
    for name, words in (("an empty Python", empty), ("`explainer ask`", command)):
        clock, processor = zip(*(both_times(words) for _ in range(5)), strict=True)
        spent[name] = statistics.median(processor)
        ratio = spent[name] / spent["an empty Python"]
        yield f"| {name} | {statistics.median(clock) * 1000:.0f} | {spent[name] * 1000:.0f} | {ratio:.1f} |"


def both_times(command: Sequence[str]) -> tuple[float, float]:
    """Return the clock time and the CPU time of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock = seconds_of(lambda: run_quietly(command))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=ROOT / "graph" / "knowledge")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--varied", type=int, default=100, help="different questions that are asked once")
    options = parser.parse_args()
    rows = csv.DictReader(QUESTIONS.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    questions = [(row["question"], row["type"]) for row in rows]
    unit = empty_process()
    started, processor = time.perf_counter(), time.process_time()
    records = known(read_knowledge(options.knowledge))
    reading = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph"
        report = publish(records, graph)
        built = build_rows(report, reading, time.process_time() - processor, records, unit)
        with open_store(f"embedded:{graph}") as store:
            write_question_names(store)  # as `explainer build` does
            teller = Teller(store)
            warm = list(answer_rows(teller, questions, options.repeats, unit))
            varied = list(varied_rows(teller, records, options.varied, unit))
        cold = list(cold_rows(graph, questions[0][0]))
    for title, lines in (("Build", built), ("Answers", warm), ("Different questions", varied), ("A cold answer", cold)):
        print(f"### {title}\n")
        print("\n".join(lines), end="\n\n")


if __name__ == "__main__":
    main()
