"""A real server on loopback and a real Chromium; skips where Chromium is absent, fails where it is required."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from api.app import create_app
from api.settings import read_settings
from tests.needs import skip_unless_required

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def server(data: Path) -> Iterator[str]:
    """The address of a server on the built graph."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = read_settings().model_copy(update={"rate_limit": "off"})
    running = uvicorn.Server(uvicorn.Config(create_app(settings), port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium of the system."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        skip_unless_required("browser", "no chromium on the path: install it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def _is_fault(said: ConsoleMessage) -> bool:
    """Tell whether a line of the console is an error of ours; Chromium also logs each refusal that a test asks for."""
    return said.type == "error" and "status of 429" not in said.text


@pytest.fixture
def open_page(chromium: Browser, server: str) -> Iterator[OpenPage]:
    """Open a page of the server: its path, and how it is shown. Errors on its console fail the test."""
    complaints: list[str] = []
    contexts = []

    def open_it(path: str, *, dark: bool = False, width: int = 1100, script: bool = True, address: str = "") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if _is_fault(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address or f"{server}{path}")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert complaints == []
