"""Small documents and readings of our own, taken through the real loaders: what is told of them, what is queued."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.model import Document, Records
from loaders.drug_page import read_drug_page
from loaders.loader import Context, Reading, SourceDocument, named
from loaders.reconciliation.reconcile import reconcile
from loaders.row_columns import read_columns
from loaders.sources.ema_medicines import _document as ema_row
from loaders.sources.fda_labels import _document as label_line
from loaders.sources.nci_drugs import _document as drug_page
from loaders.sources.nci_drugs import _gated
from loaders.sources.regulatory_events import COLUMNS
from loaders.sources.regulatory_events import _document as event_row
from loaders.treatment_options.items import read_item
from loaders.treatment_options.kinship import Kinship
from loaders.treatment_options.options import OptionReader
from loaders.uses import Label, read_uses
from nlp.extraction import Extraction, FoundBiomarker, Linked, Setting
from nlp.lexicon import Lexicon
from tests.loaders.reconciliation.made import HELD, Shelf
from tests.loaders.sources.test_ema_medicines import DEFAULT
from tests.loaders.vocabulary import made_context
from tests.nlp.small_lexicon import small_lexicon

FRONT = '---\ntitle: "{drug} - NCI"\nurl: u\nlicence: l\n---\n'
PAGE = FRONT + "FDA Approved\n\nYes\n\n## Use in Cancer\n\n{uses}\n\n## More\n"
PARTS = "Drugs in the CW combination:\n\n|  |  |\n| --- | --- |\n| **C** | = Carboplatin |\n| **W** | = Wobblemab |\n\n"
COMBINATION = FRONT + PARTS + "## Use in Cancer\n\nCW is used to treat:\n\n- Melanoma.\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a document came to: statements told, in short, and the reasons of what waits."""

    told: frozenset[str] = frozenset()
    queued: frozenset[str] = frozenset()


def outcome(reading: Reading) -> Outcome:
    """Return what a loader's reading tells: readings without a rule that refused them, options, studies."""
    readings = [one for use in reading.records.reported.values() for one in use.statements]
    told = {_short(one) for one in readings if not one.rule and one.polarity == "affirmed"}
    told |= {use.kind for use in reading.records.reported.values() if not use.statements and use.complete}
    told |= {_short(one) for one in reading.records.statements.values() if one.review_status in HELD}
    refused = {one.rule for one in readings if one.rule}
    return Outcome(frozenset(told), frozenset(refused | {item.reason for item in reading.set_aside}))


def _short(one: Any) -> str:
    needs = ",".join(sorted(state.biomarker_id for state in one.requires))
    return f"{one.predicate} {one.subject} {one.object} {needs} {one.qualifiers.purpose}".strip()


def _context() -> Context:
    return Context(small_lexicon(), Records())


def label(text: str, ingredient: str = "TARVUMAB-ABCD") -> Outcome:
    """Read a label text."""
    line = json.dumps({"id": "made", "active_ingredients": [ingredient], "section": "", "text": text})
    document = label_line(line, "line 1")
    assert isinstance(document, SourceDocument)
    return outcome(named("fda-labels").read(document, _context()))


def page(uses: str, drug: str = "Belocitinib mesylate") -> Outcome:
    """Read a drug page with these uses."""
    return outcome(named("nci-drugs").read(drug_page("made", PAGE.format(drug=drug, uses=uses)), _context()))


def combination() -> Outcome:
    """Read the page of a combination, one of whose parts nobody knows."""
    return outcome(named("nci-drugs").read(drug_page("made", COMBINATION.format(drug="CW")), _context()))


def medicine(**cells: str) -> Outcome:
    """Read a row of the European table."""
    row = {key: str(value) for key, value in DEFAULT.items()} | cells
    return outcome(named("ema-table").read(ema_row(row, 9), made_context()))


def event(**cells: str) -> Outcome:
    """Read a row of the event tables."""
    plain = {"date": "2025-11-19", "agency": "FDA", "event": "approved", "source_url": "https://news.example/x"}
    told = {"therapies": "osimertinib", "cancer": "melanoma", "source_kind": "press"}
    row = dict.fromkeys((*COLUMNS, "trial"), "") | plain | told | cells
    return outcome(named("events").read(event_row("made", row, "made.tsv, row 2"), made_context()))


