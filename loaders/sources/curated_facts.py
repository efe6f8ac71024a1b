"""Facts that curators wrote down: mechanism steps, barriers, strategies, harms, definitions, what showed no benefit.

Every row names a document of the corpus and the quote in it by offsets and hash; a row whose document or quote is not
found is set aside with the reason, and never told.
"""

from collections.abc import Iterator
from pathlib import Path

from loaders.citing import CitationError
from loaders.citing.citations import Citations, open_cited
from loaders.citing.facts import FactError, add_fact, fact_files, read_facts
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, review_item
from loaders.vocabularies.curated_document import COLLECTION, curated_documents
from loaders.vocabularies.tables import CURATED

_FOLDER = "facts"


class CuratedFactLoader:
    """The YAML files of ``graph/knowledge/curated/facts``."""

    name = "curated-facts"
    describe = "facts that curators wrote from named documents: steps, barriers, strategies, harms, definitions"
    home = ""
    needs_lexicon = False

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        files = tuple(f"{_FOLDER}/{file.name}" for file in fact_files(CURATED / _FOLDER))
        for document in curated_documents(files):
            if isinstance(document, BrokenDocument):
                yield document
                continue
            try:
                facts = read_facts(document.place, document.text)
            except FactError as error:
                yield BrokenDocument(COLLECTION, document.place, str(error))
                continue
            cited = open_cited(path, (fact.source.document for fact in facts))
            yield SourceDocument(document.document, document.text, {"cited": cited}, document.place)

    def read(self, document: SourceDocument, context: Context) -> Reading:  # noqa: ARG002
        reading = Reading()
        reading.records.add(document.document)
        citations = Citations.of(document, reading.records)
        for number, fact in enumerate(read_facts(document.place, document.text), start=1):
            try:
                add_fact(fact, citations, reading.records)
            except CitationError as error:
                place = f"{document.place}, row {number}"
                aside = review_item("citation", "statement", str(error), document.document, locator=place)
                reading.set_aside.append(aside)
        return reading


LOADER = CuratedFactLoader()
