"""Measure the graph engines on generated graphs, beside a plain networkx walk; print Markdown.

    python benchmarks/graph_engines.py --edges 10000 100000                    # embedded
    python benchmarks/graph_engines.py --engine neo4j --edges 10000 100000     # a server of its own
    python benchmarks/graph_engines.py --edges 10000 1000000 --no-floor        # how the queries grow

For each size: time and memory to build, then for each named query the median and 95th percentile of its warm times
over spread parameters. The floor is the oracle of the tests: Python over networkx, without a query language.
"""

import argparse
import gc
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import tests.graph.oracle_answers  # noqa: F401 - registers the oracles
from graph.model import (
    Coverage,
    CoveredProduct,
    Document,
    Edge,
    Entity,
    Event,
    Evidence,
    Indication,
    Name,
    Qualifiers,
    Records,
    Statement,
)
from graph.model.graph_rows import GraphRows
from graph.named_queries import query_names, read_query
from graph.projection.rows import project
from graph.store import GraphStore, open_store
from tests.graph.neo4j_server import OLDEST, start_server
from tests.graph.oracle import Walk
from tests.graph.query_cases import cases_of

WHOLE = {
    "names",
    "named_entities",
    "documents_by_collection",
    "nodes_by_label",
    "statements_by_predicate",
    "told_entities",
}
"""Queries that return or count the whole graph: they grow with it by their nature."""
ROUNDS = 5


def make_records(edges: int, seed: int = 7) -> Records:
    """Make a world of about that many edges, in the proportions of the packaged one."""
    chance = random.Random(seed)
    records = Records()
    statements = edges // 9
    substances, cancers = max(20, statements // 12), max(20, statements // 16)
    agencies = ["agency:fda", "agency:ema"]
    records.extend(Entity(one, "Agency", "agency", one) for one in agencies)
    records.extend(Entity(f"oncotree:C{n}", "Cancer", "type", f"cancer {n}") for n in range(cancers))
    records.extend(Entity(f"ae:{n}", "AdverseEffect", "effect", f"effect {n}") for n in range(200))
    records.extend(Entity(f"biomarker:{n}", "Biomarker", "alteration", f"biomarker {n}") for n in range(100))
    for n in range(1, cancers):
        parent = f"oncotree:C{(n - 1) // 5}"
        records.add(Edge(f"edge:b{n}", "BROADER", f"oncotree:C{n}", parent))
        if n > 6:
            records.add(Edge(f"edge:c{n}", "COVERS", parent, f"oncotree:C{n}"))
    for n in range(0, substances, 10):
        records.add(Entity(f"class:{n}", "Therapy", "class", f"class {n}"))
    for n in range(substances):
        substance, product = f"therapy:s{n}", f"product:p{n}"
        records.add(Entity(substance, "Therapy", "substance", f"substance {n}"))
        records.add(Entity(product, "Therapy", "product", f"brand {n}"))
        records.add(Edge(f"edge:p{n}", "BRAND_OF", product, substance))
        records.extend(Name(f"name:{n}.{m}", substance, f"substance {n} form {m}", "synonym") for m in range(3))
        group = f"class:{n // 10 * 10}"
        records.add(Statement(f"st:m{n}", "member_of", substance, group, review_status="accepted"))
        if n % 10 == 0:
            listed = CoveredProduct(product, f"doc:{n % 50}", 3, 3, 0)
            records.add(Coverage(f"cov:{n}", agencies[0], group, (listed,), "doc:0", "2025-05", "2026-07", "fda_drugs"))
    for n in range(50):
        records.add(Document(f"doc:{n}", f"document {n}", "p", "u", "l", "regulator", "label", "c", "0" * 64))
    for n in range(statements):
        subject = f"therapy:s{chance.randrange(substances)}"
        evidence = Evidence(f"ev:{n}", f"doc:{n % 50}", f"bullet {n}", "0" * 64, n, n + 80)
        records.add(evidence)
        approved = n % 4 == 0
        if approved:
            records.add(
                Indication(f"ind:{n}", agencies[n % 2], subject, f"doc:{n % 50}", n, (f"product:p{subject[9:]}",))
            )
            records.add(Event(f"event:{n}", "granted", agencies[n % 2], subject, f"ind:{n}", date="2021-03-04"))
        records.add(
            Statement(
                f"st:{n}",
                "approved_for" if approved else "causes",
                subject,
                f"oncotree:C{chance.randrange(cancers)}" if approved else f"ae:{chance.randrange(200)}",
                agency=agencies[n % 2] if approved else "",
                indication_id=f"ind:{n}" if approved else "",
                qualifiers=Qualifiers(purpose="treat" if approved else ""),
                evidence_ids=(evidence.id,),
                review_status="accepted",
            )
        )
    return records


def measure(run: Callable[..., Any], walk: Walk, name: str) -> tuple[float, float]:
    """Return the median and the 95th percentile, in milliseconds, of a query over its cases, warm."""
    cases = list(cases_of(read_query(name), walk, 20))
    for case in cases[:2]:
        run(name, **case)
    times = []
    for _ in range(ROUNDS):
        for case in cases:
            started = time.perf_counter()
            run(name, **case)
            times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.95))]


