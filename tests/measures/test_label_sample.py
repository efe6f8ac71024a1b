"""The sample of label texts: parts stay apart, a changed text is not read, nothing is told of a text without a use."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

from graph.model import Entity, Name
from measures.extraction_blind import told, wrongly_told
from measures.label_sample import LOOKED_AT, PARTS, SAMPLE, WITHOUT_USE, ReadText, read_sample, read_without_use
from nlp.lexicon import Lexicon
from nlp.linking import Linker

ENTITIES = (
    Entity("oncotree:MEL", "Cancer", "type", "Melanoma"),
    Entity("oncotree:OS", "Cancer", "type", "Osteosarcoma"),
    Entity("ncit:C1", "Therapy", "substance", "examplumab"),
)
LEXICON = Lexicon.build(ENTITIES, (Name(f"name:{one.id}", one.id, one.name, "preferred") for one in ENTITIES), ())
LINKER = Linker(LEXICON, "Cancer")


def label(text: str) -> ReadText:
    return ReadText("doc:fda-labels/1", "", "FDA", "examplumab", text)


@pytest.mark.parametrize(
    ("text", "cancers"),
    [
        ("EXAMPLUMAB is indicated for the treatment of patients with melanoma.", ["oncotree:MEL"]),
        ("EXAMPLUMAB is indicated to reduce the incidence of nausea in patients with melanoma.", []),
        ("EXAMPLUMAB is a diagnostic agent indicated for imaging of melanoma.", []),
    ],
)
def test_an_approval_is_counted_against_a_text_without_a_use(text: str, cancers: list[str]) -> None:
    found = wrongly_told(label(text), LEXICON, LINKER)
    assert [cancer.id for one in found for cancer in one.cancers] == cancers


def test_what_accompanies_treatment_is_none_of_the_uses_of_a_text() -> None:
    text = (
        "EXAMPLUMAB is indicated for the treatment of patients with melanoma. "
        "EXAMPLUMAB is indicated to reduce the incidence of nausea in patients with osteosarcoma."
    )
    assert told(label(text), LEXICON, LINKER)["cancers"] == {"oncotree:MEL"}


def test_a_changed_text_is_not_read_and_a_part_is_read_alone(tmp_path: Path) -> None:
    text = "EXAMPLUMAB is indicated for imaging of melanoma."
    labels = tmp_path / "fda-labels-indications.jsonl"
    rows = [{"id": f"x:{number}", "text": text, "active_ingredients": ["EXAMPLUMAB"]} for number in (1, 2, 3)]
    labels.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    quote = hashlib.sha256(text.encode()).hexdigest()[:16]
    sample = tmp_path / "sample.tsv"
    lines = ["document\tquote\tsample\tagency\ttherapy\twhy"]
    lines += [
        f"doc:fda-labels/{n}\t{q}\t{part}\tFDA\texamplumab\tdiagnosis"
        for n, q, part in ((1, quote, "first"), (2, "0000000000000000", "first"), (3, quote, "second"))
    ]
    sample.write_text("\n".join(lines) + "\n", encoding="utf-8")
    first = read_without_use(tmp_path, "first", sample)
    assert [(one.document, bool(one.text), one.uses) for one in first] == [
        ("doc:fda-labels/1", True, []),
        ("doc:fda-labels/2", False, []),
    ]
    assert len(read_sample(tmp_path, "", sample)) == 3


def test_every_text_of_the_sample_is_in_one_part_with_or_without_uses() -> None:
    held: dict[str, set[tuple[str, str, Path]]] = {}
    for path in (SAMPLE, WITHOUT_USE):
        with path.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t"):
                held.setdefault(row["document"], set()).add((row["sample"], row["quote"], path))
                assert row["sample"] in PARTS
                assert row["therapy"]
                assert row["agency"] in ("FDA", "EMA")
    assert {document for document, places in held.items() if len(places) > 1} == set()
    assert set(LOOKED_AT) <= set(PARTS)
