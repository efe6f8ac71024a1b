"""Which abbreviations does a document define for itself? scispaCy's detector (Schwartz and Hearst) on a blank pipeline.

The only door to spaCy on the way of extraction; a text without brackets never opens it.
"""

import re
import warnings
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

_BRACKETED = re.compile(r"\(\s*[\w+/α-ω-]{2,14}\s*\)")


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    import spacy
    from scispacy.abbreviation import AbbreviationDetector

    pipeline = spacy.blank("en")
    if not pipeline.has_factory("abbreviation_detector"):
        Language.component("abbreviation_detector", func=AbbreviationDetector(pipeline))
    pipeline.add_pipe("abbreviation_detector")
    return pipeline


def find_abbreviations(text: str) -> dict[str, str]:
    """Return the short forms that a text defines, each with its long form."""
    if not _BRACKETED.search(text):
        return {}
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", message=r".*W036"
        )  # its second matcher is empty where no definition was found
        document: Doc = _pipeline()(text)
    return {str(short): str(short._.long_form) for short in document._.abbreviations}
