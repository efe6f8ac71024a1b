"""Leaflets in our own words: how often, how serious, what only explains, lists and run-on lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.adverse_effects.lexicon import effect_lexicon
from loaders.leaflets.harms import Harm, named_effects, read_harms
from loaders.leaflets.medicine import medicine_of, treats_cancer
from tests.loaders.vocabulary import made_context


def harms(body: str) -> list[Harm]:
    return list(
        read_harms(f"## 4. Possible side effects\n\n{body}\n\n## 5. How to store it\n\nNausea.\n", effect_lexicon())
    )


def frequencies(body: str) -> dict[str, str]:
    return {harm.effect.name: harm.frequency for harm in harms(body)}


LIST = """Very common (may affect more than 1 in 10 people)

- Feeling sick (nausea)
- Tiredness; fever Common (may affect up to 1 in 10 people):

Cough

Uncommon side effects (may affect up to 1 in 100 people): hair loss, headache. Rare: itching. Not known (cannot be
estimated from the available data)
- confusion
"""


def test_headings_that_run_into_the_text_still_part_the_lists() -> None:
    assert frequencies(LIST) == {
        "nausea": "very_common", "fatigue": "very_common", "fever": "very_common", "cough": "common",
        "hair loss": "uncommon", "headache": "uncommon", "itching": "rare", "confusion": "unknown",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cough (common).", "common"),
        ("Cough. This side effect is rare: it may affect up to 1 in 1,000 people.", "rare"),
        ("Cough (may affect up to 1 in 100 people).", "uncommon"),
        ("Cough may come and go.", ""),
    ],
)
def test_frequencies_inside_the_line(line: str, expected: str) -> None:
    assert frequencies(line) == {"cough": expected}


def test_british_headings_in_numbers_alone_are_read() -> None:
    assert frequencies("The very common side effects may affect more than 1 in 10 people:\n- Rash\n") == {
        "rash": "very_common"
    }


SERIOUS = """Serious side effects

Tell your doctor straight away if you notice any of the following:

- Seizures

Other side effects include:

Common (may affect up to 1 in 10 people)

- Rash
"""


def test_serious_effects_stand_apart() -> None:
    assert {harm.effect.name: harm.serious for harm in harms(SERIOUS)} == {"seizures": True, "rash": False}


def test_a_list_of_all_frequencies_after_the_serious_ones_is_not_serious() -> None:
    body = "Serious side effects\n\n- Seizures\n\nVery common (may affect more than 1 in 10 people)\n\n- Rash\n"
    assert {harm.effect.name: harm.serious for harm in harms(body)} == {"seizures": True, "rash": False}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Hair thinning (alopecia)", ["hair loss"]),
        ("Rash which may look like acne and cause pain", ["rash"]),
        ("Fever, cough and chills, which can be signs of pneumonia", ["pneumonia"]),
        ("Sudden cough - this may be a sign of inflamed lungs", ["pneumonitis"]),
        ("Low white blood cell count (neutropenia)", ["neutropenia"]),
        ("Low platelets (bruising more easily)", ["thrombocytopenia"]),
        ("Diarrhoea without fever", ["diarrhoea"]),
        ("nausea, vomiting, dry mouth", ["nausea", "vomiting", "dry mouth"]),
    ],
)
def test_names_that_head_an_item_count_and_what_explains_them_does_not(line: str, names: list[str]) -> None:
    assert [effect.name for effect in named_effects(line, effect_lexicon())] == names


def test_signs_told_in_the_sentence_before_are_no_effects() -> None:
    assert frequencies("Tiredness, pale skin and dizziness. These may be signs of anaemia.") == {"anaemia": ""}


def test_side_effects_with_another_medicine_are_marked() -> None:
    body = (
        "The following side effects have been reported with X alone: Common: rash.\n\n"
        "The following side effects have been reported with X in combination with chemotherapy: Common: cough.\n"
    )
    assert {harm.effect.name: harm.combination for harm in harms(body)} == {
        "rash": "monotherapy",
        "cough": "combination",
    }


def test_other_sections_are_not_read() -> None:
    assert harms("Nothing is known.") == []
    assert list(read_harms("## 5. Other\n\nnausea", effect_lexicon())) == []


def test_a_leaflet_is_of_the_substance_of_its_brand() -> None:
    lexicon = made_context().lexicon
    assert lexicon is not None
    text = (
        "## 1. What it is\n\nX contains the active substance atezolizumab and is used to treat melanoma.\n\n## 2. B\n"
    )
    assert medicine_of("Tagrisso: package leaflet", text, lexicon) == "ncit:1"
    assert medicine_of("Unheard: package leaflet", text, lexicon) == "ncit:2"
    assert medicine_of("Unheard: package leaflet", "## 1. A\n\nNothing.\n", lexicon) == ""
    assert treats_cancer(text, lexicon)
    assert not treats_cancer("## 1. A\n\nUsed to treat cough.\n\n## 2. B\nmelanoma", lexicon)


@given(st.text(alphabet=LIST, max_size=300))
def test_no_leaflet_breaks_the_reader(body: str) -> None:
    for harm in harms(body):
        assert 0 <= harm.start < harm.end


def test_signs_listed_under_a_heading_are_no_effects() -> None:
    signs = "Serious side effects\n\nLiver damage\n\nSymptoms can include:\n- fever\n- itching\n\n"
    body = f"{signs}Common (may affect up to 1 in 10 people)\n- rash\n"
    assert set(frequencies(body)) == {"liver damage", "rash"}


def test_signs_after_a_colon_and_before_what_they_could_mean_are_no_effects() -> None:
    assert [effect.name for effect in named_effects("signs of heart failure: cough, fever", effect_lexicon())] == [
        "heart failure"
    ]
    assert set(frequencies("Common:\n- Fever or cough. These could be signs of pneumonia.\n")) == {"pneumonia"}


def test_a_name_in_brackets_stands_for_all_that_it_renames() -> None:
    named = named_effects("fever with a low count of white blood cells (febrile neutropenia)", effect_lexicon())
    assert [effect.name for effect in named] == ["febrile neutropenia"]


def test_effects_in_patients_with_another_disease_are_left_out() -> None:
    body = (
        "If you are being treated for lymphoma\n\nCommon (may affect up to 1 in 10 people)\n- rash\n\n"
        "If you are being treated for rheumatoid arthritis\n\nCommon (may affect up to 1 in 10 people)\n- cough\n"
    )
    assert set(frequencies(body)) == {"rash"}
