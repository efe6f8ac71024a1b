"""One use, put together from a clause and what stands above it. Alternatives become separate extractions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from nlp.assertion.relation import Assertion, assert_use
from nlp.extraction import Extraction, FoundBiomarker, Linked, Setting
from nlp.relations.acts import act_in
from nlp.relations.other_diseases import names_other_disease
from nlp.relations.purpose import purpose_of
from nlp.relations.reading import Reading
from nlp.relations.settings import read_setting
from nlp.spelling import key_of
from nlp.structure.outline import trigger_in
from nlp.structure.unit import Unit

_ACCELERATED = re.compile(r"accelerated approval", re.IGNORECASE)
_CONDITIONAL = re.compile(
    r"conditional(?:ly)? (?:approv|market|authori)|(?:approved|issued|authori[sz]ed) with conditions|NOC/c",
    re.IGNORECASE,
)
_IMPLIED = re.compile(
    r"\W*(?:for |in |as )?(?:the )?(?:[\w()-]+ ){0,4}?(?:treatment|therapy|management|palliation|prevention"
    r"|control|maintenance)\b"
    r"|\W*(?P<whom>in combination with|in patients|adults? with|(?:[\w-]+ ){0,3}patients with)\b",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(
    r"\bfor (?:the )?(?:[\w-]+ ){0,3}(?:treatment|therapy) (?:of|in)\b|\bfor (?:adult )?patients with\b", re.IGNORECASE
)
_APPROVED = re.compile(r"approved|indicated|licen[sc]ed|authori[sz]ed", re.IGNORECASE)
_LATER_PHASE = re.compile(
    r"\b(?:followed by|then|continued as)\b[^.;]{0,60}?(?:maintenance|adjuvant|treatment|with|as)\W*$", re.IGNORECASE
)
_ALONE = re.compile(r"monotherapy|single[ -]agent|sole agent|\balone\b(?! or)", re.IGNORECASE)
_TELLS_WHOLE = re.compile(r"(?<!not )\b(?:indicated|be used|effective)\b(?! not)", re.IGNORECASE)
_OPENING_WORD = re.compile(r"\b(?:For|As|To|Treatment|Palliative|Palliation|Management)\b(?!.*\b(?:For|As|To)\b).*$")
_FAMILY = re.compile(
    r"[ -](?=exon|positive|negative|low|ultralow|mutation|fusion|rearr|alter|wild|TPS|CPS|TAP|TC|IC|≥|[A-Z]\d)"
)
_WHOM = re.compile(r"\W*(?:who|whose|have|has|are|is)\b", re.IGNORECASE)
_ON_A_MARKER = re.compile(
    r"\b(?!node|lymph|combined|margin|gene|HIV|serum|culture|was|is|tests?)[\w-]+[- ](?:positive|negative|mutated"
    r"|mutant|mutations?|fusions?|rearrange\w+|amplif\w+|overexpress\w+|wild[- ]type"
    r"|deficient)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"\b(?:neither|nor|both|either|or|each|respectively)\b", re.IGNORECASE)
_NEAR = 12  # characters around the therapies of a sentence that tell whether they are given together
_MOST = 24
_OPENING = 4  # characters before a sentence's subject: an article, a mark


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a text apart from its words: the therapy that it is of, the agency.

    ``section`` says that the whole text is a label's list of uses, where "Treatment of …" needs no verb.
    """

    therapy: tuple[Linked, ...]
    agency: str
    section: bool = False


