"""The same fact gets the same id everywhere; different facts do not meet."""

import re

from hypothesis import given
from hypothesis import strategies as st

from graph.model.identifiers import digest, quote_hash, slug

PARTS = st.lists(st.one_of(st.text(), st.integers(), st.booleans(), st.lists(st.text(), max_size=2)), max_size=4)


def test_a_digest_is_the_same_on_every_machine() -> None:
    assert digest("doc:nci-drugs/trastuzumab", "Use in Cancer, bullet 1") == "7a541c5c5f978eba"


@given(PARTS, PARTS)
def test_digests_differ_where_parts_do(one: list[object], other: list[object]) -> None:
    assert (digest(*one) == digest(*other)) == (repr(one) == repr(other))


@given(st.dictionaries(st.text(), st.integers()))
def test_a_digest_does_not_depend_on_the_order_of_keys(values: dict[str, int]) -> None:
    assert digest(values) == digest(dict(reversed(values.items())))


def test_joined_parts_do_not_collide() -> None:
    assert digest("ab", "c") != digest("a", "bc")


@given(st.text())
def test_a_slug_is_made_of_ascii_words(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


def test_slugs_read_as_their_names() -> None:
    assert slug("CAR T-cell therapy") == "car-t-cell-therapy"
    assert slug("Waldenström’s  macroglobulinaemia") == "waldenstroms-macroglobulinaemia"


def test_a_quote_hash_is_of_its_utf8_bytes() -> None:
    assert quote_hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert quote_hash("≥ 50 %") != quote_hash(">= 50 %")
