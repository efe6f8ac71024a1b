"""Classes: each membership from words of a document; a *no* from two definitions."""

from functools import cache

import pytest

from graph.model import Records
from graph.projection.closures import class_members
from loaders.sources.therapies import LOADER as THERAPIES
from loaders.sources.therapy_classes import LOADER, PRIMARY
from tests.loaders.sources.defined import defined, set_aside

SEVEN = {"ncit:C102758", "ncit:C120309", "ncit:C170439", "ncit:C125192", "ncit:C117729", "ncit:C148498", "ncit:C172746"}


@cache
def _all() -> Records:
    records = Records()
    records.update(defined(THERAPIES))
    records.update(defined(LOADER))
    return records


@cache
def _members() -> dict[str, set[str]]:
    return {group: set(members) for group, members in class_members(_all()).items()}


def test_the_seven_products_are_car_t_and_the_look_alikes_are_not() -> None:
    assert _members()["class:car-t"] >= SEVEN
    for stranger in ("ncit:C120552", "ncit:C175738", "ncit:C1985"):  # lifileucel, afamitresgene, sipuleucel-T
        assert stranger not in _members()["class:car-t"]
        assert stranger in _members()["class:adoptive-cell-therapy"]


@pytest.mark.parametrize(
    ("member", "group"),
    [
        ("ncit:C116377", "class:egfr-inhibitor"),
        ("ncit:C116377", "class:targeted-therapy"),
        ("ncit:C106432", "class:immunotherapy"),
        ("ncit:C376", "class:chemotherapy"),
        ("ncit:C71721", "class:parp-inhibitor"),
        ("ncit:C1527", "class:hormone-therapy"),
    ],
)
def test_a_therapy_is_in_its_class_and_above(member: str, group: str) -> None:
    assert member in _members()[group]


def test_osimertinib_is_neither_a_checkpoint_inhibitor_nor_immunotherapy() -> None:
    disjoint = {
        frozenset((edge.subject, edge.object))
        for edge in defined(LOADER).edges.values()
        if edge.predicate == "DISJOINT_WITH"
    }
    above = {group for group, members in _members().items() if "ncit:C116377" in members}
    for asked in ("class:checkpoint-inhibitor", "class:immunotherapy"):
        assert asked not in above
        assert any(frozenset((held, asked)) in disjoint for held in above), asked


def test_no_therapy_is_in_two_classes_that_exclude_each_other() -> None:
    members = _members()
    for edge in defined(LOADER).edges.values():
        shared = members.get(edge.subject, set()) & members.get(edge.object, set())
        assert not shared, (edge.subject, edge.object, shared)


def test_a_no_rests_on_two_definitions() -> None:
    records = defined(LOADER)
    for statement in records.statements.values():
        if statement.predicate == "not_member_of":
            documents = {records.evidence[one].document_id for one in statement.evidence_ids}
            assert len(documents) == 2, statement


def test_every_member_has_one_primary_class_and_at_least_250_have_one() -> None:
    primary: dict[str, int] = {}
    for statement in defined(LOADER).statements.values():
        if statement.predicate == "member_of" and not statement.subject.startswith("class:"):
            primary[statement.subject] = primary.get(statement.subject, 0) + (statement.qualifiers.note == PRIMARY)
    assert set(primary.values()) == {1}
    assert len(primary) >= 250


def test_every_end_is_held_and_every_row_finds_its_place() -> None:
    entities = defined(THERAPIES).entities
    for statement in defined(LOADER).statements.values():
        assert {statement.subject, statement.object} <= set(entities), statement
    assert not [item.detail for item in set_aside(LOADER)]
