"""What does one item of an option list offer? Therapies alone, together, one after another, or as alternatives.

"A plus B or C" is read as A with B, or C; "A with or without B" as A, and A with B; "A followed by B" as one option in
two phases; a class followed by examples as the class and each example. A plain list joined by "and" does not say
whether its members are given together: it is read only where other words do.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from loaders.treatment_options.scope import Local, Scope, labelled, read_scope
from loaders.treatment_options.words import option_words
from nlp.lexicon import Lexicon
from nlp.therapies import TherapyMention, read_therapies

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z0-9/-]{0,9}s?|NCT\d+")
_LABEL = re.compile(r"^[A-Z][\w+/-]*(?:\s[A-Z][\w+/-]*)?:\s+(?=\w)")
_EARLIER = re.compile(r"\b(?:after|following|before|prior to|in addition to|instead of)\b", re.IGNORECASE)
_SPLIT = re.compile(r"[,;]")


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
class ItemReading:
    """What an item offers, under which condition, and why not if nothing may be told.

    ``refusal`` is '' or the name of the rule that refused; ``detail`` says what stood in the way, in few words.
    """

    offers: tuple[Offer, ...] = ()
    condition: Scope = field(default_factory=Scope)
    investigational: bool = False
    refusal: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str  # therapy, comma, or a kind of join
    mention: TherapyMention | None = None


class _UnclearError(Exception):
    """The words do not say how the therapies go together."""


def read_item(text: str, lexicon: Lexicon, local: Local | None = None) -> ItemReading:
    """Read the plain words of one item."""
    words = option_words()
    investigational = bool(words.investigational.search(text))
    text = _LABEL.sub("", text.strip().rstrip(".;: "))
    names = labelled(local, "Therapy", lexicon)
    body, conditions = _cut(text, lexicon, names)
    mentions = read_therapies(body, lexicon, names)
    if not mentions or _EARLIER.search(body[: mentions[0].start]):
        return ItemReading(refusal="no_therapy_named", detail="names no therapy that we know")
    if words.unfavourable.search(body):
        return ItemReading(refusal="doubted_option", detail="the words doubt or deny the option")
    unknown = [mention.text for mention in mentions if len(mention.entity_ids) != 1]
    if unknown:
        return ItemReading(refusal="therapy_not_linked", detail=f"no single therapy is known as: {', '.join(unknown)}")
    condition = Scope()
    for phrase in conditions:
        condition = condition.narrowed(read_scope(phrase, lexicon, local))
    rest = read_scope(_without(body, mentions), lexicon, local, read_cancer=False)
    condition = condition.narrowed(_body_scope(rest))
    if rest.unread or rest.requires:
        unread = " ".join(rest.unread)[:80] or "a biomarker"
        return ItemReading(condition=condition, refusal="item_not_understood", detail=f"unread: {unread}")
    try:
        offers = tuple(dict.fromkeys(_offers(list(_parts(body, mentions)))))
    except _UnclearError:
        return ItemReading(condition=condition, refusal="unclear_combination", detail="how the therapies go together")
    return ItemReading(offers, condition, investigational)


def _body_scope(scope: Scope) -> Scope:
    """Leave out what only lists join words make of a body."""
    return Scope(
        stage=scope.stage, disease_state=scope.disease_state, population=scope.population, line=scope.line,
        setting=scope.setting, purpose=scope.purpose, combination=scope.combination, requires=scope.requires,
    )  # fmt: skip


def _cut(text: str, lexicon: Lexicon, local: Local | None) -> tuple[str, list[str]]:
    """Part an item into what it offers and the conditions that it names, in brackets or after "for patients …"."""
    words = option_words()
    conditions: list[str] = []

    def part(match: re.Match[str]) -> str:
        inside = (match[1] or match[2] or "").strip()
        if _ABBREVIATION.fullmatch(inside) or words.investigational.search(inside) or not inside:
            return " " * len(match[0])
        if inside.lower().startswith(("with or without", "and/or", "or ", "plus ")):
            return f" {inside} "
        if read_therapies(inside, lexicon, local) and not words.condition_starts.match(inside):
            return f" including {inside} "
        conditions.append(inside)
        return " " * len(match[0])

    body = _BRACKETS.sub(part, text)
    for match in words.condition_starts.finditer(body):
        if match.start() and read_therapies(body[: match.start()], lexicon, local):
            joined = words.joins.match(body, match.start())
            if joined is None:
                conditions.append(body[match.start() :])
                body = body[: match.start()]
                break
    return body, conditions


def _without(text: str, mentions: Sequence[TherapyMention]) -> str:
    """Blank out the therapies and the words that join them."""
    for mention in mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return option_words().joins.sub(lambda match: " " * len(match[0]), text)


def _parts(body: str, mentions: Sequence[TherapyMention]) -> Iterator[_Part]:
    """Yield therapies and what stands between them."""
    kinds: Mapping[str, str] = option_words().join_kinds
    end = 0
    for mention in mentions:
        between = body[end : mention.start]
        if end:
            written = [match[0].lower() for match in option_words().joins.finditer(between)]
            joins = [kinds[join] for join in written if join in kinds]
            if "or" in joins and "with" in joins:
                raise _UnclearError
            if joins:
                yield _Part(joins[-1])
            elif _SPLIT.search(between):
                yield _Part("comma")
            elif between.strip(" -–"):
                raise _UnclearError
            else:
                yield _Part("with" if "-" in between or "–" in between else "apposition")
        yield _Part("therapy", mention)
        end = mention.end


def _offers(parts: list[_Part]) -> Iterator[Offer]:
    """Yield the alternatives, each as an offer."""
    for place, part in enumerate(parts):
        if part.kind == "examples":
            yield from _offers(parts[:place])
            yield from (offer for offer in _examples(parts[place + 1 :]))
            return
    if any(part.kind == "then" for part in parts):
        yield from _in_phases(parts)
        return
    parts = _resolve_commas(parts)
    kinds = {part.kind for part in parts}
    if "or" in kinds and kinds & {"with", "option", "and"}:
        raise _UnclearError
    for alternative in _split(parts, "or"):
        yield from _combined(alternative)


def _in_phases(parts: list[_Part]) -> Iterator[Offer]:
    """Read "A followed by B or C" as A then B, and A then C."""
    if any(part.kind in ("comma", "option", "apposition") for part in parts):
        raise _UnclearError
    phases = [[list(_combined(one)) for one in _split(phase, "or")] for phase in _split(parts, "then")]
    for choice in product(*phases):
        therapies = tuple(phase for (offer,) in choice for phase in offer.phases)
        yield Offer(therapies, "combination")


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
            later = [other.kind for other in parts[place + 1 :] if other.kind not in ("therapy", "comma")]
            if not later or later[0] not in ("or", "with"):
                raise _UnclearError
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
    """Read one alternative: therapies joined by "with", "and" or "with or without"."""
    together: list[str] = []
    optional: list[str] = []
    join = ""
    for part in parts:
        if part.mention is None:
            join = part.kind
            continue
        therapy = part.mention.entity_ids[0]
        if join == "option":
            optional.append(therapy)
        elif join == "apposition":
            raise _UnclearError
        elif therapy not in together:
            together.append(therapy)
    if not together:
        raise _UnclearError
    told = "combination" if len(together) > 1 else ""
    if optional:
        yield Offer((tuple(together),), told or "either")
        yield Offer(((*together, *optional),), "combination")
    else:
        yield Offer((tuple(together),), told)
