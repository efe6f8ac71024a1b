"""What an item offers, alone, together, in turn or as alternatives; and when nothing may be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.treatment_options.items import ItemReading, read_heads, read_item
from tests.loaders.vocabulary import made_context

LEXICON = made_context().lexicon
SURGERY, RADIATION = "procedure:surgery", "procedure:radiation-therapy"
CHEMOTHERAPY, IMMUNOTHERAPY, TARGETED = "class:chemotherapy", "class:immunotherapy", "class:targeted-therapy"
OSIMERTINIB, ATEZOLIZUMAB, CISPLATIN, ETOPOSIDE = "ncit:1", "ncit:2", "ncit:3", "ncit:4"


def item(text: str) -> ItemReading:
    assert LEXICON is not None
    return read_item(text, LEXICON)


def offers(text: str) -> list[tuple[tuple[str, ...], ...]]:
    return [offer.phases for offer in item(text).offers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Osimertinib.", [((OSIMERTINIB,),)]),
        ("Cisplatin plus etoposide.", [((CISPLATIN, ETOPOSIDE),)]),
        ("Cisplatin or etoposide.", [((CISPLATIN,),), ((ETOPOSIDE,),)]),
        ("Osimertinib with or without chemotherapy.", [((OSIMERTINIB,),), ((OSIMERTINIB, CHEMOTHERAPY),)]),
        ("Surgery alone or with radiation therapy.", [((SURGERY,),), ((SURGERY, RADIATION),)]),
        ("Surgery followed by chemotherapy or radiation therapy.",
         [((SURGERY,), (CHEMOTHERAPY,)), ((SURGERY,), (RADIATION,))]),
        ("Chemotherapy (cisplatin, etoposide).", [((CHEMOTHERAPY,),), ((CISPLATIN,),), ((ETOPOSIDE,),)]),
        ("Immunotherapy (atezolizumab) and chemotherapy.",
         [((ATEZOLIZUMAB, CHEMOTHERAPY),)]),
        ("Targeted therapy with a kinase inhibitor (osimertinib).",
         [((TARGETED,),), (("class:kinase-inhibitor",),), ((OSIMERTINIB,),)]),
        ("Immunotherapy (atezolizumab and osimertinib).", [((IMMUNOTHERAPY,),)]),
        ("CE: cisplatin + etoposide.", [((CISPLATIN, ETOPOSIDE),)]),
        ("Chemotherapy. A study of some patients found that it helped.", [((CHEMOTHERAPY,),)]),
        ("Surgery with or without chemotherapy or radiation therapy.",
         [((SURGERY,),), ((SURGERY, CHEMOTHERAPY),), ((SURGERY, RADIATION),)]),
        ("Surgery with adjuvant chemotherapy or radiation therapy.",
         [((SURGERY, CHEMOTHERAPY),), ((SURGERY, RADIATION),)]),
        ("Surgery and/or chemotherapy.", [((SURGERY,),), ((CHEMOTHERAPY,),), ((SURGERY, CHEMOTHERAPY),)]),
        ("Surgery, chemotherapy, or a combination of both.",
         [((SURGERY,),), ((CHEMOTHERAPY,),), ((SURGERY, CHEMOTHERAPY),)]),
        ("Surgery, chemotherapy, and/or radiation therapy.", [((SURGERY,),), ((CHEMOTHERAPY,),), ((RADIATION,),)]),
        ("A combination of surgery, chemotherapy, and radiation therapy.", [((SURGERY, CHEMOTHERAPY, RADIATION),)]),
        ("QR-ZE regimen (cisplatin [a platinum], etoposide, and osimertinib).",
         [((CISPLATIN, ETOPOSIDE, OSIMERTINIB),)]),
        ("CEO: cisplatin, etoposide, and osimertinib.", [((CISPLATIN, ETOPOSIDE, OSIMERTINIB),)]),
        ("CEO: cisplatin, etoposide, or osimertinib.", [((CISPLATIN,),), ((ETOPOSIDE,),), ((OSIMERTINIB,),)]),
        ("Z-EO (cisplatin plus etoposide and osimertinib).", [((CISPLATIN, ETOPOSIDE, OSIMERTINIB),)]),
        ("Surgery and cisplatin with adjuvant chemotherapy or radiation therapy.",
         [((SURGERY, CISPLATIN, CHEMOTHERAPY),), ((SURGERY, CISPLATIN, RADIATION),)]),
        ("Surgery followed by systemic therapy with cisplatin or etoposide.",
         [((SURGERY,), (CISPLATIN,)), ((SURGERY,), (ETOPOSIDE,))]),
        ("Immunotherapy and chemoimmunotherapy.", [((IMMUNOTHERAPY,),), ((IMMUNOTHERAPY, CHEMOTHERAPY),)]),
        ("The standard of care for selected patients is chemoradiation.", [(("procedure:chemoradiation",),)]),
        ("Short-course radiation therapy (20 Gy or 30 Gy).", [((RADIATION,),)]),
        ("Unilateral salpingo-oophorectomy.", [((SURGERY,),)]),
    ],
)  # fmt: skip
def test_offers(text: str, expected: list[tuple[tuple[str, ...], ...]]) -> None:
    assert offers(text) == expected


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Clinical trials of cisplatin.", "research_only"),
        ("Treatment of brain metastases.", "no_therapy_named"),
        ("Adjuvant treatment after chemoradiation.", "no_therapy_named"),
        ("Chemotherapy is not useful.", "doubted_option"),
        ("Surgery. This is rarely done.", "doubted_option"),
        ("Radiation therapy, an alternative to surgery.", "doubted_option"),
        ("Chemotherapy required by gastric perforation specialists.", "item_not_understood"),
        ("Cisplatin, etoposide, and osimertinib.", "unclear_combination"),
        ("Surgery after cisplatin and the addition of etoposide.", "unclear_combination"),
        ("Cisplatin plus etoposide or osimertinib.", "unclear_combination"),
        ("Surgery and/or chemotherapy with radiation therapy.", "unclear_combination"),
        ("Surgery before or after chemotherapy and/or additional consolidation therapy.", "unclear_combination"),
    ],
)
def test_nothing_is_told_from_what_is_not_understood(text: str, refusal: str) -> None:
    read = item(text)
    assert read.refusal == refusal
    assert not read.offers


def test_a_class_whose_drugs_are_told_unclearly_is_the_class_alone() -> None:
    assert offers("Chemotherapy with cisplatin and etoposide, osimertinib, or atezolizumab.") == [((CHEMOTHERAPY,),)]


def test_conditions_are_read_apart_from_the_offer() -> None:
    read = item("Osimertinib (for patients with EGFR variants) (under clinical evaluation).")
    assert offers("Osimertinib (for patients with EGFR variants).") == [((OSIMERTINIB,),)]
    assert [[one.id for one in group] for group in read.condition.requires] == [["biomarker:egfr-mutation"]]
    assert read.investigational


def test_a_refused_item_keeps_its_condition_for_the_items_under_it() -> None:
    read = item("Unheard-of agents (for patients with EGFR variants).")
    assert read.refusal == "no_therapy_named"
    assert read.condition.requires


def test_an_operation_is_surgery_and_keeps_its_own_words() -> None:
    read = item("Radical nephrectomy.")
    assert [offer.therapies for offer in read.offers] == [(SURGERY,)]
    assert read.note == "radical nephrectomy"


def test_a_setting_of_the_second_treatment_is_not_of_the_first() -> None:
    assert item("Surgery with or without adjuvant chemotherapy.").late_setting
    assert not item("Adjuvant chemotherapy with or without radiation therapy.").late_setting


@given(
    st.lists(st.sampled_from(["surgery", "cisplatin", "chemotherapy", "(", ")", ",", "or", "and", "with", "not", "x"]))
)
def test_every_offer_names_a_treatment_once_for_each_phase(words: list[str]) -> None:
    for offer in item(" ".join(words)).offers:
        assert offer.phases
        for phase in offer.phases:
            assert phase
            assert len(set(phase)) == len(phase)


def test_an_item_that_goes_on_in_sentences_is_the_drug_it_begins_with_and_its_examples() -> None:
    assert LEXICON is not None
    read = read_heads("Kinase inhibitors can stop cells from growing. Examples are osimertinib and others.", LEXICON)
    assert [offer.phases for offer in read.offers] == [(("class:kinase-inhibitor",),), ((OSIMERTINIB,),)]
    assert not read_heads("Chemotherapy may be given if the cancer comes back.", LEXICON).offers
    assert not read_heads("Chemotherapy is rarely used.", LEXICON).offers
    assert not read_heads("The doctor can use chemotherapy.", LEXICON).offers


def test_where_a_procedure_is_done_is_told_with_it_and_is_no_condition() -> None:
    found = item("Radiation therapy to the brain and spinal cord.")
    assert found.note == "radiation therapy to the brain and spinal cord"
    assert not found.condition.unread
    assert item("Radiation therapy to liver metastases.").condition.disease_state == ("liver metastases",)


def test_a_condition_may_lead_the_item() -> None:
    found = item("For tumors of the left lung, chemotherapy followed by surgery.")
    assert [offer.phases for offer in found.offers] == [((CHEMOTHERAPY,), (SURGERY,))]
    assert found.condition.unread == ("left lung",)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Postoperative radiation therapy.", "setting", "adjuvant"),
        ("Palliative surgical resection.", "purpose", "palliate"),
        ("Immunotherapy with atezolizumab before surgery.", "setting", "neoadjuvant"),
        ("Surgery for cancer that is not metastatic.", "disease_state", ("nonmetastatic",)),
        ("Surgery for cancer that is not metastatic.", "stage", ()),
        ("Surgery (stage C).", "stage", ("C",)),
    ],
)
def test_no_condition_is_lost_in_the_name_of_a_treatment(text: str, field: str, value: object) -> None:
    found = item(text)
    assert getattr(found.condition, field) == value
    assert found.offers
    assert not found.late_setting


def test_a_member_of_a_combination_that_is_not_named_makes_it_unclear() -> None:
    assert item("A combination of surgery, radiation therapy, and medical therapy.").refusal == "unclear_combination"
