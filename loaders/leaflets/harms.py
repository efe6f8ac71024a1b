"""Which side effects does a piece of a leaflet list? The names that head an item, not the signs that explain it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.adverse_effects.lexicon import Effect, EffectLexicon, EffectMention
from loaders.leaflets.passages import Passage, read_passages
from loaders.leaflets.words import leaflet_words

_ITEM = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"(?:[^.;!?]|(?<=[eEiI])\.(?=[gGeE]\.)|(?<=\.[ge])\.|\.(?=\d))+[.;!?]?")
_SIGNS_AFTER = re.compile(r":")
_BULLETS = re.compile(r"(?:\s*\n[ \t]*[-•][^\n]*)+")
_BRACKET = re.compile(r"\((?P<inside>[^()]*)\)|\[(?P<square>[^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Harm:
    """A side effect as one place of a leaflet lists it; the place is the item's."""

    effect: Effect
    frequency: str
    serious: bool
    combination: str
    population: tuple[str, ...]
    start: int
    end: int


def read_harms(text: str, lexicon: EffectLexicon) -> Iterator[Harm]:
    """Yield the side effects of a leaflet in order; one may come more than once."""
    for passage in read_passages(text):
        signs = _signs(text, passage)
        for item in _ITEM.finditer(text, passage.start, passage.end):
            if not any(start <= item.start() < end for start, end in signs):
                yield from _of_item(text, item.start(), item.end(), passage, lexicon)


def _signs(text: str, passage: Passage) -> list[tuple[int, int]]:
    """Return the places of lists of signs: the bullets after "Symptoms can include:"."""
    found = []
    for match in leaflet_words().patterns["signs_begin"].finditer(text, passage.start, passage.end):
        bullets = _BULLETS.match(text, match.end(), passage.end)
        if bullets:
            found.append((match.start(), bullets.end()))
    return found


def _of_item(text: str, start: int, end: int, passage: Passage, lexicon: EffectLexicon) -> Iterator[Harm]:
    words = leaflet_words()
    found: list[Harm] = []
    for sentence in _SENTENCE.finditer(text, start, end):
        line = sentence[0]
        told = _inline_frequency(line)
        bare = line.lstrip(" -–*•#")
        if words.patterns["refers_back"].match(bare):
            if told and found:
                found = [
                    replace(harm, frequency=told) if harm.frequency == passage.frequency else harm for harm in found
                ]
            if not words.patterns["means"].search(bare):
                continue
            found = [harm for harm in found if _is_measured(harm.effect)]
        elif words.patterns["empty_sentence"].match(bare):
            continue
        for effect in named_effects(line, lexicon):
            found.append(
                Harm(
                    effect, told or passage.frequency, passage.serious, passage.combination, passage.population,
                    sentence.start(), sentence.end(),
                )
            )  # fmt: skip
    yield from found


def _inline_frequency(sentence: str) -> str:
    """Return the frequency that a sentence tells of its own effects: in brackets, or after "is" or "are"."""
    words = leaflet_words()
    for bracket in _BRACKET.finditer(sentence):
        inside = bracket["inside"] or bracket["square"] or ""
        if words.inline.fullmatch(inside.strip()) or "affect" in inside or "estimated" in inside:
            return words.frequency_of(inside)
    after = re.search(r"(?:\bis|\bare|\bat an?|[-–:,])\s+(?=(?:very |un)?(?:common|rare|known)\b|not known)", sentence)
    return words.frequency_of(sentence[after.end() : after.end() + 30]) if after else ""


def named_effects(sentence: str, lexicon: EffectLexicon) -> list[Effect]:
    """Return the effects that a sentence lists, without their signs and explanations."""
    patterns = leaflet_words().patterns
    mentions = [
        mention for mention in lexicon.find(sentence) if not patterns["denied"].search(sentence[: mention.start])
    ]
    meaning = list(patterns["means"].finditer(sentence))
    if meaning:
        cut = _SIGNS_AFTER.search(sentence, meaning[-1].end()) or patterns["explains"].search(
            sentence, meaning[-1].end()
        )
        values = [one for one in mentions if one.end <= meaning[0].start() and _is_measured(one.effect)]
        named = [one for one in mentions if one.start >= meaning[-1].end() and not (cut and one.start >= cut.start())]
        return list(dict.fromkeys(one.effect for one in (*values, *named)))
    cut = patterns["explains"].search(_without_brackets(sentence), _first_word(sentence))
    if cut:
        mentions = [mention for mention in mentions if mention.start < cut.start()]
    mentions = _with_brackets(sentence, mentions)
    return list(dict.fromkeys(mention.effect for mention in mentions))


def _is_measured(effect: Effect) -> bool:
    """Say whether an effect is a value of a blood test, which stands beside what it is a sign of."""
    return effect.name.endswith(" increased") or effect.name.startswith(("low ", "high "))


def _first_word(sentence: str) -> int:
    """Return where the words begin: a dash before them is a bullet."""
    return len(sentence) - len(sentence.lstrip(" -–*•#\t"))


def _without_brackets(sentence: str) -> str:
    return _BRACKET.sub(lambda match: " " * len(match[0]), sentence)


def _with_brackets(sentence: str, mentions: list[EffectMention]) -> list[EffectMention]:
    """Let a medical name in brackets stand for the words before it; drop what brackets only explain."""
    kept = list(mentions)
    for bracket in _BRACKET.finditer(sentence):
        inside = [one for one in mentions if bracket.start() < one.start and one.end <= bracket.end()]
        if not inside:
            continue
        if _is_name(bracket["inside"] or bracket["square"] or "", inside, bracket.start() + 1):
            before = [
                one for one in kept if one.end <= bracket.start() and _joined(sentence[one.end : bracket.start()])
            ]
            signs = [one for one in kept if one.end <= bracket.start() and " with " in sentence[: one.start]]
            renamed = before if before and " with " in sentence[before[0].end : bracket.start()] else before[-1:]
            kept = [one for one in kept if one not in renamed and one not in signs]
        else:
            kept = [one for one in kept if one not in inside]
    return kept


def _is_name(inside: str, mentions: list[EffectMention], offset: int) -> bool:
    """Say whether brackets hold names and nothing else ("leukopenia or neutropenia", "also called liver failure")."""
    rest = inside
    for mention in reversed(mentions):
        rest = rest[: mention.start - offset] + rest[mention.end - offset :]
    words = re.findall(r"[^\W\d_]+", rest)
    allowed = {
        "or",
        "and",
        "also",
        "called",
        "known",
        "as",
        "a",
        "condition",
        "the",
        "severe",
        "acute",
        "type",
        "syndrome",
        "of",
    }
    return all(word.lower() in allowed for word in words)


def _joined(between: str) -> bool:
    """Say whether nothing that parts two items stands between a mention and the brackets after it."""
    return not re.search(r"[,;]", between)
