"""The account that all documents give together: the design's rules of evidence, time and events, on made reports."""

from dataclasses import replace
from typing import Any

import pytest

from graph.model import Event, Records, Statement
from loaders.reconciliation.reconcile import reconcile
from tests.loaders.reconciliation.made import HELD, Shelf


def told(records: Records) -> list[Statement]:
    """The statements that a reader may be told."""
    return [one for one in records.statements.values() if one.review_status in HELD]


def events(records: Records, kind: str) -> list[Event]:
    return [event for event in records.events.values() if event.kind == kind]


def test_two_independent_lists_that_agree_are_accepted_as_one_use() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", stage=("metastatic",), combination="monotherapy")
    shelf.listed("drug_page", "cancer:a", stage=("metastatic",), combination="monotherapy")
    made = reconcile(shelf.records)
    (use,) = told(made)
    assert use.review_status == "accepted"
    assert use.rule == "use-two-documents"
    assert len(use.evidence_ids) == 2
    assert len(made.indications) == 1


def test_one_list_alone_is_a_single_source() -> None:
    shelf = Shelf()
    shelf.listed("drug_page", "cancer:a")
    (use,) = told(reconcile(shelf.records))
    assert use.review_status == "single_source"


def test_a_use_that_only_the_lower_list_holds_is_reviewed_and_not_told() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a")
    shelf.listed("drug_page", "cancer:b")
    made = reconcile(shelf.records)
    assert [use.object for use in told(made)] == ["cancer:a"]
    assert [item.cancer_id for item in made.reviews.values() if item.reason == "only_a_lower_list"] == ["cancer:b"]


def test_the_silence_of_a_label_that_was_not_read_whole_removes_nothing() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", complete=False)
    shelf.listed("drug_page", "cancer:b")
    assert {use.object for use in told(reconcile(shelf.records))} == {"cancer:a", "cancer:b"}


def test_the_silence_of_a_generic_label_removes_nothing() -> None:
    shelf = Shelf()
    shelf.listed("generic_label", "cancer:a", brands=())
    shelf.listed("drug_page", "cancer:b")
    assert {use.object for use in told(reconcile(shelf.records))} == {"cancer:a", "cancer:b"}


def test_the_label_of_one_brand_says_nothing_of_another() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", brands=("product:one",))
    shelf.listed("drug_page", "cancer:b", brands=("product:one", "product:two"))
    made = reconcile(shelf.records)
    assert {use.object for use in told(made)} == {"cancer:a", "cancer:b"}


def test_a_present_restriction_of_the_label_wins_over_a_missing_one_of_the_page() -> None:
    """Lynparza, recurrent ovarian cancer: the page of the institute lacks the mutation that the label asks for."""
    shelf = Shelf()
    shelf.listed("label", "cancer:a", setting="maintenance", requires=("biomarker:brca",))
    shelf.listed("drug_page", "cancer:a", setting="maintenance")
    made = reconcile(shelf.records)
    (use,) = told(made)
    assert [state.biomarker_id for state in use.requires] == ["biomarker:brca"]
    assert not made.reviews


def test_a_restriction_that_only_the_lower_list_names_is_a_doubt_and_the_higher_answers() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", setting="maintenance")
    shelf.listed("drug_page", "cancer:a", setting="maintenance", requires=("biomarker:brca",))
    made = reconcile(shelf.records)
    (use,) = told(made)
    assert not use.requires
    assert [item.reason for item in made.reviews.values()] == ["sources_disagree"]


def test_a_limitation_excepts_a_cancer_from_the_group_that_covers_it() -> None:
    """Dabrafenib: all solid tumours with the mutation, but not colorectal cancer."""
    shelf = Shelf()
    shelf.covers("group:solid", "cancer:colon")
    shelf.listed("label", "group:solid", "doc:label/x", requires=("biomarker:braf-v600e",))
    shelf.listed("label", "cancer:colon", "doc:label/x", polarity="negated", partners=("ncit:C2",))
    negatives = [use.object for use in told(reconcile(shelf.records)) if use.polarity == "negated"]
    assert negatives == ["cancer:colon"]


@pytest.mark.parametrize("approved", ["cancer:lung", "cancer:nonsquamous"])
def test_a_limitation_to_some_patients_denies_nothing_to_the_others(approved: str) -> None:
    """Pemetrexed: for non-squamous lung cancer, and "not for squamous" is no denial of all lung cancer."""
    shelf = Shelf()
    shelf.covers("cancer:lung", "cancer:nonsquamous")
    shelf.listed("label", approved, "doc:label/x")
    shelf.listed("label", "cancer:lung", "doc:label/x", polarity="negated")
    assert [use.polarity for use in told(reconcile(shelf.records))] == ["affirmed"]


