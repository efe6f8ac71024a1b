"""What a screen shows together, and what it folds away: nothing is lost, nothing stands under a lead of another."""

from hypothesis import given
from hypothesis import strategies as st

from answers.model import Sentence
from api.paragraphs import FEW, SHOWN, Block, blocks, first_and_rest, length

WORDS = st.sampled_from(["For a stage:", "For another stage, it is listed.", "It is listed.", "These are listed."])
SENTENCES = st.lists(st.tuples(WORDS, st.sampled_from(["claim", "connective"]), st.integers(0, 3)), max_size=40)


def sentences_of(drawn: list[tuple[str, str, int]]) -> list[Sentence]:
    return [
        Sentence(f"s{place}", text, kind, (f"st:{grounds}",) if kind == "claim" else ())
        for place, (text, kind, grounds) in enumerate(drawn)
    ]


def flat(held: list[Block]) -> list[Sentence]:
    return [one for block in held for paragraph in (block.lead or [], *block.told) for one in paragraph]


@given(SENTENCES)
def test_every_sentence_is_shown_once_and_in_order(drawn: list[tuple[str, str, int]]) -> None:
    sentences = sentences_of(drawn)
    shown, rest = first_and_rest(blocks(sentences))
    assert flat(shown) + flat(rest) == sentences


@given(SENTENCES)
def test_a_fold_hides_many_and_leaves_some(drawn: list[tuple[str, str, int]]) -> None:
    held = blocks(sentences_of(drawn))
    shown, rest = first_and_rest(held)
    assert length(shown) <= SHOWN + FEW
    if rest:
        assert length(held) > SHOWN + FEW
        assert length(shown) > 0
        assert shown[-1].told or shown[-1].lead is None, "a lead stands with what it leads to"


def test_a_paragraph_with_a_situation_of_its_own_stands_outside_the_lead() -> None:
    told = [
        Sentence("a", "These are listed.", "connective"),
        Sentence("b", "For a solid tumor, alpha is listed.", "claim", ("st:1",)),
        Sentence("c", "For lung cancer, after surgery:", "connective"),
        Sentence("d", "Beta is listed.", "claim", ("st:2",)),
        Sentence("e", "For lung cancer, before surgery, gamma is listed.", "claim", ("st:3",)),
        Sentence("f", "Delta is listed.", "claim", ("st:4",)),
    ]
    leads = [(block.lead[0].id if block.lead else "", [run[0].id for run in block.told]) for block in blocks(told)]
    assert leads == [("a", ["b"]), ("c", ["d"]), ("", ["e", "f"])]
