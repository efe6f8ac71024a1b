"""Drugs@FDA: when each product was first approved. The date belongs to the product and never fills a use's.

The dump of July 2019 lacks the biologics of CBER (CAR-T cells, BCG). Only products that our names hold are kept. Its
ingredients together tell which drugs were not approved by then.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from graph.model import Document, ReportedUse
from graph.model.dates import PartialDateError, parse_partial_date
from graph.model.identifiers import digest
from loaders.attestation import attested
from loaders.drug_index import read_index
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, evidence
from loaders.products import known_product, known_therapy
from loaders.tables import text_hash
from nlp.lexicon import Lexicon

COLLECTION = "drugs-at-fda"
AGENCY = "agency:fda"
INDEX = f"doc:{COLLECTION}/ingredients"
PUBLISHER = "U.S. Food and Drug Administration"
LICENCE = "US government work, CC0"
LINK = "https://www.accessdata.fda.gov/scripts/cder/daf/index.cfm?event=overview.process&ApplNo="
PRODUCTS = "Products.txt"
SUBMISSIONS = "Submissions.txt"


class DrugsAtFdaLoader:
    """One document for each application with an original approval."""

    name = COLLECTION
    describe = "Drugs@FDA dump: the first approval of each product, as the product's own date"
    home = "fda/drugsatfda-2019-07.zip"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        try:
            with ZipFile(path) as archive:
                products = _by_application(archive, PRODUCTS, ("ApplNo", "DrugName", "ActiveIngredient"))
                submissions = _by_application(
                    archive, SUBMISSIONS, ("ApplNo", "SubmissionType", "SubmissionStatus", "SubmissionStatusDate")
                )
        except (BadZipFile, OSError, KeyError, csv.Error) as error:
            yield BrokenDocument(COLLECTION, path.name, f"no dump of Drugs@FDA: {error}")
            return
        ingredients = {row["ActiveIngredient"] for rows in products.values() for row in rows} - {""}
        if ingredients:
            yield _index(sorted(ingredients), path.name)
        for application in sorted(products):
            first = _first_approval(submissions.get(application, ()))
            if first:
                yield _document(application, products[application], first)

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        lexicon = context.lexicon or Lexicon()
        if document.document.id == INDEX:
            read_index(document.document, document.text, document.text.splitlines(), AGENCY, lexicon, reading)
            return reading
        place = None
        for brand, ingredient in document.fields["products"]:
            product = known_product(brand, lexicon)
            if product is None or not _is_of(product, ingredient, lexicon):
                continue
            place = place or evidence(
                document.document,
                document.text,
                0,
                len(document.text),
                f"application {document.fields['application']}",
                "field",
            )
            reading.records.add(document.document)
            reading.records.add(place)
            reading.records.add(
                ReportedUse(
                    id=f"use:{digest(document.document.id, product)}",
                    document_id=document.document.id,
                    ordinal=0,
                    kind="granted",
                    agency=AGENCY,
                    therapy_id=product,
                    brands=(product,),
                    date=document.fields["first"],
                    evidence_ids=(place.id,),
                )
            )
        return reading


def _by_application(archive: ZipFile, name: str, columns: tuple[str, ...]) -> dict[str, list[dict[str, str]]]:
    """Return the rows of a table by application. Raises KeyError where a table or column is missing."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with archive.open(name) as file:
        reader = csv.DictReader(
            io.TextIOWrapper(file, "cp1252", errors="replace"), delimiter="\t", quoting=csv.QUOTE_NONE
        )
        for row in reader:
            kept = {column: (row[column] or "").strip() for column in columns}
            found[kept["ApplNo"]].append(kept)
    return found


def _first_approval(submissions: list[dict[str, str]] | tuple[()]) -> str:
    dates = [
        row["SubmissionStatusDate"][:10]
        for row in submissions
        if row["SubmissionType"] == "ORIG" and row["SubmissionStatus"] == "AP"
    ]
    try:
        return min((parse_partial_date(day) for day in dates if day), default="")
    except PartialDateError:
        return ""


def _document(application: str, rows: list[dict[str, str]], first: str) -> SourceDocument:
    products = sorted({(row["DrugName"], row["ActiveIngredient"]) for row in rows})
    lines = [f"application: {application}", f"first approved: {first}"]
    text = "\n".join([*lines, *(f"product: {brand} ({ingredient})" for brand, ingredient in products)])
    record = Document(
        id=f"doc:{COLLECTION}/{application}",
        title=f"Drugs@FDA, application {application}: {products[0][0].title()}",
        publisher=PUBLISHER,
        url=f"{LINK}{application}",
        licence=LICENCE,
        tier="regulator",
        kind="event_row",
        collection=COLLECTION,
        sha256=text_hash(text),
        published=first,
        attested=attested(COLLECTION),
        agency=AGENCY,
    )
    return SourceDocument(record, text, {"application": application, "first": first, "products": products}, application)


def _index(ingredients: list[str], place: str) -> SourceDocument:
    """Return the names of all ingredients of approved drugs."""
    text = "\n".join(ingredients)
    record = Document(
        id=INDEX,
        title="Drugs@FDA, active ingredients of all applications",
        publisher=PUBLISHER,
        url="",
        licence=LICENCE,
        tier="regulator",
        kind="index",
        collection=COLLECTION,
        sha256=text_hash(text),
        attested=attested(COLLECTION),
        agency=AGENCY,
    )
    return SourceDocument(record, text, place=place)


def _is_of(product: str, ingredient: str, lexicon: Lexicon) -> bool:
    """Say whether a product's substance is the row's ingredient: a brand may have meant another drug once."""
    substances = set(lexicon.substance_of.get(product, ()))
    if known_therapy(ingredient, lexicon) in substances:
        return True
    first = ingredient.split(maxsplit=1)[0].lower().rstrip(";,") if ingredient.split() else ""
    return bool(first) and any(first in lexicon.name_of(substance).lower() for substance in substances)


LOADER = DrugsAtFdaLoader()
