"""Boxed warnings of products, as seen on copies of their labels: which harms, where, and when."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from graph.model import Document, Qualifiers, Statement
from graph.model.dates import PartialDateError, parse_partial_date
from loaders.adverse_effects.lexicon import effect_lexicon
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, evidence, review_item
from loaders.products import known_product, known_therapy, without_aside
from loaders.reconciliation.derivation import statement_id
from loaders.tables import TableError, host, parts, row_digest, row_text, rows, text_hash
from nlp.lexicon import Lexicon

COLLECTION = "boxed-warnings"
AGENCY = "agency:fda"
COLUMNS = ("agency", "brand", "therapy", "warning", "plain_name", "seen_on", "source_url", "source_kind", "note")
TIERS = frozenset({"regulator", "regulator_copy", "press", "company", "paper"})
RULE = "boxed-warning-row"


class BoxedWarningsLoader:
    """One row per product; each harm of its list becomes a statement."""

    name = COLLECTION
    describe = "boxed warnings of CAR-T products, with the page and the date they were seen on"
    home = "events/boxed-warnings.tsv"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        try:
            for number, row in rows(path, COLUMNS):
                place = f"{path.name}, row {number}"
                if isinstance(row, str):
                    yield BrokenDocument(COLLECTION, place, row)
                else:
                    yield SourceDocument(_record(row), row_text(row), row, place)
        except (OSError, TableError) as error:
            yield BrokenDocument(COLLECTION, path.name, str(error))

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        row: Mapping[str, str] = document.fields
        lexicon = context.lexicon or Lexicon()
        therapy = known_therapy(row["therapy"], lexicon) or known_product(row["brand"], lexicon)
        if therapy is None or not row["source_url"]:
            detail = "The therapy of this row is not known, or no page is named; complete the row."
            reading.set_aside.append(review_item("therapy_not_linked", "document", detail, document.document))
            return reading
        place = evidence(document.document, document.text, 0, len(document.text), document.place, role="field")
        reading.records.add(document.document)
        reading.records.add(place)
        for warning in parts(row["warning"]):
            found = effect_lexicon().find(without_aside(warning))
            if not found:
                detail = f"The harm {warning!r} is not known by name; add it to adverse_effects.tsv."
                item = review_item("harm_not_linked", "statement", detail, document.document, therapy_id=therapy)
                reading.set_aside.append(item)
            for mention in found[:1]:
                reading.records.add(mention.effect.entity())
                reading.records.add(_statement(therapy, mention.effect.id, place.id))
        return reading


def _statement(therapy: str, effect: str, place: str) -> Statement:
    made = Statement(
        id="",
        predicate="causes",
        subject=therapy,
        object=effect,
        agency=AGENCY,
        qualifiers=Qualifiers(seriousness="boxed_warning"),
        evidence_ids=(place,),
        review_status="single_source",
        rule=RULE,
        agent_type="manual_agent",
    )
    return replace(made, id=statement_id(made))


def _record(row: Mapping[str, str]) -> Document:
    text = row_text(row)
    try:
        seen = parse_partial_date(row["seen_on"])
    except PartialDateError:
        seen = ""
    return Document(
        id=f"doc:{COLLECTION}/{row_digest(COLLECTION, row)}",
        title=f"Boxed warning of {row['brand']} ({row['therapy']})",
        publisher=host(row["source_url"]) or "page not named",
        url=row["source_url"],
        licence="Facts gathered by hand; the page that the row rests on is named in it",
        tier=row["source_kind"] if row["source_kind"] in TIERS else "other",
        kind="article",
        collection=COLLECTION,
        sha256=text_hash(text),
        published=seen,
        attested=seen,
        agency=AGENCY,
    )


LOADER = BoxedWarningsLoader()
