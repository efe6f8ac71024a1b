"""Only pairs that are one to one on both sides can be exact."""

import json

from loaders.vocabularies.disease_ontology import read_names
from loaders.vocabularies.mondo import one_to_one, read_mappings
from loaders.vocabularies.oncotree import read_tree

SSSOM = """# mapping_set_id: x
subject_id\tsubject_label\tpredicate_id\tobject_id
MONDO:1\talpha\toboInOwl:hasDbXref\tONCOTREE:A
MONDO:2\tbeta\toboInOwl:hasDbXref\tONCOTREE:B
MONDO:3\tbeta two\toboInOwl:hasDbXref\tONCOTREE:B
MONDO:4\tgamma\toboInOwl:hasDbXref\tONCOTREE:C
MONDO:4\tgamma\toboInOwl:hasDbXref\tONCOTREE:D
"""


def test_only_pairs_that_meet_once_are_kept() -> None:
    assert one_to_one(read_mappings(SSSOM)) == {"MONDO:1": "ONCOTREE:A"}


def test_a_tree_is_read_from_the_top_with_parents_first() -> None:
    leaf = {"code": "B", "name": "Beta  cancer", "externalReferences": {"NCI": ["C2"]}, "children": {}}
    site = {"code": "A", "name": "Alpha", "externalReferences": {}, "children": {"B": leaf}}
    root = {"code": "TISSUE", "name": "Tissue", "externalReferences": {}, "children": {"A": site}}
    nodes = read_tree(json.dumps({"TISSUE": root}))
    assert [(node.id, node.parent, node.level) for node in nodes] == [("oncotree:A", "", 1), ("oncotree:B", "A", 2)]
    assert nodes[1].name == "Beta cancer"
    assert nodes[1].references == ("ncit:C2",)


def test_only_exact_synonyms_of_named_diseases_are_read() -> None:
    synonyms = [{"pred": "hasExactSynonym", "val": "one"}, {"pred": "hasBroadSynonym", "val": "two"}]
    nodes = [
        {"id": "http://purl.obolibrary.org/obo/DOID_1", "lbl": "alpha", "meta": {"synonyms": synonyms}},
        {"id": "http://purl.obolibrary.org/obo/DOID_2"},
        {"id": "http://other.example/X_3", "lbl": "gamma"},
    ]
    assert read_names(json.dumps({"graphs": [{"nodes": nodes}]})) == {"DOID:1": ("alpha", "one")}
