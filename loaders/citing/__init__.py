"""Curated rows and the places they rest on: finding a few words in a stored text, and checking a quote by its hash.

CitationError                a curated row cannot be tied to a document
├── UncitedDocumentError     the document that it names is not in the corpus
└── QuoteNotFoundError       the place that it names does not hold what it rests on
"""

from loaders import LoadError


class CitationError(LoadError):
    """A curated row without a place to rest on is refused."""


class UncitedDocumentError(CitationError):
    """The document is not held."""

    def __init__(self, document_id: str) -> None:
        self.document_id = document_id
        super().__init__(f"{document_id} is not in the corpus; name a document that is held, or leave the fact out")


class QuoteNotFoundError(CitationError):
    """The document is held, the place is not in it."""

    def __init__(self, document_id: str, place: str) -> None:
        self.document_id = document_id
        self.place = place
        super().__init__(f"{document_id} holds no {place}; find the place anew and write it into the row")
