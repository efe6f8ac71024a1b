"""Which class a therapy belongs to, which it does not, and which classes exclude each other.

Every row names the document whose words define the therapy; a *no* rests on the definitions of both sides.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from graph.model import Edge, Qualifiers, Records, Statement
from graph.model.identifiers import digest
from loaders.citing import CitationError
from loaders.citing.citations import Citations, open_cited
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, review_item
from loaders.vocabularies.curated_document import curated_documents
from loaders.vocabularies.tables import read_table

Row = Mapping[str, str]
PRIMARY = "primary class"


class TherapyClassLoader:
    """The curated tables of class membership."""

    name = "therapy-classes"
    describe = "classes of therapies: members, not members, parents, and classes that exclude each other"
    home = ""
    needs_lexicon = False

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        for document in curated_documents(tuple(_READERS)):
            if isinstance(document, SourceDocument):
                table = read_table(document.place, "document")
                ids = {value for row in table for column, value in row.items() if column.endswith("document")}
                yield SourceDocument(document.document, document.text, {"cited": open_cited(path, ids)}, document.place)
            else:
                yield document

    def read(self, document: SourceDocument, context: Context) -> Reading:  # noqa: ARG002
        reading = Reading()
        reading.records.add(document.document)
        citations = Citations.of(document, reading.records)
        for row in read_table(document.place, "document", "words"):
            try:
                _READERS[document.place](row, citations, reading.records)
            except CitationError as error:
                place = f"{document.place}, line {row['line']}"
                aside = review_item("citation", "statement", str(error), document.document, locator=place)
                reading.set_aside.append(aside)
        return reading


def _member(row: Row, citations: Citations, records: Records) -> None:
    note = PRIMARY if row["primary"] == "yes" else ""
    place = citations.cite(row["document"], row["words"])
    records.add(_statement("member_of", row["member"], row["class"], (place.id,), note))


def _parent(row: Row, citations: Citations, records: Records) -> None:
    place = citations.cite(row["document"], row["words"])
    records.add(_statement("member_of", row["class"], row["parent"], (place.id,)))


def _not_member(row: Row, citations: Citations, records: Records) -> None:
    own = citations.cite(row["document"], row["words"])
    other = citations.cite(row["class_document"], row["class_words"])
    records.add(_statement("not_member_of", row["member"], row["class"], tuple(sorted({own.id, other.id}))))


def _disjoint(row: Row, citations: Citations, records: Records) -> None:
    one = citations.cite(row["document"], row["words"])
    other = citations.cite(row["other_document"], row["other_words"])
    subject, target = sorted((row["class"], row["other"]))
    identifier = f"edge:{digest('DISJOINT_WITH', subject, target)}"
    records.add(Edge(identifier, "DISJOINT_WITH", subject, target, tuple(sorted({one.id, other.id}))))


def _statement(predicate: str, subject: str, other: str, evidence_ids: tuple[str, ...], note: str = "") -> Statement:
    return Statement(
        id=f"st:{digest(predicate, subject, other)}",
        predicate=predicate,
        subject=subject,
        object=other,
        qualifiers=Qualifiers(note=note),
        evidence_ids=evidence_ids,
        review_status="accepted",
        rule="curated",
        agent_type="manual_agent",
    )


_READERS: dict[str, Callable[[Row, Citations, Records], None]] = {
    "class_members.tsv": _member,
    "class_parents.tsv": _parent,
    "not_members.tsv": _not_member,
    "disjoint_classes.tsv": _disjoint,
}

LOADER = TherapyClassLoader()
