"""axe finds nothing on any page, in light and dark, on a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.api.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PLACES = ("/", "/explore?q=keytr", "/explore/therapy:osimertinib", "/sources", "/docs", "/demo")
SHOWN = [pytest.param(False, 1100, id="light"), pytest.param(True, 390, id="dark phone")]
QUESTIONS = (
    "Is CAR-T approved for gastric cancer?",
    "I have a fever a week after my CAR-T",
    "What dose should I take?",
)


def faults(page: Page) -> list[str]:
    """Return what axe finds, each with the first element that has it."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found]


@pytest.mark.parametrize(("dark", "width"), SHOWN)
@pytest.mark.parametrize("place", PLACES)
def test_a_page_has_no_faults(open_page: OpenPage, place: str, dark: bool, width: int) -> None:
    page = open_page(place, dark=dark, width=width)
    if place == "/demo":
        page.wait_for_selector("treatment-explainer .card")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"


@pytest.mark.parametrize(("dark", "width"), SHOWN)
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_has_no_faults(open_page: OpenPage, question: str, dark: bool, width: int) -> None:
    page = open_page("/", dark=dark, width=width)
    page.fill("#q", question)
    page.click("form.ask button")
    page.wait_for_selector("article.answer")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"


def test_an_answer_is_read_without_a_script(open_page: OpenPage) -> None:
    page = open_page("/", script=False)
    page.fill("#q", "Is CAR-T approved for gastric cancer?")
    page.click("form.ask button")
    page.wait_for_selector("article.answer")
    assert page.locator(".statuses li").count() >= 2
    page.locator(".cites a").first.click()
    assert page.locator(".sources li:target").count() == 1


def test_the_box_is_reached_and_sent_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#q")
    page.keyboard.type("Is Keytruda approved for melanoma?")
    page.keyboard.press("Enter")
    page.wait_for_selector("article.answer")
