"""A biomarker is one entity, whichever source names it, and tells what it means where a curator wrote it down."""

from graph.model import Entity
from loaders.biomarkers import biomarker_entities
from nlp.extraction import FoundBiomarker


def _entity(identifier: str, name: str, state: str = "present") -> Entity:
    [made] = biomarker_entities([FoundBiomarker(identifier, name, state, name)])
    return made


def test_a_marker_that_a_curator_defined_tells_what_it_means() -> None:
    assert "protein" in _entity("biomarker:her2-positive", "HER2-positive").definition


def test_a_marker_without_an_account_is_named_alone() -> None:
    assert _entity("biomarker:made-up", "made up") == Entity("biomarker:made-up", "Biomarker", "biomarker", "made up")


def test_the_state_in_which_it_is_found_makes_no_other_entity() -> None:
    assert _entity("biomarker:her2-low", "HER2-low") == _entity("biomarker:her2-low", "HER2-low", "absent")
