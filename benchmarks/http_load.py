"""Measure answers over HTTP: distinct questions of the golden types, never one twice; print Markdown.

    python benchmarks/http_load.py [--engine embedded neo4j] [--clients 1 8 32] [--questions 280] [--workers 2]

Each client asks, waits for the whole answer, and asks the next. Beside the clock stands the processor time that the
server (and the graph server) took for an answer: what other work on the machine changes least.
"""

import argparse
import http.client
import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue

sys.path.insert(0, str(Path(__file__).parents[1]))

from asked_questions import questions
from served import ENGINES, Served, serving

from graph.store import open_store

WARM = 60
"""Questions asked before the clock starts, so that every worker has read its names."""


@dataclass(slots=True)
class Load:
    """What clients saw: seconds of each answer, versions of graphs, and what was no answer."""

    seconds: list[float] = field(default_factory=list)
    versions: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)
    took: float = 0.0


def ask_all(port: int, asked: Sequence[str], clients: int, wanted: Callable[[], bool] = lambda: True) -> Load:
    """Ask every question once from so many clients at a time, while wanted."""
    waiting: SimpleQueue[str] = SimpleQueue()
    for one in asked:
        waiting.put(one)
    load = Load()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while wanted():
            try:
                body = json.dumps({"question": waiting.get_nowait()})
            except Empty:
                break
            began = time.perf_counter()
            try:
                connection.request("POST", "/v1/answers", body, {"content-type": "application/json"})
                response = connection.getresponse()
                held = response.read()
            except (OSError, http.client.HTTPException) as error:
                load.failures.append(type(error).__name__)
                connection.close()
                continue
            load.seconds.append(time.perf_counter() - began)
            if response.status == 200:
                load.versions.add(json.loads(held)["graph_version"])
            else:
                load.failures.append(f"{response.status} {json.loads(held).get('title', '')}")
        connection.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.took = time.perf_counter() - began
    return load


def row_of(engine: str, clients: int, load: Load, cpu: float) -> str:
    times = sorted(load.seconds)
    answers = len(times) - sum(not failure[:1].isalpha() for failure in load.failures)
    worst = times[min(len(times) - 1, int(len(times) * 0.95))]
    return (
        f"| {engine} | {clients} | {answers} | {len(load.failures)} | {answers / load.took:.1f} "
        f"| {statistics.median(times) * 1000:.0f} | {worst * 1000:.0f} | {cpu / len(times) * 1000:.1f} "
        f"| {(os.cpu_count() or 1) * len(times) / cpu:.0f} |"
    )


def measure(engine: str, served: Served, clients: Sequence[int], count: int) -> None:
    with open_store(served.graph) as store:
        asked = questions(store, WARM + count * len(clients))
    served.rest()
    ask_all(served.port, asked[:WARM], 8)
    for place, number in enumerate(clients):
        start, before = WARM + place * count, served.cpu_seconds()
        load = ask_all(served.port, asked[start : start + count], number)
        print(row_of(engine, number, load, served.cpu_seconds() - before), flush=True)
        for failure in sorted(set(load.failures)):
            print(f"{load.failures.count(failure)} × {failure}", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 32])
    parser.add_argument("--questions", type=int, default=280, help="for each number of clients")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    print(f"{chosen.workers} workers on {os.cpu_count()} cores; every question is asked once.\n")
    print(
        "| engine | clients | answers | failed | answers/s | p50, ms | p95, ms | CPU of an answer, ms | answers/s "
        "of all cores, if they did nothing else |\n|---|---|---|---|---|---|---|---|---|"
    )
    for engine in chosen.engine:
        with serving(engine, chosen.workers) as served:
            measure(engine, served, chosen.clients, chosen.questions)


if __name__ == "__main__":
    main()
