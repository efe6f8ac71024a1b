"""The closed lists that allow a negative for a class, and how far events were followed for its products."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.model import Coverage, CoveredProduct, Document
from graph.model.dates import PartialDateError, parse_partial_date
from graph.model.identifiers import slug
from loaders.loader import (
    BrokenDocument,
    Context,
    Reading,
    SourceDocument,
    evidence,
    review_item,
)
from loaders.markdown.page import open_pages
from loaders.products import known_therapy
from loaders.tables import TableError, parts, row_digest, row_text, rows, text_hash
from nlp.lexicon import Lexicon

COLLECTION = "coverage-lists"
COLUMNS = ("agency", "therapy", "products", "closed_list", "checked_on", "followed_to", "note")
AGENCIES = {"FDA": ("agency:fda", "fda_biologics"), "EMA": ("agency:ema", "ema_central")}


class CoverageListsLoader:
    """Rows that a curator wrote: agency, class, its products, the list they come from, and the dates."""

    name = COLLECTION
    describe = "closed lists per agency and class, which make a negative sayable"
    home = "events/coverage.tsv"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        try:
            for number, row in rows(path, COLUMNS):
                place = f"{path.name}, row {number}"
                if isinstance(row, str):
                    yield BrokenDocument(COLLECTION, place, row)
                else:
                    listed = {**row, **_list_of(row["closed_list"], path.parent.parent)}
                    yield SourceDocument(_record(row), row_text(row), listed, place)
        except (OSError, TableError) as error:
            yield BrokenDocument(COLLECTION, path.name, str(error))

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        row: Mapping[str, str] = document.fields
        lexicon = context.lexicon or Lexicon()
        therapy = known_therapy(row["therapy"], lexicon)
        products = [known_therapy(name, lexicon) for name in parts(row["products"])]
        problem = _problem(row, therapy, products)
        if problem:
            item = review_item("coverage_not_read", "document", problem, document.document, therapy_id=therapy or "")
            reading.set_aside.append(item)
            return reading
        agency, route = AGENCIES[row["agency"]]
        place = evidence(document.document, document.text, 0, len(document.text), document.place, role="field")
        reading.records.add(document.document)
        reading.records.add(place)
        grounds = [place]
        page = document.fields.get("page")
        if page is not None:
            start, end = document.fields["table"]
            grounds.append(evidence(page, document.fields["page_text"], start, end, "table of approved products"))
            reading.records.extend([page, grounds[-1]])
        reading.records.add(
            Coverage(
                id=f"cov:{agency.rpartition(':')[2]}/{slug(row['therapy'])}",
                agency=agency,
                therapy_id=therapy or "",
                products=tuple(CoveredProduct(product, "", 0, 0, 0) for product in sorted(filter(None, products))),
                closed_list=document.document.id,
                checked_on=row["checked_on"],
                followed_to=row["followed_to"],
                route=route,
                evidence_ids=tuple(sorted(one.id for one in grounds)),
            )
        )
        return reading


def _list_of(closed_list: str, corpus: Path) -> dict[str, Any]:
    """Return the page that a closed list names by its path, with the table in it; nothing where it is no page."""
    page = corpus / closed_list.split(" ", maxsplit=1)[0]
    if page.suffix != ".md" or not page.is_file():
        return {}
    name = "-".join(page.parts[-3:-1])
    for opened in open_pages(page, name, "treatment_page", "institute"):
        if isinstance(opened, SourceDocument):
            lines = [line for line in opened.text.splitlines() if line.startswith("|")]
            start = opened.text.find(lines[0]) if lines else -1
            end = opened.text.find(lines[-1], start) + len(lines[-1]) if lines else -1
            return {"page": opened.document, "page_text": opened.text, "table": (start, end)} if lines else {}
    return {}


def _problem(row: Mapping[str, str], therapy: str | None, products: list[str | None]) -> str:
    """Return why a row may not support a negative, '' where it may: every product must be known."""
    if row["agency"] not in AGENCIES:
        return f"No route is known at {row['agency']!r}; add the agency to the coverage loader."
    if therapy is None:
        return f"The class {row['therapy']!r} is not known; add its name."
    unknown = [name for name, found in zip(parts(row["products"]), products, strict=True) if found is None]
    if unknown:
        return f"These products are not known: {', '.join(unknown)}; add their names."
    try:
        for column in ("checked_on", "followed_to"):
            if not parse_partial_date(row[column]):
                return f"The row has no date in {column}; a list without a date proves nothing."
    except PartialDateError as error:
        return str(error)
    return ""


def _record(row: Mapping[str, str]) -> Document:
    text = row_text(row)
    return Document(
        id=f"doc:{COLLECTION}/{row_digest(COLLECTION, row)}",
        title=f"Closed list of {row['therapy']} products at the {row['agency']}: {row['closed_list']}",
        publisher="Curators of this project",
        url="",
        licence="Facts gathered by hand",
        tier="other",
        kind="index",
        collection=COLLECTION,
        sha256=text_hash(text),
        attested=row["checked_on"] if _is_date(row["checked_on"]) else "",
        agency=AGENCIES.get(row["agency"], ("", ""))[0],
    )


def _is_date(text: str) -> bool:
    try:
        return bool(parse_partial_date(text))
    except PartialDateError:
        return False


LOADER = CoverageListsLoader()
