"""Label sentences of our own, read whole: who is treated with what, for which cancer, when."""

import pytest

from nlp.extract import extract_indications
from nlp.extraction import Extraction
from tests.nlp.small_lexicon import slugged, small_lexicon


def read(text: str) -> list[Extraction]:
    """Read a text as a label of Tarvia at the FDA."""
    return extract_indications(text, therapy="Tarvia", agency="fda", lexicon=small_lexicon())


def told(text: str) -> list[tuple[list[str], list[str | None], list[str]]]:
    """Return partners, cancers and biomarkers of each extraction."""
    return [
        (
            [one.name for one in found.therapies[1:]],
            [one.id for one in found.cancers],
            [one.name for one in found.biomarkers],
        )
        for found in read(text)
    ]


def test_the_everyday_sentence_comes_out_whole() -> None:
    (found,) = read(
        "Tarvia is a kinase inhibitor indicated, in combination with carboplatin and pemetrexed, for the first-line "
        "treatment of adult patients with metastatic non-small cell lung cancer (NSCLC) whose tumors have EGFR exon 20 "
        "insertion mutations, as detected by an approved test, and who have not received prior chemotherapy."
    )
    assert [one.id for one in found.therapies] == [
        slugged("tarvumab-abcd"),
        slugged("carboplatin"),
        slugged("pemetrexed"),
    ]
    assert found.lead == (0,)
    assert [one.id for one in found.cancers] == ["oncotree:NSCLC"]
    assert [one.name for one in found.biomarkers] == ["EGFR exon 20 insertion"]
    assert (found.setting.line_min, found.setting.line_max) == (1, 1)
    assert found.setting.stage == ("metastatic",)
    assert found.setting.population == ("adult",)
    assert found.setting.combination == "combination"
    assert [one.therapy.name for one in found.setting.not_after] == ["chemotherapy"]
    assert found.refusals == ()


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        (
            "Tarvia is indicated in combination with carboplatin and either paclitaxel or nab-paclitaxel for melanoma.",
            [
                (["carboplatin", "paclitaxel"], ["oncotree:MEL"], []),
                (["carboplatin", "nab-paclitaxel"], ["oncotree:MEL"], []),
            ],
        ),
        (
            "Tarvia is indicated for the treatment of gastric or gastroesophageal junction (GEJ) adenocarcinoma.",
            [([], ["oncotree:STAD", "oncotree:GEJ"], [])],
        ),
        (
            "Tarvia is indicated for adults with NSCLC with BRAF V600E or V600K mutations.",
            [([], ["oncotree:NSCLC"], ["BRAF V600E"]), ([], ["oncotree:NSCLC"], ["BRAF V600K"])],
        ),
        (
            "Tarvia, with an aromatase inhibitor, is indicated for HR-positive, HER2-negative breast cancer.",
            [(["aromatase inhibitor"], ["oncotree:BRCA"], ["HR-positive", "HER2-negative"])],
        ),
        (
            "Tarvia is indicated for patients with melanoma previously treated with carboplatin and paclitaxel.",
            [([], ["oncotree:MEL"], [])],
        ),
        (
            "Tarvia is indicated for the treatment of: • melanoma • NSCLC, in combination with cisplatin",
            [([], ["oncotree:MEL"], []), (["cisplatin"], ["oncotree:NSCLC"], [])],
        ),
        ("Treatment of breast cancer after surgery.", [([], ["oncotree:BRCA"], [])]),
        (
            "Tarvia is indicated in combination with paclitaxel, and as monotherapy for melanoma.",
            [([], ["oncotree:MEL"], [])],
        ),
        ("Tarvia is indicated for rheumatoid arthritis.", []),
        ("Melanoma is a cancer of the skin.", []),
    ],
)
def test_uses(text: str, uses: list[tuple[list[str], list[str | None], list[str]]]) -> None:
    assert told(text)[-len(uses) :] == uses if uses else told(text) == []


def test_arms_of_one_sentence_are_two_uses() -> None:
    found = read(
        "Tarvia is indicated for melanoma in combination with cisplatin for adults with metastatic disease, "
        "or as a single agent "
        "in adults who have progressed after chemotherapy."
    )
    assert [(one.indication, len(one.therapies), one.setting.combination) for one in found] == [
        ("1", 2, "combination"),
        ("2", 1, "monotherapy"),
    ]


def test_a_heading_gives_no_cancer_to_another_disease() -> None:
    found = read(
        "Tarvia is indicated for: Chronic Lymphocytic Leukemia (CLL) (1.1) • as a single agent for relapsed CLL. "
        "Rheumatoid Arthritis (1.2) "
        "• in combination with prednisone in adults with severe arthritis."
    )
    assert [[one.id for one in each.cancers] for each in found] == [["oncotree:CLLSLL"]]


def test_conditions_never_get_lost() -> None:
    (found,) = read(
        "Tarvia is indicated for adults with solid tumors that: • have an NTRK gene fusion, and • are metastatic."
    )
    assert [one.name for one in found.biomarkers] == ["NTRK fusion"]


