"""A definition's target is what the drug acts on, not what the text speaks of besides."""

import csv
from importlib.resources import files

import pytest

from loaders.drug_dictionary.definitions import molecules, read_class, read_described_classes, read_targets
from tests.loaders.vocabulary import corpus_context, made_context


@pytest.mark.parametrize(
    ("definition", "targets"),
    [
        ("An oral inhibitor of anaplastic lymphoma kinase (ALK) with activity.", {"gene:ALK"}),
        ("A humanized antibody directed against the receptor HER2.", {"gene:ERBB2"}),
        ("A BTK inhibitor. It selectively binds to BTK.", {"gene:BTK"}),
        ("An inhibitor that acts on tumor cells expressing EGFR.", set()),
        ("A dye. It is taken up by cells. It is excreted. It inhibits ALK.", set()),
        ("It binds to PD-L1, blocking its binding to its receptor PD-1.", {"gene:CD274"}),
        ("It selectively binds to and activates retinoid X receptors (RXRs).", {"gene:RXRA"}),
        ("It blocks cyclin-dependent kinase 4 (CDK4) and 6 (CDK6).", {"gene:CDK4", "gene:CDK6"}),
        ("It enters the nucleus and subsequently binds to DNA.", set()),
        ("Products may bind to DNA.", set()),
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


@pytest.mark.parametrize(
    ("definition", "classes"),
    [
        ("A preparation of T cells with a chimeric antigen receptor (CAR) against a marker.", {"CAR T-cell therapy"}),
        ("It alkylates DNA.", {"Alkylating agent"}),
        ("An agent similar in structure to one that alkylates DNA.", set()),
        ("A dye. It is blue. It is old. It alkylates DNA.", set()),
    ],
)
def test_classes_are_read_from_what_a_definition_describes(definition: str, classes: set[str]) -> None:
    lexicon = corpus_context().lexicon
    assert lexicon is not None
    assert {reading.entity.name for reading in read_described_classes(definition, lexicon)} == classes


def test_a_molecule_tells_what_it_is_where_a_curator_wrote_it() -> None:
    assert "protein" in molecules().entities["gene:CD274"].definition
    assert not molecules().entities["target:dna"].definition
