"""One clause with its mentions and the part that each plays: what indications are put together from."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.assertion.clauses import contrasted
from nlp.biomarkers import BiomarkerGroup, read_biomarkers
from nlp.cancers import CancerMention, cancer_words, is_vague, linked_cancer, read_cancers
from nlp.extraction import FoundBiomarker, FoundPrior, Linked
from nlp.lexicon import Lexicon
from nlp.linking import Linker, tumour_phrases
from nlp.relations.coordination import combinations
from nlp.relations.response_words import part_by_response
from nlp.relations.roles import EARLIER, Clause, Cue, Part, assign_parts
from nlp.relations.settings import PriorPhrase, origins_behind, prior_count, prior_most
from nlp.structure.unit import Unit
from nlp.therapies import TherapyMention, linked_therapies, read_therapies

_UNNAMED = re.compile(
    r"(?:\b(?:prior|previous|other|earlier|available|standard|all)\b[^.;,]{0,40}?)?\b(?:lines? of (?:systemic "
    r"|anti-?cancer )?(?:therapy|treatment)|"
    r"(?:prior|previous|other|earlier)(?: [\w-]+){0,3}? (?:therap(?:y|ies)|treatments?|regimens?)"
    r"|(?:have|has) been (?:previously )?treated|types? of (?:systemic )?(?:treatment"
    r"|therapy)|(?:other )?treatments?|therap(?:y|ies)|regimens?)\b",
    re.IGNORECASE,
)
_ANY = "prior treatment"  # how an earlier treatment is called that words only say was given
_TREATED_DISEASE = re.compile(
    r"\bpreviously[- ]treated\b(?! (?:with|for|by|in|and untreated|or untreated)\b)", re.IGNORECASE
)
_UNTREATED_TOO = re.compile(r"\b(?:untreated|not) (?:[\w-]+ )?(?:and|or)\s+$|\bnot (?:been )?$", re.IGNORECASE)
_ALL_KINDS = re.compile(r"\ball (?:[\w-]+ ){0,3}(?:sub)?(?:types|groups)\s*\((?=(?P<list>[^()]*)\))")
_IN = re.compile(r"\bin $")
_WITHOUT = re.compile(
    r"(?<!with or )\bwithout (?:an? |any |signs of )?$|\b(?:do|does|did) not have (?:[\w/+-]+,? ){0,8}$", re.IGNORECASE
)
_NOT_GIVEN = re.compile(r"[ -](?:based therapy )?(?:in|un)?(?:eligible|suitable|fit)\b", re.IGNORECASE)
_BROUGHT_BY = ("due to", "related to", "caused by")
_CHEMOTHERAPY = re.compile(
    r"(?:(?:induction|consolidation|combination|doublet|systemic) )*chemotherap(?:y|ies)", re.IGNORECASE
)
_NO_JOINT = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:(?:induction|consolidation|combination|maintenance)\s+)*")
_BESIDE = 12  # characters between a marker and what defines it: "positive status"
_CHANGE = re.compile(r"mutations|alterations|fusions|rearrangements", re.IGNORECASE)
_OTHER_THAN = re.compile(r"\s*,?\s*other than\b", re.IGNORECASE)
_OTHER = re.compile(r"\bother (?:[\w-]+ )?$", re.IGNORECASE)
_FAILED_OR = re.compile(
    r"\b(?:progress\w*|resist\w*|refractory|relapsed|failed|failure)(?: disease)?"
    r"(?: (?:on|after|following|during|to|with|of))?,?"
    r" or (?:(?:who )?(?:are|is|were) |an? |demonstrated )?$",
    re.IGNORECASE,
)
_OR_INTOLERANT = re.compile(r"\bor intoleran")
_DESCRIBED = re.compile(r"(?:defined|characteri[sz]ed) (?:as|by)", re.IGNORECASE)
_ALONE_BEFORE = re.compile(
    r"(?:with or without|(?:alone|monotherapy|single[ -]agent)\W+(?:or|and)"
    r" (?:(?:(?:in )?(?:[\w-]+ )?combinations? )?with|as (?:an? )?(?:part|component) of))"
    r"\W*(?:[\w-]+\W+){0,2}$",
    re.IGNORECASE,
)
_ALONE_AFTER = re.compile(r"\W*(?:or|and) (?:as (?:an? )?)?(?:monotherapy|single[ -]agent|alone)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """What a document's words are read with: the lexicon, the document's own abbreviations, and, for what no name
    matches, a linker of cancers."""

    lexicon: Lexicon
    local: Mapping[str, tuple[str, ...]]
    linker: Linker | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause of a unit, its mentions and their parts."""

    unit: Unit
    text: str
    clause: Clause
    therapies: list[tuple[TherapyMention, Part]]
    cancers: list[tuple[CancerMention, Part]]
    biomarkers: list[tuple[BiomarkerGroup, Part]]
    names: Names

    def link(self, mention: TherapyMention) -> tuple[Linked, ...]:
        """Return the therapies that a mention stands for."""
        return linked_therapies(mention, self.names.lexicon, self.unit.place(mention.start, mention.end))

    def link_cancer(self, mention: CancerMention) -> Linked:
        """Return the cancer of a mention; a shared name keeps its readings."""
        return linked_cancer(mention, self.names.lexicon, self.unit.place(mention.start, mention.end))

    def leads(self) -> list[Linked]:
        """Return the therapies before the trigger; else those that say what the product holds."""
        written = [linked for mention, held in self.therapies if held.part == "lead" for linked in self.link(mention)]
        linked_ones = [linked for linked in written if linked.id or linked.readings]
        products = [linked for linked in linked_ones if linked.kind != "class"]
        if linked_ones:
            return distinct_links(products or linked_ones)
        held_in_it = [
            linked for mention, held in self.therapies if held.part == "definition" for linked in self.link(mention)
        ]
        return distinct_links([linked for linked in held_in_it if linked.id and linked.kind != "class"])

    def partners(self, leads: Sequence[Linked]) -> list[tuple[Linked, ...]]:
        """Return the alternatives of what is given together with the lead; [()] where nothing is."""
        own = {linked.id for linked in leads if linked.id}
        mentions = [mention for mention, held in self.therapies if held.part == "partner"]
        mentions = _without_brackets(self.text, mentions, self)
        mentions = [one for at, one in enumerate(mentions) if not at or not self._sums_up(mentions[at - 1], one)]
        mentions = [mention for mention in mentions if not own & {linked.id for linked in self.link(mention)}]
        between = [self.text[left.end : right.start] for left, right in itertools.pairwise(mentions)]
        groups = combinations(mentions, between, [mention.text.lower() for mention in mentions])
        if mentions and (
            _ALONE_BEFORE.search(self.text[: mentions[0].start]) or _ALONE_AFTER.match(self.text, mentions[-1].end)
        ):
            groups = [*groups, ()] if () not in groups else groups
        return [_flat([self.link(mention) for mention in group]) for group in groups]

    def _sums_up(self, before: TherapyMention, mention: TherapyMention) -> bool:
        """Say whether "chemotherapy" only sums up the drugs named before it ("5-fluorouracil (5-FU) chemotherapy")."""
        between = self.text[before.end : mention.start]
        return _CHEMOTHERAPY.fullmatch(mention.text) is not None and _NO_JOINT.fullmatch(between) is not None

    def objects(self, closed: bool = False) -> list[Linked]:
        """Return the cancers that are treated."""
        return distinct_links([self.link_cancer(mention) for mention in self.treated(closed)])

    def treated(self, closed: bool = False) -> list[CancerMention]:
        """Return the mentions of the cancers that are treated. In a closed list the members are treated, too."""
        kept = [
            (mention, held)
            for mention, held in self.cancers
            if held.part in ("object", "lead", "candidate", "partner")
            and not is_vague(mention)
            and not _WITHOUT.search(self.text, max(0, mention.start - 80), mention.start)
        ]
        treated = [mention for mention, held in kept if held.part == "object"] or [
            mention for mention, held in kept if held.part != "lead" or held.cue.start < 0
        ]
        if not treated:  # "anaemia due to myelodysplastic syndromes"; "rescue after methotrexate in osteosarcoma"
            treated = [
                mention
                for mention, held in self.cancers
                if held.cue.words in _BROUGHT_BY or self._goes_on_in(mention, held)
            ]
        all_kinds = None if closed else _ALL_KINDS.search(self.text)
        if closed or all_kinds:
            treated += [
                mention
                for mention, held in self.cancers
                if held.part == "examples"
                and held.within in ("object", "lead")
                and (all_kinds is None or all_kinds.end() <= mention.start < all_kinds.end("list"))
            ]
        return treated

    def _goes_on_in(self, mention: CancerMention, held: Part) -> bool:
        """Say whether a cancer behind an earlier treatment is the treated one ("after taxanes in osteosarcoma")."""
        return held.part in EARLIER and _IN.search(self.text, 0, mention.start) is not None

    def proposed(self) -> list[Linked]:
        """Return cancers that unmatched words of the clause may name; a gate refuses them until somebody has looked."""
        if self.names.linker is None:
            return []
        told = self.clause.only("object", "lead")
        found: list[Linked] = []
        for start, end in tumour_phrases(told, cancer_words()["harmless"]):
            proposal = self.names.linker.propose(told[start:end])
            if proposal is not None:
                place = self.unit.place(start, end)
                found.append(Linked(proposal.entity_id, proposal.name, told[start:end], place, "proposed"))
        return found

    def origins_of(self, mention: CancerMention) -> tuple[str, ...]:
        """Return what the disease of a mention came from, where only such a disease is told."""
        return origins_behind(self.text, mention.end)

    def excluded(self) -> list[Linked]:
        """Return the cancers that the clause excepts."""
        return distinct_links([self.link_cancer(mention) for mention, held in self.cancers if held.part == "excluded"])

    def narrowed(self) -> list[str]:
        """Return unread words before the treated cancers."""
        return [mention.narrowed for mention in self.treated() if mention.narrowed]

    def required(self) -> list[tuple[FoundBiomarker, ...]]:
        """Return the biomarker conditions, all of which must hold, each by any of its alternatives."""
        ends = [group.end for group, _ in self.biomarkers]
        return [
            tuple(self._placed(one) for one in group.any_of)
            for group, held in self.biomarkers
            if _asks_for(held) and not (held.part == "definition" and _defines_a_marker(held.cue, ends))
        ]

    def left_over(self) -> list[str]:
        """Return markers that the clause only tells by what they are not ("other EGFR mutations"): no one of them is
        meant, and read without what they are not they would be all."""
        return [
            self.text[group.start : group.end]
            for group, _ in self.biomarkers
            if _CHANGE.search(self.text, group.start, group.end)
            and (_OTHER.search(self.text, 0, group.start) or _OTHER_THAN.match(self.text, group.end))
        ]

    def _placed(self, one: FoundBiomarker) -> FoundBiomarker:
        return FoundBiomarker(one.id, one.name, one.state, one.text, self.unit.place(*one.span), one.group)

    def priors(self) -> list[PriorPhrase]:
        """Return the earlier treatments that the clause asks for or rules out, in order; one without a name once."""
        found: list[tuple[int, PriorPhrase]] = []
        for mention, held in self.therapies:
            part = held.within if held.part == "examples" else held.part
            if (part in EARLIER or part == "not_after") and not self._not_given(mention):
                stretch = self.text[max(0, held.cue.start - 25) : mention.end + 12]
                count, most = prior_count(stretch), prior_most(stretch)
                told = [
                    PriorPhrase(FoundPrior(one, relation, count), part == "not_after", most)
                    for relation in self._relations(held.cue, part)
                    for one in self.link(mention)
                ]
                found += [(mention.start, one) for one in told]
        named = [mention.start for mention, _ in self.therapies]
        for start, end, part in self.clause.scopes:
            if (part in EARLIER or part == "not_after") and not any(start <= at < end for at in named):
                found += self._unnamed(start, end, part)
        told = [phrase for _, phrase in sorted(found, key=lambda one: one[0])]
        return told if any(not phrase.negated for phrase in told) else [*told, *self._treated_before()]

    def _not_given(self, mention: TherapyMention) -> bool:
        """Say whether a therapy stands beside an earlier one as what was not given ("cisplatin ineligible", "without
        taxanes")."""
        before = self.text[max(0, mention.start - 24) : mention.start]
        return _NOT_GIVEN.match(self.text, mention.end) is not None or _WITHOUT.search(before) is not None

    def _treated_before(self) -> list[PriorPhrase]:
        """Return an earlier treatment told of the disease alone ("previously treated mantle cell lymphoma")."""
        match = _TREATED_DISEASE.search(self.clause.only("object", "lead", "partner", "examples"))
        if match is None or _UNTREATED_TOO.search(self.text, 0, match.start()):
            return []
        place = self.unit.place(match.start(), match.end())
        return [PriorPhrase(FoundPrior(Linked(None, _ANY, match.group(), place, "class"), "received"), False)]

    def _unnamed(self, start: int, end: int, part: str) -> list[tuple[int, PriorPhrase]]:
        """Return an earlier treatment that a stretch asks for without naming it."""
        match = _UNNAMED.search(self.text[start:end])
        if match is None:
            return []
        words = match.group().strip()
        name = _ANY if words.endswith("treated") else words
        linked = Linked(None, name, words, self.unit.place(start + match.start(), start + match.end()), "class")
        stretch = self.text[max(0, start - 25) : end]
        count, most = prior_count(stretch), prior_most(stretch)
        cue = next((one for one in self.clause.cues if one.start == start), Cue(part, start, start, ""))
        return [
            (start, PriorPhrase(FoundPrior(linked, relation, count), part == "not_after", most))
            for relation in self._relations(cue, part)
        ]

    def _relations(self, cue: Cue, part: str) -> tuple[str, ...]:
        """Return what is said of an earlier treatment: "resistant or intolerant to" says two things."""
        if part not in EARLIER:
            return ("received",)
        before = self.text[max(0, cue.start - 60) : cue.start]
        both = (part == "intolerant" and _FAILED_OR.search(before)) or (
            part == "progressed" and _OR_INTOLERANT.search(cue.words)
        )
        return ("progressed", "intolerant") if both else (part,)

    def first_cancer(self) -> int:
        """Return where the first treated cancer starts, the end of the text where none does."""
        return min(
            (mention.start for mention, held in self.cancers if held.part in ("object", "lead")), default=len(self.text)
        )


