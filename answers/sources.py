"""Where a statement was read: the document and the place, best source first, and the numbered citations."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from answers.draft import SectionDraft, SentenceDraft, sentence_id
from answers.model import Citation, Section, Sentence

TIERS = ("regulator", "regulator_copy", "institute", "company", "paper", "press", "other")
REPORTED_TIERS = ("company", "paper", "press", "other")
CITED_PER_STATEMENT = 2
CITED_PER_SENTENCE = 6
"""A sentence that rests on dozens of statements names them all and cites the best sources of its first ones."""
COLUMNS = {"document_id": "document"}
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

    @property
    def rank(self) -> tuple[int, str, str, str]:
        """Sort key: tier, then newest, then id."""
        tier = TIERS.index(self.tier) if self.tier in TIERS else len(TIERS)
        newest = "".join(chr(255 - ord(letter)) for letter in (self.published or self.attested).ljust(10, "0"))
        return tier, newest, self.document_id, self.locator


@cache
def official_links() -> tuple[str, ...]:
    """Return the beginnings of addresses that patients may be sent to (answers/official_links.json)."""
    return tuple(json.loads(LINKS.read_text(encoding="utf-8")))


def official(url: str) -> bool:
    """Tell whether an address may be offered to patients."""
    return url.startswith(official_links())


def sources_by_statement(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Source, ...]]:
    """Sort the rows of ``evidence_of`` into sources per statement, event or coverage id; the best stand first."""
    found: dict[str, set[Source]] = {}
    for row in rows:
        source = Source(**{name: str(row[COLUMNS.get(name, name)]) for name in Source.__dataclass_fields__})
        found.setdefault(str(row["statement"]), set()).add(source)
    return {key: tuple(sorted(held, key=lambda source: source.rank)) for key, held in found.items()}


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
    """Return the sources that a sentence cites: of what it rests on in order, what it was searched in first."""
    searched = [ground for ground in sentence.basis if ground in sources]
    found: dict[tuple[str, str], Source] = {}
    for ground in (*searched, *sentence.rests_on):
        for source in sources.get(ground, ())[:CITED_PER_STATEMENT]:
            found.setdefault((source.document_id, source.locator), source)
    return list(found.values())[:CITED_PER_SENTENCE]


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
