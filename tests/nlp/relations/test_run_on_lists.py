"""Lists of uses whose line breaks, bullets or marks were lost: each use is told once, under its own heading."""

import pytest

from nlp.extract import extract_indications
from nlp.extraction import Extraction
from tests.nlp.small_lexicon import small_lexicon


def read(text: str) -> list[Extraction]:
    """Read a text as a label of Tarvia at the FDA."""
    return extract_indications(text, therapy="Tarvia", agency="fda", lexicon=small_lexicon())


def told(text: str) -> list[tuple[list[str], list[str | None]]]:
    """Return partners and cancers of each use."""
    return [([one.name for one in found.therapies[1:]], [one.id for one in found.cancers]) for found in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Tarvia is indicated for: Breast cancer* • As a single agent, for adults with HER2-positive breast cancer. "
            "*This indication is approved under accelerated approval."
        ),
        (
            "Tarvia is indicated for the treatment of: Gastric Cancer • adult patients with HER2-positive gastric "
            "cancer. (1.1) a This indication is approved under accelerated approval."
        ),
        (
            "Tarvia is indicated for the treatment of: Stomach Adenocarcinoma • adult patients with HER2-positive "
            "gastric cancer."
        ),
    ],
)
def test_a_heading_or_footnote_is_no_use(text: str) -> None:
    (found,) = read(text)
    assert [one.name for one in found.biomarkers] == ["HER2-positive"]


def test_who_is_treated_is_told_above_what_is_treated() -> None:
    of_adults, of_children = read(
        "Tarvia is indicated for the treatment of: Adult patients with Chronic Lymphocytic Leukemia (CLL) (1.1). "
        "Previously untreated CLL in combination with cisplatin. Pediatric patients aged 2 years and older with "
        "diffuse large B-cell lymphoma (DLBCL) (1.2). Relapsed or refractory DLBCL as a single agent."
    )
    assert of_adults.setting.population == ("adult",)
    assert (of_adults.setting.line_max, of_adults.setting.combination) == (1, "combination")
    assert (of_children.setting.age_min, of_children.setting.population) == (2.0, ("pediatric",))
    assert [one.id for one in of_children.cancers] == ["oncotree:DLBCLNOS"]


def test_a_heading_of_patients_leads_no_sentence_on_something_else() -> None:
    (use,) = read(
        "Patients With Melanoma Receiving Chemotherapy Tarvia is indicated to shorten fever and neutropenia after "
        "chemotherapy of adults with melanoma. After each cycle the number of cells rises again. It is recommended "
        "that cells are counted."
    )
    assert use.purpose == "reduce_effect_of_treatment"


def test_growing_bones_and_names_of_anaemia_tell_no_other_purpose() -> None:
    for whom in ("skeletally mature adolescents", "patients whose refractory anemia became melanoma, or"):
        (use,) = read(f"Tarvia is indicated for adults and {whom} with unresectable melanoma.")
        assert (use.purpose, use.setting.disease_state) == ("treat", ("unresectable",))


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        (
            "Tarvia is indicated for adults with Newly diagnosed gastric cancer (GC) Metastatic melanoma",
            [([], ["oncotree:STAD"]), ([], ["oncotree:MEL"])],
        ),
        (
            (
                "Tarvia is indicated for: Breast Cancer (BC) : single agent for metastatic BC; and with cisplatin for "
                "operable BC"
            ),
            [([], ["oncotree:BRCA"]), (["cisplatin"], ["oncotree:BRCA"])],
        ),
        (
            (
                "Tarvia is indicated in women: for the treatment of melanoma; in the management of pain without breast "
                "cancer."
            ),
            [([], ["oncotree:MEL"])],
        ),
        (
            (
                "Tarvia is indicated for adults with: gastric cancer. ( 1 ) breast cancer. ( 1 ) breast cancer in "
                "combination with cisplatin. ( 1 )"
            ),
            [([], ["oncotree:STAD"]), ([], ["oncotree:BRCA"]), (["cisplatin"], ["oncotree:BRCA"])],
        ),
        (
            (
                "Tarvia is indicated for: Breast Cancer (1.1) - As monotherapy in patients resistant to cisplatin and "
                "carboplatin therapy Gastric Cancer (1.2) - In combination with prednisone"
            ),
            [([], ["oncotree:BRCA"]), (["prednisone"], ["oncotree:STAD"])],
        ),
        (
            (
                "Tarvia is indicated for: Prostate Cancer adjuvant treatment of men with melanoma as a single agent if "
                "chemotherapy is not indicated. (1.1) treatment of gastric cancer with cisplatin when therapy with "
                "carboplatin alone is preferred"
            ),
            [([], ["oncotree:MEL"]), (["cisplatin"], ["oncotree:STAD"])],
        ),
    ],
)
def test_lost_breaks_are_found(text: str, uses: list[tuple[list[str], list[str | None]]]) -> None:
    assert told(text) == uses
    assert {one.polarity for one in read(text)} == {"affirmed"}


