"""COVERS: approvals travel along it, so what it must not reach matters more than what it reaches."""

from functools import cache

import pytest

from graph.projection.closures import covers_all
from loaders.sources.cancers import LOADER as CANCERS
from loaders.sources.label_groups import LOADER, NEVER_COVERED
from tests.loaders.sources.defined import defined, set_aside


@cache
def covered_by() -> dict[str, set[str]]:
    entities, edges = defined(CANCERS).entities, defined(LOADER).edges.values()
    found: dict[str, set[str]] = {}
    for group, member, _ in covers_all(entities, [(edge.subject, edge.object) for edge in edges]):
        found.setdefault(group, set()).add(member)
    return found


@pytest.mark.parametrize(
    ("group", "member"),
    [
        ("group:non-hodgkin-lymphoma", "oncotree:FL"),
        ("group:b-cell-non-hodgkin-lymphoma", "oncotree:MCL"),
        ("group:large-b-cell-lymphoma", "oncotree:DLBCLNOS"),
        ("group:large-b-cell-lymphoma", "oncotree:PMBL"),
        ("group:blood-cancer", "oncotree:PCM"),
        ("group:blood-cancer", "oncotree:CLLSLL"),
        ("group:neuroendocrine-tumor", "oncotree:LUCA"),
        ("group:gastroenteropancreatic-neuroendocrine-tumor", "oncotree:RWDNET"),
        ("oncotree:LUNG", "oncotree:LUAD"),
        ("oncotree:NSCLC", "oncotree:LUSC"),
        ("oncotree:COADREAD", "oncotree:READ"),
        ("oncotree:THYROID", "oncotree:THME"),
        ("oncotree:BRCA", "oncotree:IDC"),
        ("oncotree:MEL", "oncotree:SKCM"),
        ("group:urothelial-carcinoma", "oncotree:UTUC"),
        ("group:solid-tumor", "oncotree:COADREAD"),
        ("group:solid-tumor", "oncotree:THME"),
    ],
)
def test_a_group_covers_its_kinds(group: str, member: str) -> None:
    assert member in covered_by()[group]


@pytest.mark.parametrize(
    ("group", "stranger"),
    [
        ("group:non-hodgkin-lymphoma", "oncotree:PCM"),
        ("group:non-hodgkin-lymphoma", "oncotree:CLLSLL"),
        ("group:non-hodgkin-lymphoma", "oncotree:HCL"),
        ("group:non-hodgkin-lymphoma", "oncotree:WM"),
        ("group:non-hodgkin-lymphoma", "oncotree:HL"),
        ("group:b-cell-non-hodgkin-lymphoma", "oncotree:HL"),
        ("group:b-cell-non-hodgkin-lymphoma", "oncotree:PTCL"),
        ("group:large-b-cell-lymphoma", "oncotree:MCL"),
        ("group:large-b-cell-lymphoma", "oncotree:FL"),
        ("group:neuroendocrine-tumor", "oncotree:SCLC"),
        ("group:neuroendocrine-tumor", "oncotree:LUNE"),
        ("group:neuroendocrine-tumor", "oncotree:HGNEC"),
        ("group:gastroenteropancreatic-neuroendocrine-tumor", "oncotree:HGNEC"),
        ("group:non-hodgkin-lymphoma", "oncotree:TLL"),
        ("group:solid-tumor", "oncotree:MLYM"),
        ("group:solid-tumor", "oncotree:TLYM"),
        ("group:solid-tumor", "oncotree:PCM"),
        ("group:solid-tumor", "oncotree:AML"),
        ("group:solid-tumor", "group:lymphoma"),
        ("oncotree:NSCLC", "oncotree:SCLC"),
        ("oncotree:WDTC", "oncotree:THME"),
        ("group:nonsquamous-non-small-cell-lung-cancer", "oncotree:LUSC"),
        ("group:blood-cancer", "oncotree:MEL"),
    ],
)
def test_a_group_does_not_cover_a_stranger(group: str, stranger: str) -> None:
    assert stranger not in covered_by()[group]


def test_benign_borderline_and_in_situ_nodes_are_never_covered() -> None:
    entities = defined(CANCERS).entities
    for edge in defined(LOADER).edges.values():
        assert dict(entities[edge.object].properties)["behaviour"] not in NEVER_COVERED, edge


def test_both_ends_of_every_edge_are_held_and_every_edge_is_sourced() -> None:
    records, entities = defined(LOADER), defined(CANCERS).entities
    for edge in records.edges.values():
        assert edge.subject in entities
        assert edge.object in entities
        assert set(edge.evidence_ids) <= set(records.evidence)
        assert edge.evidence_ids


def test_nothing_covers_in_a_circle() -> None:
    closure = covered_by()
    for group, members in closure.items():
        for member in members - {group}:
            assert group not in closure[member], (group, member)


def test_every_row_finds_its_place() -> None:
    assert not [item.detail for item in set_aside(LOADER)]
