"""Abbreviations that a text defines: forms that the detector alone cuts, shifts or takes for words."""

import pytest

from nlp.abbreviations import find_abbreviations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Patients with non-small cell lung cancer (NSCLC) came.", {"NSCLC": "non-small cell lung cancer"}),
        ("Gas chromatography-mass spectrometry (GC-MS) ran.", {"GC-MS": "Gas chromatography-mass spectrometry"}),
        ("The tumor necrosis factor (TNF)-driven form.", {"TNF": "tumor necrosis factor"}),
        ("Those with acute myeloid leukemia (AML, all ages) were told.", {"AML": "acute myeloid leukemia"}),
        ("After 5-fluorouracil, alpha-1-antitrypsin (AT) rose.", {"AT": "alpha-1-antitrypsin"}),
        ("Given were folinic acid(FA) and others.", {"FA": "folinic acid"}),
        ("The dose of one year (years) was long.", {}),
        ("No brackets at all.", {}),
    ],
)  # fmt: skip
def test_the_long_form_is_the_written_words_that_the_letters_stand_for(text: str, expected: dict[str, str]) -> None:
    assert find_abbreviations(text) == expected
