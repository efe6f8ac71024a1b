"""A definition's target is what the drug acts on, not what the text speaks of besides."""

import csv
from importlib.resources import files

import pytest

from loaders.drug_dictionary.definitions import read_class, read_targets
from tests.loaders.vocabulary import made_context


@pytest.mark.parametrize(
    ("definition", "targets"),
    [
        ("An oral inhibitor of anaplastic lymphoma kinase (ALK) with activity.", {"gene:ALK"}),
        ("A humanized antibody directed against the receptor HER2.", {"gene:ERBB2"}),
        ("A BTK inhibitor. It selectively binds to BTK.", {"gene:BTK"}),
        ("An inhibitor that acts on tumor cells expressing EGFR.", set()),
        ("A dye. It is taken up by cells. It is excreted. It inhibits ALK.", set()),
        ("It binds to PD-L1, blocking its binding to its receptor PD-1.", {"gene:CD274"}),
    ],
)
def test_targets(definition: str, targets: set[str]) -> None:
    assert {reading.entity.id for reading in read_targets(definition)} == targets


def test_a_class_is_read_only_where_the_definition_begins_with_its_name() -> None:
    lexicon = made_context().lexicon
    assert lexicon is not None
    named = read_class("An orally available PARP inhibitor with activity.", lexicon)
    assert named is not None
    assert named.entity.id == "class:parp-inhibitor"
    assert read_class("A dye linked to a PARP inhibitor.", lexicon) is None
    assert read_class("", lexicon) is None


def test_the_table_of_molecules_is_sorted_and_unique() -> None:
    table = files("loaders.drug_dictionary").joinpath("molecules.tsv").read_text("utf-8")
    ids = [row["id"] for row in csv.DictReader(table.splitlines(), delimiter="\t")]
    assert ids == sorted(set(ids)), "sort molecules.tsv by id, each once"
