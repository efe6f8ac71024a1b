"""The National Cancer Institute's pages of drugs and drug combinations: approved uses, brands, parts of regimens.

A page of a drug is a full list of the FDA's uses of all its brands, as of the crawl. A page of a combination lists
what it is used for, which is an option and no approval. The index pages of the folder prove nothing and are not read.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graph.model import Document, Entity, Name, ReportedUse, Statement
from graph.model.identifiers import digest, slug
from loaders.attestation import attested
from loaders.drug_page import DrugPage, read_drug_page
from loaders.gates import cancers_told, conditions_above, refusal_on_page
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, evidence, review_item
from loaders.products import first_known, is_form_of, known_product, known_therapy, make_product, make_substance, tie
from loaders.reconciliation.derivation import statement_id
from loaders.tables import text_hash
from loaders.uses import Label, Locate, read_options, read_uses
from nlp.extract import extract_units
from nlp.extraction import Extraction
from nlp.lexicon import Lexicon

COLLECTION = "nci-drugs"
AGENCY = "agency:fda"
PUBLISHER = "National Cancer Institute"
INDEXES = frozenset({"cancer-drugs", "off-label", "access-experimental"})
RULE_PART = "regimen-part"


class NciDrugsLoader:
    """One Markdown file per drug or combination."""

    name = COLLECTION
    describe = "NCI drug pages: approved uses with their conditions, brands, and the parts of combinations"
    home = "nci/drugs"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        for file in [path] if path.is_file() else sorted(path.glob("*.md")):
            if file.stem in INDEXES:
                continue
            try:
                text = file.read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError) as error:
                yield BrokenDocument(COLLECTION, file.name, f"cannot be opened: {error}")
                continue
            yield _document(file.stem, text)

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        lexicon = context.lexicon or Lexicon()
        page = read_drug_page(document.text)
        record = replace(
            document.document,
            title=page.title,
            url=page.front.get("url", ""),
            licence=page.front.get("licence", ""),
            retrieved=page.front.get("retrieved", ""),
        )
        reading.records.add(record)
        source = replace(document, document=record)
        if page.is_combination:
            _read_combination(page, source, lexicon, reading)
        else:
            _read_drug(page, source, context, reading)
        return reading


def _document(stem: str, text: str) -> SourceDocument:
    record = Document(
        id=f"doc:{COLLECTION}/{stem}",
        title=stem,
        publisher=PUBLISHER,
        url="",
        licence="",
        tier="institute",
        kind="drug_page",
        collection=COLLECTION,
        sha256=text_hash(text),
        attested=attested(COLLECTION),
        agency=AGENCY,
    )
    return SourceDocument(record, text, place=f"{stem}.md")


def _read_drug(page: DrugPage, document: SourceDocument, context: Context, reading: Reading) -> None:
    record, lexicon = document.document, context.lexicon or Lexicon()
    therapy = _therapy(page, document, lexicon, reading)
    brands = {name: _brand(name, therapy, document, context, reading) for name in page.brands}
    if page.approved and not page.approved.startswith("Yes"):
        _ended(page, therapy, document, reading)
        return
    units = [use.unit for use in page.uses]
    found = extract_units(units, document.text, therapy=therapy, agency="FDA", title=page.title, lexicon=lexicon)

    def brands_of(extraction: Extraction) -> tuple[str, ...]:
        use = page.at(*extraction.span)
        return tuple(sorted(filter(None, (brands.get(name) for name in (use.brands if use else ())))))

    found = [_gated(one, page, lexicon) for one in found]
    label = Label(AGENCY, therapy, tuple(sorted(filter(None, brands.values()))))
    read_uses(record, document.text, found, label, reading, locate=_locator(page), brands_of=brands_of)
    options = [one for one in found if one.predicate == "option_for"]
    read_options(record, options, therapy, document.text, _locator(page), reading)
    _unread(page, found, therapy, document, lexicon, reading)


def _gated(one: Extraction, page: DrugPage, lexicon: Lexicon) -> Extraction:
    """Return a reading with the biomarkers of the bullets above it, or with the gate that refuses it."""
    refusal = refusal_on_page(one, page, lexicon)
    if refusal:
        return replace(one, refusals=(*one.refusals, refusal))
    return replace(one, biomarkers=(*one.biomarkers, *(conditions_above(one, page) or ())))


def _therapy(page: DrugPage, document: SourceDocument, lexicon: Lexicon, reading: Reading) -> str:
    """Return what the page is of: by its title, by its NCIt code; a name that is not known becomes a substance."""
    coded = f"ncit:{page.code}" if page.code else ""
    named = known_therapy(page.title, lexicon)
    if named is not None:
        return named
    return coded if coded in lexicon.entities else make_substance(page.title, reading.records, document.document)


def _brand(name: str, therapy: str, document: SourceDocument, context: Context, reading: Reading) -> str | None:
    """Return a brand of the page; an unknown one is made and tied to the page's drug.

    One that is known as a brand of a form of that drug is no brand of the plain drug: Carac is a cream.
    """
    lexicon = context.lexicon or Lexicon()
    known = known_product(name, lexicon)
    product = known or make_product(name, reading.records, document.document)
    held_of = lexicon.substance_of.get(product, ())
    if therapy not in held_of and not any(is_form_of(one, therapy, context) for one in held_of):
        start = document.text.find(f"\n{name}\n", document.text.find("US Brand Name"))
        at = start + 1 if start >= 0 else 0
        held = evidence(
            document.document,
            document.text,
            at,
            at + (len(name) if start >= 0 else 0),
            f"US Brand Name(s), {name}",
            "field",
        )
        tie(product, therapy, reading.records, held)
    return product


def _ended(page: DrugPage, therapy: str, document: SourceDocument, reading: Reading) -> None:
    """Add the end of marketing that the page's own field tells, without a date."""
    start = document.text.find(page.approved, document.text.find("FDA Approved"))
    held = evidence(
        document.document, document.text, max(start, 0), max(start, 0) + len(page.approved), "FDA Approved", "field"
    )
    reading.records.add(held)
    reading.records.add(
        ReportedUse(
            id=f"use:{digest(document.document.id, 'marketing_ended')}",
            document_id=document.document.id,
            ordinal=0,
            kind="marketing_ended",
            agency=AGENCY,
            therapy_id=therapy,
            evidence_ids=(held.id,),
        )
    )


