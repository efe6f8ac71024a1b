"""Rules of design section 4 that a naive reading breaks, one by one."""

from datetime import date

from answers.verdict.constraints import Request
from answers.verdict.model import Verdict
from answers.verdict.status import decide
from nlp.questions.question import Constraints
from tests.answers.verdict.facts import facts_of
from tests.answers.verdict.world import World

TODAY = date(2026, 11, 20)


def verdict(world: World, cancer: str = "cancer", therapy: str = "drug", agency: str = "fda") -> Verdict:
    facts = facts_of(world.records, world.ids[therapy], world.cancer(cancer))
    return decide(facts, f"agency:{agency}", TODAY)


def with_drug() -> World:
    world = World()
    world.therapy("drug")
    return world


def test_an_older_event_reading_gives_way_to_the_list_that_tells_the_same_cancer() -> None:
    world = with_drug()
    label = world.document("label", "label")
    world.use("drug", "cancer", "FDA", label, needs=("BRCA mutation",))
    world.reported("drug", "cancer", "FDA", "2020-05-08")
    assert (verdict(world).status, verdict(world).some) == ("approved_for_some", ("biomarker",))
    world.doubt("drug", "cancer", "FDA", label)  # though the list was not read whole
    assert verdict(world).status == "approved_for_some"


def test_a_use_that_the_newest_list_does_not_tell_is_unknown_not_approved_nor_denied() -> None:
    world = with_drug()
    label = world.document("label", "label")
    world.use("drug", "another cancer", "FDA", label)
    world.reported("drug", "cancer", "FDA", "2020-05-08")
    world.covered("drug", "FDA", (("drug", label, 1),))
    told = verdict(world)
    assert (told.status, told.reasons) == ("unknown", ("unlisted",))
    assert told.last_known is not None


def test_a_use_missing_from_a_list_that_was_not_read_whole_stands() -> None:
    world = with_drug()
    label = world.document("label", "label")
    world.use("drug", "another cancer", "FDA", label)
    world.reported("drug", "cancer", "FDA", "2020-05-08")
    world.doubt("drug", "third cancer", "FDA", label)
    assert verdict(world).status == "approved"


def test_between_lists_of_one_time_the_higher_tier_answers() -> None:
    world = with_drug()
    world.use("drug", "cancer", "FDA", world.document("page", "page"))
    world.use("drug", "cancer", "FDA", world.document("label", "label"), needs=("BRCA mutation",))
    assert verdict(world).status == "approved_for_some"


def test_a_newer_page_answers_an_old_label_whatever_the_tier() -> None:
    world = with_drug()
    world.use("drug", "cancer", "FDA", world.document("label", "label", attested="2020-01"), needs=("BRCA mutation",))
    world.use("drug", "cancer", "FDA", world.document("page", "page"))
    assert verdict(world).status == "approved"


def test_a_generic_label_adds_and_removes_nothing() -> None:
    world = with_drug()
    world.use("drug", "cancer", "FDA", world.document("page", "page"))
    world.use("drug", "another cancer", "FDA", world.document("generic", "generic"))
    assert verdict(world).status == verdict(world, "another cancer").status == "approved"


def test_indexes_leaflets_and_blogs_prove_no_approval() -> None:
    for sort, tier in (("index", "institute"), ("leaflet", "regulator"), ("label", "other")):
        world = with_drug()
        world.use("drug", "cancer", "FDA", world.document(sort, "list", tier=tier, attested="2025-05"))
        assert verdict(world).status == "unknown", sort
    world = with_drug()
    world.reported("drug", "cancer", "FDA", "2025-05", tier="other")
    assert verdict(world).status == "unknown"


def test_a_group_without_curated_members_stops_a_negative() -> None:
    world = with_drug()
    page = world.document("page", "page")
    world.use("drug", "solid things", "FDA", page)
    world.covered("drug", "FDA", (("drug", page, 1),))
    assert verdict(world).status == "not_approved"
    facts = facts_of(world.records, world.ids["drug"], world.cancer("cancer"))
    from dataclasses import replace

    unknown = replace(facts, uses=tuple(replace(use, group_known=False) for use in facts.uses))
    assert decide(unknown, "agency:fda", TODAY).reasons == ("uncurated_group",)


