"""No reading is wider than its text: conditions, limitations and partners of label sentences of our own."""

import pytest

from nlp.cancers import read_cancers
from nlp.extract import extract_indications
from nlp.extraction import Extraction
from tests.nlp.packaged_lexicon import packaged_lexicon
from tests.nlp.small_lexicon import small_lexicon


def read(text: str) -> list[Extraction]:
    """Read a text as a label of Tarvia at the FDA."""
    return extract_indications(text, therapy="Tarvia", agency="fda", lexicon=small_lexicon())


def earlier(one: Extraction) -> list[tuple[str, str]]:
    """Return what the patients had before, and how it went."""
    return [(prior.relation, prior.therapy.name) for prior in one.setting.after]


def test_limitations_end_where_the_next_use_begins() -> None:
    found = read(
        "Tarvia is indicated: as a single agent for the treatment of NSCLC. ( 1.1 ) Limitations of Use: Tarvia is not "
        "indicated for melanoma. ( 1.2 ) initial treatment, in combination with cisplatin, of patients with ovarian "
        "cancer who are not candidates for surgery. ( 1.3 )"
    )
    assert [(one.cancers[0].id, one.polarity) for one in found] == [
        ("oncotree:NSCLC", "affirmed"),
        ("oncotree:MEL", "negated"),
        ("oncotree:OVT", "affirmed"),
    ]


def test_a_limitation_takes_no_partner_from_the_lead_in() -> None:
    first, second = read(
        "Tarvia is indicated, in combination with cisplatin, for: • the treatment of patients with melanoma. "
        "*Limitations of Use: Tarvia is not indicated for the treatment of patients with NSCLC."
    )
    assert [one.name for one in first.therapies[1:]] == ["cisplatin"]
    assert second.polarity == "negated"
    assert len(second.therapies) == 1


def test_conditions_in_bullets_go_on_after_a_full_stop() -> None:
    (found,) = read(
        "Tarvia is indicated for the treatment of adults with NSCLC that: • is metastatic. • has progressed after "
        "cisplatin."
    )
    assert found.setting.stage == ("metastatic",)
    assert earlier(found) == [("progressed", "cisplatin")]


def test_what_follows_a_reference_inside_a_sentence_still_narrows_it() -> None:
    (found,) = read(
        "Tarvia is indicated for the treatment of adults with metastatic NSCLC, as determined by an approved test [see "
        "Dosage (2.1) and Studies (14)] , who have received prior cisplatin [see Studies (14)]."
    )
    assert earlier(found) == [("received", "cisplatin")]


def test_a_footnote_mark_does_not_hide_the_colon_of_a_lead_in() -> None:
    first, second = read(
        "Tarvia is indicated for the treatment of: Adults with BRAF V600E mutated melanoma*: In combination with "
        "cisplatin for first-line treatment. ( 1 ) As monotherapy following disease progression after carboplatin."
    )
    assert [one.id for one in (*first.cancers, *second.cancers)] == ["oncotree:MEL", "oncotree:MEL"]
    assert [one.name for one in second.biomarkers] == ["BRAF V600E"]
    assert earlier(second) == [("progressed", "carboplatin")]


@pytest.mark.parametrize(
    ("words", "after", "never"),
    [
        ("adults with carboplatin-resistant melanoma", [("progressed", "carboplatin")], []),
        ("adults with cisplatin (CDDP)-unresponsive melanoma", [("progressed", "cisplatin")], []),
        ("taxane-naïve adults with melanoma", [], ["taxane"]),
        ("adults with melanoma with taxane-intolerant disease", [("intolerant", "taxane")], []),
        ("both untreated and cisplatin-refractory melanoma", [], []),
        ("taxane-naive or taxane-experienced melanoma", [], []),
        ("adults with melanoma unresponsive to cisplatin", [("progressed", "cisplatin")], []),
        ("adults with previously treated melanoma", [("received", "prior treatment")], []),
        ("adults with previously untreated and previously treated melanoma", [], []),
        ("adults with melanoma that has not been previously treated", [], []),
    ],
)
def test_a_word_of_response_tells_what_was_given_before(
    words: str, after: list[tuple[str, str]], never: list[str]
) -> None:
    (found,) = read(f"Tarvia is indicated for the treatment of {words}.")
    assert len(found.therapies) == 1
    assert earlier(found) == after
    assert [prior.therapy.name for prior in found.setting.not_after if prior.therapy.id] == never


