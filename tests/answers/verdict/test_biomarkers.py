"""Biomarkers of a person against those of a label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.verdict.biomarkers import Asked, compare
from nlp.questions.question import AskedBiomarker


def asked(
    name: str, state: str = "present", value: float | None = None, measure: str = "", *, group: bool = False
) -> Asked:
    return Asked.of(AskedBiomarker("biomarker:x", name, state, name, 0, 0, group, measure, value, value))


@pytest.mark.parametrize(
    ("mine", "state", "name", "required", "answer"),
    [
        ("EGFR exon 19 deletion", "present", "EGFR exon 19 deletion", "present", "fits"),
        ("EGFR exon 20 insertion", "present", "EGFR exon 19 deletion", "present", "contradicts"),
        ("EGFR exon 19 deletion", "present", "EGFR mutation", "absent", "contradicts"),
        ("EGFR mutation", "absent", "EGFR exon 19 deletion", "present", "contradicts"),
        ("EGFR mutation", "absent", "EGFR mutation", "absent", "fits"),
        ("EGFR mutation", "present", "EGFR exon 19 deletion", "present", "unknown"),
        ("BRAF V600E", "present", "BRAF V600", "present", "fits"),
        ("BRAF V600", "present", "BRAF V600E", "present", "unknown"),
        ("BRAF V600E", "present", "BRAF V600K", "present", "contradicts"),
        ("RET mutation", "present", "RET fusion", "present", "contradicts"),
        ("RET fusion", "present", "RET rearrangement", "present", "fits"),
        ("BRCA mutation", "absent", "BRCA mutation", "present", "contradicts"),
        ("BRCA mutation", "present", "germline BRCA mutation", "present", "unknown"),
        ("germline BRCA mutation", "present", "BRCA mutation", "present", "fits"),
        ("HER2-positive", "positive", "HER2-positive", "positive", "fits"),
        ("HER2-negative", "negative", "HER2-positive", "positive", "contradicts"),
        ("HER2-negative", "negative", "HER2-positive", "absent", "fits"),
        ("HER2-positive", "absent", "HER2-negative", "negative", "fits"),
        ("HER2-low", "low", "HER2-positive", "positive", "contradicts"),
        ("HER2-positive", "positive", "HER2 mutation", "present", ""),
        ("HR-negative", "negative", "ER-positive", "positive", "contradicts"),
        ("HR-negative", "negative", "PR-negative", "negative", "fits"),
        ("HR-positive", "positive", "ER-positive", "positive", "unknown"),
        ("HR-positive", "positive", "PR-negative", "negative", "unknown"),
        ("ER-positive", "positive", "HR-positive", "positive", "fits"),
        ("ER-positive", "positive", "HR-negative", "negative", "contradicts"),
        ("ER-negative", "negative", "HR-positive", "positive", "unknown"),
        ("HR-negative", "negative", "ESR1 mutation", "present", ""),
        ("ALK rearrangement", "present", "EGFR mutation", "absent", ""),
        ("MSI-H", "high", "MSI-H", "high", "fits"),
        ("MSI-H", "absent", "MSI-H", "high", "contradicts"),
        ("KRAS G12C", "present", "KRAS mutation", "absent", "contradicts"),
    ],
)
def test_one_state_against_one_condition(mine: str, state: str, name: str, required: str, answer: str) -> None:
    assert compare(asked(mine, state), name, required, group=False) == answer


def test_a_family_in_the_source_neither_fits_nor_contradicts_a_member() -> None:
    assert compare(asked("EGFR exon 20 insertion"), "EGFR mutation", "present", group=True) == "unknown"
    assert compare(asked("PD-L1-positive", "positive"), "PD-L1-positive", "positive", group=True) == "unknown"


@pytest.mark.parametrize(
    ("measure", "value", "name", "answer"),
    [
        ("TPS", 60, "PD-L1 TPS ≥ 50 %", "fits"),
        ("TPS", 50, "PD-L1 TPS ≥ 50 %", "fits"),
        ("TPS", 49, "PD-L1 TPS ≥ 50 %", "contradicts"),
        ("CPS", 60, "PD-L1 TPS ≥ 50 %", "unknown"),
        ("", 60, "PD-L1 TPS ≥ 50 %", "unknown"),
        ("CPS", 0, "PD-L1 CPS ≥ 1", "contradicts"),
        ("TPS", 1, "PD-L1 TPS < 1 %", "contradicts"),
        ("TPS", 0, "PD-L1 TPS < 1 %", "fits"),
    ],
)
def test_thresholds_compare_within_one_score(measure: str, value: float, name: str, answer: str) -> None:
    assert compare(asked("PD-L1", "positive", value, measure), name, "positive", group=False) == answer


@given(mine=st.integers(0, 100), wanted=st.integers(1, 100))
def test_a_higher_threshold_is_inside_a_lower_one(mine: int, wanted: int) -> None:
    answer = compare(asked(f"PD-L1 TPS ≥ {mine} %", "positive"), f"PD-L1 TPS ≥ {wanted} %", "positive", group=False)
    assert answer == ("fits" if mine >= wanted else "unknown")
