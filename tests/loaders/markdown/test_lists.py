"""Lists that lost their indentation find it again: by numbers, by gaps, by the headings that items repeat."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.markdown.blocks import read_blocks
from loaders.markdown.lists import gather_lists, level_of


def places(text: str) -> list[tuple[str, str]]:
    return [(item.place, item.text) for held in gather_lists(read_blocks(text)) for item in held.walk()]


def test_a_list_that_begins_anew_after_a_gap_stands_under_the_last_item() -> None:
    text = "Options include:\n\n1. A.\n2. B.\n\n- B1.\n- B2.\n3. C.\n"
    assert places(text) == [("1", "A."), ("2", "B."), ("2.1", "B1."), ("2.2", "B2."), ("3", "C.")]


def test_an_inner_numbered_list_ends_where_the_outer_goes_on() -> None:
    text = "Options include:\n\n1. A.\n\n1. A1.\n2. A2.\n3. A3.\n2. B.\n"
    assert [place for place, _ in places(text)] == ["1", "1.1", "1.2", "1.3", "2"]


def test_headings_tell_the_level_of_bullets_that_lost_it() -> None:
    text = (
        "Options include:\n\n- Alpha.\n- Beta.\n\n- Inner.\n- Gamma (for some).\n\n"
        "#### Alpha\n\nx\n\n#### Beta\n\n##### Inner\n\nx\n\n#### Gamma\n\nx\n"
    )
    assert [place for place, _ in places(text)] == ["1", "2", "2.1", "3"]


def test_a_heading_may_begin_with_the_abbreviation_that_the_item_spells_out() -> None:
    levels = {"parp inhibitors for men with a variant": 4}
    assert level_of("Poly polymerase (PARP) inhibitors for men with a variant.", levels) == 4
    assert level_of("Something else.", levels) == 0


def test_the_lead_is_the_paragraph_before_the_first_item() -> None:
    text = "## Head\n\nFirst.\n\nOptions include:\n\n1. A.\n\nAn aside.\n\n2. B.\n\nOthers include:\n\n- C.\n"
    found = list(gather_lists(read_blocks(text)))
    assert [held.lead.text if held.lead else "" for held in found] == ["Options include:", "Others include:"]
    assert [len(list(held.walk())) for held in found] == [2, 1]
    assert found[0].headings[-1].text == "Head"


@given(st.lists(st.sampled_from(["1. a", "2. b", "3. c", "- d", "", "para", "## h"]), max_size=30))
def test_every_item_comes_out_once(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    items = [line for line in lines if line[:2] in ("1.", "2.", "3.", "- ")]
    assert len(places(text)) == len(items)
