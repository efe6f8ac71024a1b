"""A curated table as a document of its own: what a row rests on where its source is not loaded as one document."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from graph.model import Document
from loaders.loader import BrokenDocument, SourceDocument
from loaders.vocabularies.tables import CURATED

COLLECTION = "curated"


def curated_document(file: str, text: str) -> Document:
    """Return the record of one curated file."""
    return Document(
        id=f"doc:{COLLECTION}/{Path(file).stem.replace('_', '-')}",
        title=f"Curated table {Path(file).stem.replace('_', ' ')}",
        publisher="Treatment Explainer",
        url="",
        licence="Apache-2.0",
        tier="other",
        kind="ontology",
        collection=COLLECTION,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
    )


def curated_documents(files: tuple[str, ...]) -> Iterator[SourceDocument | BrokenDocument]:
    """Open curated files by name; those that cannot be opened are yielded as broken."""
    for file in files:
        try:
            text = (CURATED / file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            yield BrokenDocument(COLLECTION, file, f"cannot be opened: {error}")
            continue
        yield SourceDocument(curated_document(file, text), text, place=file)
