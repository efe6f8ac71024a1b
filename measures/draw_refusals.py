"""Draw refusals by reason and seed, and show what was refused and where, so that a person can judge them.

    python -m measures.draw_refusals --to rows.tsv [--reasons 12] [--rows 15] [--seed 1] > places.txt

Of the commonest reasons of the review queue so many refusals each are drawn, none that rests on a label text that is
kept from being looked at. ``rows.tsv`` has the form of ``measures/samples/refusals.tsv``: its verdict (right: rightly
refused; wrong: the place says it, and it should have been told) and the cause are left to fill in. ``places.txt`` is
for reading only: keep no quotes.
"""

import argparse
import csv
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from graph.model import Evidence, Records, ReviewItem, Statement
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from loaders.loader import SourceDocument
from loaders.markdown.blocks import read_blocks
from loaders.markdown.inline import plain
from loaders.markdown.lists import gather_lists
from measures.acceptance import KNOWLEDGE
from measures.draw_acceptances import COLUMNS, CORPUS, conditions, name_of, places, sources, words_at
from measures.label_sample import kept_documents

_CHARACTERS = re.compile(r"characters? (\d+)(?: to (\d+))?")
AROUND = 220


def draw(records: Records, reasons: int, rows: int, seed: int, *, kept: Set[str]) -> list[ReviewItem]:
    """Return open reviews, so many of each of the commonest reasons."""
    waiting = sorted(
        (one for one in records.reviews.values() if one.status == "open" and one.document_id not in kept),
        key=lambda one: one.id,
    )
    commonest = [reason for reason, _ in Counter(one.reason for one in waiting).most_common(reasons)]
    drawn: list[ReviewItem] = []
    for reason in commonest:
        fitting = [one for one in waiting if one.reason == reason]
        drawn += random.Random(seed).sample(fitting, min(rows, len(fitting)))  # noqa: S311 - a sample, no secret
    return sorted(drawn, key=lambda one: (commonest.index(one.reason), one.document_id, one.id))


def refused(item: ReviewItem, records: Records) -> list[Statement]:
    """Return the readings that a review keeps from being told."""
    use = records.reported.get(item.subject_id)
    if use is not None:
        about = [one for one in use.statements if one.object == item.cancer_id]
        return [one for one in about if one.rule == item.reason] or about or list(use.statements)
    if item.subject_kind != "statement":
        return []
    return [
        one
        for one in records.statements.values()
        if one.review_status == "proposed"
        and any(
            place.document_id == item.document_id and place.locator.startswith(item.locator)
            for place in places(one, records)
        )
    ]


def row(item: ReviewItem, records: Records) -> dict[str, str]:
    """Return a refusal as a row of the sample, without a verdict; of several readings the first stands for all."""
    readings = refused(item, records)
    one = readings[0] if readings else None
    held = places(one, records) if one else []
    return dict(
        zip(
            COLUMNS,
            (
                item.document_id,
                item.locator or (held[0].locator if held else ""),
                item.reason,
                one.subject if one else item.therapy_id,
                ",".join(one.partners) if one else "",
                one.predicate if one else "",
                one.object if one else item.cancer_id,
                conditions(one) if one else "",
                held[0].quote_sha256[:16] if held else "",
                "",
                "",
            ),
            strict=True,
        )
    )


def sheet(drawn: Sequence[ReviewItem], records: Records, corpus: Path) -> Iterator[str]:
    """Yield each refusal with what was refused and the words of its place."""
    opened = sources(frozenset(one.document_id for one in drawn), records, corpus)
    for number, item in enumerate(drawn, start=1):
        readings = refused(item, records)
        detail = item.detail.partition(": ")[2][:110]
        yield f"\n{number}. {item.reason} | {item.document_id} | {item.locator} | {detail}"
        for one in readings[:3]:
            names = " + ".join(name_of(part, records) for part in (one.subject, *one.partners))
            yield f"   READ {names} | {name_of(one.object, records)} | {conditions(one)}"
        if not readings:
            yield f"   ABOUT {name_of(item.therapy_id, records)} | {name_of(item.cancer_id, records)}"
        source = opened.get(item.document_id)
        shown: list[Evidence] = list({one.id: one for told in readings[:3] for one in places(told, records)}.values())
        for place in shown[:3]:
            yield f"   ({place.role}) {words_at(place, source, AROUND if place.role == 'result' else 0)[:650]}"
        listed = items_at(source, item.locator) if source else []
        yield from (f"   ITEM {told[:600]}" for told in listed)
        if not shown and not listed and source is not None:
            found = _CHARACTERS.search(item.locator)
            at = int(found[1]) if found else 0
            cancer = name_of(item.cancer_id, records)
            near = source.text.lower().find(cancer.lower()) if item.cancer_id and not found else at
            yield f"   TEXT {' '.join(source.text[max(0, near - 250) : max(0, near) + 450].split())}"


def items_at(source: SourceDocument, locator: str) -> list[str]:
    """Return the items of option lists at a locator, each with its lead and the items above it."""
    section, _, place = locator.rpartition(", item ")
    found = []
    for held in gather_lists(list(read_blocks(source.text))) if place else ():
        headings = " > ".join(plain(one.text) for one in held.headings[1:][-2:])
        if headings == section:
            lead = plain(held.lead.text)[-160:] if held.lead else ""
            found += [
                " / ".join([lead, *(plain(up.text) for up in one.chain())]) for one in held.walk() if one.place == place
            ]
    return found


def main() -> None:
    """Write the rows and print the places."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--reasons", type=int, default=12)
    parser.add_argument("--rows", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--knowledge", type=Path, default=KNOWLEDGE)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    records = known(read_knowledge(options.knowledge))
    drawn = draw(records, options.reasons, options.rows, options.seed, kept=kept_documents())
    with options.to.open("w", encoding="utf-8", newline="") as lines:
        written = csv.DictWriter(lines, COLUMNS, delimiter="\t", lineterminator="\n")
        written.writeheader()
        written.writerows(row(one, records) for one in drawn)
    sys.stdout.writelines(f"{line}\n" for line in sheet(drawn, records, options.corpus))


if __name__ == "__main__":
    main()
