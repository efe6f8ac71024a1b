"""From the option lists of a page to ``option_for`` statements, each with its place and its scope.

An item takes its cancer, stage and line from its own words, else from the item above it, the line that leads into the
list and the headings, never from the page's title. What could not be read is proposed or set aside, with the reason.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.model import BiomarkerState, Document, Evidence, Statement
from loaders.biomarkers import biomarker_entities
from loaders.loader import Reading, evidence, review_item
from loaders.markdown.blocks import Block, Heading, read_blocks
from loaders.markdown.inline import citations, levels_of_evidence, plain
from loaders.markdown.lists import ListItem, PageList, gather_lists, title_key
from loaders.reconciliation.derivation import statement_id
from loaders.treatment_options.combinations import Offer
from loaders.treatment_options.items import ItemReading, read_heads, read_item, without_treatments
from loaders.treatment_options.kinship import Kinship
from loaders.treatment_options.references import References, read_references
from loaders.treatment_options.scope import BROKEN, Scope, labelled, read_scope, unread_beside
from loaders.treatment_options.site_kinds import kinds_of_site
from loaders.treatment_options.treatments import read_treatments
from loaders.treatment_options.words import option_words
from nlp.extraction import FoundBiomarker
from nlp.lexicon import Lexicon

RULE = "option-list"
RULE_OF_DOUBT = "option-list-partly-read"
_ALIKE = re.compile(r"\b(?:is (?:like|similar to|the same as)|depends? on)\b.*")
_PATIENTS = re.compile(r"\b(?:for|in|of) (?:patients|children|people|adults|men|women|those)\b[^.;:]*", re.IGNORECASE)
_AS_PALLIATION = re.compile(r"\bas palliative (?:therapy|treatment)\b", re.IGNORECASE)
_FOLLOWS = re.compile(r"\bfollowed by (?:one or more of |one of )?the following:?$", re.IGNORECASE)
_CONDITION_WORDS = 8
_CONDITIONS = 2
_SECTION_LEVEL = 2
_SKIPPED = re.compile(
    r"references|clinical trials|general information|latest updates|about this|risk factors", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"([^()]{3,90}?)\s*\(([A-Z][A-Za-z0-9-]{1,9}?)s?\)")


@dataclass(slots=True)
class OptionReader:
    """Reads the option lists of one page into a Reading."""

    document: Document
    text: str
    lexicon: Lexicon
    kinship: Kinship
    reading: Reading = field(default_factory=Reading)
    local: dict[str, tuple[str, ...]] = field(default_factory=dict)
    page: Scope = field(default_factory=Scope)
    subjects: tuple[str, ...] = ()
    references: References = field(default_factory=References)

    def read(self) -> Reading:
        """Read every list of options."""
        blocks = list(read_blocks(self.text))
        self.references = read_references(blocks)
        self.reading.records.add(self.document)
        for block in blocks:
            if isinstance(block, Heading):
                self._learn_abbreviations(plain(block.text))
        for title in _titles(blocks):
            subject = read_scope(plain(title.text), self.lexicon)
            self.page = Scope(population=tuple(dict.fromkeys((*self.page.population, *subject.population))))
            self.subjects = tuple(dict.fromkeys((*self.subjects, *subject.cancers)))
            self.local.update(kinds_of_site(plain(title.text), self.lexicon, self.kinship))
        for page_list in gather_lists(blocks):
            audience = self._audience(page_list)
            if audience is not None:
                self._read_list(page_list, audience)
        return self.reading

    def _learn_abbreviations(self, text: str) -> None:
        for match in _ABBREVIATED.finditer(text) if "(" in text else ():
            name, short = match[1], match[2]
            mentions = self.lexicon.find(name, labels=frozenset({"Cancer", "Therapy"}))
            named = mentions[-1] if mentions and mentions[-1].end == len(name) else None
            if named and len(named.entity_ids) == 1 and named.text[0].upper() == short[0]:
                self.local.setdefault(short, named.entity_ids)

    def _audience(self, page_list: PageList) -> str | None:
        """Return whom the list is for in the words of its lead, None where it is no list of options."""
        if page_list.lead is None or any(_SKIPPED.search(heading.text) for heading in page_list.headings):
            return None
        lead = plain(page_list.lead.text)
        self._learn_abbreviations(lead)
        lead = _last_sentence(lead)
        for pattern in option_words().leads:
            match = pattern.fullmatch(lead)
            if match:
                audience = match["audience"] or ""
                audience = _ALIKE.sub("", option_words().investigational.sub("", audience))
                audience = audience or _patients_before(plain(page_list.lead.text))
                return None if option_words().not_leads.search(lead) else audience.strip(" ,")
        return None

    def _read_list(self, page_list: PageList, audience: str) -> None:
        around = self.page
        for heading in page_list.headings[1:]:
            around = replace(self.scope(plain(heading.text)), unread=()).within(around)
        lead = page_list.lead
        own = self.scope(audience)
        if not audience and page_list.headings:
            own = replace(own, unread=self.heading_unread(page_list.headings[-1]))
        if lead and _AS_PALLIATION.search(_last_sentence(plain(lead.text))):
            own = replace(own, purpose=own.purpose or "palliate")
        scope = own.within(around)
        under_study = bool(lead and option_words().investigational.search(_last_sentence(plain(lead.text))))
        places = [
            evidence(self.document, self.text, one.start, one.end, _section(page_list), role="heading")
            for one in (*page_list.headings[-1:], *((lead,) if lead else ()))
        ]
        of_drugs = bool(lead and read_treatments(_last_sentence(plain(lead.text)), self.lexicon))
        readings: dict[str, tuple[Scope, ItemReading]] = {}
        for item in page_list.walk():
            above = readings.get(item.parent.place) if item.parent else None
            outer = above[0] if above else scope
            found = read_item(plain(item.text), self.lexicon, self.local)
            if of_drugs and found.refusal == "item_not_understood":
                heads = read_heads(plain(item.text), self.lexicon, self.local)
                found = heads if heads.offers else found
            if item.parent and found.offers and _FOLLOWS.search(plain(item.parent.text)):
                found = replace(found, refusal="partner_unclear", detail="follows the treatment above it")
            if under_study or (above and above[1].investigational):
                found = replace(found, investigational=True)
            inner = outer.narrowed(self._condition(item, found))
            readings[item.place] = (inner, found)
            self._tell(page_list, item, inner, self._with_partners(found, above[1] if above else None), places)

    def of_page(self, cancers: tuple[str, ...], headings: tuple[Heading, ...]) -> tuple[str, ...]:
        """Return those cancers that are of the same site as what the page is about, or a group of it.

        Where the page's title names no cancer that we know, a heading below it must.
        """
        subjects = self.subjects
        if not subjects:
            subjects = tuple(one for heading in headings[1:] for one in self.scope(plain(heading.text)).cancers)
        return tuple(one for one in cancers if any(self.kinship.related(one, subject) for subject in subjects))

    def scope(self, text: str) -> Scope:
        """Read a heading, lead-in or condition with the page's own abbreviations."""
        return read_scope(text, self.lexicon, self.local)

    def heading_unread(self, heading: Heading) -> tuple[str, ...]:
        """Return what nothing has read in a heading, the treatments that it names left out."""
        names = labelled(self.local, "Therapy", self.lexicon)

        def blank(text: str) -> str:
            return without_treatments(text, read_treatments(text, self.lexicon, names))

        return unread_beside(plain(heading.text), self.lexicon, self.local, blank)

    def _condition(self, item: ListItem, found: ItemReading) -> Scope:
        """Return the condition that an item sets for itself and for the items under it."""
        if found.refusal == "no_therapy_named" and item.children:
            return self.scope(option_words().aims.sub("", plain(item.text)))
        if item.children:
            return replace(found.condition, combination="")
        return replace(found.condition, unread=()) if found.refusal else found.condition

    def _with_partners(self, found: ItemReading, above: ItemReading | None) -> ItemReading:
        """Give a bare therapy under "A and chemotherapy" its partner; doubt it under any other combination.

        A part of the combination that is named again, with a condition of its own, stands for the whole.
        """
        if above is None or len(above.offers) != 1 or len(above.offers[0].therapies) < 2 or not found.offers:
            return found
        bare = all(len(offer.therapies) == 1 for offer in found.offers) and not found.condition.combination
        if not bare or found.refusal:
            return found
        if {offer.therapies[0] for offer in found.offers} <= set(above.offers[0].therapies):
            return replace(found, offers=above.offers if found.condition != Scope() else found.offers)
        if found.offers[0].therapies[0] in above.offers[0].therapies:
            return found
        chemotherapy = [one for one in above.offers[0].therapies if "chemotherapy" in self.lexicon.name_of(one).lower()]
        named = [self.lexicon.name_of(offer.therapies[0]).lower().split()[0].split("-")[0] for offer in found.offers]
        one_phase = len(above.offers[0].therapies) == 2 and len(above.offers[0].phases) == 1
        if (
            one_phase
            and len(chemotherapy) == 1
            and all(name.endswith(option_words().not_chemotherapy) for name in named)
        ):
            offers = tuple(Offer(((*offer.phases[0], *chemotherapy),), "combination") for offer in found.offers)
            return replace(found, offers=offers)
        return replace(found, refusal="partner_unclear", detail="stands under a combination")

    def _tell(
        self, page_list: PageList, item: ListItem, scope: Scope, found: ItemReading, places: list[Evidence]
    ) -> None:
        locator = f"{_section(page_list)}, item {item.place}"
        reason, detail = found.refusal, found.detail
        if not reason and not scope.cancers:
            reason, detail = "no_cancer_linked", "neither the item nor its headings name a cancer that we know"
        own = self.of_page(scope.cancers, page_list.headings)
        scope = replace(scope, cancers=own or scope.cancers)
        if not reason and not own:
            reason, detail = (
                "cancer_outside_page",
                "names a cancer of another page, which may mean its kind at this site",
            )
        scope, unread = with_short_condition(scope, self.lexicon)
        if not reason and unread:
            reason, detail = "condition_not_understood", f"unread: {' '.join(unread)[:80]}"
        scope = _without_own_phases(scope, found)
        given = {therapy for offer in found.offers for therapy in offer.therapies}
        if not reason and given <= {prior.therapy_id for prior in scope.after}:
            reason, detail = "condition_not_understood", "the treatment stands both as given and as given before"
        choices = scope.biomarker_choices()
        if not reason and not choices:
            reason, detail = "too_many_biomarkers", "more ways to meet the biomarkers than can be told apart"
        contains_options = bool(item.children) and reason in ("no_therapy_named", "therapy_not_linked")
        is_none = not found.offers and any(
            pattern.fullmatch(plain(item.text).strip(" .;:")) for pattern in option_words().no_options
        )
        if reason and reason != "research_only" and not contains_options and not is_none:
            note = f"{locator}: {detail}; read the list and add what it offers"
            self.reading.set_aside.append(review_item(reason, "statement", note, self.document, locator=locator))
        if not found.offers or not scope.cancers or not choices:
            return
        level, papers = self._grade(page_list, item)
        cited = f" (cites PubMed {', '.join(papers)})" if papers else ""
        held = [evidence(self.document, self.text, item.start, item.end, locator + cited)]
        held += [
            evidence(self.document, self.text, up.start, up.end, locator, role="heading") for up in item.chain()[:-1]
        ]
        self.reading.records.extend([*held, *places])
        for statement in self.statements(found, scope, choices, level):
            told = replace(
                statement,
                evidence_ids=tuple(sorted(one.id for one in [*held, *places])),
                review_status="proposed" if reason else "single_source",
                rule=RULE_OF_DOUBT if reason else RULE,
            )
            told = replace(told, id=statement_id(told))
            before = self.reading.records.statements.get(told.id)
            if before is None or before.review_status == "proposed":
                self.reading.records.add(told)

    def _grade(self, page_list: PageList, item: ListItem) -> tuple[str, list[str]]:
        """Return the level of evidence and the papers bound to an item: its own, else those of the part it names."""
        section = next(
            (title_key(heading.text) for heading in page_list.headings if heading.level == _SECTION_LEVEL), ""
        )
        own = levels_of_evidence(item.text)
        key = title_key(item.text)
        level = own[0] if len(own) == 1 else "" if own else self.references.level(section, key)
        cited = citations(item.text) or self.references.cited.get((section, key), [])
        return level, self.references.papers(cited)

    def statements(
        self, found: ItemReading, scope: Scope, choices: list[tuple[FoundBiomarker, ...]], level: str
    ) -> Iterator[Statement]:
        """Yield what an item offers in a scope, without evidence, status and id."""
        for offer in found.offers:
            subject, partners = self._roles(offer)
            names = tuple(" with ".join(map(self.lexicon.name_of, phase)) for phase in offer.phases)
            late = found.late_setting and (len(offer.therapies) == 1 or len(offer.phases) > 1)
            qualifiers = replace(scope, setting="" if late else scope.setting).qualifiers(
                level_of_evidence=level,
                combination=offer.combination or scope.combination,
                note=found.note,
                phases=names if len(names) > 1 else (),
            )
            for cancer in scope.cancers:
                for choice in choices:
                    self._name_biomarkers(choice)
                    yield Statement(
                        id="",
                        predicate="option_for",
                        subject=subject,
                        object=cancer,
                        modality="investigational" if found.investigational else "asserted",
                        partners=tuple(sorted(partners)),
                        requires=_states(choice, absent=False),
                        excludes=_states(choice, absent=True),
                        after=scope.after,
                        qualifiers=qualifiers,
                    )

    def _roles(self, offer: Offer) -> tuple[str, tuple[str, ...]]:
        """Return whom the statement is about: the first drug, else the first therapy; the others are partners."""
        therapies = offer.therapies
        drugs = [one for one in therapies if self.lexicon.entities[one].kind in ("substance", "formulation", "product")]
        subject = (drugs or list(therapies))[0] if len(offer.phases) == 1 else therapies[0]
        return subject, tuple(one for one in therapies if one != subject)

    def _name_biomarkers(self, choice: tuple[FoundBiomarker, ...]) -> None:
        self.reading.records.extend(biomarker_entities(choice))


