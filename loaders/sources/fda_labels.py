"""FDA label texts: the section "Indications and usage" of labels, as copied without set id, version or date.

A text that names a brand of its substance is that brand's full list of uses; another is a generic's, which can add a
use but whose silence removes none. What a text is of stands in its first words; the ingredients must agree.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graph.model import Document, Statement
from loaders.attestation import attested
from loaders.label_class import read_label_classes
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, evidence, review_item
from loaders.products import THERAPY, first_known, has_formulations, known_therapy, make_product, substance_of, tie
from loaders.reconciliation.derivation import statement_id
from loaders.tables import text_hash
from loaders.uses import Label, read_uses, set_aside_unread
from nlp.extract import extract_indications
from nlp.lexicon import Lexicon

COLLECTION = "fda-labels"
AGENCY = "agency:fda"
RULE_CLASS = "label-class"
_TRIGGER = re.compile(r"\b(?:is|are|was)\b[^.]{0,160}?\bindicated\b|\bindicated\b|\b(?:is|are) used\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\W*([A-Z][\w-]*(?:\s+(?!(?i:tablets|capsules)\b)[A-Z][\w-]*)?)\s*[®™]?\s*(?:\([^()]*\))?,?\s+"
    r"(?:is|(?i:tablets|capsules) are)\b"
)
_REACH = 220


class FdaLabelsLoader:
    """One JSON line per text."""

    name = COLLECTION
    describe = "FDA label texts (indications and usage): uses with their conditions and limitations of use, classes"
    home = "fda-labels-indications.jsonl"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        try:
            lines = path.read_bytes().decode("utf-8", errors="replace").splitlines()
        except OSError as error:
            yield BrokenDocument(COLLECTION, path.name, f"cannot be opened: {error}")
            return
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _document(line, f"{path.name}, line {number}")

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        lexicon = context.lexicon or Lexicon()
        ingredients = tuple(str(name) for name in document.fields["ingredients"])
        subject = _subject(document, ingredients, context, lexicon, reading)
        if subject is None:
            reading.records.add(document.document)
            detail = "It is not told which substance or product this label is of; add its name."
            reading.set_aside.append(review_item("therapy_not_linked", "document", detail, document.document))
            return reading
        therapy, brand = subject
        record = replace(
            document.document,
            title=f"Label of {lexicon.name_of(brand) if brand in lexicon.entities else lexicon.name_of(therapy)}",
            kind="label" if brand else "generic_label",
        )
        reading.records.add(record)
        found = extract_indications(document.text, therapy=therapy, agency="FDA", lexicon=lexicon)
        label = Label(AGENCY, therapy, (brand,) if brand else ())
        read_uses(
            record,
            document.text,
            found,
            label,
            reading,
            locate=lambda one: f"Indications and usage, character {one.span[0]}",
        )
        set_aside_unread(record, document.text, found, label, lexicon, reading, "Indications and usage")
        _add_classes(record, document.text, therapy, lexicon, reading)
        return reading


def _add_classes(record: Document, text: str, therapy: str, lexicon: Lexicon, reading: Reading) -> None:
    """Add the classes that the label's first sentence gives its own drug; none to a brand of several substances."""
    if therapy.startswith("product:"):
        return
    for said in read_label_classes(text, lexicon):
        place = evidence(record, text, said.start, said.end, "Indications and usage, first sentence")
        made = Statement("", "member_of", therapy, said.class_id, evidence_ids=(place.id,),
                         review_status="single_source", rule=RULE_CLASS)  # fmt: skip
        reading.records.extend([place, replace(made, id=statement_id(made))])


def _document(line: str, place: str) -> SourceDocument | BrokenDocument:
    try:
        row = json.loads(line)
        text, identifier = row["text"], row["id"]
        ingredients = list(row["active_ingredients"])
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        return BrokenDocument(COLLECTION, place, f"no label text: {error}")
    if not isinstance(text, str) or not text.strip() or not isinstance(identifier, str):
        return BrokenDocument(COLLECTION, place, "the line has no text or no id")
    record = Document(
        id=f"doc:{COLLECTION}/{identifier.rpartition(':')[2]}",
        title="Label text",
        publisher="U.S. Food and Drug Administration, copied from DailyMed",
        url="",
        licence="US government publication",
        tier="regulator_copy",
        kind="generic_label",
        collection=COLLECTION,
        sha256=text_hash(text),
        attested=attested(COLLECTION),
        agency=AGENCY,
    )
    return SourceDocument(record, text, {"ingredients": ingredients}, place)


def _subject(
    document: SourceDocument, ingredients: tuple[str, ...], context: Context, lexicon: Lexicon, reading: Reading
) -> tuple[str, str] | None:
    """Return what a label is of, and its brand ('' for a generic); None where that is not certain."""
    held = [therapy for name in ingredients if (therapy := known_therapy(name, lexicon))]
    trigger = _TRIGGER.search(document.text[:_REACH])
    opening = document.text[: trigger.start() if trigger else _REACH]
    for mention in lexicon.find(opening, labels=THERAPY):
        if trigger is None and opening.count("(", 0, mention.start) > opening.count(")", 0, mention.start):
            continue  # a list without "is indicated" says in brackets what is given besides
        for entity_id in mention.entity_ids:
            if entity_id.startswith("product:"):
                therapy = substance_of(entity_id, lexicon)
                if therapy is not None and _agrees(therapy, held, ingredients, context):
                    return therapy, entity_id
        if mention.entity_id and _agrees(mention.entity_id, held, ingredients, context):
            return mention.entity_id, ""
    if len(held) != 1 or len(ingredients) != 1 or has_formulations(held[0], context):
        return None
    named = _OPENING.match(document.text)
    if named and not lexicon.find(named.group(1)):
        brand = named.group(1)
        product = make_product(brand.title() if brand.isupper() else brand, reading.records, document.document)
        place = evidence(document.document, document.text, named.start(1), named.end(1), "first words", "field")
        tie(product, held[0], reading.records, place)
        return held[0], product
    return held[0], ""


def _agrees(therapy: str, held: list[str], ingredients: tuple[str, ...], context: Context) -> bool:
    """Say whether a therapy can be what a label with these ingredients is of: one of them, a form or a mix of them."""
    if not held:
        return first_known(ingredients, context.lexicon or Lexicon()) is None
    if therapy in held:
        return len(ingredients) == 1 or len(held) == 1
    forms = {
        edge.object for edge in context.held.edges.values() if edge.predicate == "FORM_OF" and edge.subject == therapy
    }
    parts = {
        edge.object for edge in context.held.edges.values() if edge.predicate == "BRAND_OF" and edge.subject == therapy
    }
    if forms & set(held) or parts & set(held):
        return True
    name = (context.lexicon or Lexicon()).name_of(therapy).lower()
    return all(ingredient.split()[0].lower() in name for ingredient in ingredients[:1])


LOADER = FdaLabelsLoader()
