"""A test result is told in the state that the use needs, whatever the marker's name says."""

import pytest

from answers.wording.conditions import say_marker
from graph.model import BiomarkerState


@pytest.mark.parametrize(
    ("name", "state", "told"),
    [
        ("EGFR exon 19 deletion", "present", "EGFR exon 19 deletion"),
        ("ALK fusion", "absent", "no ALK fusion"),
        ("HER2-positive", "positive", "HER2-positive"),
        ("HER2-positive", "absent", "HER2-negative"),
        ("HER2-positive", "negative", "HER2-negative"),
        ("HER2-negative", "negative", "HER2-negative"),
        ("RAS wild type", "wild_type", "RAS wild type"),
        ("MSI-H", "high", "MSI-H"),
        ("BRCA mutated", "absent", "no BRCA mutated"),
    ],
)
def test_a_marker_is_told_in_its_state(name: str, state: str, told: str) -> None:
    assert say_marker(BiomarkerState(name, state), lambda identifier: identifier) == told