def test_two_uses_of_one_text_that_differ_in_the_disease_s_state_stay_two() -> None:
    """Lynparza, ovarian cancer: maintenance of advanced and of recurrent disease are two uses."""
    shelf = Shelf()
    shelf.listed("label", "cancer:a", "doc:label/x", setting="maintenance", stage=("advanced",))
    shelf.listed("label", "cancer:a", "doc:label/x", setting="maintenance", disease_state=("recurrent",))
    shelf.listed("label", "cancer:a", "doc:label/x", setting="maintenance", disease_state=("recurrent",))
    assert len(told(reconcile(shelf.records))) == 2


def test_two_labels_of_one_brand_add_to_each_other() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a")
    shelf.listed("label", "cancer:b")
    made = reconcile(shelf.records)
    assert {use.object for use in told(made)} == {"cancer:a", "cancer:b"}
    assert not made.reviews


def test_a_grant_joins_the_one_use_that_it_fits_and_gives_its_date() -> None:
    shelf = Shelf()
    shelf.listed("drug_page", "cancer:a", line_min=1, line_max=1)
    shelf.listed("drug_page", "cancer:a", "doc:drug_page/1", setting="adjuvant")
    shelf.act("granted", "cancer:a", "2020-03-02", line_min=1, line_max=1)
    made = reconcile(shelf.records)
    (event,) = events(made, "granted")
    dated = {use.qualifiers.setting: use.valid_from for use in told(made)}
    assert dated == {"": "2020-03-02", "adjuvant": ""}
    assert event.indication_id


def test_a_grant_after_the_list_that_fits_no_held_use_makes_one() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a")
    shelf.act("granted", "cancer:b", "2025-11")
    made = reconcile(shelf.records)
    assert {use.object: use.valid_from for use in told(made)} == {"cancer:a": "", "cancer:b": "2025-11"}


def test_an_old_grant_that_the_newest_full_list_lacks_is_queued() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a")
    shelf.act("granted", "cancer:b", "2019-05-01")
    made = reconcile(shelf.records)
    assert {use.object for use in told(made)} == {"cancer:a"}
    assert [item.reason for item in made.reviews.values()] == ["granted_but_not_listed"]


def test_an_end_after_the_list_ends_the_one_use_that_it_fits() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", setting="maintenance")
    shelf.listed("label", "cancer:a", "doc:label/1", line_min=4)
    shelf.act("indication_withdrawn", "cancer:a", "2026-03-09", line_min=4)
    made = reconcile(shelf.records)
    assert {use.qualifiers.setting: use.valid_to for use in told(made)} == {"maintenance": "", "": "2026-03-09"}


def test_an_end_that_could_mean_two_uses_changes_nothing_and_says_so() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", requires=("biomarker:x",))
    shelf.listed("label", "cancer:a", "doc:label/1", requires=("biomarker:y",))
    shelf.act("indication_withdrawn", "cancer:a", "2026-03-09")
    made = reconcile(shelf.records)
    (event,) = events(made, "indication_withdrawn")
    assert event.open
    assert not event.indication_id
    assert set(event.candidates) == set(made.indications)
    assert all(use.valid_to == "" for use in told(made))
    assert "several_uses_fit" in {item.reason for item in made.reviews.values()}


def test_an_end_older_than_the_list_ends_none_of_its_uses() -> None:
    """Lynparza, ovarian cancer: the treatment use ended in March 2024, the label of 2025 holds maintenance."""
    shelf = Shelf()
    shelf.listed("label", "cancer:ovary", setting="maintenance")
    shelf.act("indication_withdrawn", "cancer:ovary", "2024-03-26", line_min=4)
    made = reconcile(shelf.records)
    open_uses = [use for use in told(made) if not use.valid_to]
    assert [use.qualifiers.setting for use in open_uses] == ["maintenance"]
    (ended,) = [use for use in told(made) if use.valid_to]
    assert (ended.valid_from, ended.valid_to) == ("", "2024-03-26")


def test_a_dated_end_of_the_very_use_that_a_younger_list_holds_ends_it_and_is_reviewed() -> None:
    """A copy of a label stays online when its approval has ended: three such labels of 2025 are held."""
    shelf = Shelf()
    shelf.listed("label", "cancer:a", requires=("biomarker:x",), line_min=2)
    shelf.act("indication_withdrawn", "cancer:a", "2024-05-16", requires=("biomarker:x",), line_min=2)
    made = reconcile(shelf.records)
    assert [use.valid_to for use in told(made)] == ["2024-05-16"]
    assert "ended_but_listed" in {item.reason for item in made.reviews.values()}


