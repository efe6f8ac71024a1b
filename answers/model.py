"""The answer as clients read it (design, section 8): plain dataclasses and their JSON."""

from dataclasses import dataclass, field
from typing import Any

import orjson

SECTION_IDS = (
    "emergency",
    "verdict",
    "definition",
    "mechanism",
    "options",
    "harms",
    "barriers",
    "research",
    "standard_treatments",
    "biomarkers",
    "comparison",
    "trials",
    "more",
)


@dataclass(frozen=True, slots=True)
class AnsweredEntity:
    """A thing that the question names, with the place of its words in the question."""

    text: str
    start: int
    end: int
    id: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """The question as it was understood. ``readings`` are other meanings that it may have had."""

    text: str
    type: str
    entities: tuple[AnsweredEntity, ...] = ()
    constraints: dict[str, Any] = field(default_factory=dict)
    premise: str | None = None
    readings: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer.

    ``kind``: claim (rests on ``statement_ids``), absence (rests on ``basis``: a coverage id, or a named query
    with its parameters), guidance (``basis`` is the id of the reviewed text), connective (asserts nothing).
    ``citations`` are numbers into ``Answer.citations``.
    """

    id: str
    text: str
    kind: str
    statement_ids: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A titled run of sentences. ``folded`` sections are hidden at first on a screen, never left out."""

    id: str
    title: str
    sentences: tuple[Sentence, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document. Absent fields are None and are told as 'date not given'."""

    number: int
    document_id: str
    title: str
    publisher: str
    tier: str
    url: str | None
    published: str | None
    attested: str | None
    retrieved: str | None
    locator: str
    quote: str | None
    quote_sha256: str | None
    licence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. The order of every list is total, so that equal inputs give equal bytes."""

    id: str | None
    question: AnsweredQuestion
    as_of: str
    known_at: str | None
    graph_version: str
    answer_version: str
    level: str
    language: str
    reading_grade: float | None
    verdict: dict[str, Any] | None
    verdicts: tuple[dict[str, Any], ...]
    sections: tuple[Section, ...]
    findings: tuple[dict[str, Any], ...]
    citations: tuple[Citation, ...]
    questions_to_ask: tuple[dict[str, Any], ...]
    related_questions: tuple[dict[str, str], ...]
    notices: tuple[dict[str, str], ...]
    request_id: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the contract's JSON as plain dicts and lists."""
        held: dict[str, Any] = orjson.loads(orjson.dumps(self))
        return held
