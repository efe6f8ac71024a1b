"""The HTTP application: routes, pages, the widget, and what surrounds them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import Problem
from api.logs import set_up_logs
from api.middleware import Around, Metrics
from api.problem_response import problem_as
from api.routes import answers, entities, health, pages, sources, statements
from api.routes.schemas import ProblemDetails
from api.service import Service
from api.settings import Settings, read_settings

DESCRIPTION = """Answers about cancer treatments, assembled from dated, sourced graph statements; nothing is generated.
Not medical advice. Errors are problem details (RFC 9457). No question is stored or logged."""
INVALID = Problem("request-invalid", "The request cannot be read", 422, 2)


class OpenReading:
    """Lets pages of other sites read what is under /v1 and the widget; nothing there writes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.open = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["content-type"],
            expose_headers=["etag", "retry-after", "x-graph-version"],
            max_age=600,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        reads = scope["type"] == "http" and scope["path"].startswith(("/v1/", "/widget/"))
        await (self.open if reads else self.app)(scope, receive, send)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the application. A worker starts without a graph too; it is opened when it is there and asked for."""
    chosen = settings or read_settings()
    set_up_logs(chosen.log_format)
    service, metrics = Service(chosen), Metrics()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        service.start()
        yield
        service.close()

    app = FastAPI(
        title="Treatment Explainer",
        version="1",
        summary="What a cancer treatment is, how it works, and where it is approved: every sentence with its source.",
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    app.state.service, app.state.metrics = service, metrics
    for module in (answers, entities, statements, sources, health, pages):
        app.include_router(module.router)
    for path, folder in pages.STATIC.items():
        app.mount(path, StaticFiles(directory=folder), name=path.strip("/"))
    app.mount("/assets", StaticFiles(directory=chosen.assets_folder, check_dir=False), name="assets")
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    app.add_exception_handler(RequestValidationError, _tell_invalid)
    app.add_exception_handler(HTTPException, _tell_http)
    app.add_middleware(
        Around,
        metrics=metrics,
        body_limit=chosen.body_limit,
        rate=chosen.rate_limit,
        ancestors=chosen.frame_ancestors,
    )
    app.add_middleware(OpenReading)
    return app


def _described(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description, with the form of problems in it."""
    if app.openapi_schema is None:
        described = get_openapi(
            title=app.title, version=app.version, summary=app.summary, description=app.description, routes=app.routes
        )
        described["components"]["schemas"]["ProblemDetails"] = ProblemDetails.model_json_schema()
        app.openapi_schema = described
    return app.openapi_schema


async def _tell_invalid(request: Request, error: Exception) -> Response:
    """Say which field is wrong and why, without saying its value back."""
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    told = [{"field": ".".join(map(str, fault["loc"])), "why": str(fault["msg"])} for fault in faults]
    first = f"{told[0]['field']}: {told[0]['why']}" if told else "its body is no JSON"
    detail = f"the request cannot be read ({first}): see /docs"
    body = INVALID.as_json() | {"detail": detail, "errors": told}
    return problem_as(INVALID, body, request.scope, {"cache-control": "no-store"})


async def _tell_http(request: Request, error: Exception) -> Response:
    """Tell what the router itself refuses: an unknown path, another method, a body that is no JSON."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    titles = {404: "There is no such page", 405: "This cannot be done here", 400: "The request cannot be read"}
    details = {404: "nothing is here: see /docs for what is", 405: "another method is needed here: see /docs"}
    problem = Problem(f"http-{status}", titles.get(status, "The request cannot be answered"), status, 2)
    headers = dict(getattr(error, "headers", None) or {}) | {"cache-control": "no-store"}
    detail = details.get(status, "the request cannot be read: see /docs for its form")
    return problem_as(problem, problem.as_json() | {"detail": detail}, request.scope, headers)