def _states(choice: tuple[FoundBiomarker, ...], *, absent: bool) -> tuple[BiomarkerState, ...]:
    """Return the states that must hold, or those that must not."""
    chosen = {
        (one.id, "present" if absent else one.state, one.group) for one in choice if (one.state == "absent") is absent
    }
    return tuple(BiomarkerState(*one) for one in sorted(chosen))


def _titles(blocks: list[Block]) -> Iterator[Heading]:
    """Yield the titles that a page begins with: a short one for the window, then the page's own."""
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > 1:
                return
            yield block


def _patients_before(lead: str) -> str:
    """Return whom the sentences before "Treatment may include:" speak of, '' where they name nobody."""
    before = lead[: len(lead) - len(_last_sentence(lead))]
    match = _PATIENTS.search(before)
    return match[0] if match else ""


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?]) (?=[A-Z])", text)[-1]


def _section(page_list: PageList) -> str:
    """Return the headings above a list as a reader finds them."""
    return " > ".join(plain(heading.text) for heading in page_list.headings[1:][-2:]) or "before the first section"


def with_short_condition(scope: Scope, lexicon: Lexicon) -> tuple[Scope, tuple[str, ...]]:
    """Keep short conditions in their own words ("superior sulcus"); return what is too long or may be a name."""
    phrases = scope.unread
    kept = 0 < len(phrases) <= _CONDITIONS and all(_is_condition(phrase, lexicon) for phrase in phrases)
    if kept:
        states = tuple(dict.fromkeys((*scope.disease_state, *(phrase.lower() for phrase in phrases))))
        return replace(scope, disease_state=states, unread=()), ()
    return scope, scope.unread


def _without_own_phases(scope: Scope, found: ItemReading) -> Scope:
    """Leave out of the prior therapies what the option itself begins with ("surgery, then B if tumour remains after
    surgery")."""
    first = {therapy for offer in found.offers if len(offer.phases) > 1 for therapy in offer.phases[0]}
    return replace(scope, after=tuple(prior for prior in scope.after if prior.therapy_id not in first))


def _is_condition(phrase: str, lexicon: Lexicon) -> bool:
    """Say whether a phrase only describes: it names no other disease, and no treatment but one that cannot be had."""
    words = option_words()
    if phrase.endswith(BROKEN) or len(phrase.split()) > _CONDITION_WORDS or words.other_names.search(phrase):
        return False
    return bool(words.unavailable.search(phrase)) or not read_treatments(phrase, lexicon)
