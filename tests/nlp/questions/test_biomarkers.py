"""Biomarkers as reports write them, under the canonical names that extraction uses too."""

import pytest

from nlp.biomarkers import read_biomarkers
from nlp.questions.biomarkers import BiomarkerReader
from nlp.questions.marker_table import marker_lines
from nlp.questions.question import AskedBiomarker
from nlp.questions.words import RESOURCES, cut

READER = BiomarkerReader()


def read(text: str) -> list[AskedBiomarker]:
    return READER.read(text, cut(text))


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("EGFR ex19del", ["EGFR exon 19 deletion"]),
        ("egfr del19", ["EGFR exon 19 deletion"]),
        ("EGFR exon 20 ins", ["EGFR exon 20 insertion"]),
        ("EGFR ex20ins", ["EGFR exon 20 insertion"]),
        ("EGFR p.L858R", ["EGFR L858R"]),
        ("HER2 3+", ["HER2-positive"]),
        ("HER2 1+", ["HER2-low"]),
        ("her2 low", ["HER2-low"]),
        ("HER2-", ["HER2-negative"]),
        ("ER+/PR+/HER2- breast cancer", ["ER-positive", "PR-positive", "HER2-negative"]),
        ("MSI high", ["MSI-H"]),
        ("msi-h", ["MSI-H"]),
        ("mismatch repair deficient", ["dMMR"]),
        ("PDL1 60%", ["PD-L1-positive"]),
        ("PD-L1 < 1%", ["PD-L1-negative"]),
        ("KRAS G12C", ["KRAS G12C"]),
        ("brafv600e", ["BRAF V600E"]),
        ("BRCA mut", ["BRCA mutation"]),
        ("ret fusion", ["RET fusion"]),
        ("drugs for brain mets", []),
        ("ALK+", ["ALK rearrangement"]),
        ("METex14", ["MET exon 14 skipping"]),
        ("TMB high", ["TMB-H"]),
        ("triple negative", ["HR-negative", "HER2-negative"]),
        ("17p deletion", ["17p deletion"]),
        ("I met a doctor and her 2 nurses", []),
        ("EGFR inhibitors", []),
        ("is it alright", []),
    ],
)
def test_shorthand_gets_its_canonical_name(written: str, names: list[str]) -> None:
    assert [asked.name for asked in read(written)] == names


@pytest.mark.parametrize(
    "written",
    [
        "EGFR exon 19 deletion",
        "EGFR L858R",
        "EGFR exon 20 insertion",
        "HER2-positive",
        "HER2-negative",
        "HER2-low",
        "KRAS G12C",
        "BRAF V600E",
        "ALK-positive",
        "RET fusion",
        "ROS1-positive",
        "NTRK fusion",
        "MSI-H",
        "dMMR",
        "TMB-H",
        "BRCA-mutated",
        "MET exon 14 skipping",
        "FLT3-ITD",
        "KRAS wild-type",
        "IDH1 mutation",
        "17p deletion",
        "CLDN18.2-positive",
    ],
)
def test_extraction_and_questions_name_the_same_thing(written: str) -> None:
    extracted = {(one.id, one.state) for group in read_biomarkers(written) for one in group.any_of}
    assert {(asked.biomarker_id, asked.state) for asked in read(written)} == extracted


def test_a_reported_score_is_kept_as_a_value() -> None:
    (asked,) = read("PD-L1 TPS 60%")
    assert (asked.measure, asked.low, asked.high, asked.group) == ("TPS", 60, 60, True)
    (between,) = read("PD-L1 1-49%")
    assert (between.low, between.high) == (1, 49)
    (combined,) = read("PD-L1 CPS 10")
    assert (combined.measure, combined.low) == ("CPS", 10)


def test_absence_turns_the_state_round() -> None:
    assert [(asked.name, asked.state) for asked in read("no ALK rearrangement")] == [("ALK rearrangement", "absent")]


def test_markers_are_those_of_extraction() -> None:
    written = (RESOURCES / "markers.tsv").read_text(encoding="utf-8").splitlines()
    assert written == list(marker_lines()), "biomarkers.yaml changed: run python -m nlp.questions.marker_table"
