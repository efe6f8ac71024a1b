"""Sound records pass; each kind of break is found, alone and by its name."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given

from graph.model import (
    BiomarkerState,
    Coverage,
    CoveredProduct,
    Document,
    Edge,
    Entity,
    Event,
    Evidence,
    Indication,
    Name,
    Qualifiers,
    Records,
    ReviewItem,
    Statement,
)
from graph.model.plain_form import TYPE_OF
from graph.model.records import Record
from graph.validation.references import REFERENCES, values_at
from graph.validation.validate import RULES, validate
from graph.validation.values import vocabularies
from tests.graph.strategies import RECORD_SETS, as_records

HASH = "ab" * 32
EVIDENCE = ("ev:1",)


def sound() -> Records:
    """A label's one use with everything that it needs."""
    return as_records(
        [
            Document("doc:a/1", "Label", "FDA", "", "public", "regulator", "label", "a", HASH, attested="2025-07"),
            Document("doc:a/2", "Index", "NCI", "", "public", "institute", "index", "a", HASH),
            Evidence("ev:1", "doc:a/1", "1 Indications, bullet 1", HASH, 0, 10),
            Evidence("ev:2", "doc:a/2", "list, row 3", HASH),
            Evidence("ev:3", "doc:a/1", "12 Pharmacology", HASH, 20, 30, role="background"),
            Entity("agency:fda", "Agency", "agency", "FDA"),
            Entity("x:t", "Therapy", "substance", "t"),
            Entity("x:p", "Therapy", "product", "p"),
            Entity("x:c", "Cancer", "type", "c"),
            Entity("x:d", "Cancer", "type", "d"),
            Entity("x:b", "Biomarker", "alteration", "b"),
            Name("name:1", "x:t", "tee", "generic", document_id="doc:a/1"),
            Edge("edge:1", "BRAND_OF", "x:p", "x:t", EVIDENCE),
            Edge("edge:2", "BROADER", "x:d", "x:c"),
            Indication("ind:1", "agency:fda", "x:t", "doc:a/1", 1, ("x:p",)),
            Event("event:1", "granted", "agency:fda", "x:t", "ind:1", "x:c", "2020-01-02", evidence_ids=EVIDENCE),
            Statement(
                "st:1",
                "approved_for",
                "x:t",
                "x:c",
                agency="agency:fda",
                indication_id="ind:1",
                requires=(BiomarkerState("x:b", "present"),),
                qualifiers=Qualifiers(purpose="treat", approval_kind="unknown"),
                evidence_ids=EVIDENCE,
                review_status="single_source",
                valid_from="2020-01-02",
            ),
            Entity("x:k", "Therapy", "class", "k"),
            Entity("x:l", "Therapy", "class", "l"),
            Entity("x:m", "Therapy", "class", "m"),
            Edge("edge:3", "DISJOINT_WITH", "x:k", "x:m", EVIDENCE),
            Statement("st:2", "member_of", "x:t", "x:k", evidence_ids=EVIDENCE, review_status="accepted"),
            Statement("st:3", "not_member_of", "x:t", "x:l", evidence_ids=EVIDENCE, review_status="accepted"),
            Coverage(
                "cov:1",
                "agency:fda",
                "x:t",
                (CoveredProduct("x:p", "doc:a/1", 2, 1, 1),),
                "doc:a/1",
                "2025-05-16",
                "2026-07",
                "fda_drugs",
            ),
            ReviewItem("rev:1", "unlinked_cancer", "use", therapy_id="x:t"),
        ]
    )


def test_sound_records_pass() -> None:
    assert validate(sound()) == []


def test_two_classes_that_exclude_each_other_are_both_in_doubt() -> None:
    records = sound()
    records.statements["st:3"] = replace(records.statements["st:3"], predicate="member_of", object="x:m")
    assert {finding.id for finding in validate(records)} == {"st:2", "st:3"}


