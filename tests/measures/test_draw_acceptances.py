"""Rows drawn for reading have the form of the samples, are drawn once, and show the words of their places."""

import csv
from collections.abc import Set
from dataclasses import replace
from pathlib import Path

import pytest

from graph.model import BiomarkerState, Document, Evidence, PriorTherapy, Qualifiers, Records, Statement
from graph.model.identifiers import quote_hash
from loaders.loader import SourceDocument
from measures.acceptance import SAMPLES
from measures.draw_acceptances import COLUMNS, draw, key, read_already, row, words_at

TEXT = "Zyx is approved for: [tumours](https://a.example/x) of the skin. It is also studied."
START, END = TEXT.index("["), TEXT.index(". It")
DOCUMENT = Document("doc:x/1", "Zyx", "", "", "", "regulator", "label", "x", "")
PLACE = Evidence("ev:1", "doc:x/1", "bullet 1", quote_hash(TEXT[START:END]), START, END)
HEAD = Evidence("ev:0", "doc:x/1", "bullet 1", quote_hash(TEXT[:20]), 0, 20, "heading")


def statement(number: int, **values: object) -> Statement:
    made = Statement(
        id=f"st:{number}",
        predicate="approved_for",
        subject="ncit:C1",
        object=f"oncotree:{number}",
        evidence_ids=("ev:0", "ev:1"),
        review_status="accepted",
        rule="use-two-documents",
    )
    return replace(made, **values)  # type: ignore[arg-type]  # fields of a statement


def records(*statements: Statement) -> Records:
    held = Records()
    held.extend((DOCUMENT, PLACE, HEAD, *statements))
    return held


def drawn(
    held: Records,
    rows: int = 9,
    seed: int = 1,
    read: Set[tuple[str, ...]] = frozenset(),
    kept: Set[str] = frozenset(),
) -> list[str]:
    return [one.id for one in draw(held, "use-two-documents", rows, seed, read=read, kept=kept)]


def test_a_draw_is_the_same_by_seed_and_takes_told_statements_of_the_rule_alone() -> None:
    held = records(
        *(statement(number) for number in range(30)),
        statement(30, review_status="proposed"),
        statement(31, rule="use-one-list"),
        statement(32, evidence_ids=()),
    )
    assert drawn(held) == drawn(held)
    assert drawn(held) != drawn(held, seed=2)
    assert set(drawn(held, rows=99)) == {f"st:{number}" for number in range(30)}


def test_what_was_read_or_is_kept_is_not_drawn() -> None:
    held = records(statement(1), statement(2))
    assert drawn(held, read={key(row(held.statements["st:1"], held))}) == ["st:2"]
    assert drawn(held, kept={"doc:x/1"}) == []


def test_a_row_says_what_a_sample_says_and_leaves_the_verdict_open() -> None:
    one = statement(
        1,
        partners=("ncit:C2", "ncit:C3"),
        requires=(BiomarkerState("biomarker:her2-positive", "positive"),),
        after=(PriorTherapy("", "received", 2, "prior therapy"),),
        qualifiers=Qualifiers(purpose="treat", line_min=3, stage=("metastatic", "advanced"), age_min=12),
    )
    cells = row(one, records(one))
    assert list(cells) == [*COLUMNS, "approval"]
    assert cells["locator"] == "bullet 1"
    assert cells["quote"] == quote_hash(TEXT[START:END])[:16]
    assert cells["partners"] == "ncit:C2,ncit:C3"
    assert cells["qualifiers"] == (
        "purpose=treat; line_min=3; stage=metastatic,advanced; age_min=12; requires=her2-positive:positive; "
        "after=prior therapy:received:2"
    )
    assert cells["verdict"] == cells["remark"] == cells["approval"] == ""
    assert "approval" not in row(replace(one, predicate="option_for"), records(one))


def test_words_are_marked_between_those_around_them_without_addresses() -> None:
    source = SourceDocument(DOCUMENT, TEXT, {"name": "zyx"})
    assert words_at(PLACE, source, 14) == "approved for: [[[tumours] of the skin]] . It is also s"
    assert words_at(PLACE, source, 0) == "[[[tumours] of the skin]]"
    assert "changed" in words_at(PLACE, replace(source, text=TEXT.upper()), 0)
    assert "lacks" in words_at(PLACE, None, 0)
    assert words_at(replace(PLACE, start=-1, end=-1, quote_sha256=quote_hash("zyx")), source, 0) == "zyx"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_row_of_a_sample_has_a_verdict(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert {one["verdict"] for one in rows} <= {"right", "wrong"}
    assert {one.get("approval", "right") for one in rows} <= {"right", "wrong"}
    assert all(one["remark"] for one in rows if one["verdict"] == "wrong")
    assert {key(one) for one in rows} <= read_already()
