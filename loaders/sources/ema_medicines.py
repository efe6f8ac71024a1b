"""The European Medicines Agency's table of all medicines: status, dates, and the indication text of each product.

The head stands on the row whose first cell is "Category"; dates are Excel serials or dates; headings are glued to the
text after them. A row is a product's full list of uses. The authorisation date belongs to the product, never to a use.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from graph.model import Document, PartialDate, ReportedUse, Statement
from graph.model.identifiers import digest
from loaders.attestation import attested
from loaders.ema_groups import groups_of
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, field_evidence, review_item
from loaders.products import (
    brand_name,
    first_known,
    has_formulations,
    known_product,
    make_product,
    substance_of,
    tie,
)
from loaders.reconciliation.derivation import statement_id
from loaders.tables import row_digest, row_text, text_hash
from loaders.uses import Label, read_uses, set_aside_unread, with_approval_kind
from nlp.cancers import read_cancers
from nlp.extract import extract_indications
from nlp.lexicon import Lexicon

COLLECTION = "ema-table"
AGENCY = "agency:ema"
LICENCE = "EMA: reuse with acknowledgement of the source"
HEAD = "Category"
INDICATION = "Condition / indication"
NAME = "Medicine name"
STATUS = "Authorisation status"
GROUP = "Human pharmacotherapeutic group"
ATC = "ATC code"
SUBSTANCES = ("International non-proprietary name (INN) / common name", "Active substance")
KEPT = (NAME, *SUBSTANCES, STATUS, "ATC code", "Generic", "Biosimilar", "Conditional approval",
        "Exceptional circumstances", "Marketing authorisation date", "Date of refusal of marketing authorisation",
        "Decision date", "URL")  # fmt: skip
DATES = frozenset({"Marketing authorisation date", "Date of refusal of marketing authorisation", "Decision date"})
RULE_CLASS = "ema-group"
_COLUMN = {"group": GROUP, "code": ATC}
_SEVERAL = re.compile(r"[,/;+]|\band\b")
EXCEL_EPOCH = 25569  # the serial of 1970-01-01
DAY = 86400


class EmaMedicinesLoader:
    """Rows of human medicines; those without a cancer in their indication are passed over."""

    name = COLLECTION
    describe = "EMA table of medicines: authorised, withdrawn and refused products with their uses in cancer"
    home = "ema/medicines-2023-12-05.xlsx"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        try:
            rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        except (CalamineError, OSError, ValueError) as error:
            yield BrokenDocument(COLLECTION, path.name, f"no workbook: {error}")
            return
        head: list[str] = []
        for number, cells in enumerate(rows, start=1):
            if not head:
                head = [str(cell) for cell in cells] if cells and cells[0] == HEAD else []
                continue
            row = {column: _cell(column, value) for column, value in zip(head, cells, strict=False)}
            if row.get(HEAD) == "Human" and row.get(NAME):
                yield _document(row, number)
        if not head:
            yield BrokenDocument(COLLECTION, path.name, f"no row begins with {HEAD!r}, so there is no head")

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        lexicon = context.lexicon or Lexicon()
        row: Mapping[str, str] = document.fields
        indication = row[INDICATION]
        if not indication or not read_cancers(indication, lexicon):
            return reading
        record = document.document
        reading.records.add(record)
        brand = _product(row, record, lexicon, reading)
        therapy = _substance(row, record, brand, context, lexicon, reading)
        _of_product(row, record, brand, reading)
        _of_group(row, record, therapy, lexicon, reading)
        kind = _kind(row)
        found = extract_indications(indication, title=row[NAME], therapy=therapy, agency="EMA", lexicon=lexicon)
        read_uses(
            record,
            document.text,
            found,
            Label(AGENCY, therapy, (brand,)),
            reading,
            locate=lambda _: f"{row[NAME]}, {INDICATION}",
        )
        for use in list(reading.records.reported.values()):
            if use.statements:
                told = _with_kind(use, row) if kind else _doubted(use)
                reading.records.add(replace(told, kind=kind or "listed"))
        set_aside_unread(
            record, indication, found, Label(AGENCY, therapy), lexicon, reading, f"{row[NAME]}, {INDICATION}"
        )
        if not any(use.statements for use in reading.records.reported.values()):
            reading.set_aside.append(
                review_item(
                    "no_use_read",
                    "use",
                    "The indication names a cancer, but no use was read from it; read the row and write its uses.",
                    record,
                    therapy_id=therapy,
                    locator=f"{row[NAME]}, {INDICATION}",
                )
            )
        return reading


def _kind(row: Mapping[str, str]) -> str:
    """Return what the row's status makes of its uses, '' where it tells none."""
    return {"Authorised": "listed", "Withdrawn": "product_withdrawn", "Refused": "refused"}.get(row[STATUS], "")


def _doubted(use: ReportedUse) -> ReportedUse:
    """Return a use of a product whose status the table does not tell: queued, never told."""
    readings = tuple(replace(reading, rule=reading.rule or "status_not_told") for reading in use.statements)
    return replace(use, statements=readings, complete=False)


