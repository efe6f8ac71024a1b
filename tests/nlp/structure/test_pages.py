"""NCI drug pages: flattened bullets find their parents again. Facts of the page, counted; no sentence of it."""

from pathlib import Path

import pytest

from nlp.structure.pages import plain_words, read_page
from nlp.structure.unit import Unit
from tests.needs import corpus_folder

_PAGE = """---
title: "Tarvumab - NCI"
---

## Use in Cancer

Tarvumab is approved to treat:

- **[Breast cancer](/x?id=1&version=Patient)** that is HER2 positive. It is given:
- as combination therapy with:
- carboplatin; or
- paclitaxel
- alone after surgery
- **Lymphoma**, including the following types:
- follicular lymphoma¹
- [diffuse](/y) large B-cell lymphoma

It is used in adults who were treated before.

¹This use is approved under the Accelerated Approval Program.

Tarvumab is also being studied.

## More
- **Melanoma**
"""


def shape(units: list[Unit]) -> list[tuple[int, str]]:
    """Return the depth and first words of the units."""
    return [(len(list(one.above())), one.text[:15]) for one in units]


def test_bullets_find_their_parents() -> None:
    assert shape(read_page(_PAGE)) == [
        (0, "Tarvumab is app"),
        (1, "Breast cancer t"),
        (2, "as combination "),
        (3, "carboplatin; or"),
        (3, "paclitaxel"),
        (2, "alone after sur"),
        (1, "Lymphoma, inclu"),
        (2, "It is used in a"),
        (3, "follicular lymp"),
        (3, "diffuse large B"),
        (0, "Tarvumab is als"),
    ]


def test_a_footnote_is_tied_by_its_mark() -> None:
    noted = [one.text for one in read_page(_PAGE) if one.footnotes]
    assert noted == ["follicular lymphoma"]


def test_every_character_has_its_place() -> None:
    for unit in read_page(_PAGE):
        assert len(unit.offsets) == len(unit.text)
        for at, character in enumerate(unit.text):
            assert _PAGE[unit.offsets[at]] == character or character == " "


def test_markup_is_taken_out() -> None:
    assert plain_words("**[a b](/c)** *d*", 0, 17)[0] == "a b d"


@pytest.mark.parametrize(
    ("page", "diseases", "deepest"),
    [
        ("trastuzumab", 2, 4),
        ("pembrolizumab", 19, 2),
        ("rituximab", 3, 2),
        ("tisagenlecleucel", 2, 3),
        ("axicabtageneciloleucel", 2, 3),
        ("bevacizumab", 7, 2),
    ],
)
def test_real_pages_are_cut_as_they_read(page: str, diseases: int, deepest: int) -> None:
    text = (corpus_folder() / "nci" / "drugs" / Path(page).with_suffix(".md")).read_text(encoding="utf-8")
    depths = [len(list(one.above())) for one in read_page(text) if one.kind != "prose"]
    assert depths.count(1) == diseases
    assert max(depths) == deepest
