"""NCI's treatment summaries for patients: the treatments that they list by stage and kind, in patients' words."""

from collections.abc import Iterator
from pathlib import Path

from loaders.loader import BrokenDocument, Context, Reading, SourceDocument
from loaders.markdown.page import open_pages
from loaders.treatment_options.kinship import Kinship
from loaders.treatment_options.options import OptionReader


class PatientSummaryLoader:
    """Treatment summaries in patient language. Their date was not kept: the collection's holds."""

    name = "nci-pdq-patient"
    describe = "NCI treatment summaries for patients: treatments by stage and kind, drugs by class"
    home = "nci/pdq-patient"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        yield from open_pages(
            path, self.name, "treatment_summary", "institute", chosen=lambda stem: "treatment" in stem
        )

    def read(self, document: SourceDocument, context: Context) -> Reading:
        if context.lexicon is None:
            return Reading()
        return OptionReader(document.document, document.text, context.lexicon, Kinship.of(context.held)).read()


LOADER = PatientSummaryLoader()
