"""How do the treatments of one item go together: alone, with one another, one after another, or as alternatives?

"A plus B" is given together; "A or B" are alternatives; "A with or without B" is A, and A with B; "A with or without B
or C" is A, A with B, and A with C; "A and/or B" and "A, B, or a combination of both" are A, B, and both; "A, B, and/or
C" are three alternatives; "a combination of A, B, and C" is given together; "A using B" is A, and the B that it is
done with; "A followed by B" has two phases; "a class (A or B)" is the class, A, and B. A plain list joined by "and"
does not say whether its members are given together, and "A plus B or C" not what C replaces: such words are unclear,
and nothing is told from them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from loaders.treatment_options.treatments import Treatment
from loaders.treatment_options.words import option_words
from nlp.lexicon import Lexicon

OPEN, CLOSE = "⟨", "⟩"
_INSIDE = re.compile(rf"{OPEN}[^{CLOSE}]*{CLOSE}")
_COMMA = re.compile(r"[,;]")
_TOGETHER = frozenset({"with", "and", "within", "bound"})
_WHEN = re.compile(
    r"\b(?:high-dose )?(?:neoadjuvant|preoperative|presurgical) or (?:adjuvant|postoperative|postsurgical)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\bwith\s+(?:neoadjuvant|adjuvant|preoperative|postoperative|concurrent)\b", re.IGNORECASE)
_BOTH = re.compile(
    r",?\s*or (?:a )?combinations? of (?:both|the two|these(?: treatments| therapies)?|them)\b", re.IGNORECASE
)
_COMBINED = re.compile(
    r"\s*(?:(?:a )?combination of|combined|multimodality (?:therapy|treatment) (?:using|with|:|⟨))\s+"
    r"|.*\b(?:in combination|multimodality therapy)\W*$",
    re.IGNORECASE,
)


class UnclearCombinationError(Exception):
    """The words do not say how the treatments go together."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to be treated: therapies by phase, in the order of the words."""

    phases: tuple[tuple[str, ...], ...]
    combination: str = ""

    @property
    def therapies(self) -> tuple[str, ...]:
        """Every therapy, in order, without repeats."""
        return tuple(dict.fromkeys(therapy for phase in self.phases for therapy in phase))


@dataclass(frozen=True, slots=True)
class _Part:
    """A treatment with what it may stand for (itself first, then its examples), or what joins two."""

    kind: str
    choices: tuple[str, ...] = ()


def read_offers(body: str, treatments: Sequence[Treatment], lexicon: Lexicon) -> tuple[Offer, ...]:
    """Return the alternatives that an item offers. Raises UnclearCombinationError."""
    both = _BOTH.search(body)
    if both:
        return _singly_and_together(body[: both.start()], treatments, lexicon)
    parts = _narrowed(list(_parts(body, treatments, lexicon)), lexicon)
    if _COMBINED.match(body) and {part.kind for part in parts} <= {"treatment", "and", "comma"}:
        parts = [_Part("with") if part.kind in ("and", "comma") else part for part in parts]
    return tuple(dict.fromkeys(_offers(parts)))


def _singly_and_together(body: str, treatments: Sequence[Treatment], lexicon: Lexicon) -> tuple[Offer, ...]:
    """Read "A, B, or a combination of both": each alone, and where they are two, both."""
    parts = list(_parts(body, [one for one in treatments if one.start < len(body)], lexicon))
    named = [part for part in parts if part.kind == "treatment"]
    if {part.kind for part in parts} - {"treatment", "comma", "or"} or len(named) < 2:
        raise UnclearCombinationError
    offers = list(_offers([_Part("or") if part.kind == "comma" else part for part in parts]))
    together = _combined([named[0], _Part("with"), named[1]]) if len(named) == 2 else ()
    return tuple(dict.fromkeys((*offers, *together)))


def _parts(body: str, treatments: Sequence[Treatment], lexicon: Lexicon) -> Iterator[_Part]:
    """Yield treatments and what stands between them; those in brackets are examples of the one before."""
    outer = _INSIDE.sub(lambda match: " " * len(match[0]), body)
    brackets = [(match.start(), match.end()) for match in _INSIDE.finditer(body)]
    held: _Part | None = None
    end = 0
    for treatment in treatments:
        bracket = next((place for place in brackets if place[0] < treatment.start < place[1]), None)
        if bracket and held:
            inside = body[bracket[0] : bracket[1]]
            if treatment.therapy_id == held.choices[0]:
                continue
            if _kinds_between(inside) & {"with", "within", "then", "option", "either"}:
                raise UnclearCombinationError
            if "and" in _kinds_between(inside) and not _COMMA.search(inside):
                continue  # "(A and B)": examples, or both together
            if _is_general(held.choices[0], lexicon):
                held = replace(held, choices=tuple(dict.fromkeys((*held.choices, treatment.therapy_id))))
            continue
        if held:
            yield held
            yield _Part(_join(outer[end : treatment.start]))
        held = _Part("treatment", (treatment.therapy_id,))
        end = treatment.end
    if held:
        yield held


def _kinds_between(text: str) -> set[str]:
    kinds: Mapping[str, str] = option_words().join_kinds
    return {kinds[match[0].lower()] for match in option_words().joins.finditer(text) if match[0].lower() in kinds}


def _join(between: str) -> str:
    """Return what joins two treatments."""
    kinds: Mapping[str, str] = option_words().join_kinds
    bound = _BOUND.search(between)
    between = _WHEN.sub(" ", between)
    found = [kinds[match[0].lower()] for match in option_words().joins.finditer(between) if match[0].lower() in kinds]
    if bound and found == ["within"]:
        return "bound"
    if "then" in found:
        return "then"  # "followed by external or internal radiation therapy"
    if "option" in found and set(found) <= {"option", "or", "and", "then"}:
        return "option"
    if ("or" in found or "either" in found) and set(found) & _TOGETHER:
        raise UnclearCombinationError
    if found:
        return found[-1]
    if _COMMA.search(between):
        return "comma"
    if "-" in between or "–" in between:
        return "with"
    raise UnclearCombinationError


