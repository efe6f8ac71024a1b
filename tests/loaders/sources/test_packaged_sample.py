"""The packaged facts are what the loaders give: a sample of the corpus, read again, gives the packaged rows."""

from pathlib import Path

import pytest

import graph
from graph.model import Records
from graph.model.version import known
from graph.packaging.knowledge_files import read_knowledge
from loaders.loader import Context
from tests.loaders.sources.conftest import documents, read

KNOWLEDGE = Path(graph.__file__).parent / "knowledge"
REPAIR = "run `make knowledge`, and review its diff"


@pytest.fixture(scope="module")
def packaged() -> Records:
    """All packaged records."""
    return known(read_knowledge(KNOWLEDGE))


@pytest.mark.parametrize(
    "page", ["tisagenlecleucel", "olaparib", "larotrectinibsulfate", "pralsetinib", "nanoparticlepaclitaxel"]
)
def test_a_page_read_again_gives_the_packaged_uses(
    page: str, corpus: Path, context: Context, packaged: Records
) -> None:
    (document,) = documents("nci-drugs", corpus / "nci/drugs" / f"{page}.md")
    given = read("nci-drugs", document, context).records
    assert given.reported
    for key, use in given.reported.items():
        assert packaged.reported.get(key) == use, REPAIR
    for key, place in given.evidence.items():
        assert packaged.evidence.get(key) == place, REPAIR


def test_event_rows_read_again_give_the_packaged_acts(corpus: Path, context: Context, packaged: Records) -> None:
    for document in documents("events", corpus / "events")[::40]:
        for key, use in read("events", document, context).records.reported.items():
            assert packaged.reported.get(key) == use, REPAIR


def test_no_sentence_of_a_document_is_packaged(corpus: Path) -> None:
    """Facts, places and hashes only: the words of sources stay where they are."""
    sentences = [
        "Cancer cells with BRCA mutations or certain other gene mutations cannot use a key DNA repair process",
        "This use is approved under FDA",
        "is a kinase inhibitor indicated",
    ]
    assert sentences[0] in (corpus / "nci/drugs/olaparib.md").read_text(encoding="utf-8")
    for file in KNOWLEDGE.glob("*.jsonl"):
        text = file.read_text(encoding="utf-8")
        for sentence in sentences:
            assert sentence not in text, file.name
