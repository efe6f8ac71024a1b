"""One sentence, a disease at two points of its course: each is a use of its own, in sentences of our own."""

import pytest

from nlp.extract import extract_indications
from nlp.extraction import Extraction
from nlp.structure.stored_text import even
from tests.nlp.packaged_lexicon import packaged_lexicon
from tests.nlp.small_lexicon import small_lexicon


def read(text: str) -> list[Extraction]:
    """Read a text as a label of Tarvia at the FDA."""
    return extract_indications(text, therapy="Tarvia", agency="fda", lexicon=small_lexicon())


def course(one: Extraction) -> tuple[int, tuple[str, ...]]:
    """Return which treatment it is at the most, and what was given before."""
    return one.setting.line_max, tuple(prior.therapy.name for prior in one.setting.after)


@pytest.mark.parametrize(
    ("words", "later"),
    [
        ("as initial endocrine based therapy or following disease progression on letrozole", ("letrozole",)),
        ("as first-line treatment, or in women who have received letrozole", ("letrozole",)),
        ("newly diagnosed or resistant to letrozole", ("letrozole",)),
    ],
)
def test_first_or_later_are_two_uses(words: str, later: tuple[str, ...]) -> None:
    first, second = read(f"Tarvia is indicated for women with metastatic breast cancer {words}.")
    assert (course(first), course(second)) == ((1, ()), (0, later))
    assert [one.setting.stage for one in (first, second)] == [("metastatic",)] * 2


def test_naive_or_treated() -> None:
    first, second = read(
        "Tarvia is indicated for adults with melanoma who are taxane naive or have received cisplatin."
    )
    assert [prior.therapy.name for prior in first.setting.not_after] == ["taxane"]
    assert (course(first)[1], course(second)[1], second.setting.not_after) == ((), ("cisplatin",), ())


def test_later_or_first() -> None:
    told = read(
        "Tarvia is indicated for adults with melanoma who have received at least one prior therapy, or in first line "
        "treatment for patients unsuitable for surgery."
    )
    assert [(one.setting.line_min, one.setting.line_max) for one in told] == [(2, 0), (1, 1)]


def test_what_holds_for_both_keeps_them_together() -> None:
    (found,) = read(
        "Tarvia is indicated for melanoma as initial therapy or following progression, in combination with cisplatin."
    )
    assert [one.name for one in found.therapies[1:]] == ["cisplatin"]


def test_conditions_told_with_who_again() -> None:
    told = read(
        "Tarvia is indicated in patients with CLL who are resistant to cisplatin; who are intolerant to cisplatin; or "
        "who have received paclitaxel."
    )
    assert [[(prior.relation, prior.therapy.name) for prior in one.setting.after] for one in told] == [
        [("progressed", "cisplatin")],
        [("intolerant", "cisplatin")],
        [("received", "paclitaxel")],
    ]


def test_a_phase_after_a_treatment_or_another_phase() -> None:
    told = read("Tarvia is indicated for adults with ALL in chronic phase after cisplatin, or in accelerated phase.")
    assert [(one.setting.stage, course(one)[1]) for one in told] == [
        (("chronic phase",), ("cisplatin",)),
        (("accelerated phase",), ()),
    ]


def test_three_points_of_a_course() -> None:
    told = read(
        "Tarvia is indicated for patients with melanoma receiving first-line, maintenance, or second or later line "
        "treatment after cisplatin."
    )
    assert [(one.setting.line_max, one.setting.phase, len(one.setting.after)) for one in told] == [
        (1, "", 0),
        (0, "maintenance", 0),
        (0, "", 1),
    ]


def test_where_side_effects_came_up_is_no_phase() -> None:
    (found,) = read(
        "Tarvia is indicated for metastatic melanoma in patients who stopped treatment due to toxicity that developed "
        "in the adjuvant or metastatic setting."
    )
    assert found.setting.phase == ""


def test_marks_of_a_list_in_a_font_of_symbols() -> None:
    told = read("Tarvia is indicated for patients with:\uf0b7 metastatic melanoma.\uf0b7 advanced gastric cancer.")
    assert [(one.cancers[0].id, one.setting.stage) for one in told] == [
        ("oncotree:MEL", ("metastatic",)),
        ("oncotree:STAD", ("advanced",)),
    ]
    assert even("one,, \ttwo‚ three") == "one,, •two, three"


def test_a_site_in_another_item_makes_no_lymphoma_of_it() -> None:
    told = extract_indications(
        "Cisplatin is indicated for: brain tumours, second therapy in non-Hodgkin's lymphoma",
        agency="ema",
        lexicon=packaged_lexicon(),
    )
    assert {cancer.id for one in told for cancer in one.cancers} == {"oncotree:BRAIN", "group:non-hodgkin-lymphoma"}


@pytest.mark.parametrize("words", ["other EGFR mutations", "EGFR mutations other than exon 19 deletions"])
def test_other_mutations_are_not_all(words: str) -> None:
    (found,) = read(f"Tarvia is not indicated for patients with NSCLC whose tumors have {words}.")
    assert "words_not_read" in found.refusals


def test_another_kind_with_a_marker_is_meant() -> None:
    (found,) = read("Tarvia is indicated for adults with follicular lymphoma or other CD30-expressing B-cell NHL.")
    assert found.unread == ()


def test_a_use_alone_after_a_full_stop_takes_nothing_from_the_item_before() -> None:
    first, second = read(
        "Tarvia is indicated for adults with melanoma: in combination with cisplatin in patients who have received "
        "paclitaxel. as monotherapy, in patients who have received letrozole."
    )
    assert (course(first)[1], course(second)[1]) == (("paclitaxel",), ("letrozole",))


def test_damage_caused_by_a_listed_cancer_is_no_treatment_of_it() -> None:
    told = read("Tarvia is indicated to treat bone damage caused by: • melanoma • breast cancer")
    assert [(one.cancers[0].id, one.purpose) for one in told] == [
        ("oncotree:MEL", "reduce_effect_of_treatment"),
        ("oncotree:BRCA", "reduce_effect_of_treatment"),
    ]
