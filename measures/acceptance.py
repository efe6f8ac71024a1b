"""Measure what became of the approvals that were read, and what waits for a curator; print Markdown.

    python -m measures.acceptance [--knowledge FOLDER]

An NCI approval bullet is *held* where it supports a told statement; else the first cause that applies is counted.
"""

import argparse
import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import networkx as nx

from graph.model import Records, Statement
from graph.model.reported import ReportedUse
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge

KNOWLEDGE = Path(__file__).resolve().parents[1] / "graph" / "knowledge"
SAMPLES = Path(__file__).with_name("samples")
REFUSALS = SAMPLES / "refusals.tsv"
TOLD = ("accepted", "single_source")
BULLETS = "nci-drugs"
HELD = "held: supports a told statement"
TOLD_OTHERWISE = "told from a higher or newer list of the same therapy and cancer, in that list's words"
TOLD_WIDER = "the same for a cancer that covers it, or one of its kinds"
QUEUED = "its use was read from a higher list, and waits in the queue"
UNEXPLAINED = "not told, and no review item says why"


def bullets(records: Records) -> Counter[str]:
    """Return how many NCI bullets came to what."""
    judge = _Judge(records)
    outcome: Counter[str] = Counter()
    for use in records.reported.values():
        if _collection(records, use.document_id) == BULLETS and use.kind == "listed":
            outcome[judge.outcome(use)] += 1
    for review in records.reviews.values():
        if review.reason == "use_not_read" and _collection(records, review.document_id) == BULLETS:
            outcome[review.reason] += 1
    return outcome


class _Judge:
    """Says what a reported use came to, from the records as they are."""

    def __init__(self, records: Records) -> None:
        self.supporting = {evidence for one in approvals(records) for evidence in one.evidence_ids}
        self.reasons = {one.subject_id: one.reason for one in records.reviews.values() if one.subject_id}
        self.told = {(one.subject, one.object) for one in approvals(records)}
        held = [one for one in records.statements.values() if one.predicate == "approved_for"]
        self.queued = {(one.subject, one.object) for one in held if one.review_status == "proposed"}
        edges = [
            (one.subject, one.object) if one.predicate == "COVERS" else (one.object, one.subject)
            for one in records.edges.values()
            if one.predicate in ("COVERS", "BROADER")
        ]
        self.cancers: nx.DiGraph[str] = nx.DiGraph(edges)

    def outcome(self, use: ReportedUse) -> str:
        if self.supporting & set(use.evidence_ids):
            return HELD
        if use.id in self.reasons:
            return self.reasons[use.id]
        same = {(one.subject, one.object) for one in use.statements} | {(use.therapy_id, one) for one in use.cancer_ids}
        near = {(therapy, other) for therapy, cancer in same for other in self._near(cancer)}
        if same & self.told:
            return TOLD_OTHERWISE
        if near & self.told:
            return TOLD_WIDER
        return QUEUED if near & self.queued else UNEXPLAINED

    def _near(self, cancer: str) -> set[str]:
        if cancer not in self.cancers:
            return {cancer}
        return {cancer} | nx.ancestors(self.cancers, cancer) | nx.descendants(self.cancers, cancer)


def approvals(records: Records) -> list[Statement]:
    """Return the told approvals."""
    held = records.statements.values()
    return [one for one in held if one.predicate == "approved_for" and one.review_status in TOLD]


def _collection(records: Records, document_id: str) -> str:
    document = records.documents.get(document_id)
    return document.collection if document else ""


def bullet_rows(records: Records) -> Iterator[str]:
    """Yield the outcome of NCI's approval bullets."""
    outcome = bullets(records)
    total = sum(outcome.values())
    yield "| what became of the bullet | bullets | share |\n|---|---|---|"
    for name, count in sorted(outcome.items(), key=lambda item: (item[0] != HELD, -item[1], item[0])):
        yield f"| {name} | {count} | {count / total:.1%} |"
    yield f"| all | {total} | |"


def rule_rows(records: Records) -> Iterator[str]:
    """Yield approvals by the rule that decided on them."""
    held = [one for one in records.statements.values() if one.predicate == "approved_for"]
    yield "| rule | status | statements | share |\n|---|---|---|---|"
    for (rule, status), count in Counter((one.rule, one.review_status) for one in held).most_common():
        yield f"| {rule} | {status} | {count} | {count / len(held):.1%} |"


