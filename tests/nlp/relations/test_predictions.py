"""Sentences of the literature: which marker predicts what of which therapy, and what never becomes a use."""

import json

import pytest

from nlp.abbreviations import local_abbreviations
from nlp.extract import extract_answers, extract_indications, extract_predictions
from nlp.extraction import Extraction
from nlp.relations.predictions import read_predictions
from nlp.relations.reading import Names
from tests.nlp.packaged_lexicon import packaged_lexicon

RESPONSE, RESISTANCE, STUDIED = "predicts_response", "predicts_resistance", "studied_for"


def predictions(text: str) -> list[Extraction]:
    lexicon = packaged_lexicon()
    return read_predictions(text, Names(lexicon, local_abbreviations(text, lexicon)))


def told(text: str) -> set[tuple[str, str, str, str, str]]:
    return {
        (one.predicate, one.polarity, one.modality, one.biomarkers[0].name, therapy.name)
        for one in predictions(text)
        for therapy in one.therapies
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Exon 19 deletions of EGFR predict a response to gefitinib in lung adenocarcinoma.",
            {(RESPONSE, "affirmed", "asserted", "EGFR exon 19 deletion", "gefitinib")},
        ),
        (
            "KRAS mutations did not predict resistance to cetuximab in colorectal cancer.",
            {(RESISTANCE, "negated", "asserted", "KRAS mutation", "cetuximab")},
        ),
        (
            "In this cohort EGFR exon 20 insertions were not sensitive to gefitinib.",
            {(RESPONSE, "negated", "asserted", "EGFR exon 20 insertion", "gefitinib")},
        ),
        (
            "EGFR T790M confers resistance to gefitinib but not to osimertinib in non-small cell lung cancer.",
            {
                (RESISTANCE, "affirmed", "asserted", "EGFR T790M", "gefitinib"),
                (RESISTANCE, "negated", "asserted", "EGFR T790M", "osimertinib"),
            },
        ),
        (
            "Whether PIK3CA mutations predict a benefit from alpelisib in breast cancer is unclear.",
            {(RESPONSE, "affirmed", "hypothetical", "PIK3CA mutation", "alpelisib")},
        ),
        (
            "Loss of PTEN was tied to trastuzumab resistance in breast cancer cell lines.",
            {(RESISTANCE, "affirmed", "investigational", "PTEN loss", "trastuzumab")},
        ),
        (
            "High ABCB1 expression reduced the sensitivity to paclitaxel in ovarian cancer.",
            {(RESISTANCE, "affirmed", "asserted", "ABCB1 expression", "paclitaxel")},
        ),
        (
            "Silencing of ABCB1 reversed the resistance of ovarian cancer to paclitaxel.",
            {(RESPONSE, "affirmed", "asserted", "ABCB1 silencing", "paclitaxel")},
        ),
        (
            "A trial evaluated dabrafenib in patients with BRAF V600E-mutated melanoma.",
            {(STUDIED, "affirmed", "investigational", "BRAF V600E", "dabrafenib")},
        ),
    ],
)
def test_direction_polarity_and_modality_are_those_of_the_relation(
    text: str, expected: set[tuple[str, str, str, str, str]]
) -> None:
    assert told(text) == expected


def test_state_and_cancer_come_with_the_marker() -> None:
    (one,) = predictions("Low ABCB1 expression was a marker of response to paclitaxel in ovarian cancer.")
    assert one.biomarkers[0].state == "low"
    assert [cancer.name for cancer in one.cancers] == ["Ovarian cancer"]


def test_what_one_word_means_together_holds_together() -> None:
    found = predictions("Triple-negative breast cancer is insensitive to tamoxifen.")
    assert [{marker.name for marker in one.biomarkers} for one in found] == [{"HR-negative", "HER2-negative"}]


def test_a_marker_that_only_describes_the_patients_was_studied_and_predicts_nothing() -> None:
    found = predictions("The trial examined the efficacy of trastuzumab in patients with HER2-positive breast cancer.")
    assert {one.predicate for one in found} == {STUDIED}


def test_spans_count_the_characters_of_the_whole_text() -> None:
    text = "Nothing is told here. KRAS mutations predict resistance to cetuximab in colorectal cancer."
    (one,) = predictions(text)
    places = [one.therapies[0].span, one.cancers[0].span, one.biomarkers[0].span]
    assert [text[start:end] for start, end in places] == ["cetuximab", "colorectal cancer", "KRAS mutations"]
    assert one.biomarkers[0].text == "KRAS mutations"
    assert text[slice(*one.span)].startswith("KRAS")


@pytest.mark.parametrize(
    "text",
    [
        "Resistance to osimertinib, once acquired, is common in EGFR-mutant lung adenocarcinoma.",
        "Drug A is for adults with Ph+ CML with resistance or intolerance to prior therapy including imatinib.",
        "Crizotinib was used in children with relapsed or refractory ALK-positive anaplastic large cell lymphoma.",
        "The trial examined the efficacy of trastuzumab in patients with HER2-positive breast cancer.",
        "Responses to nivolumab were seen in the ABC-12 trial of melanoma, which led to hope.",
        "Olaparib may follow in BRCA-mutated ovarian cancer that has responded to first-line platinum-based therapy.",
        "The benefit of bevacizumab was linked to luck, said Jo Doe, M.D., Ph.D., of colorectal cancer.",
        "Doe J, Roe R, et al.: KRAS mutations predict resistance to cetuximab in colorectal cancer.",
        "The H1975 cells were kept in medium before gefitinib was added to the breast cancer study.",
        "Chemotherapy was given for breast cancer, and the response was seen by PET.",
        "Vemurafenib was approved by the FDA for melanoma with BRAF V600E, which is sensitive to it.",
    ],
)
def test_what_only_describes_patients_or_tells_an_approval_predicts_nothing(text: str) -> None:
    assert not [one for one in predictions(text) if one.predicate != STUDIED]


def test_a_text_with_an_approved_use_is_left_as_it_is() -> None:
    text = (
        "Tagrisso is indicated for adults with EGFR T790M mutation-positive non-small cell lung cancer. "
        "EGFR T790M confers resistance to gefitinib in lung adenocarcinoma."
    )
    uses = extract_indications(text, therapy="osimertinib", agency="FDA", lexicon=packaged_lexicon())
    assert uses
    assert extract_predictions(text, uses, packaged_lexicon()) == []


def test_the_contract_tells_predictions_beside_the_uses() -> None:
    line = json.dumps({"id": "a", "text": "KRAS mutations predict resistance to cetuximab in colorectal cancer."})
    (answer,) = extract_answers([line], packaged_lexicon())
    told_here = [one for one in answer["statements"] if one["predicate"] == RESISTANCE]
    assert [one["biomarkers"][0]["name"] for one in told_here] == ["KRAS mutation"]
    assert "approved_for" not in {one["predicate"] for one in answer["statements"]}
