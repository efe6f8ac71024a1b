"""Count what the packaged graph holds, and what it does not; print Markdown for docs/quality.md.

    python -m measures.graph_counts [--knowledge FOLDER]

Gaps are told by name where they are few: a fact whose document the corpus does not hold is left out of the graph.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.model import Records, Statement
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge

KNOWLEDGE = Path(__file__).resolve().parents[1] / "graph" / "knowledge"
TOLD = ("accepted", "single_source")
STATUSES = (*TOLD, "proposed", "rejected")
NAMED = 12
"""So many names of a gap are told; the rest is counted."""


def told(records: Records, predicate: str) -> list[Statement]:
    """Return the accepted and single-source statements of a predicate."""
    held = records.statements.values()
    return [one for one in held if one.predicate == predicate and one.review_status in TOLD]


def label_rows(records: Records) -> Iterator[str]:
    """Yield entities by label and kind, then the other records."""
    yield "| label | kind | held |\n|---|---|---|"
    for (label, kind), count in sorted(Counter((one.label, one.kind) for one in records.entities.values()).items()):
        yield f"| {label} | {kind} | {count} |"
    for name in ("documents", "evidence", "names", "edges", "indications", "events", "coverage", "reviews"):
        yield f"| {name} | | {len(getattr(records, name))} |"


def predicate_rows(records: Records) -> Iterator[str]:
    """Yield statements by predicate and review status."""
    counts = Counter((one.predicate, one.review_status) for one in records.statements.values())
    yield "| predicate | " + " | ".join(STATUSES) + " |\n|---|" + "---|" * len(STATUSES)
    for predicate in sorted({predicate for predicate, _ in counts}):
        yield f"| {predicate} | " + " | ".join(str(counts[predicate, status]) for status in STATUSES) + " |"


def agency_rows(records: Records) -> Iterator[str]:
    """Yield what is held per agency."""
    approvals = told(records, "approved_for")
    uses, therapies = Counter(one.agency for one in approvals), defaultdict(set)
    for one in approvals:
        therapies[one.agency].add(one.subject)
    events = Counter(one.agency for one in records.events.values())
    lists = Counter(one.agency for one in records.coverage.values())
    yield "| agency | approvals told | therapies | dated events | coverage rows |\n|---|---|---|---|---|"
    for agency in sorted({*uses, *events, *lists} - {""}, key=lambda one: (-uses[one], one)):
        name = records.entities[agency].name if agency in records.entities else agency
        yield f"| {name} | {uses[agency]} | {len(therapies[agency])} | {events[agency]} | {lists[agency]} |"


def gap_rows(records: Records) -> Iterator[str]:
    """Yield what an answer about an approved therapy or its cancer has to leave out."""
    approvals = told(records, "approved_for")
    therapies, cancers = {one.subject for one in approvals}, {one.object for one in approvals}
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for one in told(records, "member_of"):
        classes[one.subject].add(one.object)
    steps = {one.subject for one in told(records, "has_mechanism_step")}
    with_steps = {one for one in therapies if steps & ({one} | _above(one, classes))}
    harmed = {one.subject for one in told(records, "causes")}
    brands = {edge.subject: edge.object for edge in records.edges.values() if edge.predicate == "BRAND_OF"}
    with_harms = harmed | {brands.get(one, "") for one in harmed}
    dated = {one.indication_id for one in records.events.values() if one.kind == "granted" and one.date}
    listed = {one.object for one in told(records, "option_for")}
    covered = {(one.agency, one.therapy_id) for one in records.coverage.values()}
    yield "| gap | missing | of | such as |\n|---|---|---|---|"
    yield _gap(records, "approved therapies without a class", therapies - set(classes), therapies)
    yield _gap(
        records,
        "approved therapies without a way of working, their own or their class's",
        therapies - with_steps,
        therapies,
    )
    yield _gap(records, "approved therapies without a side effect", therapies - with_harms, therapies)
    class_harmed = {one for one in therapies if harmed & _above(one, classes)}
    yield _gap(
        records,
        "approved therapies without a side effect, their own or their class's",
        therapies - with_harms - class_harmed,
        therapies,
    )
    yield _gap(records, "approved cancers without an option that a source lists", cancers - listed, cancers)
    groups: dict[str, set[str]] = defaultdict(set)
    for edge in records.edges.values():
        if edge.predicate == "COVERS":
            groups[edge.object].add(edge.subject)
    through = {one for one in cancers if listed & _above(one, groups)}
    yield _gap(
        records,
        "approved cancers without an option that a source lists for them or for a group that covers them",
        cancers - listed - through,
        cancers,
    )
    at_fda = {one.subject for one in approvals if one.agency == "agency:fda"}
    unlisted = {one for one in at_fda if ("agency:fda", one) not in covered}
    yield _gap(records, "FDA-approved therapies without a closed list (no *not approved*, no *only*)", unlisted, at_fda)
    uses = {one.indication_id for one in approvals} - {""}
    words = "told as of the day their source was seen"
    yield f"| approved uses without the date of their approval | {len(uses - dated)} | {len(uses)} | {words} |"
    alone = [one for one in approvals if one.review_status == "single_source"]
    yield f'| approvals that rest on one source | {len(alone)} | {len(approvals)} | told as "according to …" |'


def _above(start: str, groups: dict[str, set[str]]) -> set[str]:
    """Return every class above a therapy, or every group that covers a cancer."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        fresh = groups.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


def _gap(records: Records, title: str, missing: Iterable[str], of: set[str]) -> str:
    names = sorted(records.entities[one].name for one in missing if one in records.entities)
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"| {title} | {len(names)} | {len(of)} | {', '.join(names[:NAMED])}{more} |"


def document_rows(records: Records) -> Iterator[str]:
    """Yield how old the held documents are, per collection."""
    yield "| collection | documents | tiers | current as of |\n|---|---|---|---|"
    by_collection = defaultdict(list)
    for document in records.documents.values():
        by_collection[document.collection].append(document)
    for collection, held in sorted(by_collection.items()):
        tiers = ", ".join(sorted({one.tier for one in held}))
        days = sorted({one.attested for one in held if one.attested})
        span = days[-1] if days else "not known: never proof of a status"
        yield f"| {collection} | {len(held)} | {tiers} | {span} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=KNOWLEDGE)
    records = known(read_knowledge(parser.parse_args().knowledge))
    for title, rows in (
        ("Nodes and records", label_rows(records)),
        ("Statements", predicate_rows(records)),
        ("Agencies", agency_rows(records)),
        ("Gaps", gap_rows(records)),
        ("Documents", document_rows(records)),
    ):
        print(f"### {title}\n")
        print("\n".join(rows), end="\n\n")


if __name__ == "__main__":
    main()
