"""Lists of uses whose line breaks, bullets or marks were lost: each use is told once, under its own heading."""

import pytest

from nlp.extract import extract_indications
from nlp.extraction import Extraction
from tests.nlp.small_lexicon import small_lexicon


def read(text: str) -> list[Extraction]:
    """Read a text as a label of Tarvia at the FDA."""
    return extract_indications(text, therapy="Tarvia", agency="fda", lexicon=small_lexicon())


def told(text: str) -> list[tuple[list[str], list[str | None]]]:
    """Return partners and cancers of each use."""
    return [([one.name for one in found.therapies[1:]], [one.id for one in found.cancers]) for found in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Tarvia is indicated for: Breast cancer* • As a single agent, for adults with HER2-positive breast cancer. "
            "*This indication is approved under accelerated approval."
        ),
        (
            "Tarvia is indicated for the treatment of: Gastric Cancer • adult patients with HER2-positive gastric "
            "cancer. (1.1) a This indication is approved under accelerated approval."
        ),
        (
            "Tarvia is indicated for the treatment of: Stomach Adenocarcinoma • adult patients with HER2-positive "
            "gastric cancer."
        ),
    ],
)
def test_a_heading_or_footnote_is_no_use(text: str) -> None:
    (found,) = read(text)
    assert [one.name for one in found.biomarkers] == ["HER2-positive"]
