"""What labels mean by a group of cancers: COVERS, the relation that approvals travel along.

Each row names the document that tells of the member, and words to find the place. Benign, borderline, in-situ and
precursor nodes are never covered, not even through a pattern; nor is what `not_covered.tsv` takes out of a group.
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
TAKEN_OUT = "not_covered.tsv"
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
        rows = [*read_table(TABLE, *COLUMNS), *read_table(TAKEN_OUT, *COLUMNS)]
        cited = open_cited(path, (row["document"] for row in rows))
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
        for table, row in [(name, row) for name in (TAKEN_OUT, TABLE) for row in read_table(name, *COLUMNS)]:
            if table == TAKEN_OUT:
                kinds.take_out(row["group"], row["member"])
            try:
                quote = citations.cite(row["document"], row["words"])
            except CitationError as error:
                place = f"{table}, line {row['line']}"
                reading.set_aside.append(review_item("citation", "edge", str(error), document.document, locator=place))
                continue
            if table == TABLE:
                _cover(row, kinds, quote.id, reading.records)
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
        self._taken_out: dict[str, set[str]] = defaultdict(set)

    def take_out(self, group: str, member: str) -> None:
        """Never return this member for this group."""
        self._taken_out[group].add(member)

    def members(self, pattern: str, group: str) -> list[str]:
        """Return what a member pattern stands for, the group itself left out."""
        node = pattern.removesuffix("/**").removesuffix("/*")
        found = [] if pattern.endswith("/*") else [node]
        if node != pattern:
            found += self._all_below(node)
        strangers = {group, *self._barred, *self._taken_out[group]}
        return [member for member in found if member not in strangers]

    def _all_below(self, node: str) -> list[str]:
        found = []
        for kind in self._below.get(node, ()):
            found += [kind, *self._all_below(kind)]
        return found


def _cover(row: Mapping[str, str], kinds: _Kinds, evidence: str, records: Records) -> None:
    for member in kinds.members(row["member"], row["group"]):
        identifier = f"edge:{digest('COVERS', row['group'], member)}"
        held = records.edges.get(identifier)
        ids = (*held.evidence_ids, evidence) if held else (evidence,)
        records.add(Edge(identifier, "COVERS", row["group"], member, tuple(sorted(set(ids)))))


LOADER = LabelGroupLoader()
