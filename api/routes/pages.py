"""The pages: ask, read an answer, look at a thing, a statement, the sources, the documentation; the widget's pages."""

from pathlib import Path as Folder
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request
from starlette.responses import HTMLResponse

import api
from answers.permalink import LONGEST
from answers.wording.catalogue import LEVELS
from api.errors import problem_of
from api.explorer.entity import find_entities, read_entity
from api.explorer.neighbourhood import read_neighbourhood
from api.explorer.page import groups_of, relatives, timelines
from api.explorer.sources import read_sources
from api.explorer.statement import read_statement
from api.pages.rendering import render
from api.routes.parts import Counted, Served
from graph.store import GraphReader

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
HOME = Folder(api.__file__).parent
STATIC = {"/static": HOME / "pages" / "static", "/widget": HOME / "widget", "/explorer": HOME / "explorer" / "static"}
EXAMPLES = (
    "How does CAR-T cell therapy work for lung cancer?",
    "Is CAR-T approved for gastric cancer?",
    "What are the treatments for non-small cell lung cancer?",
    "What are the side effects of osimertinib?",
    "Is osimertinib immunotherapy?",
    "What is Keytruda used for?",
)
Word = Annotated[str, Form(max_length=40)]


def page(template: str, status: int = 200, keep: int = 0, **values: Any) -> HTMLResponse:
    """Render a page; one that answers a person is kept by nobody."""
    cache = f"public, max-age={keep}" if keep else "no-store"
    return HTMLResponse(render(template, **values), status, {"cache-control": cache})


def _box(question: str = "", as_of: str = "", level: str = LEVELS[0], agency: str = "") -> dict[str, Any]:
    return {"question": question, "as_of": as_of, "level": level, "levels": LEVELS, "agency": agency}


@router.get("/")
def home(served: Served, counted: Counted, q: Annotated[str, Query(max_length=4000)] = "") -> HTMLResponse:
    """Show the question box; a link from elsewhere may carry a question."""
    if q.strip():
        return _answered(served, counted, _box(q))
    return page("home.html", keep=served.settings.cache_seconds, box=_box(), examples=EXAMPLES)


@router.post("/")
def ask(
    served: Served,
    counted: Counted,
    q: Annotated[str, Form(max_length=20_000)] = "",
    as_of: Word = "",
    level: Word = LEVELS[0],
    agency: Word = "",
) -> HTMLResponse:
    """Answer what was asked in the box."""
    return _answered(served, counted, _box(q, as_of, level, agency))


def _answered(served: Served, counted: Counted, box: dict[str, Any]) -> HTMLResponse:
    try:
        answer = served.answerer.answer(
            box["question"],
            as_of=box["as_of"] or None,
            level=box["level"],
            agencies=[part for part in box["agency"].replace(",", " ").split() if part],
        )
    except api.ApiError as error:
        problem = problem_of(error)
        return page("home.html", problem.status, box=box, examples=EXAMPLES, fault=str(error))
    counted.answers.labels(answer.question.type).inc()
    return page("answer.html", box=box, answer=answer)


@router.get("/a/{answer_id}")
def read_again(answer_id: Annotated[str, Path(max_length=LONGEST)], served: Served) -> HTMLResponse:
    """Show the answer of a permalink; one of an older graph is answered anew, and says so."""
    answer, renewed = served.answerer.again_or_anew(answer_id)
    box = _box(answer.question.text, level=answer.level)
    return page("answer.html", keep=served.settings.cache_seconds, box=box, answer=answer, renewed=renewed)


@router.get("/explore")
def explore(served: Served, q: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """Find a thing by name."""
    found = find_entities(served.names, q, limit=30) if q.strip() else []
    return page("explore.html", found=found, q=q)


@router.get("/explore/{entity_id}")
def entity(entity_id: Annotated[str, Path(max_length=200)], served: Served) -> HTMLResponse:
    """Show a thing: names, mappings, status per agency over time, statements, and what is around it."""
    return page(
        "entity.html",
        keep=served.settings.cache_seconds,
        **served.read(lambda graph: _look(graph, entity_id)),
        drawn=(served.settings.assets_folder / "cytoscape.min.js").is_file(),
    )


def _look(graph: GraphReader, entity_id: str) -> dict[str, Any]:
    held = read_entity(graph, entity_id)
    return {
        "entity": held,
        "groups": groups_of(graph, held),
        "relatives": relatives(graph, held),
        "around": read_neighbourhood(graph, entity_id),
        "history": timelines(graph, held),
    }


@router.get("/statements/{statement_id:path}")
def statement(statement_id: Annotated[str, Path(max_length=200)], served: Served) -> HTMLResponse:
    """Show a statement with its evidence and history."""
    held = served.read(lambda graph: read_statement(graph, statement_id))
    return page("statement.html", keep=served.settings.cache_seconds, held=held)


@router.get("/sources")
def sources(served: Served) -> HTMLResponse:
    """Show where the records come from."""
    return page("sources.html", keep=served.settings.cache_seconds, held=served.read(read_sources))


@router.get("/docs")
def documentation(request: Request, served: Served) -> HTMLResponse:
    """Show the HTTP interface, from its own description."""
    return page("docs.html", keep=served.settings.cache_seconds, described=request.app.openapi())


@router.get("/demo")
def demo(served: Served) -> HTMLResponse:
    """Show the widget as another site would embed it."""
    return page("demo.html", keep=served.settings.cache_seconds)


@router.get("/embed")
def embed(served: Served) -> HTMLResponse:
    """Show the widget alone, for a frame."""
    return page("embed.html", keep=served.settings.cache_seconds)
