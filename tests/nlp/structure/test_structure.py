"""Run-on label texts: where they break, what stands above what, and that every place gives back its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.cancers import CANCER
from nlp.structure.outline import outline
from nlp.structure.segments import BREAKS, SIGNS, cut_segments
from nlp.structure.stored_text import even
from nlp.structure.unit import Unit
from tests.nlp.small_lexicon import small_lexicon


def names_cancer(words: str) -> int:
    """Return where the first cancer of a text ends."""
    found = small_lexicon().find(words, labels=CANCER)
    return found[0].end if found else -1


def units_of(text: str) -> list[Unit]:
    """Return the units of a label text."""
    return outline(text, names_cancer)


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("indicated for: • melanoma ( 1.1 ) • breast cancer ( 1.2 )", ["indicated for", "melanoma", "breast cancer"]),
        ("treats melanoma.Tarvia is also used", ["treats melanoma", "Tarvia is also used"]),
        ("Breast cancerTarvia is indicated", ["Breast cancer", "Tarvia is indicated"]),
        ("melanoma (e.g. Stage III) was treated. Then", ["melanoma (e.g. Stage III) was treated", "Then"]),
        ("after chemotherapy.* (1.3) adults", ["after chemotherapy", "(1.3) adults"]),
        (
            "treats: , , adults with melanoma., children with sarcoma.",
            ["treats", "adults with melanoma", "children with sarcoma"],
        ),
        ("disease (i.e., recurrent)", ["disease (i.e., recurrent)"]),
        ("PD-L1 expression ≥ 1%.Melanoma in adults", ["PD-L1 expression ≥ 1%", "Melanoma in adults"]),
        ("the resection of MIUC.Melanoma in adults", ["the resection of MIUC", "Melanoma in adults"]),
        ("treats: o melanoma. ( 1.6 ) o breast cancer", ["treats", "melanoma", "breast cancer"]),
        (
            "adults with melanoma in combination with A-mab melanoma in combination with B-mab melanoma as monotherapy",
            [
                "adults with melanoma in combination with A-mab",
                "melanoma in combination with B-mab",
                "melanoma as monotherapy",
            ],
        ),
        ("1.1 Melanoma Tarvia treats", ["Melanoma Tarvia treats"]),
        ("t(15:17) is one word", ["t(15:17) is one word"]),
    ],
)
def test_a_text_breaks_where_it_should(text: str, segments: list[str]) -> None:
    assert [text[one.start : one.end] for one in cut_segments(text)] == segments


@given(st.text(alphabet="abT .:;•()1-\n", max_size=200))
def test_segments_are_in_order_and_inside(text: str) -> None:
    end = 0
    for one in cut_segments(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(st.text(max_size=200))
def test_the_even_text_keeps_every_place(text: str) -> None:
    assert len(even(text)) == len(text)


def test_items_stand_under_their_lead() -> None:
    units = units_of("Tarvia is indicated for the treatment of: • melanoma (1.1) • NSCLC with one prior therapy (1.2)")
    assert [(one.kind, [above.kind for above in one.above()]) for one in units] == [
        ("lead", []),
        ("item", ["lead"]),
        ("item", ["lead"]),
    ]


def test_a_heading_heads_what_is_told_of_its_disease() -> None:
    units = units_of(
        "Tarvia is indicated: Melanoma (1.1) • as a single agent for the treatment of unresectable melanoma."
    )
    assert [one.kind for one in units] == ["lead", "heading", "item"]


def test_names_in_a_row_are_items() -> None:
    units = units_of(
        "Tarvia is indicated for the treatment of patients with: • Melanoma • Breast Cancer • Gastric Cancer"
    )
    assert [one.kind for one in units] == ["lead", "item", "item", "item"]


def test_conditions_in_bullets_are_one_use() -> None:
    (unit,) = units_of(
        "Tarvia is indicated for adults with solid tumors that: • have an NTRK gene fusion, • are metastatic"
    )
    assert "NTRK" in unit.text
    assert "metastatic" in unit.text


def test_limitations_and_notes_are_told_apart() -> None:
    units = units_of(
        "Tarvia is indicated for the treatment of melanoma. This indication is approved under accelerated approval. "
        "Limitations of Use: Tarvia is not indicated for breast cancer."
    )
    assert [one.kind for one in units] == ["sentence", "note", "limitation"]


@given(st.text(alphabet="Tarvia is indicated for melanoma: • (1.1) breast cancer. that have\n", max_size=150))
def test_a_unit_gives_back_its_words(text: str) -> None:
    for one in units_of(text):
        assert text[one.start : one.end] == one.text


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "Tarvia is indicatedin combination with cisplatin for melanoma.",
            ["in combination with cisplatin for melanoma"],
        ),
        (
            "Tarvia is indicated for the treatment of, , , adults with melanoma;, adults with gastric cancer",
            ["adults with melanoma", "adults with gastric cancer"],
        ),
        (
            "Tarvia is indicated for adults with melanoma who have received one therapy, oras first line treatment",
            ["as first line treatment"],
        ),
    ],
)
def test_lists_whose_line_breaks_were_lost_are_cut_again(text: str, items: list[str]) -> None:
    cut = [text[one.start : one.end] for one in cut_segments(text)]
    assert cut[1:] == items


PIECES = (
    ", ;, ., (, ), :, -, –, *, •, o, 1, 2.1, as, or, with, the, ALL, Melanoma, melanoma, in adults, Acute, "
    "treatment of, patients, Allergic, Diseases, disorders"
).split(", ")


@given(st.lists(st.sampled_from([*PIECES, " ", "  ", "\n", ","]), max_size=12).map("".join))
def test_no_break_is_without_its_sign(text: str) -> None:
    broken = {name for name, pattern in BREAKS if pattern.search(text)}
    assert all(SIGNS[name].search(text) for name in broken & SIGNS.keys())
