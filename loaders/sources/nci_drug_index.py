"""The National Cancer Institute's index of cancer drugs: it proves no approval, but what it does not name had none.

Its entries are the names of drugs and brands; nothing that it says of their uses is read.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from loaders.drug_index import read_index
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument
from loaders.markdown.page import open_pages
from nlp.lexicon import Lexicon

COLLECTION = "nci-drug-index"
AGENCY = "agency:fda"
_ENTRY = re.compile(r"^- \[(.{2,})\]\(/", re.MULTILINE)


class NciDrugIndexLoader:
    """One Markdown file: a link for each drug and each brand."""

    name = COLLECTION
    describe = "NCI index of cancer drugs: what it does not name was not approved on its day"
    home = "nci/drugs/cancer-drugs.md"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        yield from open_pages(path, COLLECTION, "index", "institute", agency=AGENCY)

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        entries = _ENTRY.findall(document.text)
        read_index(document.document, document.text, entries, AGENCY, context.lexicon or Lexicon(), reading)
        return reading


LOADER = NciDrugIndexLoader()
