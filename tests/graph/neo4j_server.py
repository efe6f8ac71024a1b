"""A real Neo4j server for tests: started by ``deploy/neo4j/run.sh`` in a temporary home, on a free port."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.needs import skip_unless_required

OLDEST, NEWEST = "5.26.30", "2026.07.1"
JAVA_OF = {OLDEST: (17, 21), NEWEST: (25,)}
SCRIPT = Path(__file__).parents[2] / "deploy" / "neo4j" / "run.sh"
LIBRARIES = Path(os.environ.get("EXPLAINER_NEO4J_LIBRARIES", Path.home() / ".cache" / "explainer" / "neo4j"))
PATIENCE = 240
"""Seconds to wait for a server; the first start collects its libraries."""


@dataclass(slots=True)
class Neo4jServer:
    """One running server and where it listens."""

    version: str
    home: Path
    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """End it as a crash would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def start_server(version: str, home: Path, port: int = 0, auth: bool = False) -> Iterator[Neo4jServer]:
    """Start a server and wait until it answers; skip the test where there is no Java for it or no Maven."""
    java = _java_home(version)
    kept = LIBRARIES / f"libraries-{version}"
    if java is None:
        skip_unless_required("neo4j", f"no Java {' or '.join(map(str, JAVA_OF[version]))} for Neo4j {version}")
    if not kept.is_dir() and shutil.which("mvn") is None:
        skip_unless_required("neo4j", "no Maven to collect Neo4j's libraries")
    if not kept.is_dir():
        _collect_libraries(version, java)
    if not (home / kept.name).is_symlink():
        (home / kept.name).symlink_to(kept)
    ports = (port or _free_port(), _free_port())
    settings = {
        **os.environ,
        "JAVA_HOME": str(java),
        "NEO4J_BOLT_PORT": str(ports[0]),
        "NEO4J_HTTP_PORT": str(ports[1]),
        "NEO4J_AUTH_ENABLED": str(auth).lower(),
    }
    with (home / "console.txt").open("wb") as console:
        process = subprocess.Popen(
            [*_leash(), str(SCRIPT), str(home), version],
            env=settings,
            stdout=console,
            stderr=console,
            start_new_session=True,
        )
        server = Neo4jServer(version, home, ports[0], process)
        try:
            _wait_for_start(server)
            yield server
        finally:
            if process.poll() is None:
                server.kill()


def _collect_libraries(version: str, java: Path) -> None:
    """Let the script collect the libraries once for all tests, and end the server that it then starts."""
    LIBRARIES.mkdir(parents=True, exist_ok=True)
    collector = subprocess.Popen(
        [str(SCRIPT), str(LIBRARIES), version],
        env={**os.environ, "JAVA_HOME": str(java), "NEO4J_BOLT_PORT": str(_free_port()), "NEO4J_HTTP_PORT": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + PATIENCE
    while not (LIBRARIES / f"libraries-{version}").is_dir():
        if collector.poll() is not None or time.monotonic() > deadline:
            why = (
                collector.stderr.read().decode()[-300:] if collector.stderr and collector.poll() is not None else "slow"
            )
            skip_unless_required("neo4j", f"Neo4j's libraries could not be collected: {why}")
        time.sleep(0.2)
    if collector.poll() is None:
        os.killpg(collector.pid, signal.SIGKILL)
    collector.communicate()


def _leash() -> list[str]:
    """Have the system end a server whose tests were killed, where it can."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL"] if setpriv else []


def _wait_for_start(server: Neo4jServer) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.process.poll() is None:
        if b"Started." in (server.home / "console.txt").read_bytes():
            return
        time.sleep(0.1)
    said = (server.home / "console.txt").read_text(errors="replace")[-500:]
    raise AssertionError(f"Neo4j {server.version} did not start: {said}")


def _java_home(version: str) -> Path | None:
    homes = [Path(os.environ["JAVA_HOME"])] if "JAVA_HOME" in os.environ else []
    homes += sorted(Path("/usr/lib/jvm").glob("*")) if Path("/usr/lib/jvm").is_dir() else []
    found = shutil.which("java")
    homes += [Path(found).resolve().parents[1]] if found else []
    for home in homes:
        if (home / "bin" / "java").is_file() and _java_version(home) in JAVA_OF[version]:
            return home
    return None


def _java_version(home: Path) -> int:
    said = subprocess.run([home / "bin" / "java", "-version"], capture_output=True, text=True, check=False).stderr
    words = said.split('"')
    return int(words[1].split(".")[0]) if len(words) > 1 and words[1].split(".")[0].isdigit() else 0


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
