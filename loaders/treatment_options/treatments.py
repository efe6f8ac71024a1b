"""Which treatments does a line name? Therapies that we know by name, and kinds of treatment by the words for them.

"Radical nephrectomy" is surgery; its own words are kept as a note, so that nothing wider is told than the page says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.treatment_options.scope import Local
from loaders.treatment_options.words import option_words
from nlp.lexicon import Lexicon
from nlp.therapies import THERAPY, read_therapies


@dataclass(frozen=True, slots=True)
class Treatment:
    """A treatment at its place. ``therapy_id`` is '' where no single therapy is known by these words."""

    start: int
    end: int
    text: str
    therapy_id: str
    note: str = ""


def read_treatments(text: str, lexicon: Lexicon, local: Local | None = None) -> list[Treatment]:
    """Return the treatments of a text in order, none inside another: known names first, then kinds."""
    found: list[Treatment] = []
    unknown: list[Treatment] = []
    for one in read_therapies(text, lexicon, local):
        known = one.entity_ids[0] if len(one.entity_ids) == 1 else ""
        (found if known else unknown).append(Treatment(one.start, one.end, one.text, known))
    for kind in _kinds(text, lexicon):
        within = [one for one in found if _overlaps(one, kind)]
        if not within:
            found.append(kind)
        elif all(_holds(kind, one) for one in within) and any(_names_more(kind, one, lexicon) for one in within):
            found = [one for one in found if one not in within] + [kind]
        elif len(within) == 1 and _is_longer_name(kind, within[0], lexicon):
            found = [one for one in found if one not in within]
            found.append(replace(kind, therapy_id=within[0].therapy_id))
    found += [one for one in unknown if not any(_overlaps(one, other) for other in found)]
    return sorted((_with_place(text, one, lexicon) for one in found), key=lambda one: one.start)


def _with_place(text: str, treatment: Treatment, lexicon: Lexicon) -> Treatment:
    """Take in where in the body a procedure is done ("radiation therapy to the pelvis"), in the words of the note."""
    known = lexicon.entities.get(treatment.therapy_id)
    place = option_words().places.match(text, treatment.end) if known and known.kind == "procedure" else None
    if place is None:
        return treatment
    words = " ".join(text[treatment.start : place.end()].split())
    return replace(treatment, end=place.end(), text=words, note=words.lower())


def _kinds(text: str, lexicon: Lexicon) -> Iterator[Treatment]:
    taken: list[Treatment] = []
    lowered = text.lower()
    for name, words_of_kind in option_words().kinds:
        if not words_of_kind.may_match(lowered):
            continue
        for match in words_of_kind.pattern.finditer(text):
            known = lexicon.look_up(name, labels=THERAPY)
            words = " ".join(match[0].split())
            note = "" if words.lower() == name.lower() or words.isupper() else words.lower()
            one = Treatment(match.start(), match.end(), match[0], known[0] if len(known) == 1 else "", note)
            if one.therapy_id and not any(_overlaps(one, other) for other in taken):
                taken.append(one)
    yield from taken


def _names_more(kind: Treatment, known: Treatment, lexicon: Lexicon) -> bool:
    """Say whether the words of a kind hold those of a known name for the same treatment, or one wider, and more.

    A name that is only the end of a longer word ("salpingo-oophorectomy") gives way to whatever that word is.
    """
    wide, narrow = lexicon.name_of(known.therapy_id), lexicon.name_of(kind.therapy_id)
    cut = kind.text[: known.start - kind.start].endswith("-")
    longer = kind.end - kind.start > known.end - known.start
    return longer and (cut or wide.lower() in narrow.lower() or narrow in option_words().narrower.get(wide, ()))


def _is_longer_name(kind: Treatment, known: Treatment, lexicon: Lexicon) -> bool:
    """Say whether a kind only describes further the procedure that it ends with ("radical inguinal orchiectomy")."""
    is_procedure = lexicon.entities[known.therapy_id].kind == "procedure"
    return is_procedure and _holds(kind, known) and kind.end == known.end and kind.start < known.start


def _holds(kind: Treatment, known: Treatment) -> bool:
    return kind.start <= known.start and known.end <= kind.end


def _overlaps(one: Treatment, other: Treatment) -> bool:
    return one.start < other.end and other.start < one.end
