"""Draw told statements of a rule by seed, and show the places that they rest on, so that a person can judge them.

    python -m measures.draw_acceptances use-one-list --to rows.tsv [--rows 250] [--seed 1] [--context 300] > places.txt

``rows.tsv`` has the form of ``measures/samples``; what a sample holds already is not drawn again, nor what rests on a
label text that is kept from being looked at. Its verdict (right or
wrong), remark and, for approvals, whether therapy, cancer and test are right are left to fill in before the file is
put there. ``places.txt`` shows each row's names beside the words of its sources, for reading only: keep no quotes.
"""

import argparse
import csv
import os
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

from graph.model import BiomarkerState, Evidence, Records, Statement
from graph.model.identifiers import quote_hash
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from loaders.loader import SourceDocument, discover, locate
from measures.acceptance import KNOWLEDGE, SAMPLES, TOLD
from measures.label_sample import ROOT, kept_documents

CORPUS = Path(os.environ.get("EXPLAINER_CORPUS", ROOT.parent / "shared" / "corpus"))
COLUMNS = (
    *("document", "locator", "rule", "subject", "partners", "predicate", "object", "qualifiers", "quote"),
    *("verdict", "remark"),
)
SAME = ("rule", "subject", "partners", "predicate", "object", "qualifiers")
APPROVAL = "approval"  # a further column, of approvals alone
_LINK = re.compile(r"\]\([^()\s]*\)")


def draw(
    records: Records, rule: str, rows: int, seed: int, *, read: Set[tuple[str, ...]], kept: Set[str]
) -> list[Statement]:
    """Return told statements of a rule that were not read yet, in the order of their places."""
    told = sorted(
        (one for one in records.statements.values() if one.rule == rule and one.review_status in TOLD),
        key=lambda one: one.id,
    )
    fresh = [
        one
        for one in told
        if (held := {place.document_id for place in places(one, records)})
        and not held & kept
        and key(row(one, records)) not in read
    ]
    drawn = random.Random(seed).sample(fresh, min(rows, len(fresh)))  # noqa: S311 - a sample, no secret
    return sorted(drawn, key=lambda one: (_order(places(one, records)[0]), one.id))


def read_already(folder: Path = SAMPLES) -> frozenset[tuple[str, ...]]:
    """Return what the samples hold, whatever the verdict."""
    held: set[tuple[str, ...]] = set()
    for file in folder.glob("*.tsv"):
        with file.open(encoding="utf-8", newline="") as lines:
            held |= {key(one) for one in csv.DictReader(lines, delimiter="\t")}
    return frozenset(held)


def key(one: dict[str, str]) -> tuple[str, ...]:
    """Return what a row says, wherever it stands."""
    return tuple(one[column] for column in SAME)


def row(one: Statement, records: Records) -> dict[str, str]:
    """Return a statement as a row of a sample, at the first of its places, without a verdict."""
    place = places(one, records)[0]
    cells = (
        place.document_id,
        place.locator,
        one.rule,
        one.subject,
        ",".join(one.partners),
        one.predicate,
        one.object,
        conditions(one),
        place.quote_sha256[:16],
    )
    return dict(zip(COLUMNS, (*cells, "", ""), strict=True)) | (
        {APPROVAL: ""} if one.predicate == "approved_for" else {}
    )


def places(one: Statement, records: Records) -> list[Evidence]:
    """Return the places that a statement rests on; what heads them comes last."""
    held = [records.evidence[place] for place in one.evidence_ids if place in records.evidence]
    return sorted(held, key=lambda place: (place.role != "result", _order(place)))


def _order(place: Evidence) -> tuple[str, int, str]:
    return place.document_id, place.start, place.id


