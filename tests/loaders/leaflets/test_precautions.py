"""What bars a medicine and what needs care with it: what a person has or takes, never what the medicine may do."""

from loaders.adverse_effects.lexicon import effect_lexicon
from loaders.leaflets.precautions import Precaution, read_precautions
from tests.loaders.vocabulary import made_context

TEXT = """## 2. What you need to know before you take it

Do not take Tagrisso

- if you are allergic to osimertinib.
- if you have severe liver problems.
- if you are taking cisplatin.

Warnings and precautions Talk to your doctor before taking Tagrisso:

- if you have high blood pressure that is not well controlled.
- if you have liver problems.
- if you are taking Tagrisso.
- it may cause a rash.

Children and adolescents

- if you have diabetes.

## 3. How to take it

- if you have a cough.
"""


def precautions() -> list[Precaution]:
    lexicon = made_context().lexicon
    assert lexicon is not None
    return list(read_precautions(TEXT, "ncit:1", lexicon, effect_lexicon()))


def test_what_bars_stands_apart_from_what_needs_care() -> None:
    assert [(one.entity.name, one.barred, one.degree) for one in precautions()] == [
        ("liver damage", True, "severe"),
        ("cisplatin", True, ""),
        ("high blood pressure", False, "not well controlled"),
    ]


def test_places_are_those_of_the_clause() -> None:
    assert [TEXT[one.start : one.end].strip(" -") for one in precautions()][1] == "if you are taking cisplatin."
