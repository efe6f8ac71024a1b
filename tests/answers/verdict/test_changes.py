"""What changed since a day."""

from datetime import date

from answers.verdict.changes import what_changed
from tests.answers.verdict.facts import facts_of
from tests.answers.verdict.world import World


def _world() -> World:
    world = World()
    world.therapy("drug")
    return world


def test_a_grant_and_a_withdrawal_are_told_with_the_statuses_around_them() -> None:
    world = _world()
    held = world.reported("drug", "cancer", "FDA", "2020-08-05")
    world.event("indication_withdrawn", "drug", "FDA", "2022-11-22", held)
    facts = facts_of(world.records, world.ids["drug"], world.ids["cancer"])
    changed = what_changed(facts, "agency:fda", date(2020, 1, 1), date(2023, 1, 1))
    assert (changed.before.status, changed.after.status) == ("unknown", "withdrawn")
    assert [dated.event.kind for dated in changed.events] == ["granted", "indication_withdrawn"]
    assert changed.is_changed
    later = what_changed(facts, "agency:fda", date(2022, 11, 22), date(2026, 1, 1))
    assert not later.is_changed
    assert later.events == ()


def test_an_imprecise_act_is_told_apart() -> None:
    world = _world()
    world.reported("drug", "cancer", "FDA", "2020")
    facts = facts_of(world.records, world.ids["drug"], world.ids["cancer"])
    changed = what_changed(facts, "agency:fda", date(2020, 5, 1), date(2021, 5, 1))
    assert changed.events == ()
    assert [dated.event.kind for dated in changed.perhaps] == ["granted"]


def test_the_beginning_of_our_records_is_no_change_in_the_world() -> None:
    world = _world()
    world.use("drug", "cancer", "FDA", world.document("label", "list", attested="2025-07-01"))
    facts = facts_of(world.records, world.ids["drug"], world.ids["cancer"])
    changed = what_changed(facts, "agency:fda", date(2020, 1, 1), date(2026, 1, 1))
    assert changed.learned
    assert (changed.before.status, changed.after.status) == ("unknown", "approved")