def test_what_only_the_classification_relates_is_unknown() -> None:
    world = with_drug()
    page = world.document("page", "page")
    world.use("drug", "parent", "FDA", page)
    world.cancer("cancer", broader="parent")
    world.covered("drug", "FDA", (("drug", page, 1),))
    assert (verdict(world).status, verdict(world).reasons) == ("unknown", ("classification_only",))


def test_a_reported_end_of_one_of_two_uses_is_told_and_ends_none() -> None:
    world = with_drug()
    label = world.document("label", "label")
    held = [world.use("drug", "cancer", "FDA", label, line_min=line) for line in (1, 2, 3)]
    world.event("indication_withdrawn", "drug", "FDA", "2026-03-09", open=True, candidates=tuple(held[:2]))
    told = verdict(world)
    assert (told.status, told.also) == ("approved", ("open_event",))
    assert len(told.open_events) == 1


def test_a_reported_end_that_could_be_of_every_use_leaves_the_status_open() -> None:
    world = with_drug()
    label = world.document("label", "label")
    held = [world.use("drug", "cancer", "FDA", label, line_min=line) for line in (1, 2)]
    world.event("indication_withdrawn", "drug", "FDA", "2026-03-09", open=True, candidates=tuple(held))
    told = verdict(world)
    assert (told.status, told.reasons) == ("unknown", ("open_end",))
    assert told.last_known is not None
    assert told.last_known.status == "approved"


def test_an_opinion_or_an_application_changes_nothing() -> None:
    for act in ("opinion", "application"):
        world = with_drug()
        held = world.use("drug", "cancer", "FDA", world.document("label", "label"))
        world.event("indication_withdrawn", "drug", "FDA", "2026-03-09", held, act=act)
        assert verdict(world).status == "approved"


def test_a_withdrawn_product_never_withdraws_the_substance() -> None:
    world = with_drug()
    world.product("Brand", "drug")
    world.product("Other", "drug")
    world.use("drug", "cancer", "FDA", world.document("label", "Brand"), brands=("Brand",))
    world.use("drug", "another cancer", "FDA", world.document("label", "Other"), brands=("Other",))
    world.event("product_withdrawn", "Brand", "FDA", "2026-03-09")
    told = verdict(world)
    assert (told.status, told.also) == ("unknown", ("product_withdrawn",))
    assert verdict(world, therapy="Brand").status == "withdrawn"


def test_the_only_product_takes_its_uses_with_it() -> None:
    world = with_drug()
    world.product("Brand", "drug")
    world.use("drug", "cancer", "FDA", world.document("label", "Brand"), brands=("Brand",))
    world.event("product_withdrawn", "Brand", "FDA", "2026-03-09")
    assert verdict(world).status == "withdrawn"


def test_a_partner_gains_no_approval() -> None:
    world = with_drug()
    world.therapy("partner")
    world.use("drug", "cancer", "FDA", world.document("label", "label"), partners=("partner",))
    assert verdict(world, therapy="partner").status == "unknown"


def test_biosimilars_share_no_use_that_they_do_not_list() -> None:
    world = with_drug()
    for brand in ("First", "Similar"):
        world.product(brand, "drug")
    page = world.document("page", "page")
    world.use("drug", "cancer", "FDA", page, brands=("First",))
    world.use("drug", "another cancer", "FDA", page, brands=("First", "Similar"))
    assert verdict(world, therapy="First").status == "approved"
    similar = verdict(world, therapy="Similar")
    assert similar.status == "unknown"
    assert similar.substance is not None
    assert similar.substance.status == "approved"