def test_a_limitation_is_a_negative_statement() -> None:
    affirmed, negated = read(
        "Tarvia is indicated for the treatment of melanoma. "
        "Limitations of Use: Tarvia is not indicated for breast cancer."
    )
    assert (affirmed.polarity, negated.polarity) == ("affirmed", "negated")
    assert negated.cancers[0].id == "oncotree:BRCA"


def test_accelerated_approval_belongs_to_the_use_before_it() -> None:
    found = read(
        "Tarvia is indicated for: • melanoma (1.1) • breast cancer (1.2) "
        "This indication is approved under accelerated approval."
    )
    assert [one.approval_kind for one in found] == ["unknown", "accelerated"]


@pytest.mark.parametrize(
    ("text", "predicate", "polarity", "modality"),
    [
        ("CAR-T is NOT approved for lung cancer.", "approved_for", "negated", "asserted"),
        ("CAR-T is being studied in lung cancer.", "studied_for", "affirmed", "investigational"),
        ("Carboplatin was withdrawn for melanoma in 2011.", "approved_for", "affirmed", "historical"),
        ("Carboplatin may one day be used for melanoma.", "studied_for", "affirmed", "hypothetical"),
    ],
)
def test_open_sentences_say_what_they_assert(text: str, predicate: str, polarity: str, modality: str) -> None:
    (found,) = extract_indications(text, lexicon=small_lexicon())
    assert (found.predicate, found.polarity, found.modality) == (predicate, polarity, modality)


def test_an_act_is_told_with_its_date_and_agency() -> None:
    (found,) = extract_indications(
        "On 3 May 2024 the European Commission approved cisplatin for melanoma.", lexicon=small_lexicon()
    )
    assert (found.agency, found.date, found.verb) == ("EMA", "2024-05-03", "approved")


@pytest.mark.parametrize("form", ["nab-", "liposomal "])
def test_another_form_is_not_the_plain_substance(form: str) -> None:
    for found in read(f"Tarvia is indicated in combination with {form}cisplatin for melanoma."):
        assert slugged("cisplatin") not in {one.id for one in found.therapies}


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("adults", (-1, -1)),
        ("patients 12 years and older", (12, -1)),
        ("children aged 1 month and older", (0.083, -1)),
        ("people up to 25 years of age", (-1, 25)),
        ("patients 2 to less than 18 years of age", (2, 18)),
    ],
)
def test_ages_in_years(words: str, ages: tuple[float, float]) -> None:
    (found,) = read(f"Tarvia is indicated for the treatment of {words} with melanoma.")
    assert (found.setting.age_min, found.setting.age_max) == ages


def test_the_line_of_an_earlier_treatment_is_not_the_line_of_the_use() -> None:
    (found,) = read(
        "Tarvia is indicated for adults with follicular lymphoma who have refractory disease to first-line "
        "chemotherapy or relapse within 12 months of first-line chemotherapy."
    )
    assert (found.setting.line_min, found.setting.line_max) == (0, 0)
    assert {one.relation for one in found.setting.after} == {"progressed"}


def test_partners_told_in_the_next_sentence_belong_to_the_use_before() -> None:
    (found,) = read(
        "Tarvia is indicated for the treatment of melanoma in adults. It is administered in combination with cisplatin "
        "and gemcitabine."
    )
    assert [one.name for one in found.therapies[1:]] == ["cisplatin", "gemcitabine"]
    assert found.setting.combination == "combination"
    assert found.refusals == ()


def test_a_lead_in_whose_items_tell_only_conditions_is_the_use_and_is_refused() -> None:
    (found,) = read("Tarvia is indicated for adults with prostate cancer and: Gleason score ≤ 6; PSA ≤ 10 ng/mL")
    assert [one.id for one in found.cancers] == ["oncotree:PRAD"]
    assert "words_not_read" in found.refusals


def test_what_a_label_says_it_is_used_for_is_approved() -> None:
    (found,) = read("Tarvia is also used in the treatment of melanoma.")
    assert found.predicate == "approved_for"


def test_a_gene_that_a_disease_is_characterised_by_or_associated_with_is_asked_for() -> None:
    for words in ("characterized by the presence of a BRAF V600E mutation", "associated with a BRAF V600E mutation"):
        (found,) = read(f"Tarvia is indicated for the treatment of adults with melanoma {words}.")
        assert [one.name for one in found.biomarkers] == ["BRAF V600E"]


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        (
            "Tarvia is indicated in combination with cisplatin (CDDP) chemotherapy for melanoma.",
            [(["cisplatin"], ["oncotree:MEL"], [])],
        ),
        (
            "Tarvia is indicated with cisplatin and paclitaxel or, else, cisplatin and gemcitabine for melanoma.",
            [
                (["cisplatin", "paclitaxel"], ["oncotree:MEL"], []),
                (["cisplatin", "gemcitabine"], ["oncotree:MEL"], []),
            ],
        ),
        (
            (
                "Tarvia in combination with carboplatin is indicated for melanoma, followed by maintenance with: "
                "• Tarvia as monotherapy in melanoma with a BRAF V600E mutation "
                "• Tarvia in combination with gemcitabine in melanoma with an NRAS mutation"
            ),
            [
                (["carboplatin"], ["oncotree:MEL"], ["BRAF V600E"]),
                (["carboplatin", "gemcitabine"], ["oncotree:MEL"], ["NRAS mutation"]),
            ],
        ),
        (
            "Tarvia is indicated for ovarian cancer with HRD-positive status defined by a BRCA mutation.",
            [([], ["oncotree:OVT"], ["HRD"])],
        ),
    ],
)
def test_what_belongs_together(text: str, uses: list[tuple[list[str], list[str | None], list[str]]]) -> None:
    assert told(text) == uses


