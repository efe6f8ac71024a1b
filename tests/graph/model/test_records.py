"""A set of records holds each id once per kind and gives them back in one order."""

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Entity
from graph.model.origin import collections_of, documents_of
from graph.model.records import KIND_OF, Record, Records
from tests.graph.strategies import RECORD_SETS, RECORDS, as_records


@given(st.lists(RECORDS, max_size=8, unique_by=lambda record: (type(record), record.id)), st.randoms())
def test_order_of_adding_does_not_matter(records: list[Record], random: object) -> None:
    shuffled = list(records)
    getattr(random, "shuffle")(shuffled)  # noqa: B009  # the type of hypothesis' random is its own
    assert list(as_records(shuffled)) == list(as_records(records))


@given(RECORD_SETS)
def test_a_set_counts_what_it_yields(records: Records) -> None:
    assert len(list(records)) == len(records)
    keys = [(KIND_OF[type(record)], record.id) for record in records]
    assert len(set(keys)) == len(keys)


def test_the_last_of_an_id_stays() -> None:
    records = as_records([Entity("x:1", "Cancer", "type", "old"), Entity("x:1", "Cancer", "type", "new")])
    assert [record.name for record in records if isinstance(record, Entity)] == ["new"]


@given(RECORD_SETS)
def test_a_record_rests_on_the_documents_it_names(records: Records) -> None:
    for record in records.evidence.values():
        assert documents_of(record, records) == {record.document_id} - {""}
    for statement in records.statements.values():
        held = [records.evidence[key].document_id for key in statement.evidence_ids if key in records.evidence]
        assert documents_of(statement, records) == set(held) - {""}
    for entity in records.entities.values():
        assert collections_of(entity, records) == set()
