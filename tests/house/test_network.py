"""No test reaches the network: sockets are blocked but for loopback."""

import socket

import pytest

from tests.conftest import NetworkBlockedError


@pytest.mark.parametrize("connect", ["connect", "connect_ex"])
def test_a_connection_off_the_machine_is_refused(connect: str) -> None:
    with socket.socket() as plain, pytest.raises(NetworkBlockedError, match=r"192\.0\.2\.1"):
        getattr(plain, connect)(("192.0.2.1", 80))


def test_loopback_stays_open() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()[:2], 5) as client,
    ):
        assert client.getpeername()[0] == "127.0.0.1"
