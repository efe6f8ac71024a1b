"""Questions and answers: ask, read again by id, suggestions while typing."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from starlette.responses import Response

from answers.model import Answer
from answers.permalink import LONGEST
from api.caching import fresh_json, kept_json
from api.routes.parts import PROBLEMS, Counted, Served, problem
from api.routes.schemas import AskedQuestion, ProblemDetails, Suggestions
from api.suggestions import suggest

router = APIRouter(prefix="/v1", tags=["answers"], responses=PROBLEMS)

EXAMPLES: dict[str, Any] = {
    "flagship": {
        "summary": "How a therapy works for a cancer",
        "value": {"question": "How does CAR-T cell therapy work for lung cancer?"},
    },
    "as of a day": {
        "summary": "At one agency, as of a day",
        "value": {"question": "Is CAR-T approved for gastric cancer?", "as_of": "2026-06-21", "agencies": ["NMPA"]},
    },
    "for a person": {
        "summary": "With what a person tells about themselves (kept nowhere)",
        "value": {
            "question": "What are the treatments for non-small cell lung cancer?",
            "profile": {"stage": "IV", "biomarkers": ["EGFR exon 19 deletion"], "line": 1},
        },
    },
}


@router.post(
    "/answers",
    summary="Ask a question",
    response_model=None,
    responses={200: {"model": Answer, "description": "The answer; every claim carries statements and citations."}},
)
def ask(asked: Annotated[AskedQuestion, Body(openapi_examples=EXAMPLES)], served: Served, counted: Counted) -> Response:
    """Answer one question. Nothing of it is stored or logged; nobody keeps the response."""
    profile = asked.profile.model_dump(exclude_none=True) if asked.profile else None
    answer = served.answerer.answer(
        asked.question,
        as_of=asked.as_of,
        known_at=asked.known_at,
        agencies=asked.agencies or (),
        level=asked.level,
        profile=profile,
    )
    counted.answers.labels(answer.question.type).inc()
    return fresh_json(answer)


@router.get(
    "/answers/{answer_id}",
    summary="Read an answer again by its id",
    response_model=None,
    responses={
        200: {"model": Answer, "description": "The same answer, under a canonical question."},
        304: {"description": "The asker holds it already."},
        404: problem("No answer has this id."),
        410: problem("The answer is of an older graph: ask the question again."),
    },
)
def read_again(
    answer_id: Annotated[str, Path(max_length=LONGEST, description="`id` of an answer.")],
    request: Request,
    served: Served,
) -> Response:
    """Give the answer that an id stands for: type, things, options and versions are in it, no word of a person."""
    answer = served.answerer.again(answer_id)
    return kept_json(request, answer, answer.graph_version, served.settings.cache_seconds)


@router.get(
    "/suggest",
    summary="Suggest questions and names while somebody types",
    response_model=None,
    responses={200: {"model": Suggestions}, 304: {"description": "The asker holds it already."}},
)
def suggest_questions(
    request: Request,
    served: Served,
    q: Annotated[str, Query(max_length=200, description="What was typed so far.")] = "",
    limit: Annotated[int, Query(ge=1, le=20)] = 8,
) -> Response:
    """Complete the name that is being typed, and offer whole questions about it; spelling is forgiven."""
    found = suggest(q, served.names, limit)
    return kept_json(request, {"suggestions": found}, served.names_version, served.settings.cache_seconds)


__all__ = ["ProblemDetails", "router"]
