"""The pages, without a browser: what they hold, escape and link."""

import re

import pytest
from fastapi.testclient import TestClient

from api.explorer.predicates import predicates
from api.pages.rendering import told_day
from api.paragraphs import runs
from api.routes.pages import EXAMPLES

PLACES = ("/", "/explore", "/explore?q=keytr", "/explore/product:keytruda", "/explore/group:melanoma", "/sources",
          "/docs", "/demo", "/embed", "/explore/class:car-t-cell-therapy")  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_whole_and_asks_nobody_else(client: TestClient, place: str) -> None:
    response = client.get(place, headers={"accept": "text/html"})
    assert response.status_code == 200
    assert response.text.count("<h1") == 1
    loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"', response.text)
    assert all(link.startswith("/") for link in loaded)
    assert "style=" not in response.text
    for link in {one for one in loaded if "cytoscape" not in one}:
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("question", EXAMPLES)
def test_every_example_is_answered(client: TestClient, question: str) -> None:
    page = client.post("/", data={"q": question})
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "not medical advice" in page.text


def test_every_number_leads_to_its_source(client: TestClient) -> None:
    page = client.post("/", data={"q": "Is CAR-T approved for gastric cancer?"}).text
    wanted = set(re.findall(r'href="#(source-\d+)"', page))
    assert wanted
    assert wanted <= set(re.findall(r'id="(source-\d+)"', page))


def test_the_verdict_stands_before_everything_else(client: TestClient) -> None:
    page = client.post("/", data={"q": "Is CAR-T approved for lung cancer?"}).text
    assert page.index('class="verdict card"') < page.index('<details class="section"')


def test_an_emergency_stands_first(client: TestClient) -> None:
    page = client.post("/", data={"q": "I have a fever and feel confused a week after my CAR-T"}).text
    assert 'class="emergency card"' in page
    assert "Look deeper" not in page


def test_words_that_a_person_typed_are_escaped(client: TestClient) -> None:
    page = client.post("/", data={"q": '<script>alert(1)</script> "Keytruda"'}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"q": ""}, "write one"),
        ({"q": "Is x?", "agency": "XYZ"}, "choose from"),
        ({"q": "x", "as_of": "1850-01-01"}, "YYYY"),
    ],
)
def test_a_wrong_form_says_what_to_do_and_keeps_what_was_typed(
    client: TestClient, form: dict[str, str], told: str
) -> None:
    page = client.post("/", data=form)
    assert page.status_code == 422
    assert told in page.text
    assert 'role="alert"' in page.text
    assert f'value="{form["q"]}"' in page.text


def test_a_missing_page_is_a_page(client: TestClient) -> None:
    response = client.get("/explore/x:y", headers={"accept": "text/html"})
    assert response.status_code == 404
    assert "<h1>Not held</h1>" in response.text


def test_levels_show_the_records_behind_a_sentence(client: TestClient) -> None:
    form = {"q": "Is Keytruda approved for melanoma?", "level": "standard"}
    links = re.findall(r'href="(/statements/[^"]+)"', client.post("/", data=form).text)
    assert links
    assert client.get(links[0]).status_code == 200


def test_every_predicate_of_the_graph_has_its_words(client: TestClient) -> None:
    graph = client.app.state.service.store  # type: ignore[attr-defined]
    held = {row["predicate"] for row in graph.execute("MATCH (s:Statement) RETURN DISTINCT s.predicate AS predicate")}
    assert held <= set(predicates())
    assert all(set(words) == {"link", "forward", "backward"} for words in predicates().values())


def test_dates_and_runs_are_told_as_people_write_them() -> None:
    assert [told_day(text) for text in ("2025", "2025-05", "2025-05-16", "", None)] == [
        "2025", "May 2025", "16 May 2025", "date not given", "date not given",
    ]  # fmt: skip
    assert runs([3, 1, 2, 7, 2]) == [(1, 3), (7, 7)]
    assert runs([]) == []


def test_an_approval_is_told_with_what_it_needs(client: TestClient) -> None:
    page = client.get("/explore/therapy:osimertinib").text
    assert "FDA · EGFR T790M" in page
    assert "Tagrisso</a>" in page


def test_a_brand_and_a_class_show_the_uses_that_answer_for_them(client: TestClient) -> None:
    brand = client.get("/explore/product:tagrisso").text
    assert "Brand of" in brand
    assert "Approved for, told of its substance or brands" in brand
    assert "EGFR T790M" in brand
    group = client.get("/explore/class:car-t-cell-therapy").text
    assert "Approved for, through its members" in group
    assert "FDA · tisagenlecleucel" in group
    own = client.get("/explore/therapy:osimertinib").text
    assert "Approved for, " not in own, "what is its own is told once"
