"""The index of cancer drugs: names that are there, brands and substances; no use, whatever it says."""

from pathlib import Path

from loaders.loader import Context
from tests.loaders.sources.conftest import documents, read

HEAD = "---\ntitle: Drugs\nurl: https://a.gov/drugs\npublisher: P\nlicence: L\nretrieved: 2025-12-30\n---\n\n"


def named_by(text: str, folder: Path, context: Context) -> dict[str, str]:
    """Return the words by which an index names each therapy."""
    path = folder / "cancer-drugs.md"
    path.write_text(HEAD + text, encoding="utf-8")
    (document,) = documents("nci-drug-index", path)
    reports = read("nci-drug-index", document, context).records.reported.values()
    assert not any(report.statements or report.brands for report in reports)
    return {report.therapy_id: report.note for report in reports}


def test_a_brand_names_its_substance_too(tmp_path: Path, context: Context) -> None:
    found = named_by("- [Tagrisso (Osimertinib Mesylate)](/drugs/osimertinib)\n", tmp_path, context)
    assert set(found) == {"product:tagrisso", "ncit:C116377"}


def test_a_name_that_is_not_known_keeps_its_words(tmp_path: Path, context: Context) -> None:
    found = named_by("- [Nobodyknowsumab](/drugs/x)\n- [A](#A)\n", tmp_path, context)
    assert found == {"class:cancer-drug": "Nobodyknowsumab"}


def test_the_index_of_the_corpus_names_what_is_approved_and_nothing_else(corpus: Path, context: Context) -> None:
    (document,) = documents("nci-drug-index", corpus / "nci/drugs/cancer-drugs.md")
    named = {report.therapy_id for report in read("nci-drug-index", document, context).records.reported.values()}
    assert {"ncit:C116377", "product:keytruda", "ncit:C117729"} <= named
    assert "therapy:serplulimab" not in named
