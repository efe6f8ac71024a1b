"""Cancers: one node each, named so that no text means two of them unless we say so."""

import csv
from collections import defaultdict

import pytest

from graph.model import Records
from loaders.sources.cancers import LOADER
from nlp.lexicon import Lexicon
from tests.loaders.sources.defined import defined
from tests.loaders.vocabulary import corpus_context
from tests.needs import corpus_folder


def _lexicon(records: Records) -> Lexicon:
    return Lexicon.build(records.entities.values(), records.names.values())


@pytest.mark.parametrize(
    ("text", "cancer"),
    [
        ("breast cancer", "oncotree:BRCA"),
        ("carcinoma of the breast", "oncotree:BRCA"),
        ("womb cancer", "oncotree:UCEC"),
        ("bowel cancer", "oncotree:COADREAD"),
        ("stomach cancer", "oncotree:STAD"),
        ("blood cancer", "group:blood-cancer"),
        ("oesophageal cancer", "group:esophageal-cancer"),
        ("leukaemia", "group:leukemia"),
        ("non-small-cell lung cancer", "oncotree:NSCLC"),
        ("NSCLC", "oncotree:NSCLC"),
        ("acute myelogenous leukemia", "oncotree:AML"),
        ("multiple myeloma", "oncotree:PCM"),
        ("lung cancer", "oncotree:LUNG"),
    ],
)
def test_patients_and_labels_words_name_one_cancer(text: str, cancer: str) -> None:
    assert _lexicon(defined(LOADER)).look_up(text) == (cancer,)


@pytest.mark.parametrize("code", ["BRCA", "MF", "BLL", "PAST", "OS", "ES", "MET"])
def test_a_code_of_the_classification_is_no_name(code: str) -> None:
    assert not _lexicon(defined(LOADER)).look_up(code)


def test_an_abbreviation_never_matches_in_another_case() -> None:
    lexicon = _lexicon(defined(LOADER))
    assert lexicon.look_up("ALL") == ("group:acute-lymphoblastic-leukemia",)
    assert not lexicon.look_up("all")


def test_no_name_means_two_cancers() -> None:
    holders = defaultdict(set)
    for name in defined(LOADER).names.values():
        holders[name.text if name.case_sensitive else name.text.lower()].add(name.entity_id)
    assert not {text: held for text, held in holders.items() if len(held) > 1}


def test_every_node_of_the_tree_has_a_parent_or_is_a_site() -> None:
    records = defined(LOADER)
    below = {edge.subject for edge in records.edges.values() if edge.predicate == "BROADER"}
    for entity in records.entities.values():
        if entity.id.startswith("oncotree:"):
            assert (entity.id in below) != (entity.kind == "site"), entity.id


def test_no_mapping_belongs_to_two_cancers() -> None:
    holders = defaultdict(set)
    for entity in defined(LOADER).entities.values():
        for mapping in entity.mappings:
            holders[mapping].add(entity.id)
    assert not {mapping: held for mapping, held in holders.items() if len(held) > 1}


def test_benign_and_in_situ_nodes_are_marked() -> None:
    entities = defined(LOADER).entities
    for code in ("DCIS", "LCIS", "BPT", "ULM", "SBOV"):
        assert dict(entities[f"oncotree:{code}"].properties)["behaviour"] != "malignant"
    for code in ("NSCLC", "BRCA", "PCM", "MEL", "GB"):
        assert dict(entities[f"oncotree:{code}"].properties)["behaviour"] == "malignant"


@pytest.mark.parametrize("text", ["cancer", "malignant tumor", "squamous cell carcinoma", "adenocarcinoma", "teratoma"])
def test_a_word_that_names_no_organ_is_no_name(text: str) -> None:
    assert not _lexicon(defined(LOADER)).look_up(text)


LOOSE = ("EBV-associated diseases", "liver metastases", "multiple", "recurrent or metastatic cancers")
"""What event tables write where they name no disease."""


def test_every_disease_of_the_event_tables_is_named() -> None:
    lexicon = _lexicon(defined(LOADER))
    for table in sorted((corpus_folder() / "events").glob("*.tsv")):
        with table.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
                for disease in filter(None, (row.get("cancer") or "").split("; ")):
                    assert lexicon.find(disease) or disease.startswith(LOOSE), (table.name, disease)


@pytest.mark.parametrize(
    ("text", "cancer"),
    [
        ("VIPomas", "group:vipoma"),
        ("insulinoma", "group:insulinoma"),
        ("follicular lymphoma grade 3B", "group:follicular-lymphoma-grade-3b"),
        ("malignant glioma", "oncotree:HGGNOS"),
        ("carcinoid tumors", "group:extrapancreatic-neuroendocrine-tumor"),
    ],
)
def test_a_name_means_no_more_than_it_says(text: str, cancer: str) -> None:
    """Each stood for a wider cancer, or for none: what a label says of it was told of all kinds."""
    lexicon = corpus_context().lexicon
    assert lexicon is not None
    assert lexicon.look_up(text, labels=frozenset({"Cancer"})) == (cancer,)


def test_insulinoma_is_usually_benign_and_no_approval_of_its_group_covers_it() -> None:
    covered = {edge.object for edge in corpus_context().held.edges.values() if edge.predicate == "COVERS"}
    assert {"group:vipoma", "group:gastrinoma", "group:glucagonoma", "group:somatostatinoma"} <= covered
    assert "group:insulinoma" not in covered