@pytest.mark.parametrize(
    ("listed", "ended", "granted"),
    [
        pytest.param({"line_min": 2}, {"line_min": 2}, "2025-01-10", id="granted again"),
        pytest.param({"line_min": 2, "requires": ("biomarker:x",)}, {"line_min": 2}, "", id="other people"),
        pytest.param({"line_min": 2}, {}, "", id="an end that does not say which line"),
    ],
)
def test_a_younger_list_stands_where_the_end_may_mean_another_use(
    listed: dict[str, Any], ended: dict[str, Any], granted: str
) -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", **listed)
    shelf.act("indication_withdrawn", "cancer:a", "2024-05-16", **ended)
    if granted:
        shelf.act("granted", "cancer:a", granted, **listed)
    made = reconcile(shelf.records)
    assert [use for use in told(made) if not use.valid_to]
    assert "ended_but_listed" not in {item.reason for item in made.reviews.values()}


def test_an_undated_end_ends_no_listed_use() -> None:
    shelf = Shelf()
    shelf.listed("drug_page", "cancer:a", requires=("biomarker:x",))
    shelf.act("indication_withdrawn", "cancer:a", "")
    made = reconcile(shelf.records)
    assert [use for use in told(made) if use.requires and not use.valid_to]


def test_a_narrowing_that_was_not_wholly_read_stays_open() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a")
    shelf.act("narrowed", "cancer:a", "2025-12", rule="biomarker_not_read", complete=False)
    made = reconcile(shelf.records)
    (event,) = events(made, "narrowed")
    assert event.open


def test_a_narrowing_after_the_list_tells_until_when_for_all_and_since_when_for_whom() -> None:
    shelf = Shelf()
    shelf.listed("regulator_list", "cancer:a", agency="agency:ema")
    shelf.act("narrowed", "cancer:a", "2025-06-02", agency="agency:ema", requires=("biomarker:x",))
    made = reconcile(shelf.records)
    assert len(made.indications) == 1
    assert {(len(use.requires), use.valid_from, use.valid_to) for use in told(made)} == {
        (0, "", "2025-06-02"),
        (1, "2025-06-02", ""),
    }


def test_a_narrowing_that_the_newer_list_has_heard_of_changes_none_of_its_words() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", requires=("biomarker:x",))
    shelf.act("narrowed", "cancer:a", "2023", requires=("biomarker:x",))
    (use,) = told(reconcile(shelf.records))
    assert (use.valid_from, use.valid_to) == ("", "")


@pytest.mark.parametrize(("date", "kind"), [("2025-11-18", "regular"), ("2024-05-03", "accelerated")])
def test_a_conversion_counts_where_it_is_younger_than_the_list(date: str, kind: str) -> None:
    shelf = Shelf()
    shelf.listed("drug_page", "cancer:a", approval_kind="accelerated")
    shelf.act("converted", "cancer:a", date, approval="regular")
    (use,) = told(reconcile(shelf.records))
    assert use.qualifiers.approval_kind == kind


def test_three_spells_are_kept_apart() -> None:
    """Belantamab mafodotin: alone, withdrawn, back in a combination."""
    shelf = Shelf()
    shelf.act("granted", "cancer:mm", "2020-08-05", line_min=5, combination="monotherapy")
    shelf.act("indication_withdrawn", "cancer:mm", "2022-11", combination="monotherapy")
    shelf.act("granted", "cancer:mm", "2025-10-23", partners=("ncit:C2",), combination="combination")
    made = reconcile(shelf.records)
    assert sorted((use.valid_from, use.valid_to) for use in told(made)) == [
        ("2020-08-05", "2022-11"),
        ("2025-10-23", ""),
    ]


def test_an_end_never_reaches_a_use_that_began_later() -> None:
    shelf = Shelf()
    shelf.act("granted", "cancer:a", "2025-10-23")
    shelf.act("indication_withdrawn", "cancer:a", "2022-11")
    made = reconcile(shelf.records)
    assert [use.valid_to for use in told(made) if use.valid_from == "2025-10-23"] == [""]


@pytest.mark.parametrize("act", ["opinion", "application"])
def test_opinions_and_applications_change_no_status(act: str) -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a")
    shelf.act("refused", "cancer:a", "2026-01-09", act=act)
    shelf.act("granted", "cancer:b", "2026-01-09", act=act)
    made = reconcile(shelf.records)
    assert [(use.object, use.valid_to) for use in told(made)] == [("cancer:a", "")]
    assert all(event.indication_id == "" and event.act == act for event in made.events.values())


