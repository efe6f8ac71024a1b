"""NCI's drug definitions, read from the corpus."""

import json
from pathlib import Path

import pytest

from loaders.loader import BrokenDocument
from loaders.sources.drug_dictionary import LOADER
from tests.loaders.reading import check_reading, open_one, told
from tests.loaders.vocabulary import corpus_context


@pytest.mark.parametrize(
    ("entry", "target"),
    [
        ("A.json, alectinib", "gene:ALK"),
        ("A.json, atezolizumab", "gene:CD274"),
        ("B.json, bortezomib", "target:proteasome"),
        ("E.json, enzalutamide", "gene:AR"),
        ("M.json, margetuximab", "gene:ERBB2"),
    ],
)
def test_targets(entry: str, target: str) -> None:
    records = check_reading(LOADER, open_one(LOADER, entry), corpus_context())
    assert target in {one.object for one in told(records, "targets")}
    assert records.entities[target].label == "Molecule"


def test_a_drug_that_nothing_else_names_gives_nothing() -> None:
    reading = LOADER.read(open_one(LOADER, "M.json, MAGE-10.A2"), corpus_context())
    assert not len(reading.records)
    assert not reading.set_aside


@pytest.mark.parametrize("content", ["", "{", "[]", '{"results": 3}', json.dumps({"results": [{"type": "DrugTerm"}]})])
def test_a_broken_answer_is_a_broken_document(tmp_path: Path, content: str) -> None:
    (tmp_path / "A.json").write_text(content, encoding="utf-8")
    assert [type(one) for one in LOADER.documents(tmp_path)] == [BrokenDocument]
