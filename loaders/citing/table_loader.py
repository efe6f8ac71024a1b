"""A loader of curated tables whose every row cites a document by words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.model import Qualifiers, Records, Statement
from loaders.citing import CitationError
from loaders.citing.citations import Citations, open_cited
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, review_item
from loaders.reconciliation.derivation import statement_id
from loaders.vocabularies.curated_document import curated_documents
from loaders.vocabularies.tables import read_table

Row = Mapping[str, str]
RowReader = Callable[[Row, Citations, Records], None]


@dataclass(frozen=True, slots=True)
class CitedTableLoader:
    """Reads each table with the reader of its rows; a row whose words are not found is set aside."""

    name: str
    describe: str
    readers: Mapping[str, RowReader] = field(default_factory=dict)
    home: str = ""
    needs_lexicon: bool = False

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        for document in curated_documents(tuple(self.readers)):
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
                self.readers[document.place](row, citations, reading.records)
            except CitationError as error:
                place = f"{document.place}, line {row['line']}"
                aside = review_item("citation", "statement", str(error), document.document, locator=place)
                reading.set_aside.append(aside)
        return reading


def curated_statement(
    predicate: str, subject: str, other: str, evidence_ids: tuple[str, ...], note: str = ""
) -> Statement:
    """Make an accepted statement that a person read from documents."""
    made = Statement(
        id="",
        predicate=predicate,
        subject=subject,
        object=other,
        qualifiers=Qualifiers(note=note),
        evidence_ids=evidence_ids,
        review_status="accepted",
        rule="curated",
        agent_type="manual_agent",
    )
    return replace(made, id=statement_id(made))
