"""An error as an HTTP response: problem details for programs, a page for people."""

import json
from typing import Any

from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from api import TooManyRequests
from api.errors import Problem, problem_of


def problem_response(error: BaseException, scope: Scope, **further: Any) -> Response:
    """Return the response for an error."""
    problem = problem_of(error)
    headers = {"cache-control": "no-store"}
    if isinstance(error, TooManyRequests):
        headers["retry-after"] = str(error.seconds)
    elif problem.status == 503:
        headers["retry-after"] = "30"
    return problem_as(problem, problem.as_json(error, **further), scope, headers)


def problem_as(problem: Problem, body: dict[str, Any], scope: Scope, headers: dict[str, str]) -> Response:
    """Write the details in the form that the asker reads."""
    if wants_page(scope):
        from api.pages.rendering import render

        page = render("problem.html", problem=problem, detail=body["detail"])
        return HTMLResponse(page, problem.status, headers)
    return Response(
        json.dumps(body, ensure_ascii=False), problem.status, headers, media_type="application/problem+json"
    )


def wants_page(scope: Scope) -> bool:
    """Tell whether a person asks with a browser: an HTML page outside of /v1."""
    if scope["path"].startswith("/v1/"):
        return False
    accept = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"accept"), "")
    return "text/html" in accept