def conditions(one: Statement) -> str:
    """Return what narrows a statement, as the samples write it."""
    told = one.qualifiers
    values = {
        "purpose": told.purpose,
        "line_min": told.line_min or "",
        "line_max": told.line_max or "",
        "setting": told.setting,
        "phases": " > ".join(told.phases),
        "state": ",".join(told.disease_state),
        "stage": ",".join(told.stage),
        "population": ",".join(told.population),
        "age_min": "" if told.age_min < 0 else told.age_min,
        "age_max": "" if told.age_max < 0 else told.age_max,
        "combination": told.combination,
        "frequency": told.frequency,
        "seriousness": told.seriousness,
        "level_of_evidence": told.level_of_evidence,
        "note": told.note,
        "requires": _states(one.requires),
        "excludes": _states(one.excludes),
        "after": ",".join(f"{prior.therapy_id or prior.text}:{prior.relation}:{prior.count}" for prior in one.after),
        "not_after": ",".join(f"{prior.therapy_id or prior.text}:{prior.relation}" for prior in one.not_after),
        "not_for": ",".join(one.excluded_cancers),
        "modality": "" if one.modality == "asserted" else one.modality,
    }
    return "; ".join(f"{name}={value}" for name, value in values.items() if value != "")


def _states(markers: Iterable[BiomarkerState]) -> str:
    return ",".join(f"{one.biomarker_id.removeprefix('biomarker:')}:{one.state}" for one in markers)


def sources(documents: frozenset[str], records: Records, corpus: Path) -> dict[str, SourceDocument]:
    """Return the documents as their loaders open them; those that the corpus lacks are left out."""
    collections = {records.documents[one].collection for one in documents if one in records.documents}
    found: dict[str, SourceDocument] = {}
    for name, loader in discover().items():
        if name in collections and (corpus / loader.home).exists():
            for one in loader.documents(locate(loader, corpus)):
                if isinstance(one, SourceDocument) and one.document.id in documents:
                    found[one.document.id] = one
    return found


def words_at(place: Evidence, source: SourceDocument | None, context: int) -> str:
    """Return a place's words, marked, between those around it; or why they cannot be shown."""
    if source is None:
        return "(the corpus lacks the document)"
    start, end = place.start, place.end
    if start < 0:
        values = (str(value) for value in source.fields.values())
        return next(
            (value for value in values if quote_hash(value) == place.quote_sha256), "(no field has these words)"
        )
    if quote_hash(source.text[start:end]) != place.quote_sha256:
        return "(the document has changed)"
    before, quote, after = (
        " ".join(_LINK.sub("]", part).split())
        for part in (source.text[:start], source.text[start:end], source.text[end:])
    )
    return f"{before[max(0, len(before) - context) :]} [[{quote}]] {after[:context]}".strip()


def sheet(drawn: Sequence[Statement], records: Records, corpus: Path, context: int) -> Iterator[str]:
    """Yield for each row its names and its places' words; words that stand above already are told by their row."""
    held = [places(one, records) for one in drawn]
    opened = sources(frozenset(place.document_id for one in held for place in one), records, corpus)
    shown: defaultdict[str, int] = defaultdict(int)
    for number, (one, its_places) in enumerate(zip(drawn, held, strict=True), start=1):
        names = " + ".join(name_of(item, records) for item in (one.subject, *one.partners))
        yield f"{number}. {names} | {one.predicate} {one.agency} | {name_of(one.object, records)} | {conditions(one)}"
        for place in its_places:
            if shown[place.id]:
                yield f"   {place.document_id}, {place.locator}: as at {shown[place.id]}"
                continue
            shown[place.id] = number
            around = context if place.role == "result" else 0
            words = words_at(place, opened.get(place.document_id), around)
            yield f"   {place.document_id}, {place.locator} ({place.role}): {words}"


def name_of(identifier: str, records: Records) -> str:
    """Return the name of an entity, its id where it is not held."""
    entity = records.entities.get(identifier)
    return entity.name if entity else identifier


def main() -> None:
    """Write the rows and print the places."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rule")
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--context", type=int, default=300)
    parser.add_argument("--knowledge", type=Path, default=KNOWLEDGE)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    records = known(read_knowledge(options.knowledge))
    drawn = draw(records, options.rule, options.rows, options.seed, read=read_already(), kept=kept_documents())
    if not drawn:
        rules = sorted({one.rule for one in records.statements.values() if one.review_status in TOLD})
        parser.exit(2, f"nothing left to read that {options.rule} accepted; rules: {', '.join(rules)}\n")
    rows = [row(one, records) for one in drawn]
    with options.to.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), delimiter="\t", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    sys.stdout.writelines(f"{line}\n" for line in sheet(drawn, records, options.corpus, options.context))


if __name__ == "__main__":
    main()