def test_rows_about_one_act_are_one_event_with_several_sources() -> None:
    shelf = Shelf()
    shelf.act("granted", "cancer:a", "2024-03", publisher="one")
    shelf.act("granted", "cancer:a", "2024-03-14", publisher="two", tier="regulator")
    made = reconcile(shelf.records)
    (event,) = events(made, "granted")
    assert event.date == "2024-03-14"
    assert len(event.evidence_ids) == 2


def test_an_announced_end_and_its_formal_date_are_one_event_unless_a_grant_lies_between() -> None:
    shelf = Shelf()
    shelf.act("indication_withdrawn", "cancer:a", "2021-12")
    shelf.act("indication_withdrawn", "cancer:a", "2022-05-26", tier="regulator")
    assert len(events(reconcile(shelf.records), "indication_withdrawn")) == 1
    shelf.act("granted", "cancer:a", "2022-02")
    assert len(events(reconcile(shelf.records), "indication_withdrawn")) == 2


def test_a_group_covers_its_member_when_rows_are_joined() -> None:
    shelf = Shelf()
    shelf.covers("group:lymphoma", "cancer:dlbcl")
    shelf.listed("drug_page", "cancer:dlbcl", line_min=3)
    shelf.act("granted", "group:lymphoma", "2017-10-18", line_min=3)
    (use,) = told(reconcile(shelf.records))
    assert use.valid_from == "2017-10-18"


def test_a_use_in_all_solid_tumours_is_not_the_use_in_one_of_them() -> None:
    shelf = Shelf()
    shelf.covers("group:solid", "cancer:a")
    shelf.listed("label", "group:solid", requires=("biomarker:tmb-h",))
    shelf.act("indication_withdrawn", "cancer:a", "2026-02-01")
    made = reconcile(shelf.records)
    assert [use.valid_to for use in told(made) if use.object == "group:solid"] == [""]


def test_a_heading_beside_a_conditioned_use_of_the_same_text_is_not_told() -> None:
    shelf = Shelf()
    shelf.covers("group:lymphoma", "cancer:fl")
    shelf.listed("label", "group:lymphoma", "doc:label/x")
    shelf.listed("label", "cancer:fl", "doc:label/x", line_min=2)
    made = reconcile(shelf.records)
    assert [use.object for use in told(made)] == ["cancer:fl"]


def test_a_use_that_names_its_patients_is_no_heading() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", "doc:label/x", population=("adult",))
    shelf.listed("label", "cancer:a", "doc:label/x", population=("adult",), requires=("biomarker:x",))
    assert len(told(reconcile(shelf.records))) == 2


def test_a_curator_decides_a_doubt_and_the_next_load_keeps_it() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a")
    shelf.listed("drug_page", "cancer:b")
    made = reconcile(shelf.records)
    (doubt,) = [item for item in made.reviews.values() if item.reason == "only_a_lower_list"]
    made.add(replace(doubt, status="accepted"))
    again = reconcile(made)
    assert {use.object for use in told(again)} == {"cancer:a", "cancer:b"}
    assert again.reviews[doubt.id].status == "accepted"


def test_a_grant_for_one_cancer_is_not_the_start_of_a_use_in_any_tumour_with_the_marker() -> None:
    shelf = Shelf()
    shelf.covers("group:solid-tumor", "cancer:a")
    shelf.listed("label", "group:solid-tumor", requires=("biomarker:m",))
    shelf.act("granted", "cancer:a", "2019-12", requires=("biomarker:m",))
    made = reconcile(shelf.records)
    starts = {one.object: one.valid_from for one in made.statements.values() if one.predicate == "approved_for"}
    assert starts == {"group:solid-tumor": "", "cancer:a": "2019-12"}


def test_a_copy_that_lost_the_marker_of_most_others_is_queued() -> None:
    shelf = Shelf()
    for name in ("a", "b"):
        shelf.listed("label", "cancer:a", f"doc:label/{name}", brands=(f"product:{name}",), requires=("biomarker:m",))
    lost = shelf.listed("label", "cancer:a", "doc:label/c", brands=("product:c",))
    made = reconcile(shelf.records)
    assert {one.rule for one in made.statements.values() if not one.requires} == {"use-not-read-whole"}
    assert {one.reason for one in made.reviews.values() if one.subject_id == lost} == {"marker_lost"}


def test_a_use_that_most_copies_tell_without_a_marker_stands_without_it() -> None:
    shelf = Shelf()
    shelf.listed("label", "cancer:a", "doc:label/a", brands=("product:a",), requires=("biomarker:m",))
    for name in ("b", "c"):
        shelf.listed("label", "cancer:a", f"doc:label/{name}", brands=(f"product:{name}",))
    statuses = {one.review_status for one in reconcile(shelf.records).statements.values() if not one.requires}
    assert statuses == {"single_source"}
