"""Trials of cell therapies, one row each: what is tested in which cancer, in which phase, and how it stood when."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from graph.model import Document, Entity, Name, Qualifiers, Records, Statement
from graph.model.dates import PartialDateError, parse_partial_date
from graph.model.identifiers import digest, slug
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, evidence, review_item
from loaders.products import known_therapy, without_aside
from loaders.reconciliation.derivation import statement_id
from loaders.tables import TableError, host, row_digest, row_text, rows, text_hash
from nlp.cancers import read_cancers
from nlp.lexicon import Lexicon

COLLECTION = "cell-therapy-trials"
COLUMNS = ("nct", "title_in_own_words", "therapy", "target", "cancer", "phase", "status", "status_date", "source_url")
RULE = "trial-row"
CLASS = "CAR-T"
_NUMBER = re.compile(r"^NCT\d{8}$")
_OF_CLASS = re.compile(r"\bCAR[- ]T\b(?![- ]?NK)")


class CellTherapyTrialsLoader:
    """Rows become a Trial and what it studies; a row without a registry number keeps its own key."""

    name = COLLECTION
    describe = "trials of cell therapies with target, phase, status and the date of the status"
    home = "events/cell-therapy-trials.tsv"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        try:
            for number, row in rows(path, COLUMNS):
                place = f"{path.name}, row {number}"
                if isinstance(row, str):
                    yield BrokenDocument(COLLECTION, place, row)
                else:
                    yield SourceDocument(_record(row), row_text(row), row, place)
        except (OSError, TableError) as error:
            yield BrokenDocument(COLLECTION, path.name, str(error))

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        row: Mapping[str, str] = document.fields
        lexicon = context.lexicon or Lexicon()
        if row["therapy"].startswith("none") or not row["source_url"]:
            return reading
        cancers = sorted({m.entity_ids[0] for m in read_cancers(row["cancer"], lexicon) if len(m.entity_ids) == 1})
        if not cancers:
            detail = "The cancer of this trial could not be linked; name it in the cancer names."
            reading.set_aside.append(review_item("cancer_not_linked", "document", detail, document.document))
            return reading
        record = document.document
        place = evidence(record, document.text, 0, len(document.text), document.place, role="field")
        reading.records.add(record)
        reading.records.add(place)
        trial = _trial(row, record, reading.records)
        therapy = _therapy(row, record, place.id, lexicon, reading.records)
        for cancer in cancers:
            made = Statement(
                id="",
                predicate="studied_for",
                subject=therapy,
                object=cancer,
                modality="investigational",
                qualifiers=Qualifiers(note=trial),
                evidence_ids=(place.id,),
                review_status="single_source",
                rule=RULE,
                agent_type="manual_agent",
            )
            reading.records.add(replace(made, id=statement_id(made)))
        return reading


def _trial(row: Mapping[str, str], record: Document, records: Records) -> str:
    """Add the trial; return its id. Its properties are what the row tells, '' left out."""
    identifier = f"nct:{row['nct']}" if _NUMBER.match(row["nct"]) else f"nct:{record.id.rpartition('/')[2]}"
    told = {
        "phase": row["phase"],
        "status": re.split(r"[;(,]", row["status"])[0].strip(),
        "status_date": row["status_date"],
        "target": row["target"],
        "registry_number": row["nct"] if _NUMBER.match(row["nct"]) else "",
        "document": record.id,
    }
    held = tuple(sorted((key, value) for key, value in told.items() if value))
    records.add(Entity(identifier, "Trial", "trial", row["title_in_own_words"], properties=held))
    return identifier


def _therapy(row: Mapping[str, str], record: Document, place: str, lexicon: Lexicon, records: Records) -> str:
    """Return the therapy under study; one that no vocabulary holds is made, and tied to its class where it names it."""
    name = row["therapy"]
    known = known_therapy(name, lexicon) or known_therapy(without_aside(name), lexicon)
    if known is not None:
        return known
    identifier = f"therapy:{slug(name)}"
    records.add(Entity(identifier, "Therapy", "substance", name))
    records.add(Name(f"name:{digest(identifier, name)}", identifier, name, "generic", document_id=record.id))
    above = known_therapy(CLASS, lexicon)
    if above is not None and _OF_CLASS.search(f"{name} {row['title_in_own_words']}"):
        made = Statement(
            id="",
            predicate="member_of",
            subject=identifier,
            object=above,
            evidence_ids=(place,),
            review_status="single_source",
            rule=RULE,
            agent_type="manual_agent",
        )
        records.add(replace(made, id=statement_id(made)))
    return identifier


def _record(row: Mapping[str, str]) -> Document:
    text = row_text(row)
    try:
        dated = parse_partial_date(row["status_date"])
    except PartialDateError:
        dated = ""
    return Document(
        id=f"doc:{COLLECTION}/{row_digest(COLLECTION, row)}",
        title=f"{row['nct'] or 'Trial without a registry number'}: {row['title_in_own_words']}",
        publisher=host(row["source_url"]) or "page not named",
        url=row["source_url"],
        licence="Facts gathered by hand; the page that the row rests on is named in it",
        tier="paper" if "pmc.ncbi" in row["source_url"] or "pubmed" in row["source_url"] else "press",
        kind="trial_record",
        collection=COLLECTION,
        sha256=text_hash(text),
        published=dated,
        attested=dated,
    )


LOADER = CellTherapyTrialsLoader()