def test_what_follows_the_colon_of_prose_is_prose() -> None:
    (use,) = read(
        "Treatment of Advanced Melanoma Tarvia is indicated for advanced melanoma (see STUDIES). There is little power "
        "to show the same in all groups: the patients with small melanoma after surgery were few."
    )
    assert use.setting.after == ()


def test_two_kinds_of_patients_are_two_uses() -> None:
    untreated, relapsed = read(
        "Tarvia is indicated for DLBCL in combination with cisplatin in newly diagnosed patients who cannot have "
        "surgery and in patients with relapsed DLBCL who have received at least one prior therapy."
    )
    assert (untreated.setting.line_min, untreated.setting.after) == (1, ())
    assert (relapsed.setting.line_min, relapsed.setting.disease_state) == (2, ("relapsed",))
    assert [len(one.therapies) for one in (untreated, relapsed)] == [2, 2]


def test_two_states_of_disease_with_conditions_of_their_own_are_two_uses() -> None:
    new, recurrent = read(
        "Tarvia is indicated for women with HER2-positive breast cancer after first chemotherapy, or recurrent breast "
        "cancer beside surgery."
    )
    assert ([one.name for one in new.biomarkers], new.setting.disease_state) == (["HER2-positive"], ())
    assert (recurrent.biomarkers, recurrent.setting.disease_state) == ((), ("recurrent",))
    (both,) = read(
        "Tarvia is indicated for locally advanced melanoma after radiation therapy, or metastatic melanoma, whose "
        "tumors have a BRAF V600E mutation."
    )
    assert [one.name for one in both.biomarkers] == ["BRAF V600E"]


@pytest.mark.parametrize("words", ["has also been found useful in", "is intended for use in", "is useful in"])
def test_older_labels_say_otherwise_that_a_use_is_approved(words: str) -> None:
    (found,) = read(f"Tarvia {words} the treatment of melanoma, excluding the lip.")
    assert (found.predicate, found.polarity) == ("approved_for", "affirmed")


def test_a_limitation_on_what_is_no_cancer_says_nothing_of_the_cancer_above() -> None:
    (found,) = read(
        "Tarvia is indicated for the treatment of adults with: Melanoma (1.1) Untreated melanoma with cisplatin "
        "Limitations of Use: Tarvia is not indicated for the treatment of non-malignant conditions. (1.2)"
    )
    assert found.polarity == "affirmed"


def test_a_hyphen_that_a_copy_made_invisible_is_read() -> None:
    (found,) = read("Tarvia is indicated with platinum\u00adbased chemotherapy for melanoma.")
    assert [one.name for one in found.therapies[1:]] == ["platinum-based chemotherapy"]


def test_what_has_not_progressed_with_a_first_treatment_is_no_first_line() -> None:
    (found,) = read(
        "Tarvia is indicated for maintenance treatment of melanoma that has not progressed with first-line cisplatin."
    )
    assert [(one.relation, one.therapy.name) for one in found.setting.after] == [("responded", "cisplatin")]
    assert (found.setting.line_min, found.setting.line_max) == (0, 0)


