"""NCI drug pages: every real page keeps its promises, and the pages that break naive rules come out right."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import ReportedUse, Statement
from graph.model.identifiers import quote_hash
from loaders.drug_page import read_drug_page
from loaders.loader import Context, Reading, named
from loaders.run import read_safely
from loaders.sources.nci_drugs import _document
from tests.loaders.sources.conftest import documents, read

PAGES = [
    "trastuzumab", "pembrolizumab", "rituximab", "tisagenlecleucel", "axicabtageneciloleucel", "bevacizumab",
    "olaparib",
    "pralsetinib", "durvalumab", "larotrectinibsulfate", "tamoxifencitrate", "paclitaxel", "nanoparticlepaclitaxel",
    "lisocabtagenemaraleucel", "ciltacabtagene-autoleucel", "lutetiumlu177-dotatate",
]  # fmt: skip


def page(name: str, corpus: Path, context: Context) -> Reading:
    (document,) = documents("nci-drugs", corpus / "nci/drugs" / f"{name}.md")
    return read("nci-drugs", document, context)


def uses(reading: Reading) -> list[ReportedUse]:
    return sorted(reading.records.reported.values(), key=lambda use: use.ordinal)


def whole(reading: Reading) -> list[Statement]:
    """The readings that no gate refused."""
    return [one for use in uses(reading) for one in use.statements if not one.rule]


@pytest.mark.parametrize("name", PAGES)
def test_every_place_gives_back_its_quote(name: str, corpus: Path, context: Context) -> None:
    text = (corpus / "nci/drugs" / f"{name}.md").read_text(encoding="utf-8")
    reading = page(name, corpus, context)
    assert uses(reading)
    for place in reading.records.evidence.values():
        assert quote_hash(text[place.start : place.end]) == place.quote_sha256
        assert place.locator


@pytest.mark.parametrize("name", PAGES)
def test_every_reading_is_of_the_page_s_own_drug(name: str, corpus: Path, context: Context) -> None:
    reading = page(name, corpus, context)
    (therapy,) = {use.therapy_id for use in uses(reading)}
    for one in whole(reading):
        assert one.subject == therapy
        assert therapy not in one.partners
        assert one.agency == "agency:fda"


def test_most_uses_of_the_pages_are_read_whole(corpus: Path, context: Context) -> None:
    """A gate that refuses what every page holds (an address, a mark) would leave patients without an answer."""
    readings = [one for name in PAGES for use in uses(page(name, corpus, context)) for one in use.statements]
    assert sum(not one.rule for one in readings) >= 0.75 * len(readings)


def test_trastuzumab_needs_her2_in_every_use(corpus: Path, context: Context) -> None:
    """The condition stands in the parent bullet and must reach every bullet under it."""
    found = whole(page("trastuzumab", corpus, context))
    assert found
    assert all(any("her2" in state.biomarker_id for state in one.requires) for one in found)


def test_tisagenlecleucel_is_for_named_kinds_never_for_the_group(corpus: Path, context: Context) -> None:
    objects = {one.object for one in whole(page("tisagenlecleucel", corpus, context))}
    assert objects
    assert not objects & {"group:b-cell-non-hodgkin-lymphoma", "group:non-hodgkin-lymphoma", "group:lymphoma"}


@pytest.mark.parametrize("name", ["lisocabtagenemaraleucel", "axicabtageneciloleucel"])
def test_a_group_whose_kinds_are_listed_is_no_use(name: str, corpus: Path, context: Context) -> None:
    assert "group:b-cell-non-hodgkin-lymphoma" not in {one.object for one in whole(page(name, corpus, context))}


def test_a_use_is_for_the_brands_that_the_page_names(corpus: Path, context: Context) -> None:
    """Jobevne is on the page of bevacizumab, and its ovarian uses name other brands."""
    for use in uses(page("bevacizumab", corpus, context)):
        for one in use.statements:
            if one.object == "group:ovarian-cancer" or "OVARY" in one.object:
                assert "product:jobevne" not in use.brands
                assert "product:avastin" in use.brands


def test_what_is_also_being_studied_is_no_use(corpus: Path, context: Context) -> None:
    for name in PAGES:
        reading = page(name, corpus, context)
        text = (corpus / "nci/drugs" / f"{name}.md").read_text(encoding="utf-8")
        for place in reading.records.evidence.values():
            assert "being studied" not in text[place.start : place.end]


def test_a_combination_has_its_parts_and_is_an_option_never_approved(corpus: Path, context: Context) -> None:
    reading = page("folfox", corpus, context)
    predicates = {one.predicate for one in reading.records.statements.values()}
    parts = [one.subject for one in reading.records.statements.values() if one.predicate == "part_of"]
    assert predicates == {"part_of", "option_for"}
    assert len(parts) == 3
    assert not reading.records.reported


def test_a_drug_off_the_market_has_an_end_and_no_uses(corpus: Path, context: Context) -> None:
    ended = [
        use
        for document in documents("nci-drugs", corpus / "nci/drugs")
        if "No longer available in the U.S." in document.text
        for use in uses(read("nci-drugs", document, context))
    ]
    assert ended
    assert {use.kind for use in ended} == {"marketing_ended"}


def test_index_pages_are_never_read(corpus: Path) -> None:
    ids = {document.document.id for document in documents("nci-drugs", corpus / "nci/drugs")}
    assert not ids & {"doc:nci-drugs/cancer-drugs", "doc:nci-drugs/off-label", "doc:nci-drugs/access-experimental"}


def test_a_page_without_a_title_is_set_aside(context: Context) -> None:
    reading = read_safely(named("nci-drugs"), _document("untitled", "# nothing here"), context)
    assert [item.reason for item in reading.set_aside] == ["broken_document"]
    assert "no title" in reading.set_aside[0].detail


MADE = """---
title: "Madeupmab - NCI"
url: https://www.cancer.gov/made-up
licence: public domain
---
US Brand Name(s)

