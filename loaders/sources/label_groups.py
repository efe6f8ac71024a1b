"""What labels mean by a group of cancers: COVERS, the relation that approvals travel along.

Each row names the document that tells of the member, and words to find the place. Benign, borderline, in-situ and
precursor nodes are never covered, not even through a pattern.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.model import Edge, Records
from graph.model.identifiers import digest
from loaders.citing import CitationError
from loaders.citing.citations import Citations, open_cited
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, review_item
from loaders.vocabularies.curated_document import curated_documents
from loaders.vocabularies.oncotree import read_tree
from loaders.vocabularies.tables import read_table

TABLE = "label_groups.tsv"
COLUMNS = ("group", "member", "document", "words")
_TREE = "ontology/oncotree_2025_10_03.json"
NEVER_COVERED = frozenset({"benign", "borderline", "in_situ", "precursor", "not_a_disease"})


class LabelGroupLoader:
    """The curated table of groups and members."""

    name = "label-groups"
    describe = "label groups of cancers and their members, each with the document that tells of it"
    home = ""
    needs_lexicon = False

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        cited = open_cited(path, (row["document"] for row in read_table(TABLE, *COLUMNS)))
        tree = (path / _TREE).read_text(encoding="utf-8") if (path / _TREE).is_file() else ""
        for document in curated_documents((TABLE,)):
            if isinstance(document, SourceDocument):
                yield SourceDocument(document.document, document.text, {"cited": cited, "tree": tree}, document.place)
            else:
                yield document

    def read(self, document: SourceDocument, context: Context) -> Reading:  # noqa: ARG002
        reading = Reading()
        reading.records.add(document.document)
        kinds = _Kinds(str(document.fields["tree"]))
        citations = Citations.of(document, reading.records)
        for row in read_table(TABLE, *COLUMNS):
            try:
                _cover(row, kinds, citations, reading.records)
            except CitationError as error:
                place = f"{TABLE}, line {row['line']}"
                reading.set_aside.append(review_item("citation", "edge", str(error), document.document, locator=place))
        return reading


class _Kinds:
    """The malignant kinds below a node of OncoTree."""

    def __init__(self, tree: str) -> None:
        self._below: dict[str, list[str]] = defaultdict(list)
        for node in read_tree(tree) if tree else []:
            if node.parent:
                self._below[f"oncotree:{node.parent}"].append(node.id)
        behaviours = read_table("cancer_behaviour.tsv", "code", "behaviour")
        self._barred = {row["code"] for row in behaviours if row["behaviour"] in NEVER_COVERED}

    def members(self, pattern: str, group: str) -> list[str]:
        """Return what a member pattern stands for, the group itself left out."""
        node = pattern.removesuffix("/**").removesuffix("/*")
        found = [] if pattern.endswith("/*") else [node]
        if node != pattern:
            found += self._all_below(node)
        return [member for member in found if member != group and member not in self._barred]

    def _all_below(self, node: str) -> list[str]:
        found = []
        for kind in self._below.get(node, ()):
            found += [kind, *self._all_below(kind)]
        return found


def _cover(row: Mapping[str, str], kinds: _Kinds, citations: Citations, records: Records) -> None:
    quote = citations.cite(row["document"], row["words"])
    for member in kinds.members(row["member"], row["group"]):
        identifier = f"edge:{digest('COVERS', row['group'], member)}"
        held = records.edges.get(identifier)
        ids = (*held.evidence_ids, quote.id) if held else (quote.id,)
        records.add(Edge(identifier, "COVERS", row["group"], member, tuple(sorted(set(ids)))))


LOADER = LabelGroupLoader()
