"""The class that a label gives its own drug: said as a whole, or not read."""

import pytest

from loaders.label_class import read_label_classes
from tests.loaders.vocabulary import corpus_context, made_context


def classes(text: str, *, real: bool = False) -> list[str]:
    lexicon = (corpus_context() if real else made_context()).lexicon
    assert lexicon is not None
    return [one.class_id for one in read_label_classes(text, lexicon)]


def test_a_class_by_its_name_with_its_place() -> None:
    text = "Tagrisso is a kinase inhibitor indicated for melanoma."
    lexicon = made_context().lexicon
    assert lexicon is not None
    (said,) = read_label_classes(text, lexicon)
    assert (said.class_id, text[said.start : said.end]) == ("class:kinase-inhibitor", "kinase inhibitor")


@pytest.mark.parametrize(
    "text",
    [
        "Tagrisso is indicated for melanoma after a kinase inhibitor.",
        "Tagrisso is a combination of osimertinib, a kinase inhibitor, and cisplatin indicated for melanoma.",
        "Tagrisso is a kinase inhibitor and steroid conjugate indicated for melanoma.",
        "Tagrisso is for melanoma. Cisplatin is a kinase inhibitor indicated for melanoma.",
    ],
)
def test_what_is_not_said_of_the_drug_as_a_whole_is_not_read(text: str) -> None:
    assert not classes(text)


@pytest.mark.parametrize(
    ("phrase", "group"),
    [
        ("a Trop-2-directed antibody and microtubule inhibitor conjugate", "class:antibody-drug-conjugate"),
        ("a bispecific CD20-directed CD3 T-cell engager", "class:bispecific-t-cell-engager"),
        ("a programmed death receptor-1 (PD-1)–blocking antibody", "class:pd-1-inhibitor"),
        ("a poly (ADP-ribose) polymerase (PARP) inhibitor", "class:parp-inhibitor"),
        ("an androgen", "class:androgen"),
    ],
)
def test_the_phrases_of_labels(phrase: str, group: str) -> None:
    assert group in classes(f"BRANDOL is {phrase} indicated for adults with melanoma.", real=True)
    assert "class:microtubule-inhibitor" not in classes(f"BRANDOL is {phrase} indicated for melanoma.", real=True)


def test_a_folate_analog_is_no_folate_blocker() -> None:
    """Leucovorin is like folate; methotrexate blocks it."""
    assert "class:folate-analog" not in classes("Madeup is a folate analog indicated for rescue.", real=True)
