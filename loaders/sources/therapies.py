"""Therapies: substances and their formulations, products, regimens with parts, classes, procedures; and agencies.

Each row names the document that first told of the therapy. Names of sources keep their words; a product is tied to
what it is a brand of, a formulation to its substance; only listed pairs are the same formulation.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from graph.model import Document, Edge, Entity, Name, Records, Statement
from graph.model.identifiers import digest
from loaders.citing.facts import definitions
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, field_evidence
from loaders.reconciliation.derivation import statement_id
from loaders.vocabularies.curated_document import COLLECTION, curated_documents
from loaders.vocabularies.tables import read_table

RULE = "curated"
_WHOLE_PAGES = ("doc:nci-drugs/", "doc:fda-labels/")


class TherapyLoader:
    """The curated tables of therapies and agencies."""

    name = "therapies"
    describe = "therapies, their products, formulations, regimens and names; classes, procedures, agencies"
    home = ""
    needs_lexicon = False

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:  # noqa: ARG002
        yield from curated_documents(tuple(_READERS))

    def read(self, document: SourceDocument, context: Context) -> Reading:  # noqa: ARG002
        reading = Reading()
        reading.records.add(document.document)
        _READERS[document.place](document.document, reading.records)
        return reading


def _read_therapies(document: Document, records: Records) -> None:  # noqa: ARG001
    for row in read_table("therapies.tsv", "id", "kind", "name", "document"):
        mappings = (row["id"],) if row["id"].startswith("ncit:") else ()
        records.add(Entity(row["id"], "Therapy", row["kind"], row["name"], mappings=mappings))
        _name(records, row["id"], row["name"], "preferred", row["document"])


def _read_names(document: Document, records: Records) -> None:  # noqa: ARG001
    for row in read_table("therapy_names.tsv", "entity", "kind", "texts"):
        for text in row["texts"].split("|"):
            _name(records, row["entity"], text, row["kind"])


def _read_products(document: Document, records: Records) -> None:
    for row in read_table("products.tsv", "id", "name", "of", "agencies", "document"):
        properties = (("agencies", row["agencies"]),) if row["agencies"] else ()
        records.add(Entity(row["id"], "Therapy", "product", row["name"], properties=properties))
        _name(records, row["id"], row["name"], "brand", row["document"])
        for substance in row["of"].split(";"):
            _edge(records, document, row, "BRAND_OF", row["id"], substance)


def _read_forms(document: Document, records: Records) -> None:
    for row in read_table("therapy_forms.tsv", "subject", "predicate", "object", "document"):
        _edge(records, document, row, row["predicate"], row["subject"], row["object"])


def _read_regimens(document: Document, records: Records) -> None:
    for row in read_table("regimens.tsv", "id", "name", "parts", "names", "mapping", "document"):
        mappings = (row["mapping"],) if row["mapping"] else ()
        records.add(Entity(row["id"], "Therapy", "regimen", row["name"], mappings=mappings))
        _name(records, row["id"], row["name"], "preferred", row["document"])
        for text in filter(None, row["names"].split("|")):
            _name(records, row["id"], text, "synonym")
        for part in row["parts"].split(";"):
            place = field_evidence(_source(row, document), row["name"], "Drugs in the combination")
            records.add(place)
            records.add(_statement("part_of", part, row["id"], place.id))


def _read_classes(document: Document, records: Records) -> None:
    documented = {(row["class"], row["parent"]) for row in read_table("class_parents.tsv", "class", "parent")}
    for row in read_table("therapy_classes.tsv", "id", "name", "plain_name", "parents", "closed", "names"):
        told = definitions().get(row["id"], "")
        properties = (("closed", row["closed"]),)
        records.add(Entity(row["id"], "Therapy", "class", row["name"], row["plain_name"], told, properties=properties))
        _names(records, row, document)
        for parent in filter(None, row["parents"].split(";")):
            if (row["id"], parent) not in documented:
                place = field_evidence(document, f"{row['id']} {parent}", f"line {row['line']}")
                records.add(place)
                records.add(_statement("member_of", row["id"], parent, place.id))


def _read_procedures(document: Document, records: Records) -> None:
    for row in read_table("procedures.tsv", "id", "name", "plain_name", "names"):
        told = definitions().get(row["id"], "")
        records.add(Entity(row["id"], "Therapy", "procedure", row["name"], row["plain_name"], told))
        _names(records, row, document)


def _read_supplements(document: Document, records: Records) -> None:
    for row in read_table("supplements.tsv", "id", "name", "plain_name", "names"):
        told = definitions().get(row["id"], "")
        records.add(Entity(row["id"], "Therapy", "supplement", row["name"], row["plain_name"], told))
        _names(records, row, document)


def _read_agencies(document: Document, records: Records) -> None:
    for row in read_table("agencies.tsv", "id", "name", "plain_name", "names"):
        records.add(Entity(row["id"], "Agency", "regulator", row["name"], row["plain_name"]))
        _names(records, row, document)


def _names(records: Records, row: Mapping[str, str], document: Document) -> None:
    _name(records, row["id"], row["name"], "preferred", document.id)
    for text in filter(None, row["names"].split("|")):
        _name(records, row["id"], text, "synonym", document.id)


def _name(records: Records, entity: str, text: str, kind: str, document_id: str = "") -> None:
    identifier = f"name:{digest(entity, text)}"
    if identifier not in records.names:
        strict = kind == "abbreviation"
        held = document_id if document_id.startswith((*_WHOLE_PAGES, f"doc:{COLLECTION}/")) else ""
        records.add(Name(identifier, entity, text, kind, strict, held))


def _edge(
    records: Records, document: Document, row: Mapping[str, str], predicate: str, subject: str, other: str
) -> None:
    evidence = field_evidence(_source(row, document), f"{subject} {other}", _place(row, predicate))
    records.add(evidence)
    records.add(Edge(f"edge:{digest(predicate, subject, other)}", predicate, subject, other, (evidence.id,)))


def _place(row: Mapping[str, str], predicate: str) -> str:
    if row["document"].startswith("doc:nci-drugs/"):
        return "US Brand Name(s)" if predicate == "BRAND_OF" else "opening sentences"
    return f"line {row['line']}; told by {row['document']}"


def _statement(predicate: str, subject: str, other: str, evidence_id: str) -> Statement:
    """Make a statement with the id that a reader of the same fact gives it, so that the two are one."""
    made = Statement(
        id="",
        predicate=predicate,
        subject=subject,
        object=other,
        evidence_ids=(evidence_id,),
        review_status="accepted",
        rule=RULE,
        agent_type="manual_agent",
    )
    return replace(made, id=statement_id(made))


def _source(row: Mapping[str, str], document: Document) -> Document:
    """Return the document that a row rests on: the page itself, or this table where a source has a document a row."""
    if not row["document"].startswith(_WHOLE_PAGES):
        return document
    return Document(row["document"], "", "", "", "", "institute", "drug_page", "", "")


_READERS: dict[str, Callable[[Document, Records], None]] = {
    "therapies.tsv": _read_therapies,
    "therapy_names.tsv": _read_names,
    "products.tsv": _read_products,
    "therapy_forms.tsv": _read_forms,
    "regimens.tsv": _read_regimens,
    "therapy_classes.tsv": _read_classes,
    "procedures.tsv": _read_procedures,
    "supplements.tsv": _read_supplements,
    "agencies.tsv": _read_agencies,
}

LOADER = TherapyLoader()
