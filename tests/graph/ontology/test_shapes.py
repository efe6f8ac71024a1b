"""Each shape refuses a record that breaks it, and only that record."""

from dataclasses import replace

import pytest

from graph.model import Document, Edge, Entity, Evidence, Indication, Qualifiers, Records, Statement
from graph.ontology.shapes import violations

HASH = "a" * 64


def _approval(**changes: object) -> Statement:
    held = Statement(
        id="st:approval",
        predicate="approved_for",
        subject="ncit:alpha",
        object="oncotree:NSCLC",
        agency="agency:fda",
        indication_id="ind:fda/alpha/1",
        qualifiers=Qualifiers(purpose="treat"),
        evidence_ids=("ev:1",),
        review_status="accepted",
    )
    return replace(held, **changes)  # type: ignore[arg-type]


def _records(*statements: Statement) -> Records:
    records = Records()
    records.add(Document("doc:labels/1", "t", "p", "", "", "regulator_copy", "label", "labels", HASH))
    records.add(Evidence("ev:1", "doc:labels/1", "sentence 1", HASH, 0, 9))
    records.add(Entity("ncit:alpha", "Therapy", "substance", "alpha"))
    records.add(Entity("oncotree:NSCLC", "Cancer", "type", "lung cancer"))
    records.add(Entity("agency:fda", "Agency", "regulator", "FDA"))
    records.add(Indication("ind:fda/alpha/1", "agency:fda", "ncit:alpha", "doc:labels/1", 1))
    records.extend(statements)
    return records


def _messages(records: Records) -> dict[str, str]:
    return {one.record_id: one.message for one in violations(records)}


def test_a_whole_approval_breaks_no_shape() -> None:
    assert not violations(_records(_approval()))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"evidence_ids": ()}, "no evidence"),
        ({"agency": ""}, "names no agency"),
        ({"qualifiers": Qualifiers()}, "no purpose"),
        ({"indication_id": ""}, "belongs to no indication"),
    ],
)
def test_an_approval_without_a_needed_part_is_found(changes: dict[str, object], message: str) -> None:
    found = _messages(_records(_approval(**changes)))
    assert message in found["st:approval"]
    assert ": " in found["st:approval"], "the message ends with the next step"


def test_a_limitation_of_use_needs_no_indication() -> None:
    assert not violations(_records(_approval(polarity="negated", indication_id="")))


def test_a_proposed_statement_is_not_checked() -> None:
    assert not violations(_records(_approval(review_status="proposed", agency="")))


def test_evidence_in_no_held_document_is_found() -> None:
    records = _records(_approval())
    records.add(Evidence("ev:1", "doc:labels/gone", "sentence 1", HASH))
    assert "no held document" in _messages(records)["ev:1"]


def test_evidence_without_a_hash_is_found() -> None:
    records = _records(_approval())
    records.add(Evidence("ev:1", "doc:labels/1", "sentence 1", "no hash"))
    assert "no hash" in _messages(records)["ev:1"]


def _step(key: str, modality: str = "asserted") -> Statement:
    return Statement(
        id=f"st:{key}/{modality}",
        predicate="has_mechanism_step",
        subject="ncit:alpha",
        object=f"step:{key}",
        modality=modality,
        evidence_ids=("ev:1",),
        review_status="accepted",
    )


def test_a_standard_step_is_not_also_being_studied() -> None:
    records = _records(_step("prepare"), _step("prepare", "investigational"))
    records.add(Entity("step:prepare", "MechanismStep", "step", "prepare"))
    assert "decide which it is" in _messages(records)["step:prepare"]


def test_a_step_alone_breaks_nothing() -> None:
    records = _records(_step("prepare"))
    records.add(Entity("step:prepare", "MechanismStep", "step", "prepare"))
    assert not violations(records)


def test_what_is_being_tried_is_no_standard_step() -> None:
    records = _records(replace(_step("switch"), object="strategy:switch"))
    records.add(Entity("strategy:switch", "Strategy", "strategy", "switch"))
    assert "decide which it is" in _messages(records)["strategy:switch"]


def test_an_edge_without_evidence_is_found_unless_the_tree_is_its_source() -> None:
    records = _records()
    records.add(Edge("edge:covers", "COVERS", "oncotree:NSCLC", "oncotree:LUAD"))
    records.add(Edge("edge:broader", "BROADER", "oncotree:LUAD", "oncotree:NSCLC"))
    assert set(_messages(records)) == {"edge:covers"}
