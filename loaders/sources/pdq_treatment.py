"""NCI's treatment summaries for health professionals: options by stage, line and biomarker, with levels of evidence."""

import re
from collections.abc import Iterator
from pathlib import Path

from loaders.loader import BrokenDocument, Context, Reading, SourceDocument
from loaders.markdown.page import open_pages
from loaders.treatment_options.kinship import Kinship
from loaders.treatment_options.options import OptionReader
from loaders.treatment_options.parts import read_parts

_UPDATED = re.compile(r"Latest Updates to This Summary \((\d{2})/(\d{2})/(\d{4})\)")


class TreatmentSummaryLoader:
    """Professional treatment summaries; the screening, genetics and editorial pages beside them are left alone."""

    name = "nci-pdq"
    describe = "NCI treatment summaries for professionals: options by stage, line, biomarker and level of evidence"
    home = "nci/pdq"
    needs_lexicon = True

    def documents(self, path: Path) -> Iterator[SourceDocument | BrokenDocument]:
        yield from open_pages(
            path, self.name, "treatment_summary", "institute", chosen=_is_treatment, content_date=updated_on
        )

    def read(self, document: SourceDocument, context: Context) -> Reading:
        if context.lexicon is None:
            return Reading()
        reader = OptionReader(document.document, document.text, context.lexicon, Kinship.of(context.held))
        reader.read()
        read_parts(reader)
        return reader.reading


def _is_treatment(stem: str) -> bool:
    return stem.startswith("types-") and "treatment" in stem


def updated_on(text: str) -> str:
    """Return the date of a summary's latest updates, '' where it tells none."""
    match = _UPDATED.search(text)
    return f"{match[3]}-{match[1]}-{match[2]}" if match else ""


LOADER = TreatmentSummaryLoader()
