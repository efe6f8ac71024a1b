"""What does one item of an option list offer, and under which condition?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from loaders.treatment_options.combinations import CLOSE, OPEN, Offer, UnclearCombinationError, read_offers
from loaders.treatment_options.scope import Local, Scope, labelled, read_scope
from loaders.treatment_options.treatments import Treatment, read_treatments
from loaders.treatment_options.words import option_words
from nlp.lexicon import Lexicon

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z0-9/-]{0,9}s?|NCT\d+")
_LABEL = re.compile(r"^[A-Z][\w+/-]*(?:\s[A-Z][\w+/-]*)?:\s+(?=\w)")
_EARLIER = re.compile(r"\b(?:after|following|before|prior to|in addition to|instead of)\b", re.IGNORECASE)
_WHICH = re.compile(r"\s*(?:with|using|such as|including|:|⟨)\s*(?:an?\s+|one or more\s+)?", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:For|In)\s+(?P<whom>[^,:]+)[,:]\s+"
    r"|(?:The\s+)?standard (?:of care|treatment|therapy)\s+(?:for|in)\s+(?P<those>[^.;:]+?)\s+(?:is|includes)\s+",
    re.IGNORECASE,
)
_REGIMEN = re.compile(
    r"(?P<short>[A-Z0-9][\w/+-]*[A-Z]\w*(?:[-/+]\w+)*)(?: regimen| chemotherapy)?\s*"
    r"\((?P<parts>(?:[^()]|\([^()]*\))+)\)"
)
_INITIALS = re.compile(r"[A-Z]{2,8}:\s+(?P<parts>[^.;]+)")
_UNNAMED = re.compile(
    r"\b(?:medical|drug|systemic|other|local|supportive|additional(?: \w+)?) (?:therap(?:y|ies)|treatments?)\b"
    r"(?!\s+(?:with|using)\b)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")
_LISTED = re.compile(r"\s*(?:,|,?\s*and|plus|\+)\s*", re.IGNORECASE)
_HEAD = 4
_GOES_ON = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:can|may|is|are|stops?|blocks?|prevents?|lowers?|works?|uses?|attach\w*|target\w*)\b"
)
_DEPENDS = re.compile(r"\b(?:if|unless|when|after|before|given)\b")
_EXAMPLES = re.compile(r"(?:Some )?[Ee]xamples?\b|(?:[\w-]+ ){1,4}include\b")
_ADDED = re.compile(r"\bthe addition of\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-z)])\.\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class ItemReading:
    """What an item offers, under which condition, and why not if nothing may be told.

    ``late_setting``: the setting is of a later treatment of the item ("surgery with or without adjuvant …").
    ``refusal`` is '' or the name of the rule that refused; ``detail`` says what stood in the way, in few words.
    """

    offers: tuple[Offer, ...] = ()
    condition: Scope = field(default_factory=Scope)
    investigational: bool = False
    note: str = ""
    late_setting: bool = False
    refusal: str = ""
    detail: str = ""


def read_item(text: str, lexicon: Lexicon, local: Local | None = None) -> ItemReading:
    """Read the plain words of one item.

    A class whose drugs are told unclearly is read as the class alone. Sentences after the first explain; they may only
    take the offer back.
    """
    words = option_words()
    if words.investigational_item.search(text):
        return ItemReading(investigational=True, refusal="research_only", detail="offers a trial, no treatment")
    text, *explained = _SENTENCE.split(_LABEL.sub("", _spelled_out(text.strip().rstrip(".;: "), lexicon)))
    investigational = bool(words.investigational.search(text))
    names = labelled(local, "Therapy", lexicon)
    text = words.aims.sub(_blank, text)
    body, conditions = _cut(text, lexicon, names)
    treatments = _without_general(body, read_treatments(body, lexicon, names), lexicon)
    condition = Scope()
    for phrase in conditions:
        condition = condition.narrowed(read_scope(phrase, lexicon, local))
    beside = words.item_words.sub(_blank, without_treatments(body, treatments))
    rest = read_scope(beside, lexicon, local, read_cancer=False)
    unnamed = len(treatments) > 1 and _UNNAMED.search(_blanked(body, treatments))
    unnamed = unnamed or _ADDED.search(" ".join(conditions))
    condition = condition.narrowed(_body_scope(rest))

    def refused(reason: str, detail: str) -> ItemReading:
        told = replace(condition, unread=(*condition.unread, *rest.unread))
        return ItemReading(condition=told, investigational=investigational, refusal=reason, detail=detail)

    if not treatments or _EARLIER.search(body[: treatments[0].start]):
        return refused("no_therapy_named", "names no therapy that we know")
    if words.unfavourable.search(" ".join((body, *explained))):
        return refused("doubted_option", "the words doubt or deny the option")
    unknown = [one.text for one in treatments if not one.therapy_id]
    if unknown:
        return refused("therapy_not_linked", f"no single therapy is known as: {', '.join(unknown)}")
    if any(lexicon.name_of(one.therapy_id).lower() in words.generic_therapies for one in treatments):
        return refused("no_therapy_named", "names no treatment more closely")
    if unnamed:
        return refused("unclear_combination", "a treatment is not named closely, or added to what was given before")
    if rest.unread or rest.requires:
        return refused("item_not_understood", f"unread: {' '.join(rest.unread)[:80] or 'a biomarker'}")
    try:
        offers = read_offers(body, treatments, lexicon)
    except UnclearCombinationError:
        head = treatments[0].therapy_id
        if lexicon.entities[head].kind == "class" and all(_is_drug(one, lexicon) for one in treatments[1:]):
            return ItemReading((Offer(((head,),)),), condition, investigational)
        return refused("unclear_combination", "how the therapies go together")
    notes = tuple(dict.fromkeys(one.note for one in treatments if one.note))
    before = read_scope(body[: treatments[0].end], lexicon, names, read_cancer=False).setting
    late = bool(condition.setting) and not before and any(len(offer.therapies) > 1 for offer in offers)
    return ItemReading(offers, condition, investigational, "; ".join(notes), late)


def read_heads(text: str, lexicon: Lexicon, local: Local | None = None) -> ItemReading:
    """Read an item of a list of drugs that goes on in sentences: the drug that it begins with, and those it names as
    examples ("LH-RH agonists can stop … Examples are …")."""
    words = option_words()
    text = text.strip()
    if words.unfavourable.search(text) or words.investigational.search(text):
        return ItemReading(refusal="doubted_option", detail="the words doubt the option")
    names = labelled(local, "Therapy", lexicon)
    first, *others = _SENTENCE.split(text)
    treatments = read_treatments(first, lexicon, names)
    if _DEPENDS.search(first):
        return ItemReading(refusal="item_not_understood", detail="tells a condition that was not read")
    if not treatments or treatments[0].start > _HEAD or not _GOES_ON.match(first[treatments[0].end :]):
        return ItemReading(refusal="item_not_understood", detail="does not begin with a treatment")
    heads = [treatments[0]]
    for sentence in others:
        if _EXAMPLES.match(sentence):
            heads += [
                one for one in read_treatments(sentence, lexicon, names) if one.therapy_id and _is_drug(one, lexicon)
            ]
    offers = tuple(Offer(((one.therapy_id,),)) for one in heads if one.therapy_id)
    return ItemReading(tuple(dict.fromkeys(offers)))


def _spelled_out(text: str, lexicon: Lexicon) -> str:
    """Shorten long names; read "X-ABC (a, b, and c)", with a short name that is not known, and
    "ABC: a, b, and c", as a combination."""
    for pattern, short in option_words().long_names:
        text = pattern.sub(short, text)
    match = _INITIALS.match(text) or _REGIMEN.match(text)
    if match is None or (match.re is _REGIMEN and lexicon.look_up(match["short"])):
        return text
    parts = _BRACKETS.sub("", match["parts"])
    treatments = read_treatments(parts, lexicon)
    if len(treatments) < 2 or not all(one.therapy_id and _is_drug(one, lexicon) for one in treatments):
        return text
    between = [parts[one.end : other.start] for one, other in pairwise(treatments)]
    if _WORDS.search(without_treatments(parts, treatments)) or not all(_LISTED.fullmatch(one) for one in between):
        return text
    return " plus ".join(one.text for one in treatments) + text[match.end() :]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without_general(body: str, treatments: list[Treatment], lexicon: Lexicon) -> list[Treatment]:
    """Leave out a treatment that says nothing ("systemic therapy with A") where the next says which it is."""
    kept: list[Treatment] = []
    for place, one in enumerate(treatments):
        name = lexicon.name_of(one.therapy_id).lower() if one.therapy_id else ""
        general = name in option_words().generic_therapies if name else one.text.lower() in option_words().general
        following = treatments[place + 1 : place + 2]
        if general and following and _WHICH.fullmatch(body[one.end : following[0].start]):
            continue
        kept.append(one)
    return kept


def _is_drug(treatment: Treatment, lexicon: Lexicon) -> bool:
    return lexicon.entities[treatment.therapy_id].kind in ("substance", "formulation", "product")


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
        if inside.lower().startswith(("with or without", "and/or", "or ", "plus ", "alone or ")):
            return f" {inside} "
        if read_treatments(inside, lexicon, local) and not words.condition_starts.match(inside):
            return f" {OPEN}{inside}{CLOSE} "
        conditions.append(inside)
        return " " * len(match[0])

    leading = _LEADING.match(text)
    if leading and not read_treatments(leading["whom"] or leading["those"], lexicon, local):
        conditions.append((leading["those"] or leading[0]).rstrip(",: "))
        text = " " * leading.end() + text[leading.end() :]
    body = _BRACKETS.sub(part, text)
    joined_to = 0
    for match in words.condition_starts.finditer(body):
        if match.start() >= joined_to and match.start() and read_treatments(body[: match.start()], lexicon, local):
            joined = words.joins.match(body, match.start())
            if joined is not None:
                joined_to = joined.end()
            else:
                conditions.append(body[match.start() :])
                body = body[: match.start()]
                break
    return body, conditions


def without_treatments(text: str, treatments: Sequence[Treatment]) -> str:
    """Blank out the therapies and the words that join them."""
    text = _blanked(text, treatments).replace(OPEN, " ").replace(CLOSE, " ")
    return option_words().joins.sub(_blank, text)


def _blanked(text: str, treatments: Sequence[Treatment]) -> str:
    for one in treatments:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text
