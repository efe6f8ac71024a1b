"""A source document, and the place in it that a statement rests on."""

from dataclasses import dataclass

from graph.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Document:
    """One held source: a page, a label text, a row of a table.

    ``tier`` is one of regulator, regulator_copy, institute, company, paper, press, other.
    ``kind`` says what the document can prove: label (a brand's full list of uses), generic_label (no
    brand: can add a use, its silence removes none), drug_page, regulator_list (a table row that is a
    product's full list of uses), leaflet (never proof of status), event_row, index (never proof of an
    approval), treatment_summary, treatment_page, dictionary, article, trial_record, ontology, research_page.
    ``attested`` is the content date, else the date at which the collection was current
    (``loaders/attestation.yaml``); ``retrieved`` proves nothing about content.
    ``published`` is the document's own date, '' where it gives none.
    ``sha256`` is the hash of the bytes that were read, hex.
    """

    id: str
    title: str
    publisher: str
    url: str
    licence: str
    tier: str
    kind: str
    collection: str
    sha256: str
    published: PartialDate = ""
    retrieved: PartialDate = ""
    attested: PartialDate = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place in one document that a record rests on.

    ``locator`` reads as a person would find it ("Use in Cancer, bullet 3"; "row 41").
    ``start`` and ``end`` are character offsets into the stored text, -1 where the place is a field of a row.
    ``quote_sha256`` is the hash of exactly that stored text (UTF-8), so that the quote can be checked
    without being kept. ``role`` is result, heading, field, background or title: only the first three support.
    """

    id: str
    document_id: str
    locator: str
    quote_sha256: str
    start: int = -1
    end: int = -1
    role: str = "result"
