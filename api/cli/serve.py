"""``explainer serve``: the HTTP interface and the pages."""

import os
import socket
import sys
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from api import AddressTaken
from api.cli.options import Graph, address, told_errors
from api.locations import graph_url

KEEP_ALIVE = 75
"""Seconds that an idle connection stays open: longer than proxies keep theirs (60), or they send into a closed one."""
BUSY = 60
"""Seconds that a worker may be too busy to say that it lives (reading a new graph's names) before it is replaced.

With uvicorn's own 5 a worker on a busy machine was killed while a graph was published, and its answers with it.
"""
GRACE = 30
"""Seconds that requests under way have to end when the server is told to stop."""


def serve(
    graph: Graph = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Worker processes.")] = 1,
) -> None:
    """Serve answers at http://HOST:PORT, with a page to ask on at /."""
    with told_errors():
        import uvicorn

        from graph.store import open_store

        os.environ["EXPLAINER_GRAPH"] = graph_url(address(graph))
        from api.settings import read_settings

        settings = read_settings()
        with open_store(settings.graph, auth=settings.auth, database=settings.database):
            check_address(host, port)
            sys.stderr.write(f"Serving {settings.graph} at http://{host}:{port}\n")
        with TemporaryDirectory() as counts:
            if workers > 1:
                os.environ["PROMETHEUS_MULTIPROC_DIR"] = counts
            uvicorn.run(
                "api.app:create_app",
                factory=True,
                host=host,
                port=port,
                workers=workers,
                access_log=False,
                log_level="warning",
                server_header=False,
                timeout_keep_alive=KEEP_ALIVE,
                timeout_graceful_shutdown=GRACE,
                timeout_worker_healthcheck=BUSY,
                proxy_headers=bool(settings.trusted_proxies),
                forwarded_allow_ips=settings.trusted_proxies or None,
            )


def check_address(host: str, port: int) -> None:
    """See that the server can listen there. Raises AddressTaken."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise AddressTaken(host, port, error.strerror or str(error)) from error
