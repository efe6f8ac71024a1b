"""What sentences assert: measured on the kept halves of our own sets, which no rule was tuned on.

``sentences`` tells one thing in many frames; ``clauses`` holds what press, guidelines, labels, leaflets, papers and
forums write, with several relations to a sentence, parted by a hash of the sentence.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from nlp.assertion.relation import AFFIRMING, Assertion, assert_relation, assert_use
from nlp.extract import extract_indications
from tests.nlp.packaged_lexicon import packaged_lexicon

_FOLDER = Path(__file__).parent


def sentences(part: str, name: str = "sentences") -> list[dict[str, str]]:
    """Return one half of a set."""
    with (_FOLDER / f"{name}_{part}.tsv").open(encoding="utf-8") as rows:
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


def read(text: str, cancer: str) -> Assertion:
    """What is asserted of a cancer, by its last place."""
    return assert_relation(text, focus=text.rfind(cancer))


def test_the_clauses_are_many_and_of_every_kind() -> None:
    rows = sentences("tune", "clauses") + sentences("test", "clauses")
    assert len({row["sentence"] for row in rows}) >= 300
    assert len({row["therapy"].lower() for row in rows}) >= 150, "name more therapies"
    assert len({row["cancer"] for row in rows}) >= 60, "name more cancers"
    assert min(Counter(row["assertion"] for row in rows).values()) >= 20
    registers = {"guideline", "label", "leaflet", "notice", "paper", "patient", "press", "web"}
    assert {row["register"] for row in rows} == registers
    assert all(row["therapy"] in row["sentence"] and row["cancer"] in row["sentence"] for row in rows)


def test_clauses_are_read() -> None:
    rows = sentences("tune", "clauses")
    told = [read(row["sentence"], row["cancer"]).label for row in rows]
    right = sum(label == row["assertion"] for label, row in zip(told, rows, strict=True))
    assert right / len(rows) >= 0.95
    false = [
        row["id"]
        for label, row in zip(told, rows, strict=True)
        if label in AFFIRMING and row["assertion"] not in AFFIRMING
    ]
    assert not false, f"read as approvals: {false}"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Tarvumab was approved for melanoma in 2012 and withdrawn in 2019.", "historical"),
        ("Tarvumab, which was approved for melanoma in 2012, was withdrawn in 2019.", "historical"),
        ("Tarvumab is approved for melanoma; its approval for lung cancer was revoked.", "affirmed"),
        ("Tarvumab was approved for melanoma after a phase 3 trial set it against chemotherapy.", "affirmed"),
        ("It is untrue that Tarvumab is approved for melanoma.", "negated"),
        ("It is untrue that Tarvumab is not approved for melanoma.", "affirmed"),
        ("Tarvumab was not approved for melanoma until 2014.", "affirmed"),
        ("Unlike Belocitinib, Tarvumab is not approved for melanoma.", "negated"),
        ("None of them, Tarvumab included, is approved for melanoma.", "negated"),
        ("Tarvumab is approved for every skin cancer except melanoma.", "negated"),
        ("Tarvumab is approved for no cancer except melanoma.", "exclusive"),
        ("Tarvumab is available for melanoma only within a trial.", "investigational"),
        ("Once approved, Tarvumab will be given for melanoma.", "hypothetical"),
        ("Tarvumab, once approved for melanoma, is sold no more.", "historical"),
        ("Is Tarvumab approved for melanoma?", "hypothetical"),
        ("If your cells carry the change, Tarvumab is approved for melanoma.", "conditional"),
        ("If you have melanoma, Tarvumab is not approved for you.", "negated"),
        ("If licensed, Tarvumab will be on the market for melanoma.", "hypothetical"),
        ("Tarvumab is approved for lung cancer, and melanoma is being studied.", "investigational"),
        ("Tarvumab is approved for lung cancer and for melanoma that is not resectable.", "affirmed"),
        ("Tarvumab is approved for lung cancer, its application in melanoma was refused.", "negated"),
        ("The agency turned Tarvumab down for melanoma, having approved it for lung cancer.", "negated"),
        ("An approved use of Tarvumab in melanoma does not exist.", "negated"),
        ("Rumour has it that Tarvumab is approved for melanoma.", "hypothetical"),
        ("My neighbour says Tarvumab is approved for melanoma.", "hypothetical"),
        ("That is not a rumour: Tarvumab is approved for melanoma.", "affirmed"),
        ("Stop saying that Tarvumab is approved for melanoma.", "negated"),
        ("Tarvumab, cleared for melanoma in 2015, did not keep that clearance.", "historical"),
        ("Tarvumab is approved for melanoma in no country.", "negated"),
        ("The attempt to have Tarvumab approved for melanoma goes on.", "hypothetical"),
        ("Tarvumab is one of two drugs approved for relapsed melanoma.", "affirmed"),
        ("Tarvumab, approved for lung cancer, showed activity in mice with melanoma.", "investigational"),
        ("Tarvumab, approved for melanoma, showed activity in lung cancer.", "affirmed"),
        ("Tarvumab, approved for melanoma in 2003, was taken off the market.", "historical"),
        ("Tarvumab may be considered for melanoma if platinum is contraindicated.", "conditional"),
        ("Use Tarvumab in melanoma only if a change was found by an approved test.", "conditional"),
        ("The agency approved Tarvumab for lung cancer and turned down its use in melanoma.", "negated"),
        ("Should the trial succeed, Tarvumab will be submitted for melanoma.", "hypothetical"),
        ("Until a few years ago Tarvumab was licensed for melanoma.", "historical"),
        ("Tarvumab is illegal to sell as a remedy for melanoma.", "negated"),
    ],
)
def test_the_approval_is_read_with_what_stands_around_it(text: str, label: str) -> None:
    assert read(text, "melanoma").label == label


def test_what_no_rule_understands_is_no_approval() -> None:
    told = read("The approval of Tarvumab in melanoma wobbles.", "melanoma")
    assert not told.told
    assert told.label not in AFFIRMING
    assert read("Tarvumab is approved for melanoma.", "melanoma").told


def test_the_door_tells_no_approval_where_none_is_affirmed() -> None:
    lexicon = packaged_lexicon()
    for row in sentences("tune", "clauses"):
        for one in extract_indications(row["sentence"], lexicon=lexicon):
            told = {cancer.text for cancer in one.cancers}
            once = row["sentence"].count(row["cancer"]) == 1
            if row["assertion"] not in AFFIRMING and row["cancer"] in told and once:
                approval = (one.predicate, one.polarity, one.modality) == ("approved_for", "affirmed", "asserted")
                assert not approval, row["id"]
