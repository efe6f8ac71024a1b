"""Reconciliation as a whole: every approval has its use; order, steps and repetition change nothing."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Records
from loaders.reconciliation.reconcile import reconcile
from tests.loaders.reconciliation.made import DRUG, HELD, Shelf


def test_every_approval_has_its_indication_and_every_event_of_a_use_too() -> None:
    made = reconcile(_everything().records)
    for use in (one for one in made.statements.values() if one.review_status in HELD):
        assert use.indication_id in made.indications
        assert use.subject == DRUG
    assert all(event.indication_id in made.indications for event in made.events.values() if event.indication_id)


def _everything() -> Shelf:
    shelf = Shelf()
    shelf.covers("group:g", "cancer:a")
    shelf.listed("label", "cancer:a", stage=("metastatic",))
    shelf.listed("label", "cancer:b", "doc:label/1", setting="adjuvant")
    shelf.listed("drug_page", "cancer:a", stage=("metastatic",))
    shelf.listed("drug_page", "cancer:c")
    shelf.act("granted", "group:g", "2020-01-05")
    shelf.act("granted", "cancer:d", "2026-01")
    shelf.act("narrowed", "cancer:b", "2026-02-03", requires=("biomarker:x",))
    shelf.act("indication_withdrawn", "cancer:d", "2026-05")
    shelf.act("refused", "cancer:e", "2026-05", act="application")
    return shelf


SHELVES: list[Callable[[], Shelf]] = [_everything]


@pytest.mark.parametrize("shelf", SHELVES)
def test_reconciling_twice_equals_once(shelf: Callable[[], Shelf]) -> None:
    once = reconcile(shelf().records)
    assert reconcile(once) == once


@given(st.permutations(range(9)))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    whole = _everything().records
    uses = list(whole.reported.values())
    shuffled = Records()
    shuffled.update(whole)
    shuffled.reported = {uses[place].id: uses[place] for place in order}
    assert reconcile(shuffled) == reconcile(_everything().records)


@given(st.sets(st.integers(min_value=1, max_value=9)))
def test_loading_in_two_steps_equals_loading_at_once(first: set[int]) -> None:
    """What a first load derived must leave no trace once more documents are known."""
    whole = _everything().records
    part = Records()
    part.update(whole)
    part.reported = {key: use for key, use in whole.reported.items() if use.ordinal in first}
    derived = reconcile(part)
    derived.reported = dict(whole.reported)
    assert reconcile(derived) == reconcile(whole)