def assemble(unit: Unit, lines: Sequence[Reading], source: Source, span: tuple[int, int]) -> Iterator[Extraction]:
    """Yield the extractions of one use; ``lines`` are the clause and what stands above it, the nearest first."""
    own = lines[0]
    told = [line for line in lines if trigger_in(line.text) or (source.section and _implies_use(line))]
    giver = next((at for at, line in enumerate(lines) if line.treated(unit.closed)), None)
    proposed = own.proposed() if giver is None and told else []
    if proposed:
        giver = 0
    if giver is None or not told or (giver > 0 and names_other_disease(own)):
        return
    leads = leads_of(lines, source)
    if not leads and own.therapies and (unit.kind == "sentence" or unit.parent is None):
        return  # "the agency authorised A for …": an open sentence, no list of uses
    act = act_in(own.text, source.agency)
    partners = _partners(lines[:1] if unit.kind == "limitation" else lines, leads)
    near = [line for at, line in enumerate(lines) if _tells_conditions(line, at, giver)]
    priors = [prior for line in near for prior in line.priors()]
    setting = read_setting([line.clause for line in near], any(partners), priors)
    labelled = source.section and bool(source.agency)  # what a label's list of uses tells is approved, "is used" too
    approved = any(_APPROVED.search(line.text) for line in told) or labelled
    approved = approved or not any(trigger_in(line.text) for line in told)
    asserted = [(proposed, assert_use(own.text, limitation=unit.kind == "limitation"), ())] if proposed else []
    for told_cancers, assertion, origins in asserted or _by_assertion(lines[giver], own, unit):
        if not assertion.told:
            continue
        cancers = _no_wider_than_above(told_cancers, lines, unit.closed) if giver == 0 else told_cancers
        whole = Extraction(
            predicate=_predicate(approved, assertion),
            indication="",
            purpose=_purpose(lines, giver),
            therapies=(),
            lead=(),
            cancers=tuple(cancers),
            span=span,
            excluded_cancers=tuple(own.excluded()),
            polarity=assertion.polarity,
            modality=assertion.modality,
            exclusive=assertion.exclusive,
            approval_kind=approval_kind_of(" ".join((own.text, *unit.footnotes))),
            inherited=_inherited(lines, unit, span),
            agency=act.agency,
            verb=act.verb,
            date=act.date,
            rule=f"{unit.kind}{'' if giver == 0 else '_under_heading'}",
            unread=(*_unread(lines, giver), *(one.text for one in proposed)),
        )
        for led, group, chosen in product(told_apart(leads, own) or [()], partners, _requirements(lines, giver)):
            therapies = (*led, *(one for one in group if one.id is None or one.id not in {lead.id for lead in led}))
            yield replace(
                whole,
                therapies=therapies,
                lead=tuple(range(len(led))),
                biomarkers=chosen,
                setting=_given_as(_arisen(setting, origins), partners, group),
                confidence=_confidence(own, cancers, therapies, giver),
            )


