"""Pages of our own, read whole: what stands above a bullet holds for it, and each sentence tells what it tells."""

from nlp.extract import extract_page
from nlp.extraction import Extraction
from tests.nlp.small_lexicon import small_lexicon

LEAD = "Tarvia is approved to treat:"


def read(*lines: str, lead: str = LEAD) -> list[Extraction]:
    """Read a page of Tarvia whose part on its uses has a lead and these bullets and paragraphs."""
    listed = "\n\n".join((lead, *lines)).replace("\n\n- ", "\n- ")
    return extract_page(
        f"# Tarvia\n\n## Use in Cancer\n\n{listed}\n", therapy="Tarvia", agency="FDA", lexicon=small_lexicon()
    )


def after(found: Extraction) -> list[tuple[str, str]]:
    return [(one.relation, one.therapy.name) for one in found.setting.after]


def cancers(found: list[Extraction]) -> list[list[str | None]]:
    return [[one.id for one in use.cancers] for use in found]


def partners(found: list[Extraction]) -> list[list[str]]:
    return [[one.name for one in use.therapies[1:]] for use in found]


def test_conditions_of_a_bullet_hold_for_those_under_it_that_name_the_cancer_again() -> None:
    (found,) = read(
        "- **Breast cancer** that is HER2 positive and has already been treated with cisplatin. It is used in adults:",
        "- with metastatic breast cancer",
    )
    assert found.setting.population == ("adult",)
    assert found.setting.stage == ("metastatic",)
    assert after(found) == [("received", "cisplatin")]
    assert [one.name for one in found.biomarkers] == ["HER2-positive"]


def test_members_of_a_listed_group_have_the_use_and_its_conditions() -> None:
    found = read(
        "- **B-cell non-Hodgkin lymphoma** that is refractory, including the following types:",
        "- diffuse large B-cell lymphoma",
        "- follicular lymphoma",
    )
    assert cancers(found) == [["oncotree:DLBCLNOS"], ["oncotree:FL"]]
    assert [one.setting.disease_state for one in found] == [("refractory",), ("refractory",)]


def test_a_lead_for_patients_with_a_marker_leads_bare_names() -> None:
    lead = "Tarvia is approved to be used with cisplatin to treat patients whose cancer has a BRAF mutation, including:"
    found = read("- **Melanoma** that has spread.", "- **Ovarian cancer**.", lead=lead)
    assert cancers(found) == [["oncotree:MEL"], ["oncotree:OVT"]]
    assert partners(found) == [["cisplatin"], ["cisplatin"]]
    assert all(one.biomarkers[0].name == "BRAF mutation" for one in found)


def test_a_group_named_with_examples_is_treated_with_them() -> None:
    (found,) = read("- **B-cell non-Hodgkin lymphoma**, including follicular lymphoma.")
    assert [one.id for one in found.cancers] == ["group:nhl", "oncotree:FL"]


def test_sentences_of_one_bullet_tell_one_use_together() -> None:
    (found,) = read(
        "- **Melanoma.** It is used in adults whose cancer has spread. "
        "It is used when the cancer did not respond or stopped responding to cisplatin."
    )
    assert found.setting.stage == ("metastatic",)
    assert after(found) == [("progressed", "cisplatin")]


def test_a_sentence_that_says_also_tells_another_use() -> None:
    first, second = read(
        "- **Prostate cancer.** It is used with cisplatin in adults. "
        "It is also used alone in adults whose cancer has been treated with paclitaxel."
    )
    assert partners([first, second]) == [["cisplatin"], []]
    assert after(first) == []
    assert after(second) == [("received", "paclitaxel")]


def test_also_after_a_bullet_s_own_words_takes_its_cancer_and_not_its_conditions() -> None:
    first, second = read("- **Melanoma** that has spread. It is also used with cisplatin in children.")
    assert (first.setting.stage, second.setting.stage) == (("metastatic",), ())
    assert partners([first, second]) == [[], ["cisplatin"]]
    assert cancers([first, second]) == [["oncotree:MEL"], ["oncotree:MEL"]]


def test_in_children_begins_a_use_of_its_own() -> None:
    first, second = read(
        "- **Melanoma.** In adults, it is used for cancer that relapsed. In children, it is used with cisplatin."
    )
    assert partners([first, second]) == [[], ["cisplatin"]]
    assert (first.setting.population, second.setting.population) == (("adult",), ("pediatric",))