def _defines_a_marker(cue: Cue, ends: Sequence[int]) -> bool:
    """Say whether a definition tells what a marker just named means ("HRD-positive status defined by …")."""
    return any(0 <= cue.start - end <= _BESIDE for end in ends)


def _asks_for(held: Part) -> bool:
    """Say whether a marker stands where a clause tells what the disease must have."""
    if held.part == "candidate":
        return not held.cue.words.startswith(("should", "must"))
    if held.part == "definition":
        return _DESCRIBED.search(held.cue.words) is not None
    if held.part == "aside":
        return held.cue.words.startswith("associated")
    return held.part in ("object", "partner", "lead", "test", "gloss", "examples")


def read_clause(unit: Unit, text: str, names: Names, start: str = "lead") -> Reading:
    """Find the mentions of a clause and the part of each. ``start`` is the part in which the clause begins."""
    biomarkers = read_biomarkers(text)
    aside = [*(one.span for group in biomarkers for one in group.any_of), *contrasted(text)]
    therapies = [
        one for one in read_therapies(text, names.lexicon, names.local) if not _inside(one.start, one.end, aside)
    ]
    taken = [(mention.start, mention.end) for mention in therapies]
    cancers = [one for one in read_cancers(text, names.lexicon, names.local) if not _inside(one.start, one.end, taken)]
    syndromes = {one.entity_ids for one in cancers if _inside(one.start, one.end, aside)}
    others = [one for one in cancers if one.entity_ids not in syndromes]
    cancers = others or cancers  # a syndrome beside the cancer that it causes is a condition
    taken += [(one.start, one.end) for one in cancers if not one.composed]
    biomarkers = [one for one in biomarkers if not _inside(one.start, one.end, taken[: len(therapies)])]
    mentions = sorted(
        [(one.start, one.end, "Therapy") for one in therapies]
        + [(one.start, one.end, "Cancer") for one in cancers]
        + [(one.start, one.end, "Biomarker") for one in biomarkers]
    )
    clause = assign_parts(text, mentions, start)
    held = {(part.start, part.end): part for part in clause.parts}
    return Reading(
        unit,
        text,
        clause,
        [(one, part_by_response(text, one.start, one.end) or held[one.start, one.end]) for one in therapies],
        [(one, held[one.start, one.end]) for one in cancers],
        [(one, held[one.start, one.end]) for one in biomarkers],
        names,
    )