def _unread(
    page: DrugPage,
    found: list[Extraction],
    therapy: str,
    document: SourceDocument,
    lexicon: Lexicon,
    reading: Reading,
) -> None:
    """Set aside each bullet or sentence that gave no use, and has none under it: it may hide one."""
    parents = {id(above) for use in page.uses for above in use.unit.above()}
    for held in page.uses:
        unit = held.unit
        if unit.kind in ("lead", "prose") or id(unit) in parents:
            continue
        if any(one.span[0] < unit.end and unit.start < one.span[1] for one in found):
            continue
        above = " ".join(part.text for part in (unit, *unit.above()) if part.kind != "lead")
        named = cancers_told(above, lexicon)
        if named == set():
            continue
        reading.set_aside.append(
            review_item(
                "use_not_read",
                "use",
                "No use was read from this place; read it and write its use, or reject it if it tells none.",
                document.document,
                therapy_id=therapy,
                cancer_id=min(named) if named and len(named) == 1 else "",
                locator=f"Use in Cancer, {held.place}",
            )
        )


def _read_combination(page: DrugPage, document: SourceDocument, lexicon: Lexicon, reading: Reading) -> None:
    """Add a regimen with its parts, and what it is used for: options, for no agency approves a regimen."""
    record = document.document
    regimen = known_therapy(page.title, lexicon) or f"regimen:{slug(page.title)}"
    if regimen not in lexicon.entities:
        reading.records.add(Entity(regimen, "Therapy", "regimen", page.title))
        reading.records.add(
            Name(f"name:{digest(regimen, page.title)}", regimen, page.title, "preferred", document_id=record.id)
        )
    for part in page.parts:
        drug = first_known((part,), lexicon)
        if drug is None:
            detail = f"{part} is no known therapy; add its name, so that the combination is whole."
            reading.set_aside.append(review_item("part_not_linked", "document", detail, record, therapy_id=regimen))
            continue
        at = max(document.text.find(part), 0)
        held = evidence(record, document.text, at, at + len(part), f"Drugs in the combination, {part}", "field")
        reading.records.add(held)
        made = Statement(
            "", "part_of", drug, regimen, evidence_ids=(held.id,), review_status="single_source", rule=RULE_PART
        )
        reading.records.add(replace(made, id=statement_id(made)))
    found = extract_units(
        [use.unit for use in page.uses], document.text, therapy=regimen, title=page.title, lexicon=lexicon
    )
    read_options(record, found, regimen, document.text, _locator(page), reading)


def _locator(page: DrugPage) -> Locate:
    """Return what tells where on the page a reading stands."""

    def locate(extraction: Extraction) -> str:
        use = page.at(*extraction.span)
        return f"Use in Cancer, {use.place}" if use else "Use in Cancer"

    return locate


LOADER = NciDrugsLoader()
