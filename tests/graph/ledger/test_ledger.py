"""The ledger gives back exactly what was known, and never forgets."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ledger import EVERYTHING, RecordedTimeError
from graph.ledger.ledger import Ledger
from graph.ledger.writing import WriteReport
from graph.model import Document, Entity, Evidence, Name, Records, Statement
from graph.model.records import KIND_OF, Record
from graph.model.version import Version, closed, known
from tests.graph.strategies import DAYS, FIRST_DAY, RECORD_SETS, RECORDS, as_records, histories

DISTINCT_RECORDS = st.lists(RECORDS, max_size=6, unique_by=lambda record: (type(record), record.id))
SECOND_DAY = FIRST_DAY + timedelta(1)
# Each example makes a ledger anew.
FEW = settings(max_examples=20)


@contextmanager
def new_ledger() -> Iterator[Ledger]:
    """A ledger in memory, for one example of a property."""
    with Ledger.open("sqlite://") as ledger:
        yield ledger


@FEW
@given(RECORD_SETS)
def test_what_is_written_is_read(records: Records) -> None:
    with new_ledger() as ledger:
        assert ledger.write(records, FIRST_DAY) == WriteReport(added=len(records))
        assert ledger.read() == records


@FEW
@given(RECORD_SETS)
def test_loading_twice_equals_loading_once(records: Records) -> None:
    with new_ledger() as ledger:
        ledger.write(records, FIRST_DAY)
        before = ledger.versions()
        assert ledger.write(records, SECOND_DAY) == WriteReport(unchanged=len(records))
        assert ledger.versions() == before


@FEW
@given(
    st.lists(RECORDS, max_size=6, unique_by=lambda record: (type(record), record.id)), st.randoms(use_true_random=False)
)
def test_order_of_writes_does_not_matter_for_distinct_records_of_one_day(records: list[Record], random: object) -> None:
    shuffled = list(records)
    getattr(random, "shuffle")(shuffled)  # noqa: B009  # hypothesis gives its random no public type
    with new_ledger() as one, new_ledger() as other:
        for first, second in zip(records, shuffled, strict=True):
            one.write(as_records([first]), FIRST_DAY)
            other.write(as_records([second]), FIRST_DAY)
        assert one.read() == other.read()
        assert sorted(map(repr, one.versions())) == sorted(map(repr, other.versions()))


@FEW
@given(st.lists(st.tuples(st.integers(0, 2), RECORD_SETS), max_size=4), st.integers(0, 9))
def test_known_at_is_exactly_what_was_known(writes: list[tuple[int, Records]], days_asked: int) -> None:
    asked, day, said = FIRST_DAY + timedelta(days_asked), FIRST_DAY, Records()
    with new_ledger() as ledger:
        for days_later, records in writes:
            day += timedelta(days_later)
            ledger.write(records, day)
            if day <= asked:
                said.update(records)
        assert ledger.read(known_at=asked) == said


@FEW
@given(RECORD_SETS, RECORD_SETS)
def test_what_is_missing_from_everything_is_retracted_and_stays_known_at_its_day(old: Records, new: Records) -> None:
    with new_ledger() as ledger:
        ledger.write(old, FIRST_DAY)
        ledger.write(new, SECOND_DAY, retract_missing_of=EVERYTHING)
        assert ledger.read() == new
        assert ledger.read(known_at=FIRST_DAY) == old


@FEW
@given(histories())
def test_absorbing_keeps_every_version_and_twice_equals_once(versions: list[Version]) -> None:
    meant = [version for position, version in enumerate(closed(versions)) if _says_something(versions, position)]
    with new_ledger() as ledger:
        ledger.absorb(versions)
        held = ledger.versions()
        assert known(held) == known(versions)
        assert {(version.kind, version.id, version.recorded_from, version.record) for version in held} == {
            (version.kind, version.id, version.recorded_from, version.record) for version in meant
        }
        assert ledger.absorb(versions).changed == 0
        assert ledger.versions() == held


def _says_something(versions: list[Version], position: int) -> bool:
    """Tell whether a version differs from the one before it of the same record (none counts as retracted)."""
    version = versions[position]
    before = [other.record for other in versions[:position] if (other.kind, other.id) == (version.kind, version.id)]
    return version.record != (before[-1] if before else None)


@FEW
@given(histories(), DAYS)
def test_packaged_knowledge_is_known_at_its_own_days(versions: list[Version], day: date) -> None:
    with new_ledger() as ledger:
        ledger.absorb(versions)
        assert ledger.read(known_at=day) == known(versions, day)


def test_knowledge_older_than_a_record_changes_nothing(ledger: Ledger) -> None:
    newer = Entity("ncit:C1647", "Therapy", "substance", "trastuzumab", plain_name="Herceptin")
    ledger.write(as_records([newer]), SECOND_DAY)
    older = Version(
        "entities", newer.id, FIRST_DAY.isoformat(), Entity(newer.id, "Therapy", "substance", "Trastuzumab")
    )
    assert ledger.absorb([older]).changed == 0
    assert ledger.read().entities == {newer.id: newer}


def test_a_change_supersedes_and_its_history_is_kept(ledger: Ledger) -> None:
    first = Entity("ncit:C1647", "Therapy", "substance", "trastuzumab")
    second = Entity("ncit:C1647", "Therapy", "substance", "trastuzumab", definition="An antibody against HER2.")
    ledger.write(as_records([first]), FIRST_DAY)
    assert ledger.write(as_records([second]), SECOND_DAY) == WriteReport(superseded=1)
    assert ledger.history("entities", first.id) == [
        Version("entities", first.id, FIRST_DAY.isoformat(), first, SECOND_DAY.isoformat()),
        Version("entities", first.id, SECOND_DAY.isoformat(), second),
    ]
    assert ledger.history("entities", "ncit:C0") == []


def test_what_was_retracted_can_be_said_again(ledger: Ledger) -> None:
    records = as_records([Entity("ncit:C1647", "Therapy", "substance", "trastuzumab")])
    ledger.write(records, FIRST_DAY)
    ledger.write(Records(), SECOND_DAY, retract_missing_of=EVERYTHING)
    assert len(ledger.read()) == 0
    assert ledger.write(records, SECOND_DAY + timedelta(1)) == WriteReport(added=1)
    assert [version.record is None for version in ledger.history("entities", "ncit:C1647")] == [False, True, False]


def test_recorded_time_never_goes_back_and_a_refused_write_leaves_nothing(ledger: Ledger) -> None:
    held = as_records([Entity("x:1", "Cancer", "type", "one")])
    ledger.write(held, SECOND_DAY)
    with pytest.raises(RecordedTimeError, match="2026-01-02 or a later day"):
        ledger.write(
            as_records([Entity("x:0", "Cancer", "type", "new"), Entity("x:1", "Cancer", "type", "other")]), FIRST_DAY
        )
    assert ledger.read() == held


def collection_of_two() -> Records:
    return as_records(
        [
            Document("doc:a/1", "t", "p", "", "l", "institute", "drug_page", "a", "0"),
            Document("doc:b/1", "t", "p", "", "l", "institute", "drug_page", "b", "1"),
            Evidence("ev:a", "doc:a/1", "bullet 1", "0"),
            Evidence("ev:b", "doc:b/1", "bullet 1", "1"),
            Statement("st:a", "option_for", "x:t", "x:c", evidence_ids=("ev:a",)),
            Statement("st:both", "option_for", "x:t", "x:d", evidence_ids=("ev:a", "ev:b")),
            Entity("x:t", "Therapy", "substance", "t"),
            Name("name:a", "x:t", "tee", "synonym", document_id="doc:a/1"),
        ]
    )


def test_reloading_a_collection_retracts_only_what_rests_on_it_alone(ledger: Ledger) -> None:
    ledger.write(collection_of_two(), FIRST_DAY)
    report = ledger.write(Records(), SECOND_DAY, retract_missing_of="a")
    left = {(KIND_OF[type(record)], record.id) for record in ledger.read()}
    assert left == {("documents", "doc:b/1"), ("evidence", "ev:b"), ("statements", "st:both"), ("entities", "x:t")}
    assert report == WriteReport(retracted=4)
