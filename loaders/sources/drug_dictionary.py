"""NCI Drug Dictionary, as captured by letter: what a drug acts on, its class, and further names.

Only drugs that other documents name are read: the dictionary also holds thousands that never left the laboratory.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.model import Document, Name, Statement
from graph.model.identifiers import digest, slug
from loaders.attestation import attested
from loaders.drug_dictionary.definitions import read_class, read_described_classes, read_targets
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, evidence, review_item
from loaders.reconciliation.derivation import statement_id
from nlp.lexicon import Lexicon
from nlp.therapies import THERAPY

RULE_TARGET = "dictionary-target"
RULE_CLASS = "dictionary-class"
_URL = "https://www.cancer.gov/publications/dictionaries/cancer-drug/def/"
_NAME_KINDS = {"Synonym": "synonym", "CodeName": "code", "LexicalVariant": "synonym"}
_SHORTEST_NAME = 6


class DrugDictionaryLoader:
    """Definitions of drugs, one document each."""

    name = "nci-drug-dictionary"
    describe = "NCI Drug Dictionary: targets, classes and names of drugs that other documents name"
    home = "nci/drug-dictionary"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
            try:
                entries = json.loads(file.read_text(encoding="utf-8"))["results"]
                terms = [entry for entry in entries if entry.get("type") == "DrugTerm"]
            except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
                yield BrokenDocument(self.name, file.name, f"is no answer of the dictionary: {error!r}")
                continue
            for entry in terms:
                yield self._document(file.name, entry)

    def _document(self, place: str, entry: dict[str, Any]) -> SourceDocument | BrokenDocument:
        text = str((entry.get("definition") or {}).get("text") or "")
        name, page = str(entry.get("name") or ""), str(entry.get("prettyUrlName") or "")
        if not text or not name:
            return BrokenDocument(self.name, f"{place}, {name or 'a term without a name'}", "has no definition")
        content = json.dumps(entry, ensure_ascii=False, sort_keys=True)
        document = Document(
            id=f"doc:{self.name}/{page or slug(name)}",
            title=f"NCI Drug Dictionary: {name}",
            publisher="National Cancer Institute",
            url=_URL + page if page else "",
            licence="US government work, public domain",
            tier="institute",
            kind="dictionary",
            collection=self.name,
            sha256=hashlib.sha256(content.encode("utf-8")).hexdigest(),
            attested=attested(self.name),
        )
        aliases = [(str(one.get("type")), str(one.get("name"))) for one in entry.get("aliases") or []]
        fields = {"name": name, "ncit": str(entry.get("nciConceptId") or ""), "aliases": aliases}
        return SourceDocument(document, text, fields, f"{place}, {name}")

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        therapy = _therapy(document, context.lexicon) if context.lexicon else ""
        if not therapy or context.lexicon is None:
            return reading
        source, text = document.document, document.text
        reading.records.add(source)
        for target in read_targets(text):
            place = evidence(source, text, target.start, target.end, "definition")
            made = Statement("", "targets", therapy, target.entity.id, evidence_ids=(place.id,),
                             review_status="single_source", rule=RULE_TARGET)  # fmt: skip
            reading.records.extend([target.entity, place, replace(made, id=statement_id(made))])
        named = read_class(text, context.lexicon)
        for told in (*filter(None, [named]), *read_described_classes(text, context.lexicon)):
            if told.entity.id == therapy:
                continue
            place = evidence(source, text, told.start, told.end, "definition")
            made = Statement("", "member_of", therapy, told.entity.id, evidence_ids=(place.id,),
                             review_status="single_source", rule=RULE_CLASS)  # fmt: skip
            reading.records.extend([place, replace(made, id=statement_id(made))])
        reading.records.extend(_names(document, therapy, context.lexicon))
        if not reading.records.statements:
            detail = f"{document.place}: neither a target nor a class was understood; read the definition"
            reading.set_aside.append(review_item("definition_not_understood", "document", detail, source))
        return reading


def _therapy(document: SourceDocument, lexicon: Lexicon) -> str:
    """Return the therapy that an entry defines: by its NCIt code, else by its name."""
    coded = f"ncit:{document.fields['ncit']}"
    if coded in lexicon.entities:
        return coded
    named = lexicon.look_up(str(document.fields["name"]), labels=THERAPY)
    return named[0] if len(named) == 1 else ""


def _names(document: SourceDocument, therapy: str, lexicon: Lexicon) -> Iterator[Name]:
    """Yield further names that no other thing has."""
    for kind, text in document.fields["aliases"]:
        taken = lexicon.look_up(text)
        if kind in _NAME_KINDS and len(text) >= _SHORTEST_NAME and (not taken or taken == (therapy,)):
            yield Name(
                id=f"name:{digest(therapy, text)}",
                entity_id=therapy,
                text=text,
                kind=_NAME_KINDS[kind],
                document_id=document.document.id,
            )


LOADER = DrugDictionaryLoader()
