"""Publish new graphs while clients ask, and kill builds at random moments; print Markdown.

    python benchmarks/publish_under_load.py [--engine embedded neo4j] [--publishes 2] [--clients 4] [--kills 30]

Under load every answer must be an answer, of one graph or the other. After a kill -9 the graph before must be served.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from asked_questions import questions
from http_load import Load, ask_all
from served import ENGINES, ROOT, build_command, serving

from graph.projection.publish import publish
from graph.store import open_store
from tests.graph.neo4j_server import OLDEST, start_server

KNOWLEDGE = ROOT / "graph" / "knowledge"
KILLED = """
import sys
sys.path.insert(0, "benchmarks")
from graph_engines import make_records
from graph.projection.publish import publish
publish(make_records(int(sys.argv[2]), seed=8), sys.argv[1])
"""
EDGES = 5_000


def under_load(engine: str, publishes: int, clients: int, folder: Path) -> str:
    """Publish facts with a name less and with it again, in turn, while clients ask; return a row."""
    fewer = folder / f"fewer-{engine}"
    shutil.copytree(KNOWLEDGE, fewer, ignore=shutil.ignore_patterns("curated"))
    names = fewer / "names-therapies.jsonl"
    names.write_text("".join(names.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    with serving(engine, os.cpu_count() or 1) as served:
        with open_store(served.graph) as store:
            asked = questions(store, 20_000)
        done, load = threading.Event(), Load()

        def ask() -> None:
            nonlocal load
            load = ask_all(served.port, asked, clients, wanted=lambda: not done.is_set())

        asking = threading.Thread(target=ask)
        asking.start()
        took = []
        for turn in range(publishes):
            began = time.perf_counter()
            command = build_command(KNOWLEDGE if turn % 2 else fewer)
            subprocess.run(command, env=served.environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
            took.append(time.perf_counter() - began)
            time.sleep(3)
        done.set()
        asking.join()
    for failure in sorted(set(load.failures)):
        print(f"{load.failures.count(failure)} × {failure}", file=sys.stderr)
    times = sorted(load.seconds)
    return (
        f"| {engine} | {publishes} | {sum(took) / len(took):.0f} | {clients} | {len(times)} | {len(load.failures)} "
        f"| {len(load.versions)} | {times[int(len(times) * 0.95)] * 1000:.0f} | {times[-1] * 1000:.0f} |"
    )


def killed(engine: str, kills: int, url: str) -> str:
    """Kill builds from outside at random moments of their whole time; return a row."""
    from graph_engines import make_records

    publish(make_records(EDGES), url)
    chance, whole = random.Random(7), _seconds_of_build(url)
    with open_store(url) as store:
        built = store.version
    before = publish(make_records(EDGES), url).version
    lost = early = 0
    for _ in range(kills):
        build = subprocess.Popen([sys.executable, "-c", KILLED, url, str(EDGES)], cwd=ROOT)  # noqa: S603
        time.sleep(chance.uniform(0, whole))
        ended = build.poll() is not None
        build.kill()
        build.wait()
        early += ended
        with open_store(url) as store:
            served = store.version
            rows = store.run("uses_of_therapy", therapy="class:0")
        if served not in (before, built) or not rows:
            lost += 1
        if served != before:
            publish(make_records(EDGES), url)  # it had switched before it was killed
    after = publish(make_records(EDGES, seed=8), url).version
    with open_store(url) as store:
        whole_again = store.version == after
    return f"| {engine} | {kills} | {kills - early} | {lost} | {'yes' if whole_again else 'no'} |"


def _seconds_of_build(url: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", KILLED, url, str(EDGES)], cwd=ROOT, check=True)  # noqa: S603
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--publishes", type=int, default=2)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--kills", type=int, default=30)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("| engine | publishes | s for each | clients | answers | failed | graphs seen | p95, ms | longest, ms |")
        print("|---|---|---|---|---|---|---|---|---|")
        for engine in chosen.engine if chosen.publishes else ():
            print(under_load(engine, chosen.publishes, chosen.clients, folder), flush=True)
        lost = "neither the old graph nor the new served whole"
        print(f"\n| engine | builds | killed while at work | {lost} | next build whole |")
        print("|---|---|---|---|---|")
        for engine in chosen.engine if chosen.kills else ():
            with ExitStack() as held:
                url = f"embedded:{folder / 'killed'}"
                if engine == "neo4j":
                    (folder / "server").mkdir()
                    url = held.enter_context(start_server(OLDEST, folder / "server")).url
                print(killed(engine, chosen.kills, url), flush=True)


if __name__ == "__main__":
    main()