Break = tuple[str, str, dict[str, Any]]
BREAKS: dict[str, list[Break]] = {
    "every reference resolves": [
        ("evidence", "ev:1", {"document_id": "doc:a/9"}),
        ("names", "name:1", {"entity_id": "x:9"}),
        ("edges", "edge:2", {"object": "x:9"}),
        ("indications", "ind:1", {"brands": ("x:p", "x:9")}),
        ("events", "event:1", {"indication_id": "ind:9"}),
        ("statements", "st:1", {"requires": (BiomarkerState("x:9", "present"),)}),
        ("statements", "st:1", {"evidence_ids": ("ev:1", "ev:9")}),
        ("coverage", "cov:1", {"products": (CoveredProduct("x:9", "doc:a/1", 1, 1, 0),)}),
        ("reviews", "rev:1", {"cancer_id": "x:9"}),
    ],
    "every assertion has its source": [
        ("statements", "st:1", {"evidence_ids": ()}),
        ("statements", "st:1", {"evidence_ids": ("ev:3",)}),
        ("events", "event:1", {"evidence_ids": ()}),
        ("edges", "edge:1", {"evidence_ids": ()}),
        ("coverage", "cov:1", {"closed_list": ""}),
    ],
    "an index proves no approval": [("statements", "st:1", {"evidence_ids": ("ev:2",)})],
    "every quote can be checked": [
        ("documents", "doc:a/1", {"sha256": "none"}),
        ("evidence", "ev:1", {"quote_sha256": HASH.upper()}),
        ("evidence", "ev:1", {"start": 10, "end": 10}),
        ("evidence", "ev:1", {"locator": ""}),
    ],
    "every date is one": [
        ("documents", "doc:a/1", {"attested": "July 2025"}),
        ("events", "event:1", {"date": "1850-01-01"}),
        ("statements", "st:1", {"valid_to": "9999-12-31"}),
    ],
    "no interval runs backwards": [("statements", "st:1", {"valid_to": "2019"})],
    "an approval is complete": [
        ("statements", "st:1", {"agency": ""}),
        ("statements", "st:1", {"indication_id": ""}),
        ("statements", "st:1", {"qualifiers": Qualifiers(purpose="treat")}),
        ("statements", "st:1", {"qualifiers": Qualifiers(approval_kind="regular")}),
    ],
    "an event changes only what it names": [
        ("events", "event:1", {"open": True}),
        ("events", "event:1", {"open": True, "indication_id": ""}),
        ("events", "event:1", {"kind": "opinion"}),
    ],
    "coverage adds up": [
        ("coverage", "cov:1", {"products": (CoveredProduct("x:p", "doc:a/1", 1, 1, 1),)}),
        ("coverage", "cov:1", {"products": (CoveredProduct("x:p", "", 0, 0, 0), CoveredProduct("x:p", "", 0, 0, 0))}),
    ],
    "no therapy is of a class that it is told not to be of": [
        ("statements", "st:2", {"object": "x:l"}),
    ],
    "every value is of its vocabulary": [
        ("documents", "doc:a/1", {"tier": "blog"}),
        ("statements", "st:1", {"polarity": "maybe"}),
        ("statements", "st:1", {"requires": (BiomarkerState("x:b", "perhaps"),)}),
        ("events", "event:1", {"kind": "approved"}),
    ],
    "nothing stands above itself": [("edges", "edge:2", {"object": "x:d"})],
}


@pytest.mark.parametrize(
    ("rule", "kind", "record_id", "change"),
    [(rule, *broken) for rule, breaks in BREAKS.items() for broken in breaks],
)
def test_a_break_is_found_and_only_it(rule: str, kind: str, record_id: str, change: dict[str, Any]) -> None:
    records = sound()
    held = getattr(records, kind)
    held[record_id] = replace(held[record_id], **change)
    found = validate(records)
    assert {(finding.rule, finding.kind, finding.id) for finding in found} == {(rule, kind, record_id)}
    assert all(": " in finding.detail for finding in found), "say the next step after a colon"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.__name__))
def test_every_rule_can_fail(rule: Callable[[Records], Any]) -> None:
    found = False
    for kind, record_id, change in (broken for breaks in BREAKS.values() for broken in breaks):
        records = sound()
        held = getattr(records, kind)
        held[record_id] = replace(held[record_id], **change)
        found = found or bool(list(rule(records)))
    assert found, "add a break that this rule finds to BREAKS"