def test_an_item_is_no_wider_than_its_lead_in() -> None:
    (found,) = read(
        "Tarvia is indicated for non-small cell lung cancer: • as monotherapy in adults with metastatic lung cancer"
    )
    assert [one.id for one in found.cancers] == ["oncotree:NSCLC"]


def test_anaemia_that_the_disease_brings_is_told_as_palliation() -> None:
    (found,) = read(
        "Tarvia is indicated for the treatment of adults with anaemia due to chronic lymphocytic leukaemia."
    )
    assert (found.purpose, [one.id for one in found.cancers]) == ("palliate", ["oncotree:CLLSLL"])


def test_a_disease_with_nothing_said_of_it_is_an_item_of_its_list() -> None:
    assert told(
        "Tarvia is a kinase inhibitor indicated for the treatment of adults with: Gastric cancer (GC). ( 1.1 ) "
        "Advanced melanoma (M) who have received prior chemotherapy. ( 1.2 )"
    ) == [([], ["oncotree:STAD"], []), ([], ["oncotree:MEL"], [])]


def test_items_glued_to_a_whole_sentence_are_uses_of_their_own() -> None:
    assert told(
        "Tarvia is indicated for the treatment of adults with metastatic gastric cancer;advanced melanoma with a BRAF "
        "V600E mutation;breast cancer after chemotherapy"
    ) == [([], ["oncotree:STAD"], []), ([], ["oncotree:MEL"], ["BRAF V600E"]), ([], ["oncotree:BRCA"], [])]


def test_an_unread_word_before_a_treated_cancer_refuses_wherever_it_stands() -> None:
    (found,) = read("Tarvia has also been shown to be useful in combination with gemcitabine in uveal melanoma.")
    assert found.unread == ("uveal",)


def test_a_sentence_that_tells_its_own_use_completes_no_lead_in() -> None:
    uses = told(
        "Tarvia is indicated for the treatment of the following dMMR tumours in adults with: advanced melanoma; "
        "metastatic breast cancer. Tarvia is indicated for the treatment of HER2-negative gastric adenocarcinoma."
    )
    assert uses[-1] == ([], ["oncotree:STAD"], ["HER2-negative"])
    assert {tuple(markers) for _, _, markers in uses[:-1]} == {("dMMR",)}


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        (
            "Tarvia is indicated for melanoma in combination with cisplatin; or Paclitaxel; or Gemcitabine.",
            [
                (["cisplatin"], ["oncotree:MEL"], []),
                (["paclitaxel"], ["oncotree:MEL"], []),
                (["gemcitabine"], ["oncotree:MEL"], []),
            ],
        ),
        (
            "Tarvia is indicated with prednisone for: • the treatment of melanoma in combination with cisplatin",
            [(["prednisone", "cisplatin"], ["oncotree:MEL"], [])],
        ),
        (
            "Tarvia is indicated for melanoma as a single agent or as a component of a chemotherapy.",
            [(["chemotherapy"], ["oncotree:MEL"], []), ([], ["oncotree:MEL"], [])],
        ),
        (
            "Tarvia is indicated as a component of a multi-agent chemotherapeutic regimen for: • melanoma • NSCLC",
            [
                (["multi-agent chemotherapeutic regimen"], ["oncotree:MEL"], []),
                (["multi-agent chemotherapeutic regimen"], ["oncotree:NSCLC"], []),
            ],
        ),
        (
            "Tarvia is indicated for follicular lymphoma without melanoma.",
            [([], ["oncotree:FL"], [])],
        ),
    ],
)
def test_partners_and_cancers_of_lists(text: str, uses: list[tuple[list[str], list[str | None], list[str]]]) -> None:
    assert told(text) == uses


def test_what_patients_should_have_had_is_no_use_of_its_own() -> None:
    (found,) = read(
        "Tarvia is indicated for relapsed ALL. Adult patients with Philadelphia-positive ALL should have had cisplatin."
    )
    assert found.biomarkers == ()


def test_a_disease_of_which_nothing_is_known_is_not_approved() -> None:
    (found,) = read("Tarvia is indicated for melanoma. The response of other gastric cancers has not beenexamined.")
    assert [one.id for one in found.cancers] == ["oncotree:MEL"]


def test_limitations_begin_where_their_heading_stands_though_no_mark_ends_the_use_before() -> None:
    (use,) = read(
        "Tarvia is indicated for: the treatment and prophylaxis of metastatic melanoma "
        "Limitations of Use: Tarvia is not recommended for benign polyps."
    )
    assert (use.polarity, use.purpose, use.setting.stage) == ("affirmed", "treat", ("metastatic",))
