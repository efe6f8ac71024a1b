"""What was known at a day follows from the versions, and only from those recorded by then."""

from datetime import timedelta

from hypothesis import given

from graph.model.records import Records
from graph.model.version import Version, closed, known, last_of_each_day
from tests.graph.strategies import DAYS, FIRST_DAY, histories


@given(histories())
def test_a_version_ends_where_the_next_begins(versions: list[Version]) -> None:
    ended = closed(versions)
    assert [version.recorded_from for version in ended] == [version.recorded_from for version in versions]
    for version in ended:
        later = [
            other.recorded_from
            for other in versions
            if (other.kind, other.id) == (version.kind, version.id) and other.recorded_from > version.recorded_from
        ]
        assert version.recorded_to == min(later, default="")


@given(histories(), DAYS)
def test_what_is_known_at_a_day_is_what_was_open_at_its_end(versions: list[Version], day: object) -> None:
    open_then = Records()
    for version in closed(versions):
        if version.recorded_from <= str(day) and (version.recorded_to == "" or version.recorded_to > str(day)):
            open_then.extend([version.record] if version.record else [])
    assert known(versions, FIRST_DAY.fromisoformat(str(day))) == open_then


@given(histories())
def test_nothing_is_known_before_the_first_day(versions: list[Version]) -> None:
    assert len(known(versions, FIRST_DAY - timedelta(1))) == 0


@given(histories())
def test_only_the_last_of_a_day_counts(versions: list[Version]) -> None:
    doubled = [
        twin
        for version in versions
        for twin in (Version(version.kind, version.id, version.recorded_from, None), version)
    ]
    assert last_of_each_day(doubled) == versions