def test_what_is_only_proposed_need_not_be_complete() -> None:
    records = sound()
    records.add(Statement("st:2", "approved_for", "x:t", "x:d", evidence_ids=("ev:2",)))
    assert validate(records) == []


@dataclass(frozen=True)
class Ends:
    """A predicate of a small ontology."""

    domain: frozenset[str]
    range: frozenset[str]


THERAPY, CANCER = frozenset({"Therapy"}), frozenset({"Cancer"})
ONTOLOGY = {
    "approved_for": Ends(THERAPY, CANCER),
    "BRAND_OF": Ends(THERAPY, THERAPY),
    "BROADER": Ends(CANCER, CANCER),
    "DISJOINT_WITH": Ends(THERAPY, THERAPY),
    "member_of": Ends(THERAPY, THERAPY),
    "not_member_of": Ends(THERAPY, THERAPY),
}


def test_predicates_stand_where_the_ontology_lets_them() -> None:
    assert validate(sound(), ONTOLOGY) == []


@pytest.mark.parametrize(
    ("kind", "record_id", "change", "why"),
    [
        ("statements", "st:1", {"predicate": "cures"}, "cures is unknown"),
        ("statements", "st:1", {"subject": "x:c"}, "the Cancer x:c as its subject: it takes Therapy"),
        ("edges", "edge:1", {"object": "x:b"}, "the Biomarker x:b as its object: it takes Therapy"),
    ],
)
def test_a_misplaced_predicate_is_found(kind: str, record_id: str, change: dict[str, Any], why: str) -> None:
    records = sound()
    held = getattr(records, kind)
    held[record_id] = replace(held[record_id], **change)
    [finding] = validate(records, ONTOLOGY)
    assert (finding.kind, finding.id) == (kind, record_id)
    assert why in finding.detail


def test_a_document_that_was_set_aside_whole_need_not_be_held() -> None:
    records = sound()
    records.add(ReviewItem("rev:2", "unreadable", "document", document_id="doc:a/9"))
    assert validate(records) == []
    records.add(ReviewItem("rev:2", "unlinked_cancer", "use", document_id="doc:a/9"))
    assert [finding.id for finding in validate(records)] == ["rev:2"]


def test_a_limitation_of_a_whole_label_needs_no_indication() -> None:
    records = sound()
    records.add(replace(records.statements["st:1"], polarity="negated", indication_id="", qualifiers=Qualifiers()))
    assert validate(records) == []


def test_an_agency_changes_its_own_labels_alone() -> None:
    records = sound()
    records.add(Entity("agency:ema", "Agency", "agency", "EMA"))
    records.add(replace(records.events["event:1"], agency="agency:ema"))
    records.add(replace(records.statements["st:1"], agency="agency:ema"))
    assert {(finding.rule, finding.id) for finding in validate(records)} == {
        ("an event changes only what it names", "event:1"),
        ("an approval is complete", "st:1"),
    }


def test_a_long_circle_is_found_once() -> None:
    records = sound()
    chain = [Entity(f"x:{number}", "Cancer", "type", "n") for number in range(3000)]
    edges = [Edge(f"edge:c{n}", "COVERS", f"x:{n}", f"x:{(n + 1) % 3000}", EVIDENCE) for n in range(3000)]
    records.extend([*chain, *edges])
    assert [finding.rule for finding in validate(records)] == ["nothing stands above itself"]


def test_every_kind_of_record_has_its_references_listed() -> None:
    assert sorted(REFERENCES) == sorted(TYPE_OF)


def test_every_vocabulary_names_a_field() -> None:
    records = sound()
    for kind, paths in vocabularies().items():
        record: Record = next(iter(getattr(records, kind).values()))
        for path, values in paths.items():
            assert len(set(values)) == len(values), f"{kind}.{path} lists a value twice"
            assert set(values_at(record, path)) <= set(values)


@given(RECORD_SETS)
def test_no_records_make_it_crash(records: Records) -> None:
    for finding in validate(records):
        assert finding.id in getattr(records, finding.kind)