def _inside(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(left <= start and end <= right for left, right in taken)


def _without_brackets(text: str, mentions: list[TherapyMention], reading: Reading) -> list[TherapyMention]:
    """Read "regimen (A, B)" as the regimen, and "a class (A or B)" as its members."""
    kept: list[TherapyMention] = []
    for mention in mentions:
        opened = text.rfind("(", 0, mention.start)
        bracketed = opened > text.rfind(")", 0, mention.start) and opened >= 0
        before = [other for other in kept if other.end <= opened] if bracketed else []
        alone = bracketed and re.fullmatch(r"\(\s*[\w-]+\s*\)", text[opened : mention.end + 1]) is not None
        if alone and kept and not text[kept[-1].end : opened].strip(" ,()"):
            continue
        if bracketed and before and not text[before[-1].end : opened].strip(" ,"):
            last = reading.link(before[-1])
            if last[0].kind != "class" or re.search(r"e\.g\.|such as|i\.e\.|for example", text[opened : mention.start]):
                continue
            kept.remove(before[-1])
        kept.append(mention)
    return kept


def distinct_links(found: list[Linked]) -> list[Linked]:
    kept: list[Linked] = []
    for linked in found:
        key = (linked.id, linked.readings, "" if linked.id else linked.name)
        if all(key != (other.id, other.readings, "" if other.id else other.name) for other in kept):
            kept.append(linked)
    return kept


def _flat(groups: list[tuple[Linked, ...]]) -> tuple[Linked, ...]:
    return tuple(distinct_links([linked for group in groups for linked in group]))
