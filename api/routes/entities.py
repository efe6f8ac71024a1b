"""Things: found by name, looked at, and walked from."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from api.caching import kept_json
from api.explorer.entity import find_entities, read_entity
from api.explorer.neighbourhood import MOST_NODES, read_neighbourhood
from api.routes.parts import PROBLEMS, Served, problem
from api.routes.schemas import EntityOut, FoundEntities, Neighbourhood

router = APIRouter(prefix="/v1/entities", tags=["graph"], responses=PROBLEMS)
EntityId = Annotated[str, Path(max_length=200, examples=["class:car-t"])]
NOT_HELD: dict[int | str, dict[str, Any]] = {
    304: {"description": "The asker holds it already."},
    404: problem("Nothing of this id is held."),
}


@router.get("", summary="Find things by name", response_model=None, responses={200: {"model": FoundEntities}})
def find(
    request: Request,
    served: Served,
    q: Annotated[str, Query(max_length=200, description="A name, or its beginning; spelling is forgiven.")] = "",
    label: Annotated[str, Query(max_length=40, description="Only things of this label, such as Therapy.")] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """Return what a text may name: the very names first, then names that begin so, then corrections of spelling."""
    found = find_entities(served.names, q, label, limit)
    return kept_json(request, {"entities": found}, served.names_version, served.settings.cache_seconds)


@router.get(
    "/{entity_id}", summary="Look at a thing", response_model=None, responses={200: {"model": EntityOut}, **NOT_HELD}
)
def look(entity_id: EntityId, request: Request, served: Served) -> Response:
    """Return names, definition, mappings, classes, and how many statements there are by predicate."""
    entity, version = served.read(lambda graph: (read_entity(graph, entity_id), graph.version))
    return kept_json(request, entity.as_json(), version, served.settings.cache_seconds)


@router.get(
    "/{entity_id}/neighbourhood",
    summary="See what is tied to a thing",
    response_model=None,
    responses={200: {"model": Neighbourhood}, **NOT_HELD},
)
def neighbourhood(
    entity_id: EntityId,
    request: Request,
    served: Served,
    limit: Annotated[int, Query(ge=1, le=MOST_NODES, description="At most so many neighbours.")] = 40,
) -> Response:
    """Return the things that current, accepted statements tie to this one, in a bounded number."""
    found, version = served.read(lambda graph: (read_neighbourhood(graph, entity_id, limit), graph.version))
    return kept_json(request, found, version, served.settings.cache_seconds)
