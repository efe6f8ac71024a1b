"""Which uses answer for which therapy: the roll-up rules of the verdict, one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Event, Records, Statement
from graph.projection.closures import class_members, covers_all, speaks_for
from tests.graph.linked_records import LINKED_RECORDS
from tests.graph.small_records import EMA, FDA, edge, member_of, small_records, therapy, use

PAIRS = st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=12)


def routes(records: Records, start: str) -> dict[str, str]:
    return {way.end: way.route for way in speaks_for(records) if way.start == start}


@pytest.fixture
def world() -> Records:
    return small_records()


def test_a_substance_hears_its_brands_and_its_same_formulations(world: Records) -> None:
    assert routes(world, "ncit:beta") == {
        "ncit:beta": "self",
        "product:betta": "brand",
        "product:betta-two": "brand",
        "therapy:beta-sc": "formulation",
        "product:betta-sc": "formulation",
    }


def test_a_liposomal_form_is_heard_by_itself_and_its_own_brand_only(world: Records) -> None:
    hearers = {way.start for way in speaks_for(world) if way.end == "therapy:beta-liposomal"}
    assert hearers == {"therapy:beta-liposomal", "product:betta-lipo"}
    hearers = {way.start for way in speaks_for(world) if way.end == "product:betta-lipo"}
    assert hearers == {"therapy:beta-liposomal", "product:betta-lipo"}


def test_a_fixed_combination_answers_for_none_of_its_substances(world: Records) -> None:
    assert {way.start for way in speaks_for(world) if way.end == "product:alfa-betta"} == {"product:alfa-betta"}
    assert routes(world, "product:alfa-betta") == {"product:alfa-betta": "self"}


def test_a_brand_listed_under_its_form_and_the_parent_substance_belongs_to_the_form() -> None:
    records = small_records()
    records.add(edge("BRAND_OF", "product:betta-lipo", "ncit:beta"))
    assert "product:betta-lipo" not in routes(records, "ncit:beta")
    assert routes(records, "product:betta-lipo")["therapy:beta-liposomal"] == "substance"


def test_a_substance_does_not_answer_for_a_formulation_of_it(world: Records) -> None:
    assert "ncit:beta" not in routes(world, "therapy:beta-sc")


def test_a_substance_answers_for_a_brand_under_the_brands_name(world: Records) -> None:
    down = {way.end: way for way in speaks_for(world) if way.start == "product:betta"}
    assert down["ncit:beta"].route == "substance"
    assert down["ncit:beta"].brand == "product:betta"


def test_one_brand_is_counted_at_each_agency(world: Records) -> None:
    def one_brand_at(product: str) -> str:
        return next(way.one_brand_at for way in speaks_for(world) if way.start == product and way.route == "substance")

    assert one_brand_at("product:alfa") == f"|{FDA}|"
    assert one_brand_at("product:betta") == ""  # its subcutaneous brand is at the FDA too
    del world.indications["ind:beta-sc"]
    assert one_brand_at("product:betta") == ""  # and now that brand's agency is unknown: it could be there
    world.extend(use("beta-sc", "therapy:beta-sc", "oncotree:SCLC", agency=EMA, brands=("product:betta-sc",)))
    assert one_brand_at("product:betta") == f"|{FDA}|"
    world.add(Event("event:9", "granted", FDA, "product:betta-two"))
    assert one_brand_at("product:betta") == ""


def test_a_class_hears_members_of_its_subclasses_and_their_brands(world: Records) -> None:
    ways = {(way.end, way.member) for way in speaks_for(world) if way.start == "class:immune" and way.route == "member"}
    assert ("ncit:alpha", "ncit:alpha") in ways
    assert ("product:alfa", "ncit:alpha") in ways
    assert ("product:betta-sc", "ncit:beta") in ways
    assert not {end for end, _ in ways} & {"therapy:beta-liposomal", "product:betta-lipo", "product:alfa-betta"}


def test_a_product_that_is_a_member_brings_its_substance_under_its_name() -> None:
    records = small_records()
    records.add(member_of("product:betta", "class:cells"))
    ways = {
        (way.end, way.brand)
        for way in speaks_for(records)
        if way.start == "class:cells" and way.member == "product:betta"
    }
    assert ways == {("product:betta", ""), ("ncit:beta", "product:betta")}


@pytest.mark.parametrize("status", ["proposed", "rejected"])
def test_only_told_memberships_count(status: str) -> None:
    records = small_records()
    records.add(member_of("ncit:beta", "class:cells", status=status))
    assert "ncit:beta" not in routes(records, "class:cells")


def test_removing_a_membership_removes_exactly_its_ways(world: Records) -> None:
    before = set(speaks_for(world))
    del world.statements["st:member_of/ncit:alpha/class:cells"]
    gone = before - set(speaks_for(world))
    assert gone == {way for way in before if way.member == "ncit:alpha"}


def test_a_declared_non_member_is_out_however_it_got_in() -> None:
    records = small_records()
    records.add(member_of("ncit:alpha", "class:immune", "not_member_of"))
    assert "ncit:alpha" not in class_members(records)["class:immune"]
    assert "ncit:alpha" in class_members(records)["class:cells"]
    records.add(member_of("ncit:alpha", "class:cells", "not_member_of"))
    assert "ncit:alpha" not in class_members(records)["class:cells"]


def test_depth_and_statement_of_a_member(world: Records) -> None:
    members = class_members(world)["class:immune"]
    assert members["class:cells"] == (1, "st:member_of/class:cells/class:immune")
    assert members["ncit:alpha"] == (2, "st:member_of/ncit:alpha/class:cells")


def test_an_ended_edge_joins_nothing() -> None:
    records = small_records()
    records.add(edge("BRAND_OF", "product:alfa", "ncit:alpha", valid_to="2024-01-01"))
    assert "product:alfa" not in routes(records, "ncit:alpha")


def test_every_therapy_hears_itself_once(world: Records) -> None:
    world.add(therapy("therapy:alone", "substance"))
    selves = [way.start for way in speaks_for(world) if way.start == way.end and way.route == "self"]
    assert selves == sorted(one.id for one in world.entities.values() if one.label == "Therapy")


@given(LINKED_RECORDS)
def test_what_speaks_downwards_always_names_its_brand(records: Records) -> None:
    for way in speaks_for(records):
        assert (way.brand == way.start) == (way.route == "substance")
        assert bool(way.member) == (way.route == "member")
        assert not way.one_brand_at or way.brand


@given(LINKED_RECORDS)
def test_unrelated_statements_change_no_roll_up(records: Records) -> None:
    before = speaks_for(records)
    records.add(Statement("st:new", "causes", "therapy:t1", "ae:one", review_status="accepted"))
    assert speaks_for(records) == before


@given(PAIRS)
def test_covers_all_is_transitive_and_reflexive(covers: list[tuple[str, str]]) -> None:
    closure = {(group, member) for group, member, _ in covers_all("abcde", covers)}
    assert {(one, one) for one in "abcde"} | set(covers) <= closure
    assert closure == closure | {(a, d) for a, b in closure for c, d in closure if b == c}


@given(PAIRS)
def test_depth_is_one_more_than_some_step_before(covers: list[tuple[str, str]]) -> None:
    depths = {(group, member): depth for group, member, depth in covers_all("abcde", covers)}
    for (group, member), depth in depths.items():
        steps = [depths[group, above] for above, below in covers if below == member and (group, above) in depths]
        assert depth == (0 if group == member else min(steps) + 1)
