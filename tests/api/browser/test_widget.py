"""The widget on somebody else's page: its states, keyboard, sources, and whom it asks."""

import socketserver
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

from tests.api.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BOX = "treatment-explainer input"
STAGE = "treatment-explainer .stage"


@pytest.fixture
def clinic(server: str) -> Iterator[str]:
    """Another site, under a strict policy, that embeds the widget."""
    page = (
        "<!doctype html><html lang=en><title>Clinic</title>"
        f"<script type=module src={server}/widget/treatment-explainer.js>"
        "</script><main><h1>Clinic</h1><treatment-explainer></treatment-explainer></main></html>"
    )
    policy = f"default-src 'none'; script-src {server}; connect-src {server}"

    class Clinic(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(204 if self.path != "/" else 200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-security-policy", policy)
            self.end_headers()
            if self.path == "/":
                self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clinic) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{other.server_address[1]}/"
        other.shutdown()


def ask(page: Page, question: str) -> str:
    """Ask by keyboard and return the state that the widget comes to."""
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    page.wait_for_function(
        "() => { const s = document.querySelector('treatment-explainer').shadowRoot.querySelector('.stage');"
        " return s.dataset.state && s.dataset.state !== 'loading'; }"
    )
    return page.locator(STAGE).get_attribute("data-state") or ""


def test_it_works_on_another_site_under_a_strict_policy(open_page: OpenPage, clinic: str, server: str) -> None:
    page = open_page("", address=clinic)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert ask(page, "Is CAR-T approved for gastric cancer?") == "answered"
    assert page.locator("treatment-explainer .statuses li").count() >= 2
    assert asked
    assert all(url.startswith(server) for url in asked), "it asks its own server and nobody else"
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize(
    ("question", "state"),
    [
        ("I have a fever and feel confused a week after my CAR-T", "emergency"),
        ("What dose of osimertinib should I take?", "declined"),
        ("Is tazemetostat approved for melanoma by the EMA?", "unknown"),
        ("Is Keytruda approved for melanoma?", "answered"),
    ],
)
def test_each_kind_of_answer_has_its_state(open_page: OpenPage, question: str, state: str) -> None:
    page = open_page("/embed")
    assert ask(page, question) == state
    assert page.locator("treatment-explainer [role=status]").text_content()


def test_suggestions_follow_the_combobox_pattern(open_page: OpenPage) -> None:
    page = open_page("/embed")
    page.locator(BOX).press_sequentially("keytr")
    page.wait_for_selector("treatment-explainer [role=option]")
    assert page.locator(BOX).get_attribute("aria-expanded") == "true"
    page.press(BOX, "ArrowDown")
    active = page.locator(BOX).get_attribute("aria-activedescendant")
    assert page.locator(f"treatment-explainer #{active}").get_attribute("aria-selected") == "true"
    assert Axe().run(page).response["violations"] == []
    page.press(BOX, "Escape")
    assert page.locator(BOX).get_attribute("aria-expanded") == "false"
    page.locator(BOX).press_sequentially("u")
    page.wait_for_selector("treatment-explainer [role=option]")
    page.press(BOX, "ArrowUp")
    page.press(BOX, "Enter")
    page.wait_for_selector("treatment-explainer .stage h2")


def test_a_number_opens_its_source(open_page: OpenPage) -> None:
    page = open_page("/embed")
    ask(page, "Is Keytruda approved for melanoma?")
    number = page.locator("treatment-explainer .cite").first
    first = (number.text_content() or "").partition("–")[0]
    number.click()
    assert page.locator(f"treatment-explainer .sources [data-number='{first}']").is_visible()
    focused = "document.querySelector('treatment-explainer').shadowRoot.activeElement.dataset.number"
    assert page.evaluate(focused) == first
    page.locator("treatment-explainer .sources .back").click()
    back = "document.querySelector('treatment-explainer').shadowRoot.activeElement.getAttribute('aria-label')"
    assert page.evaluate(back) == number.get_attribute("aria-label")
    assert page.locator("treatment-explainer .back").count() == 0


def test_each_document_is_named_once_with_all_its_places(open_page: OpenPage) -> None:
    page = open_page("/embed")
    with page.expect_response("**/v1/answers") as told:
        ask(page, "Is CAR-T approved for gastric cancer?")
    citations = told.value.json()["citations"]
    assert page.locator("treatment-explainer .sources > ul > li").count() == len(
        {one["document_id"] for one in citations}
    )
    assert page.locator("treatment-explainer .sources [data-number]").count() == len(citations)


def test_how_it_is_known_leads_to_the_records(open_page: OpenPage, server: str) -> None:
    page = open_page("/embed")
    ask(page, "Is Keytruda approved for melanoma?")
    page.get_by_text("How do we know this?").click()
    fold = page.locator("treatment-explainer details", has_text="How do we know this?")
    assert "no language model" in (fold.text_content() or "")
    links = fold.locator("a").evaluate_all("(all) => all.map((one) => one.href)")
    assert f"{server}/sources" in links
    assert any(link.startswith(f"{server}/explore/") for link in links)


def test_a_server_that_is_away_is_told(open_page: OpenPage) -> None:
    page = open_page("/embed")

    def refuse(route: Route) -> None:
        route.fulfill(
            status=429, content_type="application/problem+json", body='{"title": "Too many", "detail": "wait a bit"}'
        )

    page.route("**/v1/answers", refuse)
    page.fill(BOX, "Is Keytruda approved?")
    with page.expect_response("**/v1/answers"):
        page.press(BOX, "Enter")
    page.wait_for_selector("treatment-explainer .fault")
    assert "Wait a bit" in (page.locator("treatment-explainer .fault").text_content() or "")


def test_without_the_internet_it_says_so(open_page: OpenPage) -> None:
    page = open_page("/embed")
    page.evaluate("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('offline')); }")
    assert ask(page, "Is Keytruda approved?") == "offline"
    assert "Connect to the internet" in (page.locator("treatment-explainer .fault").text_content() or "")