def test_alone_or_with_other_drugs_leaves_it_to_the_bullets() -> None:
    lead = "Tarvia is approved to be used alone or with other drugs to treat:"
    found = read("- **Melanoma.**", "- **Ovarian cancer.** It is used with cisplatin.", lead=lead)
    assert partners(found) == [[], ["cisplatin"]]


def test_a_bullet_that_repeats_the_partner_of_its_lead_has_it_once() -> None:
    lead = "Tarvia is approved to be used alone or with cisplatin to treat:"
    assert partners(read("- **Melanoma.** It is used with cisplatin.", lead=lead)) == [["cisplatin"]]


def test_a_bullet_that_ends_in_with_names_partners_under_it() -> None:
    found = read("- **Melanoma.** It is used with:", "- cisplatin in adults who are fit", "- paclitaxel in children")
    assert partners(found) == [["cisplatin"], ["paclitaxel"]]


def test_what_the_cancer_was_not_treated_with_and_what_did_not_help_are_no_partners() -> None:
    first, second = read(
        "- **Melanoma.** It is used in adults whose cancer has not been treated with paclitaxel.",
        "- **Ovarian cancer.** It is used in adults whose cancer has not gotten better with cisplatin and paclitaxel.",
    )
    assert [one.therapy.name for one in first.setting.not_after] == ["paclitaxel"]
    assert after(second) == [("progressed", "cisplatin"), ("progressed", "paclitaxel")]
    assert partners([first, second]) == [[], []]


def test_words_after_the_heading_of_a_bullet_make_its_cancer_no_wider() -> None:
    (found,) = read("- **B-cell non-Hodgkin lymphoma.** It is used in adults with B-cell non-Hodgkin lymphoma (NHL).")
    assert [one.id for one in found.cancers] == ["group:nhl"]


def test_a_bullet_that_only_leads_tells_no_use() -> None:
    found = read("- **Follicular lymphoma.** It is used in adults with follicular lymphoma that:", "- has relapsed.")
    assert len(found) == 1


def test_a_sentence_that_closes_the_list_holds_for_all_of_it() -> None:
    found = read(
        "- **Melanoma.**",
        "- **Follicular lymphoma.**",
        "Tarvia is used in patients who have been treated with cisplatin.",
    )
    assert [after(one) for one in found] == [[("received", "cisplatin")], [("received", "cisplatin")]]


def test_what_a_drug_helps_with_after_the_list_is_the_purpose_of_all() -> None:
    lead = "Tarvia is approved to be used with cisplatin for:"
    (found,) = read(
        "- **Melanoma.**", "Tarvia helps move stem cells to the blood, where they are collected.", lead=lead
    )
    assert found.purpose == "mobilise_cells"


def test_anaemia_of_the_patients_is_whom_a_use_is_for() -> None:
    (found,) = read("- **Melanoma** in adults with anemia. It is used in adults who:", "- have not received cisplatin")
    assert found.purpose == "treat"


def test_before_surgery_and_then_alone_is_around_it_and_no_earlier_treatment() -> None:
    (found,) = read("- **Melanoma.** It is used with cisplatin before surgery and then alone after surgery in adults.")
    assert found.setting.phase == "perioperative"
    assert found.setting.phases == ("neoadjuvant", "adjuvant")
    assert after(found) == []


def test_who_had_the_cancer_removed_is_treated_after_surgery() -> None:
    (found,) = read(
        "- **Melanoma.** It is used in adults who have had surgery to remove cancer that has spread to the lymph nodes."
    )
    assert (found.setting.phase, found.setting.disease_state) == ("adjuvant", ("node-positive",))


def test_first_or_after_another_is_two_uses() -> None:
    first, later = read(
        "- **Melanoma.** It is used with cisplatin as the first treatment or after treatment with paclitaxel."
    )
    assert (first.setting.line_min, first.setting.line_max, after(first)) == (1, 1, [])
    assert (later.setting.line_min, after(later)) == (0, [("received", "paclitaxel")])


def test_whom_a_sentence_is_for_stands_against_whom_the_bullet_names() -> None:
    first, second = read(
        "- **Melanoma** in adults and children. In adults, it is used for cancer that relapsed. "
        "In children, it is used with cisplatin."
    )
    assert (first.setting.population, second.setting.population) == (("adult",), ("pediatric",))
