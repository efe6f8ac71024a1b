"""Which side effects does a page say that a kind of treatment can cause?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from loaders.adverse_effects.lexicon import Effect, EffectLexicon
from loaders.leaflets.harms import named_effects
from loaders.markdown.blocks import Block, Heading, Item, Paragraph
from loaders.markdown.inline import plain
from nlp.lexicon import Lexicon
from nlp.therapies import THERAPY

_SENTENCE = re.compile(r"[^.!?]+(?:\.(?=\d)[^.!?]+)*[.!?]?")
_LIST = re.compile(r"[\s,()\w-]{0,40}(?:and|or|,)\s*(?:some types of\s*)?")
_REACH = 60
_GENERIC = frozenset(
    {"anticancer drugs", "cancer drugs", "drugs", "drug therapy", "cancer treatment", "systemic therapy"}
)


@dataclass(frozen=True, slots=True)
class ClassHarm:
    """A kind of treatment and an effect, with the place that says so. ``some`` is true for "some kinds of …"."""

    therapy_id: str
    effect: Effect
    some: bool
    start: int
    end: int
    heading: str


@cache
def _words() -> dict[str, re.Pattern[str]]:
    text = files("loaders.treatment_pages").joinpath("harm_words.yaml").read_text(encoding="utf-8")
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in yaml.safe_load(text).items()}


def read_class_harms(blocks: list[Block], lexicon: Lexicon, effects: EffectLexicon) -> Iterator[ClassHarm]:
    """Yield what the paragraphs and list items of a page say, in order."""
    heading = ""
    listed: tuple[str, bool] | None = None
    for block in blocks:
        if isinstance(block, Heading):
            heading = plain(block.text)
            listed = _kind_of_list(heading, lexicon)
            continue
        if not isinstance(block, Paragraph | Item):
            continue
        text = plain(block.text)
        if isinstance(block, Paragraph) and text.endswith(":"):
            listed = _kind_of_list(text, lexicon) or (listed if "side effect" in text.lower() else None)
        if isinstance(block, Item) and listed and not _words()["refused"].search(text):
            first = _SENTENCE.search(text)
            for effect in named_effects(first[0] if first else text, effects):
                yield ClassHarm(listed[0], effect, listed[1], block.start, block.end, heading)
            continue
        for sentence in _SENTENCE.finditer(text):
            for therapy, some, effect in _of_sentence(sentence[0], lexicon, effects):
                yield ClassHarm(therapy, effect, some, block.start, block.end, heading)


def _kind_of_list(text: str, lexicon: Lexicon) -> tuple[str, bool] | None:
    if not _words()["lists"].search(text) or _words()["refused"].search(text):
        return None
    kinds = _kinds(text, lexicon)
    return (kinds[0][2], kinds[0][3]) if len(kinds) == 1 else None


def _kinds(text: str, lexicon: Lexicon) -> list[tuple[int, int, str, bool]]:
    """Return the kinds of treatment that a text names: (start, end, id, whether only some of the kind are meant)."""
    found = []
    for mention in lexicon.find(text, labels=THERAPY):
        generic = mention.text.lower() in _GENERIC
        if (
            not generic
            and len(mention.entity_ids) == 1
            and lexicon.entities[mention.entity_ids[0]].kind in ("class", "procedure")
        ):
            some = bool(_words()["some"].search(text[: mention.start]))
            found.append((mention.start, mention.end, mention.entity_ids[0], some))
    return found


def _of_sentence(sentence: str, lexicon: Lexicon, effects: EffectLexicon) -> Iterator[tuple[str, bool, Effect]]:
    words = _words()
    if words["refused"].search(sentence):
        return
    cue = words["cues"].search(sentence)
    kinds = _kinds(sentence, lexicon) if cue else []
    before = [kind for kind in kinds if cue and kind[1] <= cue.start()]
    if not cue or not before:
        return
    near = before[-1]
    between = sentence[near[1] : cue.start()]
    if len(between) > _REACH or words["interrupted"].search(between):
        return
    joined = [kind for kind in before if _LIST.fullmatch(sentence[kind[1] : near[0]])]
    for kind in [*joined, near]:
        for effect in named_effects(sentence[cue.end() :], effects):
            yield kind[2], kind[3], effect