def test_a_disease_sensitive_to_a_treatment_is_not_treated_together_with_it() -> None:
    (found,) = read("Tarvia is indicated for patients with ovarian cancer with cisplatin-sensitive disease.")
    assert len(found.therapies) == 1


def test_what_a_denial_excepts_is_no_part_of_it() -> None:
    (found,) = read(
        "Limitations of Use: Tarvia is not indicated for melanoma unless used in combination with cisplatin in BRAF "
        "V600E-mutated melanoma."
    )
    assert (found.polarity, len(found.therapies), found.biomarkers) == ("negated", 1, ())


def test_alternatives_under_a_lead_in_take_its_cancers_and_tell_no_use_without_them() -> None:
    found = read(
        "Tarvia is indicated: for the treatment of patients with metastatic gastric or gastroesophageal junction "
        "(GEJ) adenocarcinoma either: in combination with cisplatin for patients whose tumors express PD-L1 (CPS ≥1), "
        "or as a single agent after one or more prior lines of therapy for patients whose tumors express PD-L1 (CPS "
        "≥10)."
    )
    assert [[one.name for one in use.therapies[1:]] for use in found] == [["cisplatin"], []]
    assert [[one.id for one in use.cancers] for use in found] == [["oncotree:STAD", "oncotree:GEJ"]] * 2
    assert [use.biomarkers[0].name for use in found] == ["PD-L1 CPS ≥ 1", "PD-L1 CPS ≥ 10"]


def test_partners_with_conditions_of_their_own_are_uses_of_their_own() -> None:
    first, second = read(
        "Tarvia is indicated: for the treatment of adults with HR-positive breast cancer in combination with: "
        "letrozole as initial therapy; or paclitaxel in patients with progression on endocrine therapy."
    )
    assert [one.name for one in (*first.therapies[1:], *second.therapies[1:])] == ["letrozole", "paclitaxel"]
    assert (len(first.setting.after), len(second.setting.after)) == (0, 1)


def test_another_regimen_behind_a_bracketed_one_is_an_alternative() -> None:
    found = read(
        "Tarvia is indicated for NSCLC in combination with (carboplatin and paclitaxel) (CP) or other cisplatin-based "
        "chemotherapy."
    )
    assert [[one.name for one in use.therapies[1:]] for use in found] == [["carboplatin", "paclitaxel"], ["cisplatin"]]


@pytest.mark.parametrize(
    ("text", "purposes"),
    [
        (
            (
                "Tarvia is indicated in the following conditions: Blood Disorders Hypoplastic anemia "
                "Neoplastic Diseases For palliative management of: NSCLC and melanoma in adults Acute "
                "lymphoblastic leukemia of childhood Other States To induce a diuresis"
            ),
            ["palliate", "palliate"],
        ),
        (
            "Tarvia is indicated as a TSH suppressant, in the treatment or prevention of goiters and of melanoma.",
            ["adjunct"],
        ),
        ("Prophylaxis and treatment of melanoma.", ["treat"]),
        (
            (
                "Tarvia is indicated for: rescue after high-dose cisplatin therapy in adults with melanoma. reducing "
                "the toxicity of an overdose. the treatment of adults with NSCLC in combination with carboplatin."
            ),
            ["reduce_effect_of_treatment", "treat"],
        ),
        ("Tarvia rescue is indicated after high-dose cisplatin therapy in melanoma.", ["reduce_effect_of_treatment"]),
        ("Tarvia tablets are effective in the treatment of melanoma.", ["treat"]),
    ],
)
def test_each_use_has_its_own_purpose(text: str, purposes: list[str]) -> None:
    found = read(text)
    assert [one.purpose for one in found] == purposes
    assert {one.predicate for one in found} == {"approved_for"}


