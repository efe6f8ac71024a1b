"""The forms of requests, and of responses for the documentation."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from answers.wording.catalogue import LEVELS

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", examples=["2026-06-21"])]
Words = Annotated[str, Field(min_length=1, max_length=200)]


class Profile(BaseModel):
    """What a person tells about themselves; all optional. An answer that used it has no id. Kept nowhere."""

    model_config = ConfigDict(extra="forbid")

    age: Annotated[float, Field(ge=0, le=130)] | None = None
    stage: Words | list[Words] | None = Field(None, examples=["IV"])
    line: Annotated[int, Field(ge=1, le=20)] | None = Field(None, description="Line of treatment, from 1.")
    biomarkers: list[Words] | None = Field(None, examples=[["EGFR exon 19 deletion"]])
    prior_therapies: list[Words] | None = Field(None, examples=[["osimertinib"]])
    disease_state: Words | list[Words] | None = None
    sex: Literal["female", "male"] | None = None


class AskedQuestion(BaseModel):
    """A question, and how it shall be answered."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": "How does CAR-T cell therapy work for lung cancer?"},
                {
                    "question": "Is CAR-T approved for gastric cancer?",
                    "as_of": "2026-06-21",
                    "agencies": ["FDA", "NMPA"],
                },
            ]
        },
    )

    question: str = Field(description="The question in plain words; the first 4,000 characters are the most.")
    as_of: Day | None = Field(None, description="The day to ask about; today where absent.")
    known_at: Day | None = Field(None, description="Use only what we knew at the end of this day.")
    agencies: list[Words] | None = Field(
        None, max_length=20, description="Agencies to ask about; FDA and EMA where absent.", examples=[["FDA"]]
    )
    level: str | None = Field(None, description=f"Reading level: {' or '.join(LEVELS)}.", examples=["plain"])
    profile: Profile | None = None


class ProblemDetails(BaseModel):
    """What went wrong, and the next step (RFC 9457)."""

    type: str = Field(examples=["urn:treatment-explainer:problem:date-invalid"])
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] | None = None


class Suggestion(BaseModel):
    """A question that may be meant, or the thing that a name means."""

    text: str
    kind: Literal["question", "name"]
    id: str | None = None
    label: str | None = None
    reason: str | None = None


class Suggestions(BaseModel):
    suggestions: list[Suggestion]


class FoundEntity(BaseModel):
    """A thing that a text may name. `score` is 1 for the very name; `reason` says how far the text is from it."""

    id: str
    label: str
    kind: str
    name: str
    matched: str
    score: float
    reason: str


class FoundEntities(BaseModel):
    entities: list[FoundEntity]


class NamedThing(BaseModel):
    id: str
    name: str


class EntityOut(BaseModel):
    """A thing that statements are about."""

    id: str
    label: str
    kind: str
    name: str
    plain_name: str
    synonyms: list[dict[str, Any]]
    definition: str
    mappings: list[str]
    properties: dict[str, Any]
    classes: list[NamedThing]
    counts: dict[str, int]


class Node(BaseModel):
    id: str
    name: str
    label: str


class Link(BaseModel):
    source: str
    target: str
    predicate: str
    told: str
    statement_ids: list[str]


class Neighbourhood(BaseModel):
    """Things that current, accepted statements tie to one thing; `left_out` counts those beyond the limit."""

    centre: str
    nodes: list[Node]
    links: list[Link]
    left_out: int


class StatementOut(BaseModel):
    """A statement with its evidence and history; of an event or a coverage row, what it says is in `fields`."""

    id: str
    predicate: str | None
    subject: NamedThing | None
    object: NamedThing | None
    with_: list[NamedThing] = Field(alias="with")
    qualifiers: dict[str, Any]
    arguments: list[dict[str, Any]]
    polarity: str | None
    modality: str | None
    knowledge_level: str | None
    agent_type: str | None
    review_status: str | None
    agency: str | None
    indication: str | None
    valid_from: str | None
    valid_to: str | None
    recorded_from: str | None
    recorded_to: str | None
    evidence: list[dict[str, Any]]
    history: list[dict[str, Any]]
    fields: dict[str, Any]


class SourceOut(BaseModel):
    """One collection of documents: whose it is, how fresh, under which licence."""

    collection: str
    publishers: list[str]
    tiers: list[str]
    licences: list[str]
    documents: int
    attested_from: str | None
    attested_to: str | None
    stale_after_days: int
    agencies: list[str]


class SourcesOut(BaseModel):
    graph_version: str
    records_end: str
    sources: list[SourceOut]
