"""From the units of a text to its uses: who is treated with what, for which cancer, under which conditions.

Each item is read with what stands above it: the nearest heading or bullet that names a cancer gives it where the item
names none, lead-ins give the therapy, its partners, the purpose and biomarkers. Alternatives become separate
extractions of one indication.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import product

from nlp.assertion.relation import Assertion, assert_relation
from nlp.extraction import Extraction, FoundBiomarker, Linked
from nlp.lexicon import Lexicon
from nlp.relations.arms import cut_arms, only_arm
from nlp.relations.other_diseases import names_other_disease
from nlp.relations.purpose import purpose_of
from nlp.relations.reading import Names, Reading, read_clause
from nlp.relations.settings import read_setting
from nlp.spelling import key_of
from nlp.structure.outline import TRIGGER
from nlp.structure.unit import Unit

_ACCELERATED = re.compile(r"accelerated approval", re.IGNORECASE)
_CONDITIONAL = re.compile(
    r"conditional(?:ly)? (?:approv|market|authori)|(?:approved|issued|authori[sz]ed) with conditions|NOC/c",
    re.IGNORECASE,
)
_THESE = re.compile(r"\b(?:these|both|following) (?:indications|uses)", re.IGNORECASE)
_IMPLIED = re.compile(
    r"\W*(?:for |in |as )?(?:the )?(?:[\w()-]+ ){0,4}?(?:treatment|therapy|management|palliation|prevention"
    r"|control|maintenance)\b"
    r"|\W*(?:in combination with|in patients|adults? with|patients with)\b",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(
    r"\bfor (?:the )?(?:[\w-]+ ){0,3}(?:treatment|therapy) (?:of|in)\b|\bfor (?:adult )?patients with\b", re.IGNORECASE
)
_USED = re.compile(r"\b(?:is|are|may be) (?:also )?(?:used|given|indicated)\b", re.IGNORECASE)
_APPROVED = re.compile(r"approved|indicated|licen[sc]ed|authori[sz]ed", re.IGNORECASE)
_ENDS_OPEN = re.compile(r"(?::|\b(?:with|for|of|in|to|including))\s*$")
_MOST = 24


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a text apart from its words: the therapy that it is of, the agency.

    ``section`` says that the whole text is a label's list of uses, where "Treatment of …" needs no verb.
    """

    therapy: tuple[Linked, ...]
    agency: str
    section: bool = False


def read_indications(units: Sequence[Unit], source: Source, names: Names) -> list[Extraction]:
    """Return the uses that the units tell, in order."""
    found: list[Extraction] = []
    parents = {id(above) for unit in units for above in unit.above()}
    ordinal = 0
    for unit in units:
        if unit.kind == "note":
            found = _noted(found, unit.text)
        elif unit.kind in ("item", "sentence", "limitation") or (
            unit.kind in ("lead", "sublead") and id(unit) not in parents
        ):
            if id(unit) in parents and not _tells_a_use(unit):
                continue
            for arm_extractions in _read_unit(unit, source, names):
                ordinal += 1
                found.extend(replace(one, indication=str(ordinal)) for one in arm_extractions)
    return found


def _tells_a_use(unit: Unit) -> bool:
    """Say whether a unit with items under it also tells a use of its own (a bullet that does not lead)."""
    return unit.kind == "item" and not _ENDS_OPEN.search(unit.text) and _USED.search(unit.text) is not None


def _noted(found: list[Extraction], text: str) -> list[Extraction]:
    """Apply a sentence on the approval to the use before it, or to all where it says so."""
    kind = "accelerated" if _ACCELERATED.search(text) else "conditional" if _CONDITIONAL.search(text) else ""
    if not kind or not found:
        return found
    last = found[-1].indication
    return [replace(one, approval_kind=kind) if _THESE.search(text) or one.indication == last else one for one in found]


def _read_unit(unit: Unit, source: Source, names: Names) -> Iterator[list[Extraction]]:
    above = [_read_above(parent, names) for parent in unit.above()]
    start = _start_part(unit, above)
    arms = cut_arms(unit.text)
    first: Reading | None = None
    for at, (begin, end) in enumerate(arms):
        text = only_arm(unit.text, arms, at)
        reading = read_clause(unit, text, names, start)
        lines = [reading, *([first] if first is not None and not reading.objects(unit.closed) else []), *above]
        span = unit.place(begin, end) if len(arms) > 1 else (unit.start, unit.end)
        first = first or reading
        yield list(_assemble(unit, lines, source, span))


