"""A whole class has a side effect only where the page says so of the class."""

import pytest

from loaders.adverse_effects.lexicon import effect_lexicon
from loaders.markdown.blocks import read_blocks
from loaders.treatment_pages.harms import read_class_harms
from tests.loaders.vocabulary import made_context


def found(text: str) -> set[tuple[str, str, bool]]:
    lexicon = made_context().lexicon
    assert lexicon is not None
    harms = read_class_harms(list(read_blocks(text)), lexicon, effect_lexicon())
    return {(harm.therapy_id, harm.effect.name, harm.some) for harm in harms}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chemotherapy can cause nausea.", {("class:chemotherapy", "nausea", False)}),
        ("Some types of chemotherapy may cause hair loss.", {("class:chemotherapy", "hair loss", True)}),
        ("Chemotherapy and radiation therapy can cause fatigue.",
         {("class:chemotherapy", "fatigue", False), ("procedure:radiation-therapy", "fatigue", False)}),
        ("Osimertinib can cause nausea.", set()),
        ("Chemotherapy does not cause nausea.", set()),
        ("Ask whether chemotherapy can cause nausea.", set()),
        ("Cancer that is treated with chemotherapy and disease that spreads can cause pain.", set()),
        ("Side effects of chemotherapy include:\n\n- nausea\n- dry mouth\n",
         {("class:chemotherapy", "nausea", False), ("class:chemotherapy", "dry mouth", False)}),
        ("## Side effects in people receiving immunotherapy\n\n- Inflamed bowel, called colitis, may cause pain.\n",
         {("class:immunotherapy", "colitis", False)}),
    ],
)  # fmt: skip
def test_sentences_and_lists(text: str, expected: set[tuple[str, str, bool]]) -> None:
    assert found(text) == expected
