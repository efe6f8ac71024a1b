"""Sentences of a message as runs of words and named things, the form that phrases are matched on."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.questions.mentions import Named
from nlp.questions.phrases import FILLERS, Unit, keys_of
from nlp.questions.question import Mention
from nlp.questions.words import Word, squash

_ENDS = frozenset("?!.;\n")
_SHORTENED = frozenset(("vs", "dr", "mr", "mrs", "st", "eg", "ie", "approx", "resp", "incl"))
_POINTING = frozenset(("it", "they", "them", "that", "this", "these", "those", "why"))
_FEW_WORDS = 5
_PRONOUNS = frozenset(("it", "they", "them"))
_DRUG_KINDS = frozenset(("product", "substance", "formulation"))
_PROCEDURE_KINDS = frozenset(("procedure", "supplement"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. ``held`` are its words and slots; ``mentions`` the places of its things in the whole list."""

    units: tuple[Unit, ...]
    held: frozenset[str]
    start: int
    end: int
    asks: bool

    @property
    def mentions(self) -> tuple[int, ...]:
        return tuple(unit.mention for unit in self.units if unit.mention >= 0)

    def without_therapies(self, mentions: frozenset[int]) -> "Sentence":
        """Return the sentence with some therapies taken for earlier treatments (slot ``{prior}``)."""
        if not mentions.intersection(self.mentions):
            return self
        prior = frozenset(("{prior}",))
        units = tuple(
            Unit(unit.key, unit.start, unit.end, prior, unit.mention) if unit.mention in mentions else unit
            for unit in self.units
        )
        return Sentence(units, keys_of(units), self.start, self.end, self.asks)

    def cut_at(self, place: int) -> tuple["Sentence", "Sentence"]:
        """Return what stands before and after a place of the text; only the second asks."""
        before = tuple(unit for unit in self.units if unit.start < place)
        after = self.units[len(before) :]
        begin = after[0].start if after else self.end
        return (
            Sentence(before, keys_of(before), self.start, min(place, self.end), False),
            Sentence(after, keys_of(after), begin, self.end, self.asks),
        )

    def with_pronouns(self, meant: Sequence[Mention]) -> "Sentence":
        """Return the sentence with "it" and "they" standing for the first thing that the question before was about."""
        if not meant or "{therapy}" in self.held or self.held.isdisjoint(_PRONOUNS):
            return self
        slots = slots_of(meant[0])
        units = tuple(
            Unit(unit.key, unit.start, unit.end, slots, unit.mention) if unit.key in _PRONOUNS else unit
            for unit in self.units
        )
        return Sentence(units, keys_of(units), self.start, self.end, self.asks)


def slots_of(mention: Mention) -> frozenset[str]:
    """Return the slots that a thing fits: by label, by kind of therapy, and by its own name ('{surgery}')."""
    slots = {"{thing}", "{" + squash(mention.name) + "}"}
    if mention.label == "Therapy":
        slots.add("{therapy}")
        kind = "drug" if mention.kind in _DRUG_KINDS else mention.kind
        slots.add("{" + kind + "}")
        if mention.kind in _PROCEDURE_KINDS:
            slots.add("{procedure}")
    elif mention.label in ("Biomarker", "Molecule"):
        slots.add("{biomarker}")
    else:
        slots.add("{" + mention.label.lower() + "}")
    return frozenset(slots)


def split(words: Sequence[Word], named: Sequence[Named]) -> list[Sentence]:
    """Cut a message into sentences; marks that end none are left out."""
    begins = {item.first: number for number, item in enumerate(named)}
    sentences: list[Sentence] = []
    units: list[Unit] = []
    at = 0
    while at < len(words):
        word = words[at]
        if at in begins:
            number = begins[at]
            mention = named[number].mention
            units.append(Unit(squash(mention.text), mention.start, mention.end, slots_of(mention), number))
            at = named[number].last
            continue
        if word.text in _ENDS and not _is_inside(words, at):
            _close(sentences, units, word.text == "?")
        elif not word.is_mark and word.key not in FILLERS:
            units.append(Unit(word.key, word.start, word.end))
        at += 1
    _close(sentences, units, False)
    return _joined(sentences)


def _joined(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Join a few words that only point back to the sentence before ("ibrutinib?? what is that", "… . Why?")."""
    joined: list[Sentence] = []
    for sentence in sentences:
        points = len(sentence.units) <= _FEW_WORDS and not sentence.mentions and not sentence.held.isdisjoint(_POINTING)
        if points and joined and joined[-1].mentions:
            before = joined.pop()
            units = before.units + sentence.units
            sentence = Sentence(units, keys_of(units), before.start, sentence.end, sentence.asks or before.asks)
        joined.append(sentence)
    return joined


def _is_inside(words: Sequence[Word], at: int) -> bool:
    """A full stop after one letter or before a glued word ends nothing ("U.S.", "e.g.")."""
    if words[at].text != ".":
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    before = words[at - 1] if at else None
    if before is not None and before.text == ".":
        return True  # "..." is a pause
    shortened = before is not None and (len(before.text) == 1 or before.key in _SHORTENED)
    return shortened or (following is not None and following.glued)


def _close(sentences: list[Sentence], units: list[Unit], asks: bool) -> None:
    if units:
        held = tuple(units)
        sentences.append(Sentence(held, keys_of(held), held[0].start, held[-1].end, asks))
        units.clear()
