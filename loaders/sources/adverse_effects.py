"""Side effects and their names, from the table beside this package: one name in medicine, one in plain words."""

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from graph.model import Document, Name
from graph.model.identifiers import digest
from loaders.adverse_effects.lexicon import effects
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument

_TABLE = "adverse_effects.tsv"


class AdverseEffectLoader:
    """The vocabulary of side effects. It says what they are called, never what causes them."""

    name = "adverse-effects"
    describe = "side effects with their medical, plain and other names, from the packaged table"
    home = ""
    needs_lexicon = False

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:  # noqa: ARG002
        text = files("loaders.adverse_effects").joinpath(_TABLE).read_text(encoding="utf-8")
        document = Document(
            id="doc:adverse-effects/names",
            title="Names of side effects",
            publisher="Treatment Explainer",
            url="",
            licence="Apache-2.0",
            tier="other",
            kind="ontology",
            collection=self.name,
            sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        )
        yield SourceDocument(document, text, place=_TABLE)

    def read(self, document: SourceDocument, context: Context) -> Reading:  # noqa: ARG002
        reading = Reading()
        reading.records.add(document.document)
        for effect in effects():
            reading.records.add(effect.entity())
            names = [
                (effect.name, "preferred"),
                (effect.plain_name, "lay"),
                *((one, "synonym") for one in effect.synonyms),
            ]
            for text, kind in names:
                reading.records.add(
                    Name(
                        id=f"name:{digest(effect.id, text)}",
                        entity_id=effect.id,
                        text=text,
                        kind=kind,
                        case_sensitive=text.isupper(),
                        document_id=document.document.id,
                    )
                )
        return reading


LOADER = AdverseEffectLoader()
