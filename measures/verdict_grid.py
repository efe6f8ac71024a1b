"""Measure the verdict grid: every therapy with an approval, against cancers, at FDA and EMA; print Markdown.

    python measures/verdict_grid.py [--graph PATH] [--knowledge FOLDER] [--cancers 40] [--therapies N] [--as-of DATE]

Prints the share of each status per agency, why verdicts are unknown, and the cells where the second computation
(written from the design alone, over the same records) disagrees. Exits with 1 where it does.
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from answers.verdict.model import STATUSES, Verdict
from answers.verdict.reader import VerdictReader
from answers.verdict.status import decide
from graph.model import Records
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from graph.projection.publish import publish
from graph.store import GraphStore, open_store
from tests.answers.verdict.design_verdict import DesignVerdicts

ROOT = Path(__file__).resolve().parents[1]
AGENCIES = ("agency:fda", "agency:ema")


@dataclass(slots=True)
class Grid:
    """What was counted."""

    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    """By agency, whether a class was asked about or one medicine, and whether the verdict is unknown."""
    different: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    cells: int = 0
    seconds: float = 0.0


def therapies_with_approval(records: Records) -> list[str]:
    """Return the substances, formulations and classes of which an approval is held, sorted."""
    told = {
        statement.subject
        for statement in records.statements.values()
        if statement.predicate == "approved_for" and statement.review_status in ("accepted", "single_source")
    }
    groups = {
        statement.object
        for statement in records.statements.values()
        if statement.predicate == "member_of" and statement.subject in told
    }
    return sorted(one for one in told | groups if one in records.entities)


def commonest_cancers(records: Records, number: int) -> list[str]:
    """Return the cancers with the most approvals, most first."""
    counted = Counter(
        statement.object
        for statement in records.statements.values()
        if statement.predicate == "approved_for" and records.entities[statement.object].label == "Cancer"
    )
    return [cancer for cancer, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:number]]


def verdicts(store: GraphStore, therapies: list[str], cancers: list[str], as_of: date) -> Iterator[Verdict]:
    """Yield the verdict of every cell."""
    reader = VerdictReader(store)
    for therapy in therapies:
        for facts in reader.read_many(therapy, cancers).values():
            for agency in AGENCIES:
                yield decide(facts, agency, as_of)


def measure(store: GraphStore, records: Records, therapies: list[str], cancers: list[str], as_of: date) -> Grid:
    """Count the grid and compare each cell with the second computation."""
    oracle = DesignVerdicts(records)
    grid = Grid()
    began = time.perf_counter()
    for verdict in verdicts(store, therapies, cancers, as_of):
        grid.cells += 1
        grid.statuses[verdict.agency, verdict.status] += 1
        unknown = verdict.status in ("unknown", "investigational")
        grid.kinds[verdict.agency, "classes" if verdict.therapy.kind == "class" else "single medicines", unknown] += 1
        for reason in verdict.reasons or ("",):
            if unknown:
                grid.reasons[verdict.agency, reason] += 1
        expected = oracle.decide(verdict.therapy.id, verdict.cancer.id, verdict.agency, as_of)
        if expected != verdict.status:
            told = (verdict.therapy.name, verdict.cancer.name, verdict.agency, verdict.status, expected)
            grid.different.append(told)
    grid.seconds = time.perf_counter() - began
    return grid


def table(grid: Grid, therapies: int, cancers: int, as_of: date) -> str:
    """Return the figures as Markdown."""
    lines = [
        f"{therapies} therapies × {cancers} cancers × {len(AGENCIES)} agencies = {grid.cells} verdicts as of {as_of}.",
        f"The second computation disagrees on {len(grid.different)}.",
        "",
        "| status | " + " | ".join(agency.partition(":")[2].upper() for agency in AGENCIES) + " |",
        "|---|" + "---|" * len(AGENCIES),
    ]
    totals = {agency: sum(n for (at, _), n in grid.statuses.items() if at == agency) for agency in AGENCIES}
    for status in STATUSES:
        counts = [grid.statuses[agency, status] for agency in AGENCIES]
        if any(counts):
            cells = [f"{count} ({count / totals[at]:.1%})" for count, at in zip(counts, AGENCIES, strict=True)]
            lines.append(f"| {status} | " + " | ".join(cells) + " |")
    lines += [
        "",
        "| unknown, where asked about | " + " | ".join(at.partition(":")[2].upper() for at in AGENCIES) + " |",
    ]
    lines.append("|---|" + "---|" * len(AGENCIES))
    for kind in sorted({kind for _, kind, _ in grid.kinds}):
        cells = []
        for at in AGENCIES:
            open_, told = grid.kinds[at, kind, True], grid.kinds[at, kind, False]
            cells.append(f"{open_} ({open_ / (open_ + told):.1%})")
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    lines += ["", "| why unknown | " + " | ".join(at.partition(":")[2].upper() for at in AGENCIES) + " |"]
    lines.append("|---|" + "---|" * len(AGENCIES))
    for reason in sorted({reason for _, reason in grid.reasons}):
        counts = [grid.reasons[agency, reason] for agency in AGENCIES]
        lines.append(f"| {reason or 'no reason'} | " + " | ".join(str(count) for count in counts) + " |")
    lines += [f"- differs: {' | '.join(cell)}" for cell in grid.different[:50]]
    return "\n".join(lines)


def main() -> int:
    """Run the measurement; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=ROOT / "graph" / "knowledge")
    parser.add_argument("--cancers", type=int, default=40)
    parser.add_argument("--therapies", type=int, default=0, help="every n-th only; 0 is all")
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 20))
    options = parser.parse_args()
    records = known(read_knowledge(options.knowledge))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "graph"
        publish(records, target)
        therapies = therapies_with_approval(records)
        therapies = therapies[:: options.therapies] if options.therapies else therapies
        cancers = commonest_cancers(records, options.cancers)
        with open_store(f"embedded:{target}") as store:
            grid = measure(store, records, therapies, cancers, options.as_of)
    print(table(grid, len(therapies), len(cancers), options.as_of))
    print(f"\n{grid.seconds:.0f} s")
    return 1 if grid.different else 0


if __name__ == "__main__":
    raise SystemExit(main())
