"""Side effects are found by any of their names, in either spelling, and told by one."""

import csv
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.adverse_effects.lexicon import effect_lexicon, effects


def named(text: str) -> list[str]:
    return [mention.effect.name for mention in effect_lexicon().find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("feeling sick", ["nausea"]),
        ("being sick", ["vomiting"]),
        ("diarrhea and anemia", ["diarrhoea", "anaemia"]),
        ("inflammation of your lungs", ["pneumonitis"]),
        ("your hair may begin to fall out", ["hair loss"]),
        ("ten people", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("reduction in the number of platelets", ["thrombocytopenia"]),
        ("fewer red blood cells, neutrophils and platelets", ["anaemia", "neutropenia", "thrombocytopenia"]),
        ("raised blood levels of bilirubin", ["bilirubin increased"]),
        ("decreased potassium; calcium", ["low potassium"]),
        ("platelets are blood cells", []),
    ],
)
def test_rises_and_falls_in_the_blood(text: str, names: list[str]) -> None:
    assert [name for name in named(text) if name in names] == names
    assert len(named(text)) == len(names)


@given(st.sampled_from(effects()))
def test_every_name_of_an_effect_finds_it(effect: object) -> None:
    for name in (effect.name, *effect.synonyms):  # type: ignore[attr-defined]
        assert effect in [mention.effect for mention in effect_lexicon().find(name)], name


def test_the_table_is_sorted_and_no_name_stands_twice() -> None:
    table = files("loaders.adverse_effects").joinpath("adverse_effects.tsv").read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines(), delimiter="\t"))
    assert [row["name"].lower() for row in rows] == sorted(row["name"].lower() for row in rows), (
        "sort the table by name"
    )
    assert all(row["plain_name"] for row in rows)
    names = Counter(
        name.strip().lstrip("!").lower() for row in rows for name in (row["name"], *(row["synonyms"] or "").split(";"))
    )
    twice = [name for name, count in names.items() if name and count > 1]
    assert not twice, f"give each of these names to one effect: {twice}"


@given(st.text(max_size=200))
def test_mentions_are_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for mention in effect_lexicon().find(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
