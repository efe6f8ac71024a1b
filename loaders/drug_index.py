"""Indexes of all medicines of an agency: what they do not name was not approved on their day.

An index proves no approval, so its entries tell no use: each becomes a listed report without a reading. Its words are
kept, those of unknown things too, so that nothing that they could mean is taken for absent.
"""

from collections.abc import Iterable

from graph.model import Document, ReportedUse
from graph.model.identifiers import digest
from loaders.loader import Reading, evidence
from loaders.products import THERAPY, substance_of
from nlp.lexicon import Lexicon

ANY = "class:cancer-drug"
"""What the entries are told of that no known name stands in."""


def read_index(
    document: Document, text: str, entries: Iterable[str], agency: str, lexicon: Lexicon, reading: Reading
) -> None:
    """Add a report without a reading for each therapy that an index names, and one for all that is not known."""
    place = evidence(document, text, 0, len(text), "the whole list", "field")
    reading.records.add(document)
    reading.records.add(place)
    words: dict[str, list[str]] = {}
    for entry in entries:
        for therapy in _therapies(entry, lexicon) or {ANY}:
            words.setdefault(therapy, []).append(entry)
    for ordinal, therapy in enumerate(sorted(words), start=1):
        reading.records.add(
            ReportedUse(
                id=f"use:{digest(document.id, therapy)}",
                document_id=document.id,
                ordinal=ordinal,
                kind="listed",
                agency=agency,
                therapy_id=therapy,
                evidence_ids=(place.id,),
                note="; ".join(words[therapy]),
            )
        )


def _therapies(entry: str, lexicon: Lexicon) -> set[str]:
    found: set[str] = set()
    for mention in lexicon.find(entry, labels=THERAPY):
        for entity_id in mention.entity_ids:
            found.add(entity_id)
            if entity_id.startswith("product:") and (substance := substance_of(entity_id, lexicon)):
                found.add(substance)
    return found
