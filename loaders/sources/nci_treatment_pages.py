"""NCI's pages on kinds of treatment and their side effects: what chemotherapy, radiation or immunotherapy can cause.

The harms stand at the level of the kind; a single medicine of the kind takes none of them over.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graph.model import Qualifiers, Statement
from loaders.adverse_effects.lexicon import effect_lexicon
from loaders.loader import BrokenDocument, Context, Reading, SourceDocument, evidence
from loaders.markdown.blocks import read_blocks
from loaders.markdown.page import open_pages
from loaders.reconciliation.derivation import statement_id
from loaders.treatment_pages.harms import read_class_harms

RULE = "treatment-page-side-effect"
_SOME = "some treatments of this kind"


class TreatmentPageLoader:
    """Pages about kinds of treatment and about single side effects."""

    name = "nci-treatment"
    describe = "NCI pages on kinds of treatment: side effects of a whole class"
    home = "nci/treatment"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        yield from open_pages(path, self.name, "treatment_page", "institute")

    def read(self, document: SourceDocument, context: Context) -> Reading:
        reading = Reading()
        if context.lexicon is None:
            return reading
        source, text = document.document, document.text
        for harm in read_class_harms(list(read_blocks(text)), context.lexicon, effect_lexicon()):
            place = evidence(source, text, harm.start, harm.end, harm.heading or "first section")
            statement = Statement(
                id="",
                predicate="causes",
                subject=harm.therapy_id,
                object=harm.effect.id,
                evidence_ids=(place.id,),
                review_status="single_source",
                rule=RULE,
                qualifiers=Qualifiers(seriousness="other", note=_SOME if harm.some else ""),
            )
            told = replace(statement, id=statement_id(statement))
            if told.id not in reading.records.statements:
                reading.records.extend([source, harm.effect.entity(), place, told])
        return reading


LOADER = TreatmentPageLoader()
