"""Each gate refuses its own trap, and refuses nothing else in a sound reading. Without the gate its test fails."""

from dataclasses import replace

import pytest
import yaml

from nlp.extract import extract_indications
from nlp.extraction import Extraction
from nlp.gates import GATES, Judged, with_refusals
from tests.nlp.small_lexicon import small_lexicon

_TEXT = "Tarvia is indicated in combination with cisplatin for the treatment of melanoma."


def sound() -> Extraction:
    """Return a reading that passes every gate."""
    (found,) = extract_indications(_TEXT, therapy="Tarvia", agency="FDA", lexicon=small_lexicon())
    return found


def refusals(
    one: Extraction, text: str = _TEXT, *, given: frozenset[str] = frozenset(), titled: bool = False
) -> tuple[str, ...]:
    """Judge a reading anew."""
    return with_refusals(Judged(one, text, small_lexicon(), given, titled)).refusals


def test_a_sound_reading_passes() -> None:
    assert sound().refusals == ()


def spoilt(gate: str) -> tuple[str, ...]:
    """Return the refusals of the sound reading, spoilt in the way that one gate is there for."""
    one = sound()
    lead, partner = one.therapies
    cases = {
        "therapy_not_linked": lambda: refusals(replace(one, therapies=(replace(lead, id=None), partner))),
        "cancer_not_linked": lambda: refusals(replace(one, cancers=(replace(one.cancers[0], id=None),))),
        "partner_not_linked": lambda: refusals(
            replace(one, therapies=(lead, replace(partner, id=None, readings=("a", "b"))))
        ),
        "quote_not_in_text": lambda: refusals(
            replace(
                one,
                span=(len(_TEXT) + 5, len(_TEXT) + 50),
                therapies=(replace(lead, span=(-1, -1)),),
                cancers=(replace(one.cancers[0], span=(-1, -1)),),
            )
        ),
        "argument_outside_quote": lambda: refusals(replace(one, span=(0, 20), inherited=())),
        "from_title_only": lambda: refusals(one, titled=True),
        "name_and_id_disagree": lambda: refusals(replace(one, cancers=(replace(one.cancers[0], id="oncotree:BRCA"),))),
        "names_disagree": lambda: refusals(one, given=frozenset({"therapy:another"})),
        "words_not_read": lambda: refusals(replace(one, unread=("uveal",))),
        "background_not_result": lambda: refusals(replace(one, modality="investigational")),
        "approval_without_agency": lambda: refusals(replace(one, agency="")),
        "class_as_subject": lambda: refusals(replace(one, therapies=(replace(lead, kind="class"), partner))),
    }
    return cases[gate]()


@pytest.mark.parametrize("gate", sorted(GATES))
def test_each_gate_refuses_its_trap(gate: str) -> None:
    assert spoilt(gate) == (gate,)


@pytest.mark.parametrize("gate", sorted(GATES))
def test_without_its_gate_a_trap_is_accepted(gate: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(GATES, gate)
    assert spoilt(gate) == (), "another gate hides this one: make the trap purer"


def accepted(text: str, therapy: str | None = None, title: str | None = None) -> list[Extraction]:
    """The affirmed approvals of a text that no gate refuses."""
    return [
        one
        for one in extract_indications(text, therapy=therapy, agency="FDA", title=title, lexicon=small_lexicon())
        if (one.predicate, one.polarity, one.modality) == ("approved_for", "affirmed", "asserted") and not one.refusals
    ]


def test_an_approval_told_plainly_is_accepted() -> None:
    assert accepted("Tarvia is approved for melanoma.")


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Tarvia was named after its inventor. Melanoma is a cancer of the skin.", {}),
        ("Patients with melanoma who took Tarvia were older.", {}),
        ("Melanoma is common. Tarvia is approved for other diseases.", {}),
        ("Background: Tarvia is approved for melanoma.", {}),
        ("Rationale. Tarvia is approved for melanoma.", {}),
        ("We hypothesised that Tarvia is an approved drug for melanoma.", {}),
        ("The aim of the study was to see whether Tarvia treats melanoma.", {}),
        ("Indicated for the treatment of melanoma.", {"title": "Tarvia"}),
        ("Tarvia for melanoma", {"title": "Tarvia"}),
        ("Is Tarvia approved for melanoma?", {}),
        ("Carboplatin is indicated for melanoma.", {"therapy": "Tarvia"}),
        ("Our readers love Tarvia-2, approved for melanoma, with lemon cake.", {}),
        ("Tarvia-2 is approved for melanoma.", {}),
        ("Lemon cake cures melanoma and is approved.", {}),
    ],
)
def test_what_does_not_say_it_is_no_approval(text: str, given: dict[str, str]) -> None:
    assert accepted(text, **given) == []


def test_every_gate_is_written_down() -> None:
    from importlib.resources import files

    told = yaml.safe_load((files("nlp") / "resources" / "gates.yaml").read_text("utf-8"))
    assert set(told) == set(GATES), "a gate is not described: add what it asks and what a curator does next"
    assert all(set(one) == {"asks", "next"} for one in told.values())


def test_a_title_is_no_quote() -> None:
    (found,) = extract_indications(
        "Indicated for the treatment of melanoma.", title="Tarvia", agency="FDA", lexicon=small_lexicon()
    )
    assert "from_title_only" in found.refusals


def test_an_invented_product_is_not_linked() -> None:
    found = extract_indications(
        "Tarvia-2 is approved for melanoma.", therapy="Blogamab", agency="FDA", lexicon=small_lexicon()
    )
    assert all(one.refusals for one in found)


def test_an_unread_word_before_the_cancer_refuses() -> None:
    (found,) = extract_indications(
        "Tarvia is indicated for the treatment of uveal melanoma.",
        therapy="Tarvia",
        agency="FDA",
        lexicon=small_lexicon(),
    )
    assert found.refusals == ("words_not_read",)
