"""Measure build and answer times as ratios; print Markdown for docs/quality.md.

    python -m measures.timings [--knowledge FOLDER] [--repeats 3]

Every time is told beside the start of an empty Python process on the same machine in the same minute, so that a busy
or a slow machine does not blur the comparison. CPU time is of this process; clock time includes waiting.
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
from pathlib import Path

from api.answering import write_question_names
from graph.model import Records
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from graph.projection.publish import BuildReport, publish
from graph.store import open_store
from tests.answers.telling import Teller

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT / "tests" / "answers" / "questions.tsv"


def empty_process() -> float:
    """Return the median seconds that an empty Python process takes, of nine."""
    return statistics.median(seconds_of(lambda: run_quietly([sys.executable, "-c", "pass"])) for _ in range(9))


def seconds_of(work: Callable[[], object]) -> float:
    """Return the clock time of some work."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def run_quietly(command: Sequence[str]) -> None:
    """Run a process of ours to its end. Raises CalledProcessError."""
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own interpreter and program


def build_rows(report: BuildReport, reading: float, records: Records, unit: float) -> Iterator[str]:
    """Yield the stages of a build."""
    yield f"{len(records)} records become {sum(report.nodes.values())} nodes and {sum(report.edges.values())} edges."
    yield ""
    yield "| stage | seconds | in empty processes |\n|---|---|---|"
    stages = {"read the knowledge files": reading, **report.seconds}
    for stage, seconds in (*stages.items(), ("all", sum(stages.values()))):
        yield f"| {stage} | {seconds:.2f} | {seconds / unit:.0f} |"


def answer_rows(teller: Teller, questions: Sequence[tuple[str, str]], repeats: int, unit: float) -> Iterator[str]:
    """Yield times and round trips of warm answers, by type."""
    clock: defaultdict[str, list[float]] = defaultdict(list)
    processor: defaultdict[str, list[float]] = defaultdict(list)
    trips: defaultdict[str, list[int]] = defaultdict(list)
    for text, kind in questions:
        teller.ask(text)
        for _ in range(repeats):
            before, started = teller.store.round_trips, time.process_time()
            spent = seconds_of(lambda text=text: teller.ask(text))  # type: ignore[misc]  # bound now
            for name in (kind, "all"):
                clock[name].append(spent)
                processor[name].append(time.process_time() - started)
                trips[name].append(teller.store.round_trips - before)
    query = statistics.median(seconds_of(lambda: teller.store.run("release")) for _ in range(50))
    yield f"One round trip (the query `release`) takes {query * 1000:.2f} ms, {query / unit:.2f} empty processes."
    yield ""
    yield "| answers | n | clock p50, ms | p95, ms | CPU p50, ms | p50 in empty processes | round trips, most |"
    yield "|---|---|---|---|---|---|---|"
    for name in (*sorted(set(clock) - {"all"}), "all"):
        times = sorted(clock[name])
        middle, late = statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.95))]
        cells = (
            len(times),
            f"{middle * 1000:.0f}",
            f"{late * 1000:.0f}",
            f"{statistics.median(processor[name]) * 1000:.0f}",
            f"{middle / unit:.1f}",
            max(trips[name]),
        )
        yield f"| {name} | " + " | ".join(map(str, cells)) + " |"


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
    options = parser.parse_args()
    rows = csv.DictReader(QUESTIONS.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    questions = [(row["question"], row["type"]) for row in rows]
    unit = empty_process()
    started = time.perf_counter()
    records = known(read_knowledge(options.knowledge))
    reading = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph"
        built = build_rows(publish(records, graph), reading, records, unit)
        with open_store(f"embedded:{graph}") as store:
            write_question_names(store)  # as `explainer build` does
            warm = list(answer_rows(Teller(store), questions, options.repeats, unit))
        cold = list(cold_rows(graph, questions[0][0]))
    for title, lines in (("Build", built), ("Warm answers", warm), ("A cold answer", cold)):
        print(f"### {title}\n")
        print("\n".join(lines), end="\n\n")


if __name__ == "__main__":
    main()