def test_a_formulation_does_not_lend_its_approval() -> None:
    world = with_drug()
    world.therapy("liposomal drug", "formulation", of="drug")
    world.use("liposomal drug", "cancer", "FDA", world.document("label", "label"))
    assert verdict(world, therapy="liposomal drug").status == "approved"
    assert verdict(world).status == "unknown"


def test_a_limitation_of_use_takes_a_kind_out_of_a_wider_use() -> None:
    world = with_drug()
    world.cancer("group", covers=("cancer", "another cancer"))
    label = world.document("label", "label")
    world.use("drug", "group", "FDA", label)
    world.use("drug", "cancer", "FDA", label, polarity="negated", status="single_source")
    world.covered("drug", "FDA", (("drug", label, 1),))
    told = verdict(world)
    assert (told.status, told.also) == ("not_approved", ("excluded",))
    assert len(told.excluded) == 2
    assert verdict(world, "another cancer").status == "approved"


def test_a_limitation_of_one_setting_takes_nothing_else_out() -> None:
    world = with_drug()
    world.cancer("group", covers=("cancer",))
    label = world.document("label", "label")
    world.use("drug", "group", "FDA", label)
    world.use("drug", "cancer", "FDA", label, polarity="negated", status="single_source", setting="adjuvant")
    assert verdict(world).status == "approved"


def test_a_queued_limitation_leaves_the_wider_use_in_question() -> None:
    world = with_drug()
    world.cancer("group", covers=("cancer",))
    label = world.document("label", "label")
    world.use("drug", "group", "FDA", label)
    world.use("drug", "cancer", "FDA", label, polarity="negated", status="proposed")
    assert (verdict(world).status, verdict(world).reasons) == ("unknown", ("unclear",))


def test_what_was_granted_is_not_read_from_a_later_version() -> None:
    world = with_drug()
    page = world.document("page", "page")
    held = world.use("drug", "cancer", "FDA", page, line_min=2)
    world.event("granted", "drug", "FDA", "2022-02-28", held)
    world.event("broadened", "drug", "FDA", "2024-04-05", held)
    facts = facts_of(world.records, world.ids["drug"], world.ids["cancer"])
    second_line = Request(Constraints(line=2))
    assert decide(facts, "agency:fda", date(2023, 1, 1)).status == "approved"
    assert decide(facts, "agency:fda", date(2023, 1, 1), second_line).reasons == ("conditions_then_unknown",)
    assert decide(facts, "agency:fda", TODAY, second_line).status == "approved"


def test_a_class_is_approved_only_where_every_covered_member_is() -> None:
    world = World()
    world.therapy("class", "class", closed="closed")
    pages = {}
    for name in ("one", "two"):
        world.therapy(name)
        world.member(name, "class")
        pages[name] = world.document("page", name)
        world.use(name, "cancer", "FDA", pages[name])
    world.use("one", "other cancer", "FDA", pages["one"])
    assert verdict(world, therapy="class").some == ("members",)
    world.covered("class", "FDA", (("one", pages["one"], 2), ("two", pages["two"], 1)))
    assert verdict(world, therapy="class").status == "approved"
    assert verdict(world, "other cancer", therapy="class").status == "approved_for_some"


def test_an_end_without_a_date_beside_a_dated_one_is_the_same_end() -> None:
    world = with_drug()
    held = world.reported("drug", "cancer", "EMA", "2013-09-06")
    world.event("indication_withdrawn", "drug", "EMA", "2015-05-06", held)
    world.event("product_withdrawn", "drug", "EMA", "", held)
    facts = facts_of(world.records, world.ids["drug"], world.ids["cancer"])
    assert decide(facts, "agency:ema", date(2014, 6, 1)).status == "approved"
    assert decide(facts, "agency:ema", TODAY).status == "withdrawn"


def test_a_queued_limitation_hides_no_approval() -> None:
    world = with_drug()
    label = world.document("label", "label")
    world.use("drug", "another cancer", "FDA", label)
    world.use("drug", "cancer", "FDA", label, polarity="negated", status="proposed")
    world.covered("drug", "FDA", (("drug", label, 1),))
    assert verdict(world).status == "not_approved"