def peak_memory() -> float:
    """Return the largest resident size of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bench(url: str, edges: int, floor: bool) -> dict[str, float]:
    """Build a graph and measure every query on it; return the medians, in milliseconds."""
    rows = project(make_records(edges))
    gc.collect()
    before = peak_memory()
    with open_store(url, read_only=False) as store:
        started = time.perf_counter()
        store.load(rows)
        took = time.perf_counter() - started
        engine = url.partition(":")[0]
        print(f"\n### {engine}: {rows.node_count:,} nodes, {rows.edge_count:,} edges\n")
        print(f"Built in {took:.1f} s; peak memory grew by {peak_memory() - before:.0f} MB; {os.cpu_count()} cores.\n")
        return report(store, rows, floor)


def report(store: GraphStore, rows: GraphRows, floor: bool) -> dict[str, float]:
    walk = Walk(rows) if floor else Walk(sample(rows))
    print("| query | median ms | p95 ms | floor ms | ratio |\n|---|---|---|---|---|")
    medians: dict[str, float] = {}
    for name in query_names():
        if name in WHOLE:
            continue
        median, worst = measure(store.run, walk, name)
        medians[name] = median
        least = measure(walk.run, walk, name)[0] if floor else 0.0
        told = f"{least:.3f} | {median / least:.1f}" if floor else "– | –"
        print(f"| {name} | {median:.2f} | {worst:.2f} | {told} |")
    print(f"\nMedian of medians: {statistics.median(medians.values()):.2f} ms.", flush=True)
    return medians


def growth(small: dict[str, float], large: dict[str, float], edges: tuple[int, int]) -> None:
    """Print by how much the medians grew."""
    ratios = {name: large[name] / small[name] for name in small}
    name, most = max(ratios.items(), key=lambda one: one[1])
    print(
        f"\nFrom {edges[0]:,} to {edges[1]:,} edges the queries' medians grew {statistics.median(ratios.values()):.2f} "
        f"times in the middle, {most:.2f} times at most ({name})."
    )


def sample(rows: GraphRows) -> GraphRows:
    """Keep the nodes alone: what the cases of the queries are chosen from."""
    return GraphRows(nodes=rows.nodes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--engine", choices=["embedded", "neo4j"], default="embedded")
    parser.add_argument("--no-floor", action="store_true", help="leave the networkx walk out (it needs much memory)")
    chosen = parser.parse_args()
    medians = []
    for edges in chosen.edges:
        with ExitStack() as held:
            folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
            url = f"embedded:{folder}"
            if chosen.engine == "neo4j":
                url = held.enter_context(start_server(OLDEST, folder)).url
            medians.append(bench(url, edges, not chosen.no_floor))
    if len(medians) > 1:
        growth(medians[0], medians[-1], (chosen.edges[0], chosen.edges[-1]))


if __name__ == "__main__":
    main()
