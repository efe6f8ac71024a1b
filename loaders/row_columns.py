"""Columns of an event row as conditions: cancers, partners, biomarkers, setting. Short words, one column at a time.

Nothing that a column says may be lost, for the use would become wider than it is: a column that is not wholly read
gives a ``refusal``, the name of the gate.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, pairwise, product
from typing import Any

from graph.model import BiomarkerState, Entity, PriorTherapy
from graph.model.identifiers import slug
from loaders.biomarkers import biomarker_entities
from nlp.biomarkers import BiomarkerGroup, read_biomarkers
from nlp.cancers import CANCER, cancer_words, read_cancers
from nlp.extract import extract_indications
from nlp.extraction import FoundBiomarker, FoundPrior, Setting
from nlp.lexicon import Lexicon
from nlp.relations.coordination import combinations
from nlp.relations.settings import prior_count
from nlp.therapies import read_therapies

States = tuple[tuple[BiomarkerState, ...], tuple[BiomarkerState, ...]]
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ASIDE = re.compile(r"\s*([^()]+?)\s*\(([^()]+)\)\s*$")
_AGNOSTIC = frozenset({"tissue-agnostic"})
_ABSENT = frozenset({"absent", "negative", "wild_type"})
_JOINING = frozenset("or and of the with from a an".split())
_SIGNS = ((">=", "at least "), ("≥", "at least "), ("incl.", "including"), ("tumours", "tumors"))
_PARTS = re.compile(
    r"\s*;\s*|\s*,\s*(?=after|progress|previously|no |not |then |adults|paediatric)|\s+(?=after\b|following\b)"
)
_BEFORE = re.compile(
    r"(?:after|following|at least \w+ (?:prior|previous|earlier)|prior|"
    r"(?:\d|one|two|three|four)\b.*\b(?:prior|previous)\b|"
    r"progress|previously treated|refractory to|relapse|requires? prior|heavily pretreated)",
    re.IGNORECASE,
)
_LATER = re.compile(r"then\b", re.IGNORECASE)
_SPAN = re.compile(r"\b(\d)\s*(?:to|-|–)\s*(\d)\s+(?:prior|previous)", re.IGNORECASE)
_WHO = re.compile(
    r"(?:adults?|paediatric|pediatric|children|men|women|patients|postmenopausal|age|\d+ (?:years|months))\b",
    re.IGNORECASE,
)
_ANY = "multiple myeloma"  # any cancer that every lexicon names: only the setting around it is read


@dataclass(frozen=True, slots=True)
class RowReading:
    """What the columns say. ``partners`` and ``biomarkers`` are alternatives; empty means that none is named.

    ``unread`` keeps the words of a setting from which no condition was read.
    """

    cancers: tuple[str, ...] = ()
    partners: tuple[tuple[str, ...], ...] = ()
    biomarkers: tuple[States, ...] = ()
    qualifiers: Mapping[str, Any] = field(default_factory=dict)
    after: tuple[PriorTherapy, ...] = ()
    not_after: tuple[PriorTherapy, ...] = ()
    entities: tuple[Entity, ...] = ()
    unread: str = ""
    refusal: str = ""


def read_columns(row: Mapping[str, str], partner_names: Iterable[str], lexicon: Lexicon) -> RowReading:
    """Read the columns of one row for one lead therapy."""
    cancers, cancer_refusal = _cancers(row["cancer"], lexicon)
    partners, partner_refusal = _partners(tuple(partner_names), lexicon)
    found, biomarkers = _biomarkers(row["biomarkers"])
    setting = _setting(row, lexicon)
    refusals = [refusal for refusal in (cancer_refusal, partner_refusal) if refusal]
    return RowReading(
        cancers=cancers,
        partners=partners,
        biomarkers=biomarkers,
        qualifiers=setting.qualifiers,
        after=setting.after,
        not_after=setting.not_after,
        entities=tuple(biomarker_entities(found)),
        unread=setting.unread,
        refusal=refusals[0] if refusals else "",
    )


def _cancers(cell: str, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """Return the cancers of a cell, and why they may not be the whole of it. "X (Y)" may be one name, "Y X"."""
    aside = _ASIDE.match(cell)
    if aside:
        whole = lexicon.look_up(f"{aside.group(2)} {aside.group(1)}", CANCER)
        if len(whole) == 1:
            return whole, ""
    mentions = read_cancers(cell, lexicon)
    found: set[str] = set()
    refusal = ""
    for mention in mentions:
        if len(mention.entity_ids) != 1:
            refusal = "cancer_ambiguous"
            continue
        found.add(mention.entity_ids[0])
        if mention.narrowed:
            refusal = "cancer_narrowed"
    rest = "".join(
        " " if any(mention.start <= at < mention.end for mention in mentions) else letter
        for at, letter in enumerate(cell)
    )
    harmless = cancer_words()["harmless"]
    unread = [word for word in _WORD.findall(rest.lower()) if word not in harmless and word not in _JOINING | _AGNOSTIC]
    if unread and not refusal:
        refusal = "cancer_not_wholly_read"
    return tuple(sorted(found)), refusal if found else "cancer_not_linked"


def _partners(names: tuple[str, ...], lexicon: Lexicon) -> tuple[tuple[tuple[str, ...], ...], str]:
    """Return the alternatives of a combination: parts between semicolons go together."""
    sets: list[list[tuple[str, ...]]] = []
    for name in names:
        mentions = read_therapies(name, lexicon)
        if not mentions or any(len(mention.entity_ids) != 1 for mention in mentions):
            return (), "partner_not_linked"
        between = [name[one.end : other.start] for one, other in pairwise(mentions)]
        items = [mention.entity_ids[0] for mention in mentions]
        alternatives = combinations(items, between)
        if re.search(r"\(optional\)|^with or without", name):
            alternatives = [(), *alternatives]
        sets.append([tuple(option) for option in alternatives])
    return tuple(tuple(sorted({part for option in options for part in option})) for options in product(*sets)), ""


def _biomarkers(cell: str) -> tuple[list[FoundBiomarker], tuple[States, ...]]:
    """Return the biomarkers found and their alternatives. Parts about one marker are alternatives, others all hold."""
    by_family: dict[str, list[tuple[FoundBiomarker, ...]]] = {}
    everything: list[FoundBiomarker] = []
    for part in (part.strip() for part in cell.split(";")):
        if not part:
            continue
        groups = read_biomarkers(part)
        if not groups:
            # a marker outside the grammar: told in the row's words, it neither fits nor contradicts another
            own = FoundBiomarker(f"biomarker:{slug(part)}", part, "present", part, group=True)
            everything.append(own)
            by_family.setdefault(own.id, []).append((own,))
            continue
        everything.extend(one for group in groups for one in group.any_of)
        options = [tuple(chain.from_iterable(option)) for option in product(*map(_options, groups))]
        by_family.setdefault(_family(groups[0].any_of[0]), []).extend(options)
    if not by_family:
        return [], ()
    states = []
    for chosen in product(*by_family.values()):
        together = [one for option in chosen for one in option]
        states.append((_states(together, absent=False), _states(together, absent=True)))
    return everything, tuple(dict.fromkeys(states))


def _options(group: BiomarkerGroup) -> list[tuple[FoundBiomarker, ...]]:
    """Return the alternatives of a group: of markers that must be absent, all must be ("EGFR/ALK negative")."""
    if all(one.state in _ABSENT for one in group.any_of):
        return [group.any_of]
    return [(one,) for one in group.any_of]


def _family(one: FoundBiomarker) -> str:
    """Return what makes two parts of a cell alternatives: one marker, or the two names of mismatch repair."""
    if one.state in _ABSENT:
        return one.id
    word = one.name.split()[0].split("-")[0].lower()
    return "mismatch repair" if word in ("msi", "dmmr", "mmr") else word


def _states(found: Iterable[FoundBiomarker], *, absent: bool) -> tuple[BiomarkerState, ...]:
    states = {
        BiomarkerState(one.id, "present" if absent else one.state, one.group)
        for one in found
        if (one.state == "absent") == absent
    }
    return tuple(sorted(states, key=lambda state: (state.biomarker_id, state.state)))


def _setting(row: Mapping[str, str], lexicon: Lexicon) -> RowReading:
    """Read setting and population, each of their parts as the clause that a label would write around the cancer."""
    told = "; ".join(part for part in (row["setting"], row["population"]) if part)
    if not told:
        return RowReading()
    for sign, words in _SIGNS:
        told = told.replace(sign, words)
    cut = [part.strip() for part in _PARTS.split(told) if part.strip()]
    read = [next(iter(_read_part(part, lexicon)), Setting()) for part in cut]
    found = [*read, *map(_lines, cut)]
    qualifiers: dict[str, Any] = {}
    for name in ("stage", "disease_state", "population", "phases"):
        qualifiers[name] = tuple(dict.fromkeys(value for setting in found for value in getattr(setting, name)))
    phases = {
        setting.phase for part, setting in zip(cut, read, strict=True) if setting.phase and not _LATER.match(part)
    }
    qualifiers["setting"] = "perioperative" if {"neoadjuvant", "adjuvant"} <= phases else min(phases, default="")
    spans = [setting for setting in found if setting.line_min and setting.line_max]
    least = min((setting.line_min for setting in found if setting.line_min), default=0)
    most = max((setting.line_min for setting in found), default=0)
    qualifiers["line_min"] = least if spans else most
    qualifiers["line_max"] = max((setting.line_max for setting in spans), default=0)
    qualifiers["age_min"] = max((setting.age_min for setting in found), default=-1.0)
    qualifiers["age_max"] = max((setting.age_max for setting in found), default=-1.0)
    qualifiers["combination"] = next((setting.combination for setting in found if setting.combination), "")
    return RowReading(
        qualifiers=qualifiers,
        after=tuple(_prior(prior) for setting in found for prior in setting.after),
        not_after=tuple(_prior(prior) for setting in found for prior in setting.not_after),
        unread=told,
    )


def _read_part(part: str, lexicon: Lexicon) -> list[Setting]:
    """Read one part: what was given before stands behind the cancer, what describes it before it."""
    if _BEFORE.match(part):
        told = part if re.match(r"(?:after|progress|refractory to|relapse)", part, re.IGNORECASE) else f"after {part}"
        clause = f"It is indicated for the treatment of patients with {_ANY} {told}."
    elif _WHO.match(part):
        clause = f"It is indicated for the treatment of {part} with {_ANY}."
    else:
        clause = f"It is indicated for the {part} treatment of patients with {part} {_ANY}."
    return [extraction.setting for extraction in extract_indications(clause, lexicon=lexicon)[:1]]


def _lines(part: str) -> Setting:
    """Read how many treatments came before: "at least 4 lines including …", "1 to 3 prior regimens"."""
    if not _BEFORE.match(part):
        return Setting()
    span = _SPAN.search(part)
    if span:
        return Setting(line_min=int(span.group(1)) + 1, line_max=int(span.group(2)) + 1)
    count = prior_count(re.sub(r"\blines?\b", "prior therapies", part))
    return Setting(line_min=count + 1) if count else Setting()


def _prior(found: FoundPrior) -> PriorTherapy:
    return PriorTherapy(found.therapy.id or "", found.relation, found.count, found.therapy.name or found.therapy.text)