def test_an_unread_bullet_of_a_page_hides_no_use_where_the_label_was_read_whole() -> None:
    world = with_drug()
    label, page = world.document("label", "label"), world.document("page", "page")
    world.use("drug", "another cancer", "FDA", label)
    world.covered("drug", "FDA", (("drug", label, 1),))
    world.doubt("drug", agency="FDA", document=page)
    assert verdict(world).status == "not_approved"
    world.doubt("drug", "cancer", agency="FDA", document=page)
    assert verdict(world).reasons == ("queued_use",)


def test_an_unread_place_of_the_list_itself_may_hide_any_use() -> None:
    world = with_drug()
    page = world.document("page", "page")
    world.use("drug", "another cancer", "FDA", page)
    world.covered("drug", "FDA", (("drug", page, 1),))
    world.doubt("drug", agency="FDA", document=page)
    assert verdict(world).reasons == ("queued_use",)


def test_a_use_that_the_agency_was_last_heard_to_be_at_work_on_is_not_denied() -> None:
    world = with_drug()
    label = world.document("label", "label")
    world.use("drug", "another cancer", "FDA", label)
    world.covered("drug", "FDA", (("drug", label, 1),))
    world.event("opinion", "drug", "FDA", "2024-03-01", cancer_id=world.cancer("cancer"), act="application")
    assert verdict(world).status == "not_approved"  # the list of 2025 is younger
    world.event("opinion", "drug", "FDA", "2025-08", cancer_id=world.cancer("cancer"), act="application")
    assert verdict(world).reasons == ("application_open",)
    assert verdict(world, "a third cancer").status == "not_approved"


def test_a_warning_on_a_product_leaves_no_use_of_it_open() -> None:
    world = with_drug()
    label = world.document("label", "label")
    world.use("drug", "another cancer", "FDA", label)
    world.covered("drug", "FDA", (("drug", label, 1),))
    world.event("label_warning", "drug", "FDA", "2025-08", cancer_id=world.cancer("cancer"), act="opinion")
    assert verdict(world).status == "not_approved"


def test_the_silence_of_a_list_in_which_no_use_was_found_says_nothing() -> None:
    world = with_drug()
    label = world.document("label", "label")
    world.covered("drug", "FDA", (("drug", label, 0),))
    assert verdict(world).reasons == ("use_missing",)


def test_a_use_given_with_a_partner_respects_the_limitation_of_both_whether_the_partner_is_asked_or_not() -> None:
    world = with_drug()
    world.therapy("partner")
    world.cancer("group", covers=("cancer", "another"))
    label = world.document("label", "label")
    world.use("drug", "group", "FDA", label, partners=("partner",))
    world.use("drug", "cancer", "FDA", label, polarity="negated", status="single_source", partners=("partner",))
    world.covered("drug", "FDA", (("drug", label, 1),))
    told = verdict(world)
    assert (told.status, told.also) == ("not_approved", ("excluded",))
    facts = facts_of(world.records, world.ids["drug"], world.ids["cancer"])
    asked = decide(facts, "agency:fda", TODAY, Request(partners=(world.ids["partner"],)))
    assert (asked.status, asked.also) == (told.status, told.also)
    assert verdict(world, "another").status == "approved"


def test_a_limitation_that_names_no_partner_holds_with_any() -> None:
    world = with_drug()
    world.therapy("partner")
    world.cancer("group", covers=("cancer",))
    label = world.document("label", "label")
    world.use("drug", "group", "FDA", label, partners=("partner",))
    world.use("drug", "cancer", "FDA", label, polarity="negated", status="single_source")
    facts = facts_of(world.records, world.ids["drug"], world.ids["cancer"])
    asked = decide(facts, "agency:fda", TODAY, Request(partners=(world.ids["partner"],)))
    assert asked.also == ("excluded",)
