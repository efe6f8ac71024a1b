"""Words are heard where no phrase is sure, and only there."""

from nlp.questions.cues import SURE, Cues, features
from nlp.questions.phrases import Unit, keys_of
from nlp.questions.routing import Route
from nlp.questions.sentences import Sentence
from nlp.questions.word_weights import WordWeights
from nlp.questions.words import RESOURCES

CUES = Cues()


def sentence(*words: str) -> Sentence:
    units = tuple(
        Unit(word, 0, 0, frozenset((word, "{therapy}")) if word.startswith("{") else frozenset()) for word in words
    )
    return Sentence(units, keys_of(units), 0, 0, True)


def test_shares_are_of_one_whole_and_differ_by_words() -> None:
    weights = WordWeights(RESOURCES / "cues.tsv")
    shares = {kind: share for share, kind in weights.shares(features(sentence("{drug}", "side", "effect")))}
    assert abs(sum(shares.values()) - 1) < 1e-9
    assert max(shares, key=lambda kind: shares[kind]) == "harms"


def test_a_sure_phrase_is_not_overruled() -> None:
    routes = [Route("uses", SURE, "a phrase")]
    assert CUES.weighed(sentence("{drug}", "side", "effect"), routes) == routes


def test_an_unsure_phrase_gives_way_to_the_words_and_stays_a_reading() -> None:
    routes = CUES.weighed(sentence("{drug}", "side", "effect"), [Route("uses", 0.3, "a phrase")])
    assert [route.type for route in routes] == ["harms", "uses"]


def test_agreement_makes_surer() -> None:
    (route,) = CUES.weighed(sentence("{drug}", "side", "effect"), [Route("harms", 0.5, "a phrase")])
    assert 0.5 < route.score <= SURE


def test_names_are_told_by_their_kind_only() -> None:
    assert features(sentence("how", "{drug}")) == {"how", "{drug}", "^ how", "how {drug}", "{drug} $", "therapies 1"}
