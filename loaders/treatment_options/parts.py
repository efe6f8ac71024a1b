"""Titled parts of a page that stand for an option ("Trastuzumab", under "Metastatic HER2-Positive Breast Cancer").

NCI describes many treatments under their own headings and lists them nowhere. Such a part is read as an option only
where one of its sentences names the treatment and says that it is approved, standard, preferred or an option, and none
says the contrary. Every heading above it must be understood.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.model import Evidence
from loaders.loader import evidence
from loaders.markdown.blocks import Block, Heading, Item, Paragraph, read_blocks
from loaders.markdown.inline import plain
from loaders.markdown.lists import title_key
from loaders.reconciliation.derivation import statement_id
from loaders.treatment_options.items import ItemReading, read_item
from loaders.treatment_options.options import OptionReader, with_short_condition
from loaders.treatment_options.scope import Scope
from loaders.treatment_options.treatments import read_treatments
from loaders.treatment_options.words import option_words

RULE = "option-part"
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?=\S)[^.!?]*)*[.!?]?")
_EXAMPLES = re.compile(r"\b(?:including|but not|such as)\b", re.IGNORECASE)
_FIRST_LEVEL = 3
_TREATMENT = re.compile(r"\btreatment|\btherap(?:y|ies)|\bmanagement|\boptions?\b", re.IGNORECASE)
_SKIPPED = re.compile(
    r"references|clinical trials|general information|overview|latest updates|about this|toxicit|"
    r"surveillance|follow-up|prevention|staging|prognos|pregnan",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, those above it, and the text blocks up to the next heading."""

    headings: tuple[Heading, ...]
    blocks: tuple[Paragraph | Item, ...]


def gather_parts(blocks: list[Block]) -> Iterator[Part]:
    """Yield the titled parts of a page."""
    headings: list[Heading] = []
    held: list[Paragraph | Item] = []
    for block in blocks:
        if isinstance(block, Heading):
            if headings and held:
                yield Part(tuple(headings), tuple(held))
            headings = [heading for heading in headings if heading.level < block.level] + [block]
            held = []
        elif isinstance(block, Paragraph | Item):
            held.append(block)
    if headings and held:
        yield Part(tuple(headings), tuple(held))


def read_parts(reader: OptionReader) -> None:
    """Add the options that titled parts stand for, where no list of the same section holds them."""
    listed = {(one.subject, one.partners) for one in reader.reading.records.statements.values()}
    for part in gather_parts(list(read_blocks(reader.text))):
        title = part.headings[-1]
        if title.level < _FIRST_LEVEL or any(_SKIPPED.search(heading.text) for heading in part.headings[1:]):
            continue
        if not any(_TREATMENT.search(heading.text) for heading in part.headings[1:-1]):
            continue
        found = read_item(plain(title.text), reader.lexicon, reader.local)
        above = read_item(plain(part.headings[-2].text), reader.lexicon, reader.local)
        if _stands_under_combination(found, above):
            continue
        scope = _scope(reader, part, found)
        offering = _offering_sentence(reader, part, found)
        if scope is None or offering is None:
            continue
        place, sentence = offering
        _tell(reader, part, found, _with_markers(reader, scope, sentence), place, listed)


def _stands_under_combination(found: ItemReading, above: ItemReading) -> bool:
    """Say whether a bare treatment stands under "A plus B": the page does not say whether it is given alone."""
    together = any(len(offer.therapies) > 1 and offer.combination != "either" for offer in above.offers)
    bare = any(len(offer.therapies) == 1 for offer in found.offers) and not found.condition.combination
    return together and bare


def _scope(reader: OptionReader, part: Part, found: ItemReading) -> Scope | None:
    """Return whom the part is for, None where a heading above it was not understood."""
    if found.refusal or not found.offers:
        return None
    scope = reader.page
    for heading in part.headings[1:-1]:
        own = replace(reader.scope(plain(heading.text)), unread=reader.heading_unread(heading), combination="")
        scope = own.within(scope)
    scope, unread = with_short_condition(scope.narrowed(found.condition), reader.lexicon)
    own_cancers = reader.of_page(scope.cancers, part.headings)
    return None if unread or not own_cancers else replace(scope, cancers=own_cancers)


def _with_markers(reader: OptionReader, scope: Scope, sentence: str) -> Scope:
    """Require the test results too that the sentence approves for, of markers on which the headings are silent."""
    held = {one.name.split()[0] for group in scope.requires for one in group}
    told = reader.scope(_EXAMPLES.split(sentence)[0]).requires
    return scope.narrowed(
        Scope(requires=tuple(group for group in told if not held & {one.name.split()[0] for one in group}))
    )


def _offering_sentence(reader: OptionReader, part: Part, found: ItemReading) -> tuple[Paragraph | Item, str] | None:
    """Return the sentence that makes the treatment an option, with its block; None where there is none or one says
    otherwise."""
    words = option_words()
    named = {therapy for offer in found.offers for therapy in offer.therapies}
    drugs = {one for one in named if reader.lexicon.entities[one].kind not in ("class", "procedure")}
    offering: tuple[Paragraph | Item, str] | None = None
    for block in part.blocks:
        for sentence in _SENTENCE.findall(plain(block.text)):
            if words.part_refused.search(sentence):
                return None
            if offering is not None or words.part_weak.search(sentence) or not words.part_offers.search(sentence):
                continue
            told = {one.therapy_id for one in read_treatments(sentence, reader.lexicon, reader.local)}
            cancers = reader.scope(sentence).cancers
            if (drugs or named) <= told and len(reader.of_page(cancers, part.headings)) == len(cancers):
                offering = (block, sentence)
    return offering


def _tell(
    reader: OptionReader,
    part: Part,
    found: ItemReading,
    scope: Scope,
    place: Paragraph | Item,
    listed: set[tuple[str, tuple[str, ...]]],
) -> None:
    choices = scope.biomarker_choices()
    section = " > ".join(plain(heading.text) for heading in part.headings[1:][-3:])
    held: list[Evidence] = [evidence(reader.document, reader.text, place.start, place.end, section)]
    held += [
        evidence(reader.document, reader.text, heading.start, heading.end, section, role="heading")
        for heading in part.headings[1:]
    ]
    level = reader.references.level(title_key(part.headings[1].text), title_key(part.headings[-1].text))
    for statement in reader.statements(found, scope, choices, level):
        if (statement.subject, statement.partners) in listed:
            continue
        told = replace(
            statement,
            evidence_ids=tuple(sorted(one.id for one in held)),
            review_status="single_source",
            rule=RULE,
        )
        reader.reading.records.extend([*held, replace(told, id=statement_id(told))])
