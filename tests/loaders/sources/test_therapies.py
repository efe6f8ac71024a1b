"""Therapies: formulations stay apart, names find one therapy, regimens have their parts."""

from collections import defaultdict

import pytest

from graph.model import Records
from graph.projection.closures import speaks_for
from loaders.sources.therapies import LOADER
from nlp.lexicon import Lexicon
from tests.loaders.sources.defined import defined

DECLARED_AMBIGUOUS = {"interferon", "lutetium", "peginterferon", "peginterferon alfa", "pegylated interferon"}


def _lexicon(records: Records) -> Lexicon:
    return Lexicon.build(records.entities.values(), records.names.values(), records.edges.values())


@pytest.mark.parametrize(
    ("text", "therapy"),
    [
        ("TAGRISSO", "product:tagrisso"),
        ("osimertinib", "ncit:C116377"),
        ("osimertinib mesylate", "ncit:C116377"),
        ("T-DM1", "ncit:C82492"),
        ("fam-trastuzumab deruxtecan-nxki", "ncit:C128799"),
        ("axi-cel", "ncit:C120309"),
        ("chemo", "class:chemotherapy"),
        ("CAR-T", "class:car-t"),
        ("nab-paclitaxel", "ncit:C2688"),
        ("paclitaxel", "ncit:C1411"),
        ("5-FU", "ncit:C505"),
        ("R-CHOP", "regimen:r-chop"),
        ("apricot kernels", "supplement:laetrile"),
    ],
)
def test_a_name_finds_its_therapy(text: str, therapy: str) -> None:
    assert _lexicon(defined(LOADER)).look_up(text) == (therapy,)


def test_a_name_of_two_therapies_is_declared() -> None:
    holders = defaultdict(set)
    for name in defined(LOADER).names.values():
        holders[name.text if name.case_sensitive else name.text.lower()].add(name.entity_id)
    assert {text for text, held in holders.items() if len(held) > 1} == DECLARED_AMBIGUOUS


@pytest.mark.parametrize(
    ("form", "substance"),
    [("ncit:C2688", "ncit:C1411"), ("ncit:C82676", "ncit:C1381"), ("ncit:C82492", "ncit:C1647")],
)
def test_uses_do_not_travel_between_formulations(form: str, substance: str) -> None:
    reached = {(way.start, way.end) for way in speaks_for(defined(LOADER))}
    assert (form, substance) not in reached
    assert (substance, form) not in reached


def test_a_subcutaneous_form_counts_as_its_antibody() -> None:
    reached = {(way.start, way.end) for way in speaks_for(defined(LOADER))}
    assert ("ncit:C106250", "ncit:C186549") in reached


def test_every_edge_and_part_is_between_held_therapies_and_sourced() -> None:
    records = defined(LOADER)
    for edge in records.edges.values():
        assert {edge.subject, edge.object} <= set(records.entities), edge
        assert set(edge.evidence_ids) <= set(records.evidence)
    for statement in records.statements.values():
        assert {statement.subject, statement.object} <= set(records.entities), statement
        assert set(statement.evidence_ids) <= set(records.evidence)


def test_a_regimen_has_its_parts() -> None:
    records = defined(LOADER)
    parts = {one.subject for one in records.statements.values() if one.object == "regimen:folfirinox"}
    assert parts == {"ncit:C607", "ncit:C505", "ncit:C1381", "ncit:C1181"}


def test_every_product_is_a_brand_of_something() -> None:
    records = defined(LOADER)
    tied = {edge.subject for edge in records.edges.values() if edge.predicate == "BRAND_OF"}
    assert {entity.id for entity in records.entities.values() if entity.kind == "product"} == tied


def test_every_agency_of_the_event_tables_is_held() -> None:
    agencies = {entity.id for entity in defined(LOADER).entities.values() if entity.label == "Agency"}
    assert {"agency:fda", "agency:ema", "agency:nmpa", "agency:mhra", "agency:hc", "agency:pmda"} <= agencies
