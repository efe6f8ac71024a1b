"""Cancers: OncoTree's tree, the label groups that it lacks, and what each is called.

Names come from OncoTree, Mondo and the Disease Ontology where Mondo maps one to one, and from the curated tables.
OncoTree's codes are never names: BRCA, MF and BLL mean other things in a text.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from graph.model import Document, Edge, Entity, Name, Records
from graph.model.identifiers import digest, slug
from loaders import vocabularies
from loaders.citing.facts import definitions
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument
from loaders.vocabularies.disease_ontology import read_names
from loaders.vocabularies.mondo import Mapping, one_to_one, read_mappings
from loaders.vocabularies.oncotree import TumourNode, read_tree
from loaders.vocabularies.tables import read_table

_CLASSIFICATIONS = {
    row["file"]: row
    for row in read_table(
        "classifications.tsv",
        "file",
        "key",
        "title",
        "publisher",
        "licence",
        "url",
        folder=Path(vocabularies.__file__).parent,
    )
}
_TREE = "oncotree_2025_10_03.json"


class CancerLoader:
    """OncoTree with Mondo's and the Disease Ontology's mappings and names."""

    name = "ontology"
    describe = "cancers, their tree, mappings and names, from OncoTree, Mondo and the Disease Ontology"
    home = "ontology"
    needs_lexicon = False

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        texts: dict[str, str] = {}
        for file in _CLASSIFICATIONS:
            try:
                texts[file] = (path / file).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                yield BrokenDocument(self.name, file, f"cannot be opened: {error}")
        for file, text in texts.items():
            beside = {other: content for other, content in texts.items() if other != file} if file == _TREE else {}
            yield SourceDocument(_document(file, text), text, fields=beside, place=file)

    def read(self, document: SourceDocument, context: Context) -> Reading:  # noqa: ARG002
        reading = Reading()
        reading.records.add(document.document)
        if document.place == _TREE:
            _read_cancers(read_tree(document.text), _Mappings(document), reading.records)
            _read_groups(reading.records)
            _read_curated_names(reading.records)
        return reading


class _Mappings:
    """Exact mappings and names of OncoTree nodes, as Mondo and the Disease Ontology give them."""

    def __init__(self, document: SourceDocument) -> None:
        def rows(file: str) -> list[Mapping]:
            return read_mappings(document.fields.get(f"mondo/{file}.sssom.tsv", ""))

        cross = rows("mondo_hasdbxref_oncotree")
        self._mondo = {f"oncotree:{tumour[9:]}": mondo for mondo, tumour in one_to_one(cross).items()}
        self._label = {row.subject: row.label for row in cross}
        self._ncit = {row.subject: f"ncit:{row.object[5:]}" for row in rows("mondo_exactmatch_ncit")}
        self._doid = {row.subject: row.object for row in rows("mondo_exactmatch_doid")}
        slim = document.fields.get("DO_cancer_slim.json", "")
        self._names = read_names(slim) if slim else {}

    def of(self, node: TumourNode) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the exact mappings and further names. Mondo's cross-reference counts as exact where both sides
        name one NCIt concept, or the same words."""
        mondo = self._mondo.get(node.id, "")
        label = self._label.get(mondo, "")
        doid = self._doid.get(mondo, "")
        names = tuple(name for name in (label, *self._names.get(doid, ())) if name)
        ncit = self._ncit.get(mondo, "")
        same = ncit in node.references or any(_words(name) == _words(node.name) for name in names)
        if not mondo or not same:
            return (), names if mondo else ()
        return tuple(sorted(curie for curie in (mondo.lower(), doid.lower(), ncit) if curie)), names


