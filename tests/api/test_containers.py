"""The container's files are sound, and its entry point runs as the container would run it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.settings import Settings

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "docker-compose.yml").read_text(encoding="utf-8"))


def test_the_image_runs_without_rights_and_is_checked() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert "USER 10001" in last
    assert "HEALTHCHECK" in last
    assert "build-essential" not in last
    assert "--require-hashes" in DOCKERFILE
    assert all(re.search(r":\d", line) for line in re.findall(r"^FROM (.+)$", DOCKERFILE, re.MULTILINE)), (
        "pin the images"
    )


def test_what_the_image_copies_is_there() -> None:
    sources = re.findall(r"^COPY (?!--from)(\S+) \S+$", DOCKERFILE, re.MULTILINE)
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


@pytest.mark.parametrize("name", sorted(COMPOSE["services"]))
def test_every_service_is_watched_kept_and_confined(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["healthcheck"]["test"]
    assert service["restart"] == "unless-stopped"
    assert "no-new-privileges:true" in service["security_opt"]
    assert {volume.partition(":")[0] for volume in service["volumes"]} <= set(COMPOSE["volumes"])
    assert "image" not in service or re.search(r":\d", service["image"]), "pin the image"


def test_the_interface_writes_nowhere_else_and_waits_for_what_it_needs() -> None:
    service = COMPOSE["services"]["api"]
    assert service["read_only"] is True
    assert len(service["tmpfs"]) == 1
    assert service["cap_drop"] == ["ALL"]
    assert service["ports"][0].startswith("127.0.0.1:")
    needed = service["depends_on"]
    assert set(needed) == {"neo4j", "postgres"}
    assert {one["condition"] for one in needed.values()} == {"service_healthy"}
    assert (ROOT / "deploy" / service["build"]["context"] / service["build"]["dockerfile"]).is_file()


def test_secrets_come_from_the_environment_and_must_be_set() -> None:
    text = (ROOT / "deploy" / "docker-compose.yml").read_text(encoding="utf-8")
    uses = re.findall(r"\$\{(\w*PASSWORD)(\S*?)[ }]", text)
    assert len(uses) >= 4
    assert all(default.startswith(":?") for _, default in uses)


def test_the_interface_is_given_settings_that_exist() -> None:
    known = {f"EXPLAINER_{name.upper()}" for name in Settings.model_fields}
    given = {name for name in COMPOSE["services"]["api"]["environment"] if name.startswith("EXPLAINER_")}
    given |= set(re.findall(r"\b(EXPLAINER_\w+)=", DOCKERFILE))
    assert given <= known


def test_the_entry_point_serves(tmp_path: Path) -> None:
    """As the container runs it: a data folder, two workers, nothing else; ended as the container is ended."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "EXPLAINER_DATA": str(tmp_path),
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }
    with subprocess.Popen([str(ROOT / "deploy" / "start.sh")], env=environment, stderr=subprocess.PIPE) as running:
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz", running)
        finally:
            running.terminate()
        assert running.wait(30) in (0, -15, 143)


def wait_for(address: str, running: "subprocess.Popen[bytes]") -> None:
    """Wait until an address answers; fail when the process ends first."""
    for _ in range(600):
        assert running.poll() is None, "it ended before it served"
        try:
            with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310 - an address of ours
                assert response.status == 200
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("it does not answer")
