"""Is it alive, can it answer, and how much does it do?"""

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import PlainTextResponse, Response

from api.caching import fresh_json
from api.routes.parts import Counted, Served, problem

router = APIRouter(tags=["health"])


@router.get("/healthz", summary="Is the process alive?", response_model=None)
def alive() -> Response:
    """Answer without looking at the graph."""
    return fresh_json({"status": "alive"})


@router.get(
    "/readyz",
    summary="Can it answer?",
    response_model=None,
    responses={503: problem("The graph cannot be asked now.")},
)
def ready(served: Served) -> Response:
    """Ask the graph for its version."""
    return fresh_json({"status": "ready", "graph_version": served.store.version})


@router.get("/metrics", summary="Counts for Prometheus", response_class=PlainTextResponse)
def metrics(counted: Counted) -> Response:
    """Return counts and times of all workers, by route; never what was asked."""
    return Response(counted.exposition(), headers={"content-type": CONTENT_TYPE_LATEST})