def test_squamous_before_a_comma_names_the_kind() -> None:
    (told,) = read_cancers("squamous cell, non-small cell lung cancer", packaged_lexicon())
    (other,) = read_cancers("recurrent non-squamous, NSCLC", packaged_lexicon())
    assert (told.entity_ids, other.entity_ids) == (
        ("oncotree:LUSC",),
        ("group:nonsquamous-non-small-cell-lung-cancer",),
    )


def test_a_disease_before_a_capital_is_the_item_before() -> None:
    listed, described = (read_cancers(text, small_lexicon()) for text in ("gastritis Melanoma", "gastritis melanoma"))
    assert (listed[0].narrowed, described[0].narrowed) == ("", "gastritis")


def test_years_since_an_event_are_no_age() -> None:
    (found,) = read("Tarvia is indicated for women with breast cancer who are 1 to 5 years postmenopausal.")
    assert (found.setting.age_min, found.setting.age_max) == (-1, -1)


def test_a_level_of_a_protein_in_blood_is_asked_for() -> None:
    (found,) = read("Tarvia is indicated for melanoma in patients who have an alpha fetoprotein of ≥400 ng/mL.")
    assert [one.name for one in found.biomarkers] == ["AFP ≥ 400 ng/mL"]


@pytest.mark.parametrize("words", ["stage II bulky, III or IV", "Stage IB (T2a ≥4 cm), II, or IIIA"])
def test_a_word_between_stages_ends_no_list(words: str) -> None:
    (found,) = read(f"Tarvia is indicated for: • adults with {words} NSCLC.")
    assert "stage III" in found.setting.stage


def test_what_one_of_two_diseases_came_from_narrows_that_one() -> None:
    told = read(
        "Tarvia is indicated for adults with relapsed DLBCL or B-cell non-Hodgkin lymphoma (B-cell NHL) arising from "
        "follicular lymphoma."
    )
    assert [(one.cancers[0].id, one.setting.disease_state) for one in told] == [
        ("oncotree:DLBCLNOS", ("relapsed",)),
        ("group:nhl", ("relapsed", "arising from follicular lymphoma")),
    ]
    assert len({one.indication for one in told}) == 1


def test_a_clear_cell_component_narrows_the_use() -> None:
    (found,) = read("Tarvia is indicated for advanced ovarian cancer with a clear-cell component.")
    assert (found.cancers[0].id, found.setting.disease_state) == ("oncotree:OVT", ("clear cell",))


@pytest.mark.parametrize(
    ("words", "phases"),
    [("leukemia in CP", "chronic"), ("CML-CP", "chronic"), ("CML in CP, AP or BP", "chronic accelerated blast")],
)
def test_phases_of_leukemia_by_their_letters(words: str, phases: str) -> None:
    (found,) = read(f"Tarvia is indicated for adults with acute lymphoblastic leukemia or {words}.")
    assert found.setting.stage == tuple(f"{phase} phase" for phase in phases.split())


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("one to three prior lines of therapy", (2, 4)),
        ("1 or 2 prior systemic regimens", (2, 3)),
        ("no more than two prior chemotherapy regimens", (0, 3)),
        ("one or more prior lines of therapy", (2, 0)),
        ("up to two years of therapy", (0, 0)),
    ],
)
def test_the_most_treatments_before(words: str, lines: tuple[int, int]) -> None:
    (found,) = read(f"Tarvia is indicated for patients with melanoma who have received {words}.")
    assert (found.setting.line_min, found.setting.line_max) == lines
