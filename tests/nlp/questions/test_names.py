"""Names survive being written, and are found however they are typed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.questions.names import NameFileError, NameRow, QuestionNames, read_lay_names
from nlp.questions.words import fold, squash
from tests.nlp.questions.packaged_names import packaged_names

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a:1", "b:2", "c:3"]),
        st.sampled_from(["Therapy", "Cancer"]),
        st.just("type"),
        st.text(min_size=1, max_size=20),
        st.sampled_from(["preferred", "brand", "lay"]),
        st.booleans(),
    ),
    max_size=8,
)


@given(rows=ROWS)
def test_an_index_is_read_back_as_written(rows: list[NameRow], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("names") / "names.tsv"
    built = QuestionNames.build(rows)
    built.write(path)
    assert list(QuestionNames.load(path)) == list(built)


@given(rows=ROWS)
def test_every_name_is_found_under_its_own_form(rows: list[NameRow]) -> None:
    names = QuestionNames.build(rows, lay_names=False)
    for entity in names:
        assert entity in names.find(squash(entity.written))
        assert names.has_prefix(squash(entity.written)[:2])


def test_another_file_is_refused_with_the_next_step(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("something else")
    with pytest.raises(NameFileError, match="explainer build"):
        QuestionNames.load(path)


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("leukaemia", "leukemia"),
        ("Tumours", "tumor"),
        ("non-Hodgkin's lymphoma", "non Hodgkin lymphoma"),
        ("CAR T cells", "CAR-T cell"),
        ("oesophageal", "esophageal"),
        ("PDL1", "PD-L1"),
        ("Sézary", "Sezary"),
    ],
)
def test_spelling_variants_meet(typed: str, held: str) -> None:
    assert squash(typed) == squash(held)


@given(st.text(max_size=30))
def test_folding_settles(text: str) -> None:
    assert fold(text).lower() == fold(text)


def test_lay_words_are_distinct_and_meant() -> None:
    lay = read_lay_names()
    named = [said for said, meant in lay.items() if any(packaged_names().find(squash(name)) for name in meant)]
    unmeant = sorted(set(lay) - set(named))
    assert len(unmeant) <= 40, f"no held name is meant by {unmeant}: repair their rows in lay_names.tsv"
