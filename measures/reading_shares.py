"""Measure how much of each collection became statements; print Markdown for docs/quality.md.

    python -m measures.reading_shares [--knowledge FOLDER]

A document *yields* where a told statement or a dated event rests on it. What could not be read is counted by its
reason in the review queue (python -m measures.acceptance), never dropped.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from graph.model import Records
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge

KNOWLEDGE = Path(__file__).resolve().parents[1] / "graph" / "knowledge"
TOLD = ("accepted", "single_source")


def collection_rows(records: Records) -> Iterator[str]:
    """Yield, per collection, documents that yield, statements told and queued, and reviews."""
    collections = {one.id: one.collection for one in records.documents.values()}
    yielding: defaultdict[str, set[str]] = defaultdict(set)
    statements: Counter[tuple[str, bool]] = Counter()
    grounds = [(one.review_status in TOLD, one.evidence_ids) for one in records.statements.values()]
    grounds += [(True, one.evidence_ids) for one in records.events.values()]
    for told, evidence in grounds:
        documents = {records.evidence[at].document_id for at in evidence if at in records.evidence}
        for collection in {collections.get(document, "") for document in documents}:
            statements[collection, told] += 1
        for document in documents if told else ():
            yielding[collections.get(document, "")].add(document)
    reviews = Counter(collections.get(one.document_id, "") for one in records.reviews.values() if one.status == "open")
    yield "| collection | documents | yield | share | told | queued | reviews |\n|---|---|---|---|---|---|---|"
    for collection, count in sorted(Counter(collections.values()).items(), key=lambda item: (-item[1], item[0])):
        held = len(yielding[collection])
        cells = (statements[collection, True], statements[collection, False], reviews[collection])
        yield f"| {collection} | {count} | {held} | {held / count:.1%} | " + " | ".join(map(str, cells)) + " |"


def option_rows(records: Records) -> Iterator[str]:
    """Yield the cancers with the most options that a source lists."""
    options = [one for one in records.statements.values() if one.predicate == "option_for"]
    told = Counter(one.object for one in options if one.review_status in TOLD)
    queued = Counter(one.object for one in options if one.review_status == "proposed")
    yield "| cancer | options told | queued |\n|---|---|---|"
    for cancer, count in sorted(told.items(), key=lambda item: (-item[1], item[0]))[:30]:
        yield f"| {records.entities[cancer].name} | {count} | {queued[cancer]} |"
    yield f"| all {len(told)} cancers | {sum(told.values())} | {sum(queued.values())} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=KNOWLEDGE)
    records = known(read_knowledge(parser.parse_args().knowledge))
    for title, rows in (("Collections", collection_rows(records)), ("Options by cancer", option_rows(records))):
        print(f"### {title}\n")
        print("\n".join(rows), end="\n\n")


if __name__ == "__main__":
    main()
