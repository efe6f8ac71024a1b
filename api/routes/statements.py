"""Statements, events and coverage rows: what they say, what they rest on, what happened to them."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from api.caching import kept_json
from api.explorer.statement import read_statement
from api.routes.parts import PROBLEMS, Served, problem
from api.routes.schemas import StatementOut

router = APIRouter(prefix="/v1/statements", tags=["graph"], responses=PROBLEMS)


@router.get(
    "/{statement_id:path}",
    summary="Look at a statement",
    response_model=None,
    responses={
        200: {"model": StatementOut},
        304: {"description": "The asker holds it already."},
        404: problem("No statement, event or coverage row has this id."),
    },
)
def look(
    statement_id: Annotated[str, Path(max_length=200, description="An id of `statement_ids` or `basis`.")],
    request: Request,
    served: Served,
) -> Response:
    """Return a statement with its evidence (document, place, hash of the words) and the history of its use."""
    found, version = served.read(lambda graph: (read_statement(graph, statement_id), graph.version))
    return kept_json(request, found, version, served.settings.cache_seconds)