def test_a_list_of_what_answers_to_a_drug_is_one_of_uses() -> None:
    uses = read(
        "Tarvia, although effective alone, is more frequently used with other drugs. The following malignancies are "
        "often susceptible to Tarvia treatment: 1. Prostate cancer. 2. Melanoma (disseminated disease). 3. Leukemias: "
        "Chronic lymphocytic leukemia."
    )
    assert [[one.id for one in use.cancers] for use in uses] == [
        ["oncotree:PRAD"],
        ["oncotree:MEL"],
        ["oncotree:CLLSLL"],
    ]
    assert [use.setting.stage for use in uses] == [(), ("metastatic",), ()]


def test_an_item_in_small_letters_behind_a_limitation_is_a_use() -> None:
    first, second = read(
        "Tarvia is indicated in combination with: gemcitabine for the treatment of adults with NSCLC. Limitations of "
        "Use: Patients should not have brain metastases. letrozole for the treatment of postmenopausal women with "
        "breast cancer for whom hormonal therapy is indicated."
    )
    assert [one.name for one in first.therapies[1:]] == ["gemcitabine"]
    assert [one.name for one in second.therapies[1:]] == ["letrozole"]
    assert second.polarity == "affirmed"


def test_the_first_item_of_a_list_without_marks_is_no_part_of_its_lead_in() -> None:
    first, second = read(
        "Tarvia as monotherapy is indicated for the treatment of adults 18 years and older with advanced "
        "HER2-positive gastric cancer (GC)advanced HER2-positive NSCLC not previously treated with a taxane"
    )
    assert [one.id for one in first.cancers] == ["oncotree:STAD"]
    assert [one.id for one in second.cancers] == ["oncotree:NSCLC"]
    assert (second.setting.age_min, second.setting.combination) == (18.0, "monotherapy")


def test_a_partner_told_before_two_phases_is_given_in_both() -> None:
    uses = read(
        "Tarvia is an antibody indicated for: Use in combination with paclitaxel for treatment of adults with NSCLC. "
        "( 1.1 ) Use in combination with carboplatin as neoadjuvant treatment of adults with early breast cancer. "
        "( 1.2 , 2.2 ) adjuvant treatment of adults with breast cancer at high risk of recurrence ( 1.2 )"
    )
    assert [([one.name for one in use.therapies[1:]], use.setting.phase) for use in uses] == [
        (["paclitaxel"], ""),
        (["carboplatin"], "neoadjuvant"),
        (["carboplatin"], "adjuvant"),
    ]


def test_an_item_of_another_state_heads_none() -> None:
    text = (
        "Tarvia is indicated for the treatment of adults with: ALL in first complete remission. ( 1.1 ) Relapsed or "
        "refractory acute lymphoblastic leukemia (ALL). ( 1.2 ) Acute lymphoblastic leukemia (ALL) in the "
        "consolidation phase of chemotherapy. ( 1.3 )"
    )
    assert [use.setting.disease_state for use in read(text)] == [("in remission",), ("relapsed", "refractory"), ()]


def test_a_reference_before_a_stop_ends_an_item() -> None:
    first, second = read(
        "Tarvia is indicated for adults with: relapsed or refractory follicular lymphoma ( 1.1 ). previously untreated "
        "follicular lymphoma ( 1.2 )."
    )
    assert (first.setting.disease_state, first.setting.line_max) == (("relapsed", "refractory"), 0)
    assert (second.setting.disease_state, second.setting.line_max) == ((), 1)


def test_a_title_is_not_cut_in_two() -> None:
    (use,) = read(
        "Tarvia is indicated: Mismatch Repair Deficient Recurrent or Advanced Solid Tumors • as a single agent for "
        "adults with dMMR recurrent or advanced solid tumors."
    )
    assert use.setting.stage == ("advanced",)


def test_another_dosage_is_no_use() -> None:
    (use,) = read(
        "Tarvia is indicated for: Melanoma • for adults with metastatic melanoma. ( 1.1 ) Adult Melanoma: Additional "
        "Dosing Regimen of 400 mg Every 4 Weeks for use at an additional recommended dosage of 400 mg every month for "
        "melanoma in adults."
    )
    assert use.setting.stage == ("metastatic",)