Brandone
Brandtwo

FDA Approved

Yes

## Use in Cancer

Madeupmab is approved to treat:

- **Melanoma.** This use is approved for the Brandone brand of madeupmab.
- **Multiple myeloma.** It is used in adults.

## More
"""


def test_brands_of_one_bullet_stay_with_it() -> None:
    found = read_drug_page(MADE)
    assert found.brands == ("Brandone", "Brandtwo")
    assert {use.unit.text.split(".")[0]: use.brands for use in found.uses if use.unit.kind == "item"} == {
        "Melanoma": ("Brandone",),
        "Multiple myeloma": (),
    }


@given(st.text(alphabet="-*#[]()\n:¹ abcdeT,.|", max_size=300), st.integers(0, len(MADE)))
def test_no_damage_to_a_page_stops_a_load(noise: str, at: int) -> None:
    damaged = MADE[:at] + noise + MADE[at:]
    reading = read_safely(named("nci-drugs"), _document("damaged", damaged), Context())
    for place in reading.records.evidence.values():
        assert quote_hash(damaged[place.start : place.end]) == place.quote_sha256


def test_every_combination_of_the_folder_holds_the_parts_that_the_curated_table_names(
    corpus: Path, context: Context
) -> None:
    """FOLFIRI-bevacizumab lost bevacizumab, which has no letter in the name."""
    table = (files("graph.knowledge") / "curated" / "regimens.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t")
    named = {row["document"]: row for row in rows if row["document"].startswith("doc:nci-drugs/")}
    read_parts = {}
    for document in documents("nci-drugs", corpus / "nci/drugs"):
        row = named.get(document.document.id)
        if row is None:
            continue
        told = read("nci-drugs", document, context).records.statements.values()
        read_parts[row["name"]] = {one.subject for one in told if one.predicate == "part_of"}
    assert len(read_parts) > 50
    assert read_parts == {row["name"]: set(row["parts"].split(";")) for row in named.values()}


def test_a_brand_of_a_form_is_no_brand_of_the_plain_drug(context: Context, corpus: Path) -> None:
    """The page of fluorouracil names Carac, which is a cream."""
    (page,) = [one for one in documents("nci-drugs", corpus / "nci/drugs") if one.place == "fluorouracil.md"]
    made = read("nci-drugs", page, context).records.edges.values()
    assert ("product:carac", "ncit:C505") not in {(edge.subject, edge.object) for edge in made}


@pytest.mark.parametrize("words", ["**Multiple myeloma (certain types).**", "**Certain types of multiple myeloma.**"])
def test_certain_types_of_a_disease_are_not_the_disease(words: str, context: Context) -> None:
    told = MADE.replace("Madeupmab", "Bortezomib").replace("**Multiple myeloma.**", words)
    reading = read_safely(named("nci-drugs"), _document("madeup", told), context)
    assert [one.rule for use in uses(reading) for one in use.statements] == ["", "kind_not_read"]


@pytest.mark.parametrize(
    ("name", "markers"),
    [
        ("afamitresgene-autoleucel", {"biomarker:hla-a-02-positive", "biomarker:mage-a4-positive"}),
        ("tebentafusp-tebn", {"biomarker:hla-a-02-positive"}),
        ("tovorafenib", {"biomarker:braf-mutation"}),
        ("lazertinib-mesylate-hydrate", {"biomarker:egfr-mutation"}),
        ("erdafitinib", {"biomarker:fgfr3-alteration"}),
    ],
)
def test_markers_in_patient_words_are_required(name: str, markers: set[str], corpus: Path, context: Context) -> None:
    for one in whole(page(name, corpus, context)):
        assert markers <= {state.biomarker_id for state in one.requires}


def test_lifileucel_is_one_use_with_all_its_conditions(corpus: Path, context: Context) -> None:
    """The page tells whom it is for in two sentences, and the second what the cancer did not respond to."""
    (use,) = whole(page("lifileucel", corpus, context))
    assert use.qualifiers.stage == ("metastatic",)
    assert [(one.relation, one.therapy_id) for one in use.after] == [("progressed", "class:pd-1-inhibitor")]


def test_no_page_tells_an_earlier_response_where_the_cancer_did_not_respond(corpus: Path, context: Context) -> None:
    for name in (
        "enzalutamide",
        "apalutamide",
        "abirateroneacetate",
        "cabazitaxel",
        "talazoparibtosylate",
        "lifileucel",
    ):
        readings = whole(page(name, corpus, context))
        assert readings
        assert not [one for reading in readings for one in reading.after if one.relation == "responded"]


def test_lisocabtagene_is_for_each_kind_after_each_earlier_treatment(corpus: Path, context: Context) -> None:
    found = whole(page("lisocabtagenemaraleucel", corpus, context))
    assert [one.object for one in found].count("oncotree:HGBCL") == 3
    assert all(one.after for one in found)