def _read_above(parent: Unit, names: Names) -> Reading:
    open_start = "lead" if TRIGGER.search(parent.text) else "object"
    return read_clause(parent, parent.text, names, open_start)


def _start_part(unit: Unit, above: Sequence[Reading]) -> str:
    """Return the part in which a unit begins: what its lead-in breaks off in."""
    if TRIGGER.search(unit.text) and not re.match(r"\W*(?:in|with|for|as|alone)\b", unit.text, re.IGNORECASE):
        return "lead"
    if above and (_ENDS_OPEN.search(above[0].text) or above[0].unit.kind in ("lead", "sublead")):
        last = above[0].clause.scopes[-1][2]
        return last if last not in ("lead", "definition") else "object"
    return "object" if above else "lead"


def _assemble(unit: Unit, lines: Sequence[Reading], source: Source, span: tuple[int, int]) -> Iterator[Extraction]:
    """Put one use together from the clause and what stands above it, the nearest first."""
    own = lines[0]
    told = [line for line in lines if TRIGGER.search(line.text) or (source.section and _implies_use(line))]
    giver = next((at for at, line in enumerate(lines) if line.objects(unit.closed)), None)
    if giver is None or not told or (giver > 0 and names_other_disease(own)):
        return
    cancers = lines[giver].objects(unit.closed)
    leads = _leads(lines, source)
    partners, inherited_partner = _partners(lines, leads)
    assertion = assert_relation(
        own.text, lead_in=" ".join(line.text for line in told if line is not own), limitation=unit.kind == "limitation"
    )
    words = " ".join(line.text for line in reversed(lines[1:]) if line.unit.kind in ("lead", "sublead", "item"))
    before = own.text[: own.first_cancer()] if giver == 0 else own.text
    purpose = (
        purpose_of(f"{words} {before}", own.text) if giver == 0 else purpose_of(f"{words[:400]} {before}", own.text)
    )
    near = [line for at, line in enumerate(lines) if at <= giver or line.unit.kind in ("lead", "sublead")]
    priors = [prior for line in near for prior in line.priors()]
    setting = read_setting([line.clause for line in near], any(partners), priors)
    requirements = _requirements(lines, giver)
    for group in partners:
        for chosen in requirements:
            therapies = (
                *leads,
                *(linked for linked in group if linked.id is None or linked.id not in {lead.id for lead in leads}),
            )
            yield Extraction(
                predicate="approved_for"
                if any(_APPROVED.search(line.text) for line in told) or _implied(told)
                else "option_for",
                indication="",
                purpose=purpose or "treat",
                therapies=therapies,
                lead=tuple(range(len(leads))),
                cancers=tuple(cancers),
                span=span,
                excluded_cancers=tuple(own.excluded()),
                biomarkers=chosen,
                setting=replace(
                    setting,
                    combination=setting.combination
                    if any(partners) and len(partners) > 1 and () in partners
                    else "combination"
                    if group
                    else setting.combination,
                ),
                polarity=assertion.polarity,
                modality=assertion.modality,
                exclusive=assertion.exclusive,
                approval_kind=_approval_kind(own.text, unit),
                confidence=_confidence(own, cancers, therapies, giver),
                inherited=tuple((line.unit.start, line.unit.end) for line in lines[1:] if line.unit is not unit),
                agency=source.agency,
                rule=f"{unit.kind}{'' if giver == 0 else '_under_heading'}",
            )


def _implies_use(line: Reading) -> bool:
    """Say whether a clause of a label's list of uses needs no verb: "Treatment of …", "X with Y for the treatment of"."""
    return _IMPLIED.match(line.text) is not None or (bool(line.leads()) and _FOR_WHOM.search(line.text) is not None)


def _implied(told: Sequence[Reading]) -> bool:
    """Say whether a use is told without any verb, as label sections may."""
    return not any(TRIGGER.search(line.text) for line in told)


def _leads(lines: Sequence[Reading], source: Source) -> list[Linked]:
    """Return what the label is of. Where the text names its own subject, and not the given one, the text is believed."""
    written = next((found for line in lines for found in [line.leads()] if found), [])
    given = list(source.therapy)
    named = {linked.id for linked in written if linked.id}
    if given and named and not named & {linked.id for linked in given} and all(linked.id for linked in given):
        return written
    return given or written


