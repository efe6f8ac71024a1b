"""Where a statement was read: the document and the place, best source first, and the numbered citations."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from answers.draft import SectionDraft, SentenceDraft, sentence_id
from answers.model import Citation, Section, Sentence
from answers.records import Place

TIERS = ("regulator", "regulator_copy", "institute", "company", "paper", "press", "other")
REPORTED_TIERS = ("company", "paper", "press", "other")
CITED_PER_STATEMENT = 2
CITED_PER_SENTENCE = 14
"""As many as a list has names: a sentence cites the fewest places that tell all that it rests on."""
EXAMPLES = 6
"""Where so many would not do, it cites these as examples, and names the statements of all."""
FEW = 3
"""Of so few statements the second best source is cited too."""
LINKS = Path(__file__).parent / "official_links.json"


@dataclass(frozen=True, slots=True)
class Source:
    """One place in one document, as a statement's evidence gives it."""

    document_id: str
    title: str
    publisher: str
    tier: str
    kind: str
    url: str
    licence: str
    published: str
    attested: str
    retrieved: str
    locator: str
    quote_sha256: str
    role: str
    rank: tuple[int, str, str, str, str] = field(init=False, compare=False)
    """Sort key: tier, then newest, then id, place and quote, so that no two are equal."""

    def __post_init__(self) -> None:
        tier = TIERS.index(self.tier) if self.tier in TIERS else len(TIERS)
        newest = "".join(chr(255 - ord(letter)) for letter in (self.published or self.attested).ljust(10, "0"))
        object.__setattr__(self, "rank", (tier, newest, self.document_id, self.locator, self.quote_sha256))


@cache
def official_links() -> tuple[str, ...]:
    """Return the beginnings of addresses that patients may be sent to (answers/official_links.json)."""
    return tuple(json.loads(LINKS.read_text(encoding="utf-8")))


def official(url: str) -> bool:
    """Tell whether an address may be offered to patients."""
    return url.startswith(official_links())


def sources_from(places: Iterable[Place], documents: Mapping[str, Mapping[str, Any]]) -> tuple[Source, ...]:
    """Return the places of one statement, event or search with their documents; the best stand first."""
    found: set[Source] = set()
    for place in places:
        document = documents[place.document_id]
        found.add(
            Source(
                document_id=place.document_id,
                title=str(document["title"]),
                publisher=str(document["publisher"]),
                tier=place.tier,
                kind=place.kind,
                url=str(document["url"]),
                licence=str(document["licence"]),
                published=place.published,
                attested=place.attested,
                retrieved=str(document["retrieved"]),
                locator=place.locator,
                quote_sha256=place.quote_sha256,
                role=place.role,
            )
        )
    return tuple(sorted(found, key=lambda source: source.rank))


def cite(
    drafts: Iterable[SectionDraft], sources: Mapping[str, tuple[Source, ...]]
) -> tuple[tuple[Section, ...], tuple[Citation, ...]]:
    """Number the sources in the order in which sentences use them."""
    numbers: dict[tuple[str, str], int] = {}
    citations: list[Citation] = []
    sections = []
    for draft in drafts:
        sentences = []
        for sentence in draft.sentences:
            cited: list[int] = []
            for source in _chosen(sentence, sources):
                key = (source.document_id, source.locator)
                if key not in numbers:
                    numbers[key] = len(citations) + 1
                    citations.append(_citation(numbers[key], source))
                cited.append(numbers[key])
            sentences.append(
                Sentence(
                    sentence_id(draft.id, sentence),
                    sentence.text,
                    sentence.kind,
                    sentence.rests_on,
                    sentence.basis,
                    tuple(dict.fromkeys(cited)),
                )
            )
        if sentences:
            sections.append(Section(draft.id, draft.title, tuple(sentences), draft.folded))
    return tuple(sections), tuple(citations)


def _chosen(sentence: SentenceDraft, sources: Mapping[str, tuple[Source, ...]]) -> list[Source]:
    """Return the sources that a sentence cites, in the order of what it rests on: at least one for each ground.

    A place that tells several of its statements is taken for all of them.
    """
    grounds = [ground for ground in (*sentence.basis, *sentence.rests_on) if ground in sources]
    offered: dict[tuple[str, str], Source] = {}
    tells: dict[tuple[str, str], set[str]] = {}
    for ground in grounds:
        for source in sources[ground][:CITED_PER_STATEMENT]:
            key = (source.document_id, source.locator)
            offered.setdefault(key, source)
            tells.setdefault(key, set()).add(ground)
    if len(grounds) <= FEW:
        return list(offered.values())
    chosen: list[tuple[str, str]] = []
    left = set(grounds)
    while left and len(chosen) < CITED_PER_SENTENCE:
        best = max(tells, key=lambda key: len(tells[key] & left))  # the first of equals: the order is that of grounds
        chosen.append(best)
        left -= tells[best]
    kept = chosen[:EXAMPLES] if left else chosen
    return [source for key, source in offered.items() if key in kept]


def _citation(number: int, source: Source) -> Citation:
    return Citation(
        number=number,
        document_id=source.document_id,
        title=source.title,
        publisher=source.publisher,
        tier=source.tier,
        url=source.url if official(source.url) else None,
        published=source.published or None,
        attested=source.attested or None,
        retrieved=source.retrieved or None,
        locator=source.locator,
        quote=None,
        quote_sha256=source.quote_sha256 or None,
        licence=source.licence,
    )