def _with_kind(use: ReportedUse, row: Mapping[str, str]) -> ReportedUse:
    if row["Conditional approval"] == "yes":
        return with_approval_kind(use, "conditional")
    plain = row["Conditional approval"] == "no" and row["Exceptional circumstances"] == "no"
    return with_approval_kind(use, "regular") if plain else use


def _product(row: Mapping[str, str], record: Document, lexicon: Lexicon, reading: Reading) -> str:
    brand = brand_name(row[NAME])
    properties = {
        "atc": row["ATC code"],
        "generic": row["Generic"],
        "biosimilar": row["Biosimilar"],
        "authorised": row["Marketing authorisation date"],
    }
    known = known_product(brand, lexicon)
    if known is not None:
        name = lexicon.entities[known].name
        reading.records.add(replace(lexicon.entities[known], name=name, properties=tuple(sorted(properties.items()))))
        return known
    return make_product(brand, reading.records, record, properties)


def _substance(
    row: Mapping[str, str], record: Document, brand: str, context: Context, lexicon: Lexicon, reading: Reading
) -> str:
    """Return what the product is a brand of: the product itself where its name alone does not tell."""
    known = substance_of(brand, lexicon)
    if known is not None:
        return known
    therapy = first_known((row[column] for column in SUBSTANCES), lexicon)
    if therapy is not None and not has_formulations(therapy, context):
        tie(
            brand, therapy, reading.records, field_evidence(record, row[SUBSTANCES[0]], f"{row[NAME]}, {SUBSTANCES[0]}")
        )
        return therapy
    reading.set_aside.append(
        review_item(
            "formulation_unknown" if therapy else "therapy_not_linked",
            "document",
            "It is not told which substance or formulation this product is a brand of; write the row of its brand.",
            record,
            therapy_id=therapy or brand,
            locator=f"{row[NAME]}, {SUBSTANCES[1]}",
        )
    )
    return brand


def _of_product(row: Mapping[str, str], record: Document, brand: str, reading: Reading) -> None:
    """Add the product's own acts: when it was authorised, that it was withdrawn."""
    acts: list[tuple[str, PartialDate, str]] = []
    if row["Marketing authorisation date"] and _kind(row) != "refused":
        acts.append(("granted", row["Marketing authorisation date"], "Marketing authorisation date"))
    if _kind(row) == "product_withdrawn":
        acts.append(("product_withdrawn", "", STATUS))
    for kind, date_, column in acts:
        place = field_evidence(record, row[column], f"{row[NAME]}, {column}")
        reading.records.add(place)
        reading.records.add(
            ReportedUse(
                id=f"use:{digest(record.id, kind)}",
                document_id=record.id,
                ordinal=0,
                kind=kind,
                agency=AGENCY,
                therapy_id=brand,
                brands=(brand,),
                date=date_,
                evidence_ids=(place.id,),
            )
        )


def _of_group(row: Mapping[str, str], record: Document, therapy: str, lexicon: Lexicon, reading: Reading) -> None:
    """Add the classes that the row's group or code gives its substance; of several substances it may mean one."""
    if therapy.startswith("product:") or any(_SEVERAL.search(row[column]) for column in SUBSTANCES):
        return
    for group in groups_of(row[GROUP], row[ATC], lexicon):
        place = field_evidence(record, row[_COLUMN[group.told_by]], f"{row[NAME]}, {_COLUMN[group.told_by]}")
        made = Statement("", "member_of", therapy, group.class_id, evidence_ids=(place.id,),
                         review_status="single_source", rule=RULE_CLASS)  # fmt: skip
        reading.records.extend([place, replace(made, id=statement_id(made))])


def _cell(column: str, value: object) -> str:
    """Return a cell as text; dates as ISO days, whether typed or serial."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if column in DATES and isinstance(value, float | int) and value:
        return datetime.fromtimestamp((float(value) - EXCEL_EPOCH) * DAY, UTC).date().isoformat()
    return str(value).strip()


def _document(row: Mapping[str, str], number: int) -> SourceDocument:
    kept = {column: row.get(column, "") for column in KEPT}
    indication = row.get(INDICATION, "")
    text = f"{indication}\n{row_text(kept)}"
    record = Document(
        id=f"doc:{COLLECTION}/{row_digest(COLLECTION, {**kept, INDICATION: indication})}",
        title=f"{row[NAME]}: European public assessment report, row of the table of medicines",
        publisher="European Medicines Agency",
        url=row.get("URL", ""),
        licence=LICENCE,
        tier="regulator",
        kind="regulator_list",
        collection=COLLECTION,
        sha256=text_hash(text),
        attested=attested(COLLECTION),
        agency=AGENCY,
    )
    return SourceDocument(record, text, {**kept, INDICATION: indication, GROUP: row.get(GROUP, "")}, f"row {number}")


LOADER = EmaMedicinesLoader()