def _partners(lines: Sequence[Reading], leads: Sequence[Linked]) -> tuple[list[tuple[Linked, ...]], bool]:
    """Return the alternatives of partners, from the clause or, where it tells nothing, from above."""
    for at, line in enumerate(lines):
        groups = line.partners(leads)
        named = [group for group in groups if group]
        if named and (at == 0 or any(linked.id for group in named for linked in group)):
            return groups, at > 0
        if re.search(r"monotherapy|single[ -]agent|sole agent|\balone\b(?! or)", line.text, re.IGNORECASE):
            return [()], False
    return [()], False


def _requirements(lines: Sequence[Reading], giver: int) -> list[tuple[FoundBiomarker, ...]]:
    """Return the alternatives of biomarkers that must hold together.

    From the clause, from what stands between it and the giver of the cancer, and from lead-ins; what is nearer
    speaks for a marker that stands twice.
    """
    groups: list[tuple[FoundBiomarker, ...]] = []
    seen: set[str] = set()
    for at, line in enumerate(lines):
        if at > giver and line.unit.kind not in ("lead", "sublead"):
            continue
        found = line.required()
        groups.extend(group for group in found if not seen & {_marker(one) for one in group})
        seen |= {_marker(one) for group in found for one in group}
    chosen = [tuple(dict.fromkeys(one)) for one in product(*groups)] if groups else [()]
    return [_without_idle(one) for one in chosen[:_MOST]]


def _marker(one: FoundBiomarker) -> str:
    return re.split(
        r"[ -](?=exon|positive|negative|low|ultralow|mutation|fusion|rearr|alter|wild|TPS|CPS|TAP|TC|IC|≥|[A-Z]\d)",
        one.name,
    )[0]


def _without_idle(chosen: tuple[FoundBiomarker, ...]) -> tuple[FoundBiomarker, ...]:
    """Drop repeats of one biomarker in one state."""
    kept: list[FoundBiomarker] = []
    for one in chosen:
        if all((one.id, one.state) != (other.id, other.state) for other in kept):
            kept.append(one)
    return tuple(kept)


def _approval_kind(text: str, unit: Unit) -> str:
    notes = " ".join((text, *unit.footnotes))
    return "accelerated" if _ACCELERATED.search(notes) else "conditional" if _CONDITIONAL.search(notes) else "unknown"


def _confidence(own: Reading, cancers: Sequence[Linked], therapies: Sequence[Linked], giver: int) -> float:
    """Return how sure the reading is: each unread or unlinked part lowers it."""
    sure = 0.97
    sure -= 0.3 * any(cancer.id is None for cancer in cancers)
    sure -= 0.3 * (not therapies or therapies[0].id is None)
    sure -= 0.05 * any(therapy.id is None for therapy in therapies[1:])
    sure -= 0.25 * bool(own.narrowed())
    sure -= 0.04 * (giver > 0)
    return round(max(sure, 0.05), 2)


@lru_cache(maxsize=1)
def _customary() -> dict[str, str]:
    table = (files("nlp") / "resources" / "abbreviations.tsv").read_text("utf-8").splitlines()[1:]
    return dict(line.split("\t")[:2] for line in table)  # type: ignore[misc]


def local_abbreviations(found: Mapping[str, str], text: str, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Return a document's abbreviations with the entities of their long forms.

    Where a text uses one of the customary abbreviations without defining it, and the lexicon lacks it, it means that.

    A long form that the lexicon lacks hides the lexicon's reading of the same letters, unless the two share a word.
    """
    local: dict[str, tuple[str, ...]] = {}
    for short, long in found.items():
        ids = lexicon.look_up(long)
        known = () if ids else lexicon.look_up(short)
        alike = any(set(key_of(long)) & set(key_of(lexicon.name_of(one))) for one in known)
        if ids or (known and not alike):
            local[short] = ids
    for short, long in _customary().items():
        if short in text and short not in local and not lexicon.look_up(short):
            ids = lexicon.look_up(long)
            if ids:
                local[short] = ids
    return local


__all__ = ["Assertion", "Source", "local_abbreviations", "read_indications"]
