"""The collections of documents behind the graph."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.caching import kept_json
from api.explorer.sources import read_sources
from api.routes.parts import PROBLEMS, Served
from api.routes.schemas import SourcesOut

router = APIRouter(prefix="/v1/sources", tags=["graph"], responses=PROBLEMS)


@router.get("", summary="See the sources", response_model=None, responses={200: {"model": SourcesOut}})
def sources(request: Request, served: Served) -> Response:
    """Return every collection with publisher, tier, licence, number of documents and how fresh they are."""
    found = served.read(read_sources)
    return kept_json(request, found, found["graph_version"], served.settings.cache_seconds)
