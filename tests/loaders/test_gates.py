"""Gates of whole documents: each refuses its own error, and lets the honest neighbour pass."""

from dataclasses import replace

import pytest

from graph.model import BiomarkerState, Qualifiers, Statement
from loaders.gates import (
    is_absent,
    is_bare,
    is_only_spread,
    is_origin,
    refusal_of_bare,
    refusal_of_exclusion,
    refusal_of_kind,
    refusal_of_marker,
    refusal_of_text,
)
from nlp.extraction import Extraction, Linked, Setting

BARE = Statement("", "approved_for", "ncit:C1", "cancer:a", qualifiers=Qualifiers(purpose="treat"))


def test_a_reading_is_bare_until_it_states_a_condition() -> None:
    assert is_bare(BARE)
    assert is_bare(replace(BARE, qualifiers=Qualifiers(purpose="treat", population=("adult",))))
    assert not is_bare(replace(BARE, requires=(BiomarkerState("biomarker:x", "positive"),)))
    assert not is_bare(replace(BARE, partners=("ncit:C2",)))
    assert not is_bare(replace(BARE, qualifiers=Qualifiers(line_min=2)))
    assert not is_bare(replace(BARE, polarity="negated"))


@pytest.mark.parametrize(
    ("text", "quote", "refusal"),
    [
        ("Ovarian cancer Madeupine is indicated for maintenance.", "Ovarian cancer", "bare_heading"),
        ("Lymphoma (NHL)Madeupine is indicated for", "Lymphoma (NHL)", "bare_heading"),
        ("- Colorectal cancer\n\nMadeupine is also", "Colorectal cancer", ""),
        ("for ovarian cancer.", "for ovarian cancer.", ""),
        ("adults with ovarian cancer ( 1.1 ). Adults", "adults with ovarian cancer", ""),
        ("adults with ovarian cancer [see Clinical", "adults with ovarian cancer", ""),
        ("adults with ovarian cancer (stage II) who", "adults with ovarian cancer", "bare_heading"),
        ("melanoma whose cells are new.", "melanoma whose cells are new.", "conditions_not_read"),
        ("lymphoma refractory to other drugs.", "lymphoma refractory to other drugs.", "conditions_not_read"),
        ("refractory anemia of the elderly.", "refractory anemia of the elderly.", ""),
    ],
)  # fmt: skip
def test_a_reading_without_conditions_is_believed_only_where_the_text_has_none(
    text: str, quote: str, refusal: str
) -> None:
    start = text.index(quote)
    assert refusal_of_bare(BARE, text, (start, start + len(quote))) == refusal


@pytest.mark.parametrize(
    ("before", "origin"),
    [
        ("large B-cell lymphoma arising from ", True),
        ("DLBCL in patients who had [", True),
        ("transformed from an indolent ", True),
        ("adults with ", False),
        ("patients who had surgery for ", False),
        ("", False),
    ],
)
def test_what_a_disease_arose_from_is_not_what_is_treated(before: str, origin: bool) -> None:
    assert is_origin(f"{before}follicular lymphoma", len(before)) is origin


def reading(text: str, purpose: str = "treat", phase: str = "", above: str = "") -> Extraction:
    """A reading of a whole text, its cancer 'melanoma', with what stands above it put in front."""
    whole = above + text
    at = whole.index("melanoma")
    return Extraction(
        predicate="approved_for",
        indication="1",
        purpose=purpose,
        therapies=(),
        lead=(),
        cancers=(Linked("cancer:melanoma", "Melanoma", "melanoma", (at, at + 8)),),
        span=(len(above), len(whole)),
        setting=Setting(phase=phase),
        inherited=((0, len(above)),) if above else (),
    )


@pytest.mark.parametrize(
    ("text", "above", "phase", "refusal"),
    [
        ("X is indicated for melanoma.", "", "", ""),
        ("for melanoma (EBC).in combination with Y for other patients", "", "", "run_on_text"),
        (
            "X is indicated for melanoma.",
            "X is indicated for the adjuvant treatment of ",
            "adjuvant",
            "lead_of_another_use",
        ),
        ("for [adults](/popDefinition.aspx?id=1) with melanoma", "", "", ""),
        ("melanoma", "X is indicated for the adjuvant treatment of ", "adjuvant", ""),
        ("to reduce the duration of fever in patients with melanoma", "", "", "purpose_not_treatment"),
        ("to reduce the risk of relapse in patients with melanoma", "", "", ""),
        ("for adults and skeletally mature adolescents with melanoma", "", "", ""),
        ("X is indicated to shorten neutropenia", "Patients with melanoma ", "", "purpose_not_treatment"),
        ("X treats refractory anemia (if accompanied by neutropenia) and melanoma", "", "", ""),
        ("X is indicated for ALKpositive melanoma", "", "", "glued_marker"),
        ("Neither the safety nor the efficacy of X for melanoma has been established", "", "", "not_established"),
        ("The effectiveness of X for melanoma has not been shown", "", "", "not_established"),
    ],
)
def test_a_run_on_text_is_believed_only_where_its_parts_cannot_mix(
    text: str, above: str, phase: str, refusal: str
) -> None:
    assert refusal_of_text(reading(text, phase=phase, above=above), above + text) == refusal


@pytest.mark.parametrize(
    ("before", "spread"),
    [
        ("for myeloma and in people with bone metastases from ", True),
        ("against bone lesions of advanced ", True),
        ("for adults with ", False),
        ("after treatment of bone metastases, for ", False),
    ],
)
def test_a_cancer_that_only_names_where_bone_metastases_come_from_is_not_treated(before: str, spread: bool) -> None:
    assert is_only_spread(f"{before}solid tumours", len(before)) is spread


@pytest.mark.parametrize(
    ("quote", "refusal"),
    [
        ("a blood cancer that has a certain change in the shape of the *MADE1* gene.", "conditions_not_read"),
        ("a blood cancer that has come back; a nurse checks for certain changes in the skin.", ""),
    ],
)
def test_a_changed_gene_that_was_not_read_makes_the_reading_too_wide(quote: str, refusal: str) -> None:
    assert refusal_of_marker(BARE, quote) == refusal


@pytest.mark.parametrize(
    ("quote", "refusal"),
    [
        ("melanoma that is indolent (slow-growing)", "kind_not_read"),
        ("melanoma that has spread", ""),
        ("melanoma, including melanoma arising from an indolent lymphoma", ""),
    ],
)
def test_a_slow_kind_is_not_the_whole_disease(quote: str, refusal: str) -> None:
    assert refusal_of_kind(reading(quote), quote) == refusal


def test_a_name_may_hold_an_exclusion_and_what_was_read_of_one_is_no_loss() -> None:
    words = "X is indicated for melanoma other than of the eye"
    whole = replace(reading(words), cancers=(Linked("cancer:m", "M", "melanoma other than of the eye", (19, 49)),))
    assert refusal_of_exclusion(BARE, reading(words), words) == "exclusion_not_read"
    assert refusal_of_exclusion(BARE, whole, words) == ""
    assert refusal_of_exclusion(replace(BARE, excluded_cancers=("cancer:eye",)), reading(words), words) == ""


@pytest.mark.parametrize(
    ("before", "absent"), [("with leukemia without ", True), ("without a ", True), ("for adults with ", False)]
)
def test_a_cancer_that_the_patients_do_not_have_is_not_treated(before: str, absent: bool) -> None:
    assert is_absent(f"{before}melanoma", len(before)) is absent