def _inherited(lines: Sequence[Reading], unit: Unit, span: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """Return the places that the use takes arguments from beside its own clause (an arm: its whole unit)."""
    own = ((unit.start, unit.end),) if span != (unit.start, unit.end) else ()
    return (*own, *((line.unit.start, line.unit.end) for line in lines[1:] if line.unit is not unit))


def _tells_conditions(line: Reading, at: int, giver: int) -> bool:
    """Say whether what stands there narrows the use: up to the giver of the cancer all does, above it lead-ins, and
    on a page, where items stand under what holds for them all, every item above."""
    return at <= giver or line.unit.kind in ("lead", "sublead") or line.unit.closed


def _unread(lines: Sequence[Reading], giver: int) -> tuple[str, ...]:
    """Return words before the cancer that may make it another disease, and conditions on markers that were not read."""
    words = [*lines[giver].narrowed(), *lines[0].left_over()]
    read = any(line.required() for at, line in enumerate(lines) if _tells_conditions(line, at, giver))
    for line in lines[: giver + 1]:
        told = line.clause.only("object", "candidate").split(". ")[0] if not read else ""
        words.extend(match.group() for match in _ON_A_MARKER.finditer(told))
    return tuple(dict.fromkeys(words))


def _predicate(approved: bool, assertion: Assertion) -> str:
    """Name the relation: what is studied or hoped for is no approval, whatever the verb of the sentence."""
    if assertion.modality in ("investigational", "hypothetical"):
        return "studied_for"
    return "approved_for" if approved else "option_for"


def leads_of(lines: Sequence[Reading], source: Source) -> list[Linked]:
    """Return what the label is of. Where the text opens with another therapy than the given, it is believed."""
    written, at = next(((found, line) for line in lines for found in [line.leads()] if found), ([], lines[0]))
    given = list(source.therapy)
    named = {linked.id for linked in written if linked.id and linked.kind not in ("class", "procedure", "regimen")}
    opens = bool(written) and 0 <= written[0].span[0] - at.unit.start <= _OPENING
    if opens and named and all(linked.id for linked in given) and not named & {linked.id for linked in given}:
        return written
    return given or written


def told_apart(leads: Sequence[Linked], own: Reading) -> list[tuple[Linked, ...]]:
    """Return the therapies that the text is of as it tells them: given together, or each for itself ("neither A nor B",
    "A and B are both …")."""
    places = [own.unit.inside(one.span) for one in leads if one.span[0] >= 0]
    if len(leads) > 1 and len(places) == len(leads):
        start, end = min(place[0] for place in places), max(place[1] for place in places)
        if _APART.search(own.text[max(0, start - _NEAR) : end + _NEAR]):
            return [(one,) for one in leads]
    return [tuple(leads)] if leads else []


def approval_kind_of(text: str) -> str:
    """Return accelerated or conditional where a text says so; no text says "regular"."""
    return "accelerated" if _ACCELERATED.search(text) else "conditional" if _CONDITIONAL.search(text) else "unknown"


def _by_assertion(giver: Reading, own: Reading, unit: Unit) -> list[tuple[list[Linked], Assertion, tuple[str, ...]]]:
    """Return the cancers by what their own clauses assert ("approved for A, and studied in B" tells two things), and by
    what they came from ("A, or B arising from C")."""
    limitation = unit.kind == "limitation"
    groups: dict[tuple[Assertion, tuple[str, ...]], list[Linked]] = {}
    for mention in giver.treated(unit.closed):
        focus = mention.start if giver is own else -1
        key = (assert_use(own.text, focus=focus, limitation=limitation), giver.origins_of(mention))
        held = groups.setdefault(key, [])
        linked = giver.link_cancer(mention)
        if all((linked.id, linked.readings) != (other.id, other.readings) for other in held):
            held.append(linked)
    return [(cancers, assertion, origins) for (assertion, origins), cancers in groups.items()]


def _no_wider_than_above(cancers: list[Linked], lines: Sequence[Reading], closed: bool) -> list[Linked]:
    """Return the cancers of an item, none wider than the one that its lead-in names.

    "For nonsquamous NSCLC in adults who have: locally advanced NSCLC, or …" goes on about the nonsquamous kind. On a
    page every item above leads in, and an item's own first words do ("Pancreatic neuroendocrine tumor. It is used …").
    """
    above = [
        one
        for line in lines[1:]
        if closed or line.unit.kind in ("lead", "sublead")
        for one in line.objects(closed)
        if one.id
    ]
    if closed and not above:
        above = [lines[0].link_cancer(mention) for mention, _ in lines[0].cancers[:1]]
    narrower = {
        cancer.id: one
        for cancer in cancers
        for one in above
        if cancer.id and set(key_of(cancer.name)) < set(key_of(one.name))
    }
    return [narrower.get(cancer.id or "", cancer) if len(above) == 1 else cancer for cancer in cancers]


def _purpose(lines: Sequence[Reading], giver: int) -> str:
    """Return what the use is for, told before the cancer or in what leads into the clause.

    On a page, what stands behind the cancer of an item above, and an item "have anemia …", tell whom it is for.
    """
    own = lines[0]
    told_whole = giver == 0 and own.unit.kind == "sentence" and _TELLS_WHOLE.search(own.text) is not None
    leads = [line for line in lines[1:] if line.unit.kind in ("lead", "sublead", "item") and not told_whole]
    above = " ".join(_last_opening(line) for line in reversed(leads))
    before = own.text[: own.first_cancer()] if giver == 0 else own.text
    if own.unit.closed and giver and _WHOM.match(own.text):
        before = ""
    return purpose_of(f"{above[:400]} {before}", own.text) or "treat"


def _last_opening(line: Reading) -> str:
    """Return the words of a lead-in that lead: in a list without marks what opens last ("… anemia For cure of:")."""
    if line.unit.closed and line.unit.kind == "item":
        return line.text[: line.first_cancer()]
    opening = _OPENING_WORD.search(line.text) if line.unit.kind == "sublead" else None
    return line.text[opening.start() :] if opening else line.text


def _arisen(setting: Setting, origins: tuple[str, ...]) -> Setting:
    """Add to a setting what the disease came from."""
    return replace(setting, disease_state=(*setting.disease_state, *origins)) if origins else setting


def _given_as(setting: Setting, partners: list[tuple[Linked, ...]], group: tuple[Linked, ...]) -> Setting:
    """Say of one alternative whether it is a combination."""
    if any(partners) and () in partners:
        return replace(setting, combination="combination" if group else "monotherapy")
    return replace(setting, combination="combination") if group else setting


def _implies_use(line: Reading) -> bool:
    """Say whether a clause of a label's list of uses needs no verb: "Treatment of …", "X for the treatment of"."""
    implied = _IMPLIED.match(line.text)
    if implied is not None and implied["whom"] and line.unit.kind == "heading":
        return False  # "Patients With Melanoma Receiving Chemotherapy" heads what helps the chemotherapy, too
    if implied is not None and not any(mention.start < implied.end() for mention, _ in line.therapies):
        return True
    return bool(line.leads()) and _FOR_WHOM.search(line.text) is not None


def _partners(lines: Sequence[Reading], leads: Sequence[Linked]) -> list[tuple[Linked, ...]]:
    """Return the alternatives of partners, from the clause or, where it tells nothing, from above.

    A clause adds its partners to those of its lead-in ("indicated with prednisone for: … in combination with …"), and
    a later phase ("… followed by maintenance with:") keeps the partners of the phase that its lead-in tells. Where the
    lead-in leaves it open ("alone or with other drugs"), the clause alone tells it.
    """
    for at, line in enumerate(lines):
        groups = line.partners(leads)
        named = [group for group in groups if group]
        alone = not named and _ALONE.search(line.text) is not None
        above = lines[at + 1] if at + 1 < len(lines) else None
        adds = at == 0 and named and above is not None and above.unit.kind == "lead" and any(above.partners(leads))
        if above is not None and (adds or ((named or alone) and _LATER_PHASE.search(above.text))):
            earlier = above.partners(leads)
            if adds and () in earlier:
                return groups
            return list(dict.fromkeys(_together(first, then) for first in earlier for then in groups))
        known = any(linked.id for group in named for linked in group)
        if at and line.unit.closed and () in groups and not known:
            continue  # "to be used alone or with other drugs to treat:": the page's items tell which
        if named and (at == 0 or known or line.unit.kind == "lead"):
            return groups
        if alone:
            return [()]
    return [()]


def _together(first: tuple[Linked, ...], then: tuple[Linked, ...]) -> tuple[Linked, ...]:
    """Join partners told above with those of the clause: one once, and no "other drugs" where the clause names them."""
    named = {one.id for one in then if one.id}
    kept = (one for one in first if one not in then and one.id not in named and (one.id or not named))
    return (*kept, *then)


def _requirements(lines: Sequence[Reading], giver: int) -> list[tuple[FoundBiomarker, ...]]:
    """Return the alternatives of biomarkers that must hold together.

    From the clause, from what stands between it and the giver of the cancer, and from lead-ins; what is nearer
    speaks for a marker that stands twice. A sentence that tells its own use whole completes no lead-in.
    """
    whole = giver == 0 and lines[0].unit.kind == "sentence"
    groups: list[tuple[FoundBiomarker, ...]] = []
    seen: set[str] = set()
    for at, line in enumerate(lines):
        if at > giver and (whole or not _tells_conditions(line, at, giver)):
            continue
        found = line.required()
        groups.extend(group for group in found if not seen & {_marker(one) for one in group})
        seen |= {_marker(one) for group in found for one in group}
    return [_distinct(chosen) for chosen in list(product(*groups))[:_MOST]] if groups else [()]


def _marker(one: FoundBiomarker) -> str:
    return _FAMILY.split(one.name)[0]


def _distinct(chosen: tuple[FoundBiomarker, ...]) -> tuple[FoundBiomarker, ...]:
    return tuple({(one.id, one.state): one for one in reversed(chosen)}.values())[::-1]


def _confidence(own: Reading, cancers: Sequence[Linked], therapies: Sequence[Linked], giver: int) -> float:
    """Return how sure the reading is: each unread or unlinked part lowers it."""
    sure = 0.97
    sure -= 0.3 * any(cancer.id is None for cancer in cancers)
    sure -= 0.3 * (not therapies or therapies[0].id is None)
    sure -= 0.05 * any(therapy.id is None for therapy in therapies[1:])
    sure -= 0.25 * bool(own.narrowed())
    sure -= 0.04 * (giver > 0)
    return round(max(sure, 0.05), 2)
