"""Targets: each from words that say so; antibodies that grip two targets have both."""

from loaders.sources.therapies import LOADER as THERAPIES
from loaders.sources.therapy_targets import LOADER
from tests.loaders.sources.defined import defined, set_aside


def _targets(therapy: str) -> set[str]:
    return {one.object for one in defined(LOADER).statements.values() if one.subject == therapy}


def test_a_page_tells_the_target() -> None:
    assert _targets("ncit:C1647") == {"gene:ERBB2"}
    assert _targets("ncit:C106432") == {"gene:PDCD1"}


def test_a_t_cell_engager_has_two_targets() -> None:
    assert _targets("ncit:C62528") == {"gene:CD3E", "gene:CD19"}


def test_every_row_finds_its_place_and_its_ends_are_held() -> None:
    assert not [item.detail for item in set_aside(LOADER)]
    records = defined(LOADER)
    for statement in records.statements.values():
        assert statement.subject in defined(THERAPIES).entities
        assert statement.object in records.entities
