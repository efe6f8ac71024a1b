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


def page(*lines: str) -> list[Unit]:
    """Read a page whose uses have these lines."""
    return read_page("# X\n\n## Use in Cancer\n\n" + "\n".join(lines) + "\n")


def test_a_paragraph_right_after_a_lead_is_its_only_item() -> None:
    lead, item, prose = page("Tarvumab is approved to treat:", "", "**Melanoma.** It is given at home.", "", "More.")
    assert (item.kind, item.parent, prose.kind) == ("item", lead, "prose")


def test_items_after_in_patients_who_received_are_alternatives_for_all_above() -> None:
    units = page(
        "Tarvumab is approved to treat:", "", "- **Lymphoma**, including:", "- one kind", "- another kind", "",
        "It is used in patients who have received:", "", "- a first drug", "- a second drug", "", "- **Melanoma**",
    )  # fmt: skip
    kinds = [(one.text, one.parent.text) for one in units if one.parent and one.text.endswith("kind")]
    told = [
        "It is used in patients who have received a first drug",
        "It is used in patients who have received a second drug",
    ]
    assert kinds == [(kind, above) for kind in ("one kind", "another kind") for above in told]
    assert units[-1].text == "Melanoma"


def test_an_item_that_ends_in_and_is_one_with_the_next() -> None:
    units = page("Tarvumab is approved to treat:", "", "- **Melanoma** in adults who:", "- are well, and", "- are old.")
    assert [one.text for one in units][-1] == "are well, and are old."


def test_a_plain_item_that_goes_on_about_the_use_stands_under_the_one_before() -> None:
    _, item, *under = page("Tarvumab treats:", "", "- Melanoma", "- It is used in adults.", "- It is used in children.")
    assert [one.parent for one in under] == [item, item]


def test_an_escaped_star_is_no_markup() -> None:
    assert plain_words("**HLA-A\\*02:01**", 0, 16)[0] == "HLA-A*02:01"
