"""What may be kept by browsers and proxies: everything that depends on the graph alone, under the graph's version."""

import hashlib

import orjson
from fastapi import Request
from starlette.responses import Response


def etag_of(*parts: object) -> str:
    """Return a strong entity tag for what these parts determine."""
    return '"' + hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:24] + '"'


def kept_json(request: Request, value: object, version: str, seconds: int) -> Response:
    """Return JSON that may be kept; 304 where the asker holds it already."""
    body = orjson.dumps(value)
    tag = etag_of(version, hashlib.sha256(body).hexdigest())
    headers = {"etag": tag, "cache-control": f"public, max-age={seconds}", "x-graph-version": version}
    if tag in [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


def fresh_json(value: object, status: int = 200) -> Response:
    """Return JSON that nobody keeps: it answers what one person asked."""
    return Response(orjson.dumps(value), status, {"cache-control": "no-store"}, media_type="application/json")
