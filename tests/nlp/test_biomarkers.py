"""Biomarkers with their states: canonical names, alternatives, negation over "or", no drug targets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.biomarkers import read_biomarkers
from nlp.marker_runs import marker_rules, may_name_a_marker


def told(text: str) -> list[set[str]]:
    """Return the groups as sets of name=state."""
    return [{f"{one.name}={one.state}" for one in group.any_of} for group in read_biomarkers(text)]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "EGFR exon 19 deletions or exon 21 (L858R) substitutions",
            [{"EGFR exon 19 deletion=present", "EGFR L858R=present"}],
        ),
        ("anaplastic lymphoma kinase (ALK)-positive disease", [{"ALK rearrangement=present"}]),
        ("with no EGFR or ALK aberrations", [{"EGFR mutation=absent"}, {"ALK rearrangement=absent"}]),
        ("without a mutation in the EGFR gene or ALK gene", [{"EGFR mutation=absent"}, {"ALK rearrangement=absent"}]),
        ("hormone receptor (HR)-positive, HER2-negative", [{"HR-positive=positive"}, {"HER2-negative=negative"}]),
        ("HR+/HER2- breast cancer", [{"HR-positive=positive"}, {"HER2-negative=negative"}]),
        ("HER2-low (IHC 1+ or IHC 2+/ISH-) or HER2-ultralow", [{"HER2-low=low", "HER2-ultralow=low"}]),
        ("MSI-H or dMMR", [{"MSI-H=high", "dMMR=deficient"}]),
        ("that is not MSI-H or dMMR", [{"MSI-H=absent"}, {"dMMR=absent"}]),
        ("PD-L1 (TPS ≥ 50%)", [{"PD-L1 TPS ≥ 50 %=positive"}]),
        ("PD-L1 [Combined Positive Score (CPS) >= 10]", [{"PD-L1 CPS ≥ 10=positive"}]),
        ("PD-L1 on ≥ 1% of tumour cells", [{"PD-L1 TC ≥ 1 %=positive"}]),
        ("PD-L1 ≥ 50% TC or ≥ 10% immune cells (IC)", [{"PD-L1 TC ≥ 50 %=positive", "PD-L1 IC ≥ 10 %=positive"}]),
        ("the cancer has the PD-L1 protein", [{"PD-L1-positive=positive"}]),
        ("BRAF V600E or V600K mutations", [{"BRAF V600E=present", "BRAF V600K=present"}]),
        ("a deleterious germline BRCA mutation", [{"germline BRCA mutation=present"}]),
        ("Philadelphia chromosome-negative ALL", [{"BCR::ABL1=absent"}]),
        ("Ph+ CML with a T315I mutation", [{"BCR::ABL1=present"}, {"BCR::ABL1 T315I=present"}]),
        ("K-Ras wild-type", [{"KRAS wild-type=wild_type"}]),
        ("MET exon 14 (METex14) skipping", [{"MET exon 14 skipping=present"}]),
        ("FLT3 internal tandem duplication (ITD)-positive", [{"FLT3-ITD=present"}]),
        ("HER2 (ERBB2) tyrosine kinase domain activating mutations", [{"HER2 mutation=present"}]),
        ("tumours express PD L1 with a CPS ≥ 10", [{"PD-L1 CPS ≥ 10=positive"}]),
        ("a tyrosine kinase domain mutation", [{"FLT3-TKD=present"}]),
        ("triple-negative breast cancer", [{"HR-negative=negative"}, {"HER2-negative=negative"}]),
        (
            "PIK3CA/AKT1/PTEN alterations",
            [{"PIK3CA mutation=present", "AKT1 mutation=present", "PTEN alteration=present"}],
        ),
        ("ROS1- positive disease", [{"ROS1 rearrangement=present"}]),
        ("TMB-H [≥ 10 mutations/megabase]", [{"TMB-H (≥ 10 mut/Mb)=high"}]),
        ("pMMR as shown by a test or not MSI-H", [{"pMMR=present", "MSI-H=absent"}]),
        ("an anti-HER2 regimen", []),
        ("an EGFR tyrosine kinase inhibitor", []),
        ("a PD-1 or PD-L1 inhibitor", []),
        ("BRCA, EGFR and MET are genes", []),
    ],
)
def test_a_condition_is_read_whole(text: str, groups: list[set[str]]) -> None:
    assert told(text) == groups


def test_a_family_is_told_as_a_group() -> None:
    (group,) = read_biomarkers("EGFR mutation-positive")
    assert group.any_of[0].group
    (group,) = read_biomarkers("EGFR exon 20 insertion mutations")
    assert not group.any_of[0].group


def test_the_place_is_in_the_text() -> None:
    text = "tumours that are HER2-positive"
    (group,) = read_biomarkers(text)
    (one,) = group.any_of
    assert text[one.span[0] : one.span[1]] == one.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("without the D816V c-Kit mutation or with c-Kit mutational status unknown", [("KIT D816V", "absent")]),
        ("a BRAF fusion or rearrangement", [("BRAF fusion", "present"), ("BRAF rearrangement", "present")]),
        ("FLT3 tyrosine kinase domain (TKD) mutations", [("FLT3-TKD", "present")]),
        ("HER2 (ERBB2) tyrosine kinase domain activating mutations", [("HER2 mutation", "present")]),
        ("with neurofibromatosis type 1 (NF1)", [("neurofibromatosis type 1", "present")]),
    ],
)
def test_what_label_texts_ask_for(text: str, told: list[tuple[str, str]]) -> None:
    assert [(one.name, one.state) for group in read_biomarkers(text) for one in group.any_of] == told


@given(st.sampled_from(sorted(marker_rules()[1])), st.sampled_from(["", " ", "-", " - ", "("]), st.sampled_from(" -\n"))
def test_no_marker_is_overlooked(form: str, before: str, joint: str) -> None:
    for text in (form, form.lower(), form.upper()):
        written = before + text.replace(" ", joint)
        named = [match for match in marker_rules()[3].finditer(written) if match.lastgroup == "marker"]
        assert may_name_a_marker(written) or not named
