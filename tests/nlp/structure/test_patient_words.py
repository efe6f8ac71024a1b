"""Everyday words of a page come out as the words that the readers know, each character with a place in the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.structure.patient_words import in_known_words


def known(words: str) -> str:
    return in_known_words(words, tuple(range(len(words))))[0]


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("tumors that didn't shrink", "tumors that did not shrink"),
        ("sarcoma (a type of soft tissue cancer) that grew", "sarcoma that grew"),
        ("sarcoma that relapsed (came back)", "sarcoma that relapsed"),
        ("sarcoma (stage II or III)", "sarcoma (stage II or III)"),
        ("cancer that did not respond or stopped responding to gemcitabine", "cancer that progressed on gemcitabine"),
        ("whose cancer no longer responds to treatment that lowers testosterone levels",
         "whose cancer is castration-resistant"),
        ("cancer that has responded to treatments that lower testosterone levels",
         "cancer that is castration-sensitive"),
        ("does not have an abnormal BRAF or NRAS gene", "does not have altered BRAF or NRAS gene"),
        ("astrocytoma or oligodendroglioma in adults that is grade 2, has spread",
         "grade 2 astrocytoma or oligodendroglioma in adults that has spread"),
        ("a glioma that is low grade in adults", "a low-grade glioma in adults"),
        ("melanoma that has come back or does not respond to treatment", "melanoma that is relapsed or refractory"),
        ("who have a high risk that the cancer will come back", "who have a high risk"),
        ("patients whose cancer has the wild-type NRAS gene", "patients whose cancer has NRAS wild-type"),
        ("with tarvumab. Patients whose cancer has the wild-type NRAS gene should have received paclitaxel.",
         "with tarvumab. "),
    ],
)  # fmt: skip
def test_everyday_words_become_known_ones(told: str, read: str) -> None:
    assert known(told) == read


def test_a_word_that_is_put_in_has_the_place_of_what_it_stands_for() -> None:
    words = "In adults with a glioma that is low grade."
    read, places = in_known_words(words, tuple(range(len(words))))
    start = read.index("low-grade glioma")
    assert list(places) == sorted(places)
    assert words[places[start] : places[start + len("low-grade glioma")]] == "glioma that is low grade"


@given(st.text(alphabet="abc (),.;whose cancer has not been treated that is low grade", max_size=80))
def test_every_character_keeps_a_place(words: str) -> None:
    read, places = in_known_words(words, tuple(range(len(words))))
    assert len(read) == len(places)
    assert list(places) == sorted(places)
    assert all(0 <= place < max(len(words), 1) for place in places)
