"""A server to load: the packaged graph on an engine, `explainer serve` over it, and the time that all of it took."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.graph.neo4j_server import NEWEST, OLDEST, start_server

ROOT = Path(__file__).parents[1]
EXPLAINER = str(Path(sys.executable).with_name("explainer"))
ENGINES = ("embedded", "neo4j")
PATIENCE = 120.0
IDLE = 0.05
"""Processor seconds of a second in which a server does nothing."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where it listens, which graph it reads, the environment of its processes, and which they are."""

    port: int
    graph: str
    environment: dict[str, str]
    processes: tuple[int, ...]

    def cpu_seconds(self) -> float:
        """Return the processor time of the server, its workers and the graph server so far."""
        return sum(_cpu_seconds(process) for one in self.processes for process in _family(one))

    def rest(self) -> None:
        """Wait until the workers have read ahead: until they take next to no time."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            before = self.cpu_seconds()
            time.sleep(1)
            if self.cpu_seconds() - before < IDLE:
                return


@contextmanager
def serving(engine: str, workers: int) -> Iterator[Served]:
    """Build the packaged graph on an engine and serve it, without a rate limit."""
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
        processes: list[int] = []
        graph = f"embedded:{folder / 'graph'}"
        if engine == "neo4j":
            version = NEWEST if os.environ.get("EXPLAINER_PARITY") == "all" else OLDEST
            home = folder / "neo4j"
            home.mkdir()
            server = held.enter_context(start_server(version, home))
            graph = server.url
            processes.append(server.process.pid)
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "EXPLAINER_DATA": str(folder / "data"),
            "EXPLAINER_GRAPH": graph,
            "EXPLAINER_RATE_LIMIT": "off",
        }
        subprocess.run([EXPLAINER, "build"], env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        port = _free_port()
        log = held.enter_context((folder / "log").open("wb"))
        serve = [EXPLAINER, "serve", "--port", str(port), "--workers", str(workers)]
        running = subprocess.Popen(serve, env=environment, stderr=log)  # noqa: S603
        try:
            _wait(port, running)
            yield Served(port, graph, environment, (*processes, running.pid))
        finally:
            running.terminate()
            running.wait(30)


def build_command(knowledge: Path) -> list[str]:
    """Return the command that publishes other facts where the server reads."""
    return [EXPLAINER, "build", "--force", "--knowledge", str(knowledge)]


def _wait(port: int, running: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and running.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as response:
                if response.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not start: run `explainer serve` by hand to see why")


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except FileNotFoundError:
        return
    for child in children:
        yield from _family(int(child))


def _cpu_seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
