"""What routes take from the application: by coroutines, for a plain function would wait for a thread of its own."""

from typing import Annotated, Any

from fastapi import Depends, Request

from api.middleware import Metrics
from api.service import Service


async def service_of(request: Request) -> Service:
    """Return the open graph of this worker."""
    service: Service = request.app.state.service
    return service


async def metrics_of(request: Request) -> Metrics:
    """Return the counts of this worker."""
    metrics: Metrics = request.app.state.metrics
    return metrics


Served = Annotated[Service, Depends(service_of)]
Counted = Annotated[Metrics, Depends(metrics_of)]


def problem(description: str) -> dict[str, Any]:
    """Describe a response with problem details."""
    schema = {"$ref": "#/components/schemas/ProblemDetails"}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}


PROBLEMS: dict[int | str, dict[str, Any]] = {
    413: problem("The request is too large."),
    422: problem("The request cannot be answered as asked; `detail` says what to change."),
    429: problem("Too many requests; `Retry-After` says how long to wait."),
    503: problem("The graph cannot be asked now; `Retry-After` says when to try again."),
}
"""Responses that every route may give."""
