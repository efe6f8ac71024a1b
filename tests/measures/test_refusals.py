"""Refusals drawn for reading: so many of each common reason, none of a kept text; what was read gives a share."""

from pathlib import Path

from graph.model import Records, ReportedUse, ReviewItem, Statement
from measures.acceptance import refusal_rows
from measures.draw_refusals import draw, refused

HEAD = "document\tlocator\trule\tsubject\tpartners\tpredicate\tobject\tqualifiers\tquote\tverdict\tremark\n"


def queue() -> Records:
    """Three refusals of one reason, one of another, one that is decided."""
    records = Records()
    for number, (reason, status) in enumerate(
        [("bare_heading", "open")] * 3 + [("marker_lost", "open"), ("use_not_read", "accepted")]
    ):
        item = ReviewItem(f"rev:{number}", reason, "use", f"use:{number}", document_id=f"doc:{number}", status=status)
        records.add(item)
    return records


def test_so_many_of_each_common_reason_are_drawn_the_same_with_the_same_seed() -> None:
    drawn = draw(queue(), 2, 2, 1, kept=frozenset())
    assert [one.reason for one in drawn] == ["bare_heading", "bare_heading", "marker_lost"]
    assert drawn == draw(queue(), 2, 2, 1, kept=frozenset())


def test_nothing_of_a_kept_text_is_drawn() -> None:
    drawn = draw(queue(), 2, 5, 1, kept=frozenset({"doc:0", "doc:1"}))
    assert {one.document_id for one in drawn} == {"doc:2", "doc:3"}


def test_a_refusal_shows_the_reading_about_its_cancer() -> None:
    records = queue()
    readings = tuple(
        Statement("", "approved_for", "ncit:C1", cancer, rule="bare_heading") for cancer in ("cancer:a", "cancer:b")
    )
    records.add(ReportedUse("use:0", "doc:0", 1, "listed", "agency:fda", "ncit:C1", statements=readings))
    item = ReviewItem("rev:0", "bare_heading", "use", "use:0", cancer_id="cancer:b", document_id="doc:0")
    assert [one.object for one in refused(item, records)] == ["cancer:b"]


def test_each_reason_has_its_share_and_all_count_as_often_as_they_wait(tmp_path: Path) -> None:
    sample = tmp_path / "refusals.tsv"
    row = "doc:0\there\t{}\t\t\t\t\t\t\t{}\t{}\n"
    rows = [("bare_heading", "right", ""), ("bare_heading", "wrong", "a cause"), ("marker_lost", "right", "")]
    sample.write_text(HEAD + "".join(row.format(*one) for one in rows), encoding="utf-8")
    _, _, heading, marker, together = refusal_rows(queue(), sample)
    assert heading.startswith("| bare_heading | 3 | 2 | 1 | 50% |")
    assert "a cause (1)" in heading
    assert marker.startswith("| marker_lost | 1 | 1 | 1 | 100% |")
    assert "| 4 | 3 | 2 | 62% |" in together
