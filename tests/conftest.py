"""What every test shares: no network but loopback, steady property tests, the corpus where it is."""

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.needs import corpus_folder

settings.register_profile(
    "steady", deadline=None, derandomize=True, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("EXPLAINER_HYPOTHESIS", "steady"))


class NetworkBlockedError(RuntimeError):
    """A test reached for the network. Use a recorded answer, or a server on loopback."""

    def __init__(self, address: object) -> None:
        super().__init__(f"a test tried to reach {address!r}: use a recorded answer, or a server on loopback")


def is_loopback(address: object) -> bool:
    """Tell whether a socket address stays on this machine: a Unix path, localhost, or a loopback IP."""
    if isinstance(address, str | bytes):
        return True
    if not isinstance(address, tuple) or not address:
        return False
    if address[0] in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Block every connection that would leave the machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded_connect(self: socket.socket, address: object) -> None:
        if not is_loopback(address):
            raise NetworkBlockedError(address)
        connect(self, address)  # type: ignore[arg-type]  # any address the socket's family takes

    def guarded_connect_ex(self: socket.socket, address: object) -> int:
        if not is_loopback(address):
            raise NetworkBlockedError(address)
        return connect_ex(self, address)  # type: ignore[arg-type]  # as above

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        yield


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of source documents; tests that need it skip where it is absent."""
    return corpus_folder()