def _is_general(therapy: str, lexicon: Lexicon) -> bool:
    return lexicon.entities[therapy].kind in ("class", "procedure")


def _narrowed(parts: list[_Part], lexicon: Lexicon) -> list[_Part]:
    """Join "targeted therapy with a monoclonal antibody" into one treatment: the second says which of the first."""
    found: list[_Part] = []
    for part in parts:
        if len(found) >= 2 and found[-1].kind in ("within", "using") and part.choices:
            first = lexicon.name_of(found[-2].choices[0]).lower()
            if found[-1].kind == "using" or first in option_words().general:
                found[-2:] = [_Part("treatment", (*found[-2].choices, *part.choices))]
                continue
        found.append(part)
    return found


def _offers(parts: list[_Part]) -> Iterator[Offer]:
    """Yield the alternatives, each as an offer."""
    for place, part in enumerate(parts):
        if part.kind == "examples":
            yield from _offers(parts[:place])
            yield from _examples(parts[place + 1 :])
            return
    if any(part.kind == "then" for part in parts):
        yield from _in_phases(parts)
        return
    parts = _resolve_commas(parts)
    kinds = {part.kind for part in parts}
    if "either" in kinds:
        yield from _any_of(parts)
        return
    for join in ("option", "bound"):
        if "or" in kinds and (kinds & {*_TOGETHER, "option"}) - {"and", "with"} == {join}:
            yield from _with_choice(parts, join)
            return
    if "or" in kinds and kinds & {*_TOGETHER, "option"}:
        raise UnclearCombinationError
    for alternative in _split(parts, "or"):
        yield from _combined(alternative)


def _any_of(parts: list[_Part]) -> Iterator[Offer]:
    """Read "A and/or B" as A, B, and both; "A, B, and/or C" as three, for which of them go together is not said."""
    if {part.kind for part in parts} - {"treatment", "either"}:
        raise UnclearCombinationError
    named = [part for part in parts if part.kind == "treatment"]
    for part in named:
        for offer in _combined([part]):
            yield replace(offer, combination=offer.combination or "either")
    if len(named) == 2:
        yield from _combined([named[0], _Part("with"), named[1]])


def _with_choice(parts: list[_Part], join: str) -> Iterator[Offer]:
    """Read "A with or without B or C" as A, A with B, and A with C; "A with adjuvant B or C" as the latter two."""
    groups = list(_split(parts, join))
    if len(groups) != 2 or any(part.kind == "or" for part in groups[0]):
        raise UnclearCombinationError
    if any(part.kind not in ("treatment", "or") for part in groups[1]):
        raise UnclearCombinationError
    for choice in _split(groups[1], "or"):
        yield from _combined([*groups[0], _Part(join), *choice])


def _in_phases(parts: list[_Part]) -> Iterator[Offer]:
    """Read "A followed by B or C" as A then B, and A then C."""
    if any(part.kind == "comma" for part in parts):
        raise UnclearCombinationError
    phases = [list(_offers(phase)) for phase in _split(parts, "then")]
    for choice in product(*phases):
        yield Offer(tuple(offer.phases[0] for offer in choice), "combination")


def _examples(parts: list[_Part]) -> Iterator[Offer]:
    """Yield each example of a list; "and" in it joins examples, not a combination."""
    parts = [_Part("or") if part.kind in ("and", "comma") else part for part in parts]
    for alternative in _split(parts, "or"):
        yield from _combined(alternative)


def _resolve_commas(parts: list[_Part]) -> list[_Part]:
    """Let commas mean what the last join of their list means."""
    resolved = list(parts)
    for place, part in enumerate(parts):
        if part.kind == "comma":
            later = [other.kind for other in parts[place + 1 :] if other.kind not in ("treatment", "comma")]
            if not later or later[0] not in ("or", "with", "either"):
                raise UnclearCombinationError
            resolved[place] = _Part(later[0])
    return resolved


def _split(parts: list[_Part], kind: str) -> Iterator[list[_Part]]:
    held: list[_Part] = []
    for part in parts:
        if part.kind == kind:
            yield held
            held = []
        else:
            held.append(part)
    yield held


def _combined(parts: list[_Part]) -> Iterator[Offer]:
    """Read one alternative: treatments joined by "with", "and" or "with or without", in every choice of examples."""
    together: list[tuple[str, ...]] = []
    optional: list[tuple[str, ...]] = []
    join = ""
    for part in parts:
        if part.kind != "treatment":
            join = "option" if join == "option" else part.kind
        elif join == "option":
            optional.append(part.choices)
        else:
            together.append(part.choices)
    if not together:
        raise UnclearCombinationError
    if len(together) + len(optional) > 1:
        together, optional = _most_special(together), _most_special(optional)
    for choice in product(*together):
        chosen = tuple(dict.fromkeys(choice))
        told = "combination" if len(chosen) > 1 else ""
        yield Offer((chosen,), (told or "either") if optional else told)
        for more in product(*optional) if optional else ():
            both = tuple(dict.fromkeys((*chosen, *more)))
            if len(both) > len(chosen):
                yield Offer((both,), "combination")


def _most_special(choices: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Leave out the general name of a treatment whose kinds or drugs are told: in a combination these are meant."""
    return [one[1:] if len(one) > 1 else one for one in choices]
