"""What happens around every request: limits, headers, one line of log, counts. Plain ASGI, no bodies kept.

No question, no query string and no address is ever written to a log or a metric.
"""

import os
import time
from collections.abc import Mapping

import structlog
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import BodyTooLarge, TooManyRequests
from api.errors import problem_of
from api.problem_response import problem_response

SHARED = "PROMETHEUS_MULTIPROC_DIR"  # prometheus_client's own name
QUIET = ("/healthz", "/readyz", "/metrics")
UNLIMITED = (*QUIET, "/static/", "/widget/", "/assets/")
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)


class Metrics:
    """Counts and times of requests, by route template and status; never by what was asked.

    Where PROMETHEUS_MULTIPROC_DIR names a folder (`explainer serve` makes one for several workers), those of all.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        names = ("method", "route", "status")
        self.requests = Counter("explainer_requests", "Requests answered.", names, registry=self.registry)
        self.seconds = Histogram("explainer_request_seconds", "Time to answer.", ("route",), registry=self.registry)
        self.answers = Counter("explainer_answers", "Answers given, by type.", ("type",), registry=self.registry)

    def exposition(self) -> bytes:
        """Return all counts in Prometheus' text format."""
        registry = self.registry
        if SHARED in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)


class _Body:
    """A body as it is read, up to its limit; ``outgrown`` where it is longer."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left, self.outgrown = receive, limit, False

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.outgrown = True
            return {"type": "http.disconnect"}
        return message


class Around:
    """The outermost layer: errors become problem details, and every response gets its headers and its line of log.

    HEAD is answered as GET is, without the body.
    """

    def __init__(self, app: ASGIApp, *, metrics: Metrics, body_limit: int, rate: str, ancestors: str) -> None:
        self.app, self.metrics, self.body_limit, self.ancestors = app, metrics, body_limit, ancestors
        self._rate: RateLimitItem | None = None if rate == "off" else parse(rate)
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._log = structlog.get_logger("access")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, started = time.perf_counter(), 500, False
        body = _Body(receive, self.body_limit)
        heads = scope["method"] == "HEAD"
        if heads:
            scope = {**scope, "method": "GET"}
        headers = self._headers(scope["path"])

        async def sending(message: Message) -> None:
            nonlocal status, started
            if body.outgrown and not started:
                return  # what the application made of half a body is not told
            if message["type"] == "http.response.start":
                status, started = message["status"], True
                held = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in headers if name not in held),
                ]
            if heads and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            self._check(scope)
            await self.app(scope, body, sending)
            if body.outgrown and not started:
                raise BodyTooLarge(self.body_limit)
        except ClientDisconnect:
            status = 499
        except Exception as error:
            if started:
                raise
            body.outgrown = False
            self._tell(error)
            await problem_response(error, scope)(scope, receive, sending)
        finally:
            self._count(scope, status, time.perf_counter() - began)

    def _check(self, scope: Scope) -> None:
        for name, value in scope["headers"]:
            if name == b"content-length" and value.isdigit() and int(value) > self.body_limit:
                raise BodyTooLarge(self.body_limit)
        if self._rate is None or scope["path"].startswith(UNLIMITED):
            return
        client = scope["client"][0] if scope.get("client") else "unknown"
        if not self._limiter.hit(self._rate, client):
            reset = self._limiter.get_window_stats(self._rate, client).reset_time
            raise TooManyRequests(max(1, round(reset - time.time())))

    def _headers(self, path: str) -> list[tuple[bytes, bytes]]:
        framed = self.ancestors if path == "/embed" else "'none'"
        held: Mapping[str, str] = {**HEADERS, "content-security-policy": POLICY.format(ancestors=framed)}
        if framed == "'none'":
            held = {**held, "x-frame-options": "DENY"}
        return [(name.encode(), value.encode()) for name, value in held.items()]

    def _tell(self, error: Exception) -> None:
        """Log what went wrong: the class, and the message of errors of ours that are not about the question."""
        problem = problem_of(error)
        if problem.status >= 500:
            told = str(error) if problem.detail and problem.slug != "unexpected" else ""
            place = _place(error) if problem.slug == "unexpected" else ""
            self._log.error("failed", problem=problem.slug, error=type(error).__name__, message=told, place=place)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unknown")
        self.metrics.requests.labels(scope["method"], route, str(status)).inc()
        self.metrics.seconds.labels(route).observe(seconds)
        if scope["path"] not in QUIET:
            self._log.info("request", method=scope["method"], route=route, status=status, ms=round(seconds * 1000, 1))


def _place(error: BaseException) -> str:
    """Return file and line of the innermost frame: enough to repair, and nothing of what was asked."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
