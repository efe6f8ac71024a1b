"""FDA label texts: what a text is of, brand or generic, limitations, and lines that are no label."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.identifiers import quote_hash
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, named
from loaders.run import read_safely
from loaders.sources.fda_labels import _document
from tests.loaders.sources.conftest import documents


def reading(text: str, ingredients: list[str], context: Context) -> Reading:
    line = json.dumps({"id": "fda-label:made", "active_ingredients": ingredients, "section": "", "text": text})
    document = _document(line, "line 1")
    assert isinstance(document, SourceDocument)
    return named("fda-labels").read(document, context)


def test_a_text_that_begins_with_a_brand_is_that_brand_s_full_list(context: Context) -> None:
    found = reading("TAGRISSO is a kinase inhibitor indicated for adults with melanoma.", ["OSIMERTINIB"], context)
    (report,) = found.records.reported.values()
    assert report.brands == ("product:tagrisso",)
    assert next(iter(found.records.documents.values())).kind == "label"


def test_the_first_sentence_tells_the_class_of_the_substance(context: Context) -> None:
    text = "TAGRISSO is a kinase inhibitor indicated for adults with melanoma."
    found = reading(text, ["OSIMERTINIB"], context).records
    (told,) = [one for one in found.statements.values() if one.predicate == "member_of"]
    assert (told.subject, told.object) == ("ncit:C116377", "class:kinase-inhibitor")
    assert [text[found.evidence[one].start : found.evidence[one].end] for one in told.evidence_ids] == [
        "kinase inhibitor"
    ]


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("MADEUPONE is indicated for breast cancer.", "product:madeupone"),
        ("MADEUPONE Tablets are indicated for breast cancer.", "product:madeupone"),
        ("Madeupogens are indicated for breast cancer.", ""),
        ("MALES Madeupogens are indicated for breast cancer.", ""),
    ],
)
def test_a_new_brand_is_one_thing_and_no_group_of_medicines(text: str, brand: str, context: Context) -> None:
    """The label of methyltestosterone begins with "Androgens are indicated"."""
    found = reading(text, ["CISPLATIN"], context).records
    assert {one for one in found.entities if one.startswith("product:")} == ({brand} if brand else set())


def test_a_generic_text_names_no_brand(context: Context) -> None:
    found = reading("Cisplatin injection is indicated for advanced bladder cancer.", ["CISPLATIN"], context)
    assert {report.brands for report in found.records.reported.values()} == {()}
    assert next(iter(found.records.documents.values())).kind == "generic_label"


def test_a_form_is_not_its_parent(context: Context) -> None:
    """Liposomal doxorubicin has the ingredient doxorubicin."""
    text = "Doxorubicin Hydrochloride Liposome Injection is indicated for multiple myeloma."
    found = reading(text, ["DOXORUBICIN"], context)
    plain = reading("Doxorubicin Hydrochloride Injection is indicated for multiple myeloma.", ["DOXORUBICIN"], context)
    therapies = [{report.therapy_id for report in one.records.reported.values()} for one in (found, plain)]
    assert therapies[0]
    assert therapies[1]
    assert not therapies[0] & therapies[1]


def test_a_brand_in_the_text_that_disagrees_with_the_ingredient_is_not_believed(context: Context) -> None:
    found = reading("KEYTRUDA is indicated for melanoma.", ["OSIMERTINIB"], context)
    assert "product:keytruda" not in {brand for report in found.records.reported.values() for brand in report.brands}


def test_several_ingredients_without_a_name_are_set_aside(context: Context) -> None:
    found = reading("When oral therapy is not feasible: leukemia.", ["DEXAMETHASONE", "IODINE"], context)
    assert [item.reason for item in found.set_aside] == ["therapy_not_linked"]
    assert not found.records.reported


@pytest.mark.parametrize(
    "line", ["", "no JSON", "[]", '{"id": 1, "text": ""}', '{"id": "x", "active_ingredients": []}']
)
def test_a_line_that_is_no_label_is_told(line: str) -> None:
    assert isinstance(_document(line, "line 1"), BrokenDocument)


def test_every_place_in_the_real_texts_gives_back_its_quote(corpus: Path, context: Context) -> None:
    for document in documents("fda-labels", corpus / "fda-labels-indications.jsonl")[::30]:
        found = read_safely(named("fda-labels"), document, context)
        for place in found.records.evidence.values():
            assert quote_hash(document.text[place.start : place.end]) == place.quote_sha256


@given(st.text(max_size=200), st.lists(st.text(max_size=12), max_size=3))
def test_no_text_stops_a_load(text: str, ingredients: list[str]) -> None:
    document = _document(json.dumps({"id": "x:y", "active_ingredients": ingredients, "text": text}), "line 1")
    if isinstance(document, SourceDocument):
        found = read_safely(named("fda-labels"), document, Context())
        assert found.records.documents or found.set_aside


def test_a_drug_in_brackets_is_not_what_a_bare_list_is_of(context: Context) -> None:
    found = reading("When oral therapy fails: (cisplatin is the first choice). Leukemias.", ["NEWCISPLATIN"], context)
    assert [item.reason for item in found.set_aside] == ["therapy_not_linked"]