def columns(lexicon: Lexicon | None = None, partners: tuple[str, ...] = (), **cells: str) -> Outcome:
    """Read the columns of an event row, apart from its therapy: what is refused is not told."""
    row: Mapping[str, str] = dict.fromkeys((*COLUMNS, "trial"), "") | {"cancer": "melanoma"} | cells
    found = read_columns(row, partners, lexicon or small_lexicon())
    return Outcome(frozenset(() if found.refusal else found.cancers or ["a row"]), frozenset({found.refusal} - {""}))


def option(item: str, lexicon: Lexicon | None = None) -> Outcome:
    """Read an item of a list of options."""
    lexicon = lexicon or made_context().lexicon
    assert lexicon is not None
    found = read_item(item, lexicon)
    offers = frozenset() if found.refusal else frozenset(map(str, found.offers)) or frozenset({"an item"})
    return Outcome(offers, frozenset({found.refusal} - {""}))


def options(body: str, title: str = "Lung Treatment") -> Outcome:
    """Read the option lists of a page."""
    context = made_context()
    assert context.lexicon is not None
    document = Document("doc:t/a", "T", "P", "u", "l", "institute", "treatment_summary", "test", "0")
    return outcome(OptionReader(document, f"# {title}\n\n{body}", context.lexicon, Kinship.of(context.held)).read())


def shelf(made: Shelf) -> Outcome:
    """Reconcile reports: what is told of them, what is queued."""
    records = reconcile(made.records)
    told = {
        f"{one.object} {one.valid_from}..{one.valid_to} {[state.biomarker_id for state in one.requires]}"
        for one in records.statements.values()
        if one.predicate == "approved_for" and one.review_status in HELD
    }
    return Outcome(frozenset(told), frozenset(item.reason for item in records.reviews.values()))


def reading(text: str, above: str = "", **changes: Any) -> Extraction:
    """A reading of a whole text: Tarvia for its melanoma, with what stands above it put in front."""
    whole = above + text
    at = whole.index("melanoma")
    plain = Extraction(
        predicate="approved_for",
        indication="1",
        purpose="treat",
        therapies=(Linked("therapy:tarvumab-abcd", "tarvumab", "Tarvia", kind="substance"),),
        lead=(0,),
        cancers=(Linked("oncotree:MEL", "Melanoma", "melanoma", (at, at + len("melanoma"))),),
        span=(len(above), len(whole)),
        inherited=((0, len(above)),) if above else (),
        agency="FDA",
    )
    return replace(plain, **changes)


def use(text: str, above: str = "", **changes: Any) -> Outcome:
    """Take a reading to the use that it reports."""
    return _reported(above + text, reading(text, above, **changes))


def source(loader: str, text: str = "text", title: str = "made", **fields: Any) -> Outcome:
    """Read a document of any source: its text, its title, its fields (all others empty)."""
    record = Document("doc:made/b", title, "P", "u", "l", "regulator", "made", loader, "0", attested="2025-05")
    document = SourceDocument(record, text, defaultdict(str, fields), "made, row 1")
    return outcome(named(loader).read(document, made_context()))


def _reported(text: str, one: Extraction) -> Outcome:
    made = Reading()
    document = Document("doc:made/a", "T", "P", "u", "l", "regulator_copy", "label", "made", "0")
    read_uses(document, text, [one], Label("agency:fda", "therapy:tarvumab-abcd"), made, locate=lambda _: "here")
    return outcome(made)


def bullet(uses: str, own: str, taken: str, cancer: str = "oncotree:MEL") -> Outcome:
    """Judge a reading of the bullet ``own`` that took its cancer from the words ``taken`` of the page."""
    text = PAGE.format(drug="Tarvia", uses=uses)
    start, at = text.index(own), text.index(taken)
    linked = Linked(cancer, taken, taken, (at, at + len(taken)))
    one = reading("melanoma", cancers=(linked,), span=(start, start + len(own)))
    return _reported(text, _gated(one, read_drug_page(text), small_lexicon()))


def phase(name: str) -> Setting:
    """Return the setting of one phase of treatment."""
    return Setting(phase=name)


def marker(name: str) -> FoundBiomarker:
    """Return a marker that must be there."""
    return FoundBiomarker(f"biomarker:{name.lower()}", name, "positive", name)