def source_rows(records: Records) -> Iterator[str]:
    """Yield the share of reported uses of each collection that support a told approval."""
    supporting = {evidence for one in approvals(records) for evidence in one.evidence_ids}
    listed: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for use in records.reported.values():
        if use.kind == "listed":
            collection = _collection(records, use.document_id)
            listed[collection] += 1
            held[collection] += bool(supporting & set(use.evidence_ids))
    yield "| collection | uses read | support a told approval | share |\n|---|---|---|---|"
    for collection, count in listed.most_common():
        yield f"| {collection} | {count} | {held[collection]} | {held[collection] / count:.1%} |"


def sample_rows(folder: Path = SAMPLES) -> Iterator[str]:
    """Yield the precision of each rule whose statements were read with the source open, with its 95 % interval.

    A reading is right where every condition is; a column ``approval`` says whether therapy, cancer and test are.
    """
    yield "| rule | read | right | precision | 95 % interval |\n|---|---|---|---|---|"
    verdicts: defaultdict[str, list[bool]] = defaultdict(list)
    for file in sorted(set(folder.glob("*.tsv")) - {REFUSALS}):
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t"):
                verdicts[row["rule"]].append(row["verdict"] == "right")
                if "approval" in row:
                    verdicts[f"{row['rule']}: therapy, cancer and test alone"].append(row["approval"] == "right")
    for rule, flags in sorted(verdicts.items()):
        low, high = wilson(sum(flags), len(flags))
        yield f"| {rule} | {len(flags)} | {sum(flags)} | {sum(flags) / len(flags):.1%} | {low:.1%} to {high:.1%} |"


def refusal_rows(records: Records, sample: Path = REFUSALS) -> Iterator[str]:
    """Yield for each reason of the queue how many of the refusals that were read were right.

    A refusal is right where the reading is wrong or lacks a part, or where the place says nothing to tell.
    """
    with sample.open(encoding="utf-8", newline="") as lines:
        read = list(csv.DictReader(lines, delimiter="\t"))
    waiting = Counter(one.reason for one in records.reviews.values() if one.status == "open")
    yield "| reason | waiting | read | rightly refused | share | 95 % interval | causes of the others |"
    yield "|---|---|---|---|---|---|---|"
    by_reason: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read:
        by_reason[row["rule"]].append(row)
    weighted = 0.0
    for reason, rows in sorted(by_reason.items(), key=lambda item: (-waiting[item[0]], item[0])):
        right = sum(row["verdict"] == "right" for row in rows)
        weighted += waiting[reason] * right / len(rows)
        low, high = wilson(right, len(rows))
        share = f"{right / len(rows):.0%} | {low:.0%} to {high:.0%}"
        causes = Counter(row["remark"] for row in rows if row["verdict"] == "wrong").most_common(3)
        told = "; ".join(f"{cause} ({count})" for cause, count in causes)
        yield f"| {reason} | {waiting[reason]} | {len(rows)} | {right} | {share} | {told} |"
    covered = sum(waiting[reason] for reason in by_reason)
    right = sum(row["verdict"] == "right" for row in read)
    if covered:
        yield f"| these, each as often as it waits | {covered} | {len(read)} | {right} | {weighted / covered:.0%} | | |"


def wilson(right: int, read: int, z: float = 1.96) -> tuple[float, float]:
    """Return Wilson's interval of a share (E. B. Wilson, 1927), which holds near 1 too."""
    share, spread = right / read, z * z / read
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / read + spread / (4 * read))
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def queue_rows(records: Records) -> Iterator[str]:
    """Yield the open reviews by reason and by the collection of their document."""
    waiting = [one for one in records.reviews.values() if one.status == "open"]
    yield "| reason | open | where |\n|---|---|---|"
    for reason, count in Counter(one.reason for one in waiting).most_common():
        places = Counter(
            _collection(records, one.document_id) or "no document" for one in waiting if one.reason == reason
        )
        yield f"| {reason} | {count} | {', '.join(f'{place} {number}' for place, number in places.most_common())} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=KNOWLEDGE)
    records = known(read_knowledge(parser.parse_args().knowledge))
    for title, rows in (
        ("NCI approval bullets", bullet_rows(records)),
        ("Uses by source", source_rows(records)),
        ("Acceptance", rule_rows(records)),
        ("Precision of rules, from samples read by hand", sample_rows()),
        ("Precision of gates, from refusals read by hand", refusal_rows(records)),
        ("The review queue", queue_rows(records)),
    ):
        print(f"### {title}\n")
        print("\n".join(rows), end="\n\n")


if __name__ == "__main__":
    main()
