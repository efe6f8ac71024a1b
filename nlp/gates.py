"""May a reading be stored as accepted? Each gate is a named rule; a refused reading carries the names that refused it."""

from dataclasses import replace

from nlp.extraction import Extraction
from nlp.lexicon import Lexicon


def with_refusals(one: Extraction, text: str, lexicon: Lexicon) -> Extraction:
    """Return the extraction with the names of the gates that it does not pass."""
    refusals: list[str] = []
    if not one.lead or any(one.therapies[at].id is None for at in one.lead):
        refusals.append("therapy_not_linked")
    if not one.cancers or any(cancer.id is None for cancer in one.cancers):
        refusals.append("cancer_not_linked")
    return replace(one, refusals=tuple(refusals))