def _read_cancers(nodes: list[TumourNode], mappings: _Mappings, records: Records) -> None:
    behaviour = {row["code"]: row["behaviour"] for row in read_table("cancer_behaviour.tsv", "code", "behaviour")}
    shown = {row["id"]: row for row in read_table("cancer_names.tsv", "id", "name", "plain_name")}
    refused = {(row["entity"], row["text"].lower()) for row in read_table("refused_names.tsv", "entity", "text")}
    told = definitions()
    often = Counter(node.name for node in nodes)
    by_code = {node.code: node for node in nodes}
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for node in nodes:
        exact, names = mappings.of(node)
        row = shown.get(node.id, {})
        name = row.get("name") or (node.name if often[node.name] == 1 else f"{node.name} ({_tissue(node, by_code)})")
        properties = {"behaviour": behaviour.get(node.id, "malignant"), "level": str(node.level), "oncotree": node.name}
        kind = "site" if node.level == 1 else "type"
        records.add(
            Entity(
                node.id,
                "Cancer",
                kind,
                name,
                row.get("plain_name", ""),
                told.get(node.id, ""),
                exact,
                tuple(sorted(properties.items())),
            )
        )
        if node.parent:
            edge = digest("BROADER", node.id, f"oncotree:{node.parent}")
            records.add(Edge(f"edge:{edge}", "BROADER", node.id, f"oncotree:{node.parent}"))
        if kind == "type" and behaviour.get(node.id) != "not_a_disease":
            own = [name, *_without_nos(node.name)] if often[node.name] == 1 else [name]
            texts[node.id].update(
                {
                    text.lower(): text
                    for text in reversed([*own, *names])
                    if _usable(text) and (node.id, text.lower()) not in refused
                }
            )
    holders = Counter(text for held in texts.values() for text in held)
    for identifier, held in texts.items():
        preferred = records.entities[identifier].name.lower()
        for lowered, text in held.items():
            if holders[lowered] == 1:
                add_name(records, identifier, text, "preferred" if lowered == preferred else "synonym")


def _read_groups(records: Records) -> None:
    told = definitions()
    for row in read_table("cancer_groups.tsv", "id", "name", "plain_name", "kind"):
        records.add(
            Entity(
                row["id"],
                "Cancer",
                row["kind"],
                row["name"],
                row["plain_name"],
                told.get(row["id"], ""),
                (),
                (("behaviour", "condition" if row["kind"] == "condition" else "malignant"),),
            )
        )
        add_name(records, row["id"], row["name"], "preferred")


def _read_curated_names(records: Records) -> None:
    """Curated names win: a text that one of them claims is taken from every entity that had it by rule."""
    rows = [
        (row, text.strip())
        for row in read_table("lay_names.tsv", "entity", "kind", "texts")
        for text in row["texts"].split("|")
    ]
    claimed = {text.lower() for _, text in rows}
    for row in read_table("cancer_groups.tsv", "name"):
        claimed.add(row["name"].lower())
    for key, name in list(records.names.items()):
        if name.text.lower() in claimed and not name.entity_id.startswith("group:"):
            del records.names[key]
    for row, text in rows:
        add_name(records, row["entity"], text, row["kind"], case_sensitive=row["kind"] == "abbreviation")


def add_name(records: Records, entity: str, text: str, kind: str, case_sensitive: bool = False) -> None:
    """Add a name, once; a preferred one replaces the same text under another kind."""
    identifier = f"name:{digest(entity, text)}"
    if identifier not in records.names or kind == "preferred":
        records.add(Name(identifier, entity, text, kind, case_sensitive))


def _document(file: str, text: str) -> Document:
    row = _CLASSIFICATIONS[file]
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    given = (row["title"], row["publisher"], row["url"], row["licence"])
    dates = {"published": row["published"], "attested": row["published"]}
    return Document(f"doc:ontology/{row['key']}", *given, "other", "ontology", "ontology", sha256, **dates)


def _tissue(node: TumourNode, by_code: dict[str, TumourNode]) -> str:
    while node.parent:
        node = by_code[node.parent]
    return node.name.lower()


def _words(name: str) -> frozenset[str]:
    alike = slug(name).replace("carcinoma", "cancer").replace("oesophag", "esophag").replace("tumour", "tumor")
    return frozenset(alike.split("-")) - {"nos", "the", "of"}


def _without_nos(name: str) -> list[str]:
    return list(dict.fromkeys([name, re.sub(r",? NOS$", "", name), name.replace("'s ", " ").replace("s' ", " ")]))


def _usable(text: str) -> bool:
    """Say whether a vocabulary's name can stand in a text: no inverted, coded, staged or very short ones."""
    if len(text) < 6 or len(text) > 90 or re.search(r"[,;/()\[\]:]|\bobsolete\b|\bstage\b|^[A-Z0-9/-]+$", text):
        return False
    return not re.search(r"(?i)\b(neoplasm|malignant .* of|synonym|localized|grade [i1-4]+|unknown|other)\b", text)


LOADER = CancerLoader()
