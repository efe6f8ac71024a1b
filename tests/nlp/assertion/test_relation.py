"""What sentences assert: measured on the kept half of our own set, which no rule was tuned on."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from nlp.assertion.relation import AFFIRMING, assert_relation, assert_use

_FOLDER = Path(__file__).parent


def sentences(part: str) -> list[dict[str, str]]:
    """Return one half of the set."""
    with (_FOLDER / f"sentences_{part}.tsv").open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows, delimiter="\t"))


def test_the_set_is_large_and_balanced() -> None:
    rows = sentences("tune") + sentences("test")
    assert len(rows) >= 500
    assert len({row["sentence"] for row in rows}) == len(rows), "two sentences are the same: reword one"
    assert min(Counter(row["assertion"] for row in rows).values()) >= 30


@pytest.mark.parametrize("part", ["tune", "test"])
def test_assertions_are_read(part: str) -> None:
    rows = sentences(part)
    told = [assert_relation(row["sentence"], focus=row["sentence"].rfind(row["cancer"])).label for row in rows]
    right = sum(label == row["assertion"] for label, row in zip(told, rows, strict=True))
    assert right / len(rows) >= 0.95
    false = [
        row["id"]
        for label, row in zip(told, rows, strict=True)
        if label in AFFIRMING and row["assertion"] not in AFFIRMING
    ]
    assert len(false) / len(rows) <= 0.015, f"read as approvals: {false}"


def test_each_clause_has_its_own_assertion() -> None:
    text = "Tarvumab is approved for melanoma but not for breast cancer"
    assert assert_use(text, focus=text.index("melanoma")).polarity == "affirmed"
    assert assert_use(text, focus=text.index("breast")).polarity == "negated"


def test_a_limitation_is_negated() -> None:
    assert assert_use("Use with a taxane in melanoma", limitation=True).polarity == "negated"


def test_who_was_not_treated_is_no_negation() -> None:
    text = "Tarvumab is indicated for adults with melanoma who have not been treated before"
    assert assert_use(text, focus=text.index("melanoma")).polarity == "affirmed"
