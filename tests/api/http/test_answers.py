"""Asking over HTTP, reading again by id, suggestions."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from answers import permalink
from answers.permalink import AnswerIdError

KEYTRUDA = "Is Keytruda approved for melanoma?"
QUESTIONS = (
    KEYTRUDA,
    "How does CAR-T cell therapy work for lung cancer?",
    "What is Keytruda used for?",
    "Is osimertinib approved for lung cancer with EGFR exon 19 deletion?",
    "Is Keytruda approved for gastric cancer with PD-L1 CPS 5?",
    "What are the treatments for melanoma?",
    "What are the side effects of osimertinib?",
)


def ask(client: TestClient, question: str, **options: Any) -> dict[str, Any]:
    response = client.post("/v1/answers", json={"question": question, **options})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def without_words(answer: dict[str, Any]) -> dict[str, Any]:
    """Drop what a permalink does not keep: the question's text, spans and premise, and the request's id."""
    question = answer["question"]
    entities = [{key: one[key] for key in ("id", "label")} for one in question["entities"]]
    kept = {key: value for key, value in answer.items() if key not in ("question", "request_id")}
    return {**kept, "question": {"type": question["type"], "entities": entities}}


def test_an_answer_is_kept_by_nobody(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": KEYTRUDA})
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


def test_options_reach_the_answer(client: TestClient) -> None:
    answer = ask(client, KEYTRUDA, as_of="2024-01-01", agencies=["EMA"], level="standard")
    assert answer["as_of"] == "2024-01-01"
    assert answer["level"] == "standard"
    assert [one["agency"] for one in answer["verdicts"]] == ["EMA"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_permalink_gives_the_same_answer(client: TestClient, question: str) -> None:
    answer = ask(client, question, as_of="2026-07-01")
    response = client.get(f"/v1/answers/{answer['id']}")
    assert response.status_code == 200
    assert without_words(response.json()) == without_words(answer)
    assert response.json()["question"]["text"]


def test_an_id_holds_no_word_of_the_question(client: TestClient) -> None:
    answer = ask(client, "My name is Maria Rossi. Is Keytruda approved for melanoma?")
    assert "maria" not in json.dumps(permalink.decode(answer["id"])).lower()


@pytest.mark.parametrize(
    "question",
    [
        "Is Keytruda approved for melanoma at age 40?",
        "I have a fever a week after my CAR-T",
        "What dose should I take?",
    ],
)
def test_what_is_personal_has_no_permalink(client: TestClient, question: str) -> None:
    assert ask(client, question)["id"] is None


def test_a_profile_is_used_and_leaves_no_permalink(client: TestClient) -> None:
    answer = ask(client, KEYTRUDA, profile={"age": 40, "stage": "IV", "line": 2, "sex": "female"})
    assert answer["id"] is None
    constraints = answer["question"]["constraints"]
    assert (constraints["age"], constraints["line"], constraints["sex"]) == (40, 2, "female")
    assert constraints["stage"]


@pytest.mark.parametrize(
    "profile",
    [{"stage": "purple"}, {"biomarkers": ["nonsense"]}, {"prior_therapies": ["moonlight"]}, {"line": 0}, {"x": 1}],
)
def test_a_profile_that_is_not_understood_is_refused(client: TestClient, profile: dict[str, Any]) -> None:
    assert client.post("/v1/answers", json={"question": KEYTRUDA, "profile": profile}).status_code == 422


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"question": " "}, "question-empty"),
        ({"question": "x" * 5000}, "question-too-long"),
        ({"question": KEYTRUDA, "as_of": "1850-01-01"}, "date-invalid"),
        ({"question": KEYTRUDA, "as_of": "soon"}, "request-invalid"),
        ({"question": KEYTRUDA, "agencies": ["XYZ"]}, "agency-unknown"),
        ({"question": KEYTRUDA, "level": "rude"}, "level-unknown"),
        ({"question": KEYTRUDA, "model": "x"}, "request-invalid"),
        ({}, "request-invalid"),
    ],
)
def test_a_wrong_request_is_told_as_a_problem(client: TestClient, body: dict[str, Any], slug: str) -> None:
    response = client.post("/v1/answers", json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"].endswith(f":{slug}")
    assert response.json()["detail"]


def test_a_body_that_is_no_json_is_told(client: TestClient) -> None:
    response = client.post("/v1/answers", content=b"{", headers={"content-type": "application/json"})
    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == "application/problem+json"


@given(st.text(alphabet=st.characters(codec="ascii", categories=("L", "N", "Pd")), max_size=60))
def test_no_text_that_was_not_given_is_an_id(text: str) -> None:
    try:
        permalink.decode(f"a-{text}")
    except AnswerIdError:
        return
    pytest.fail("a made-up id was taken")


@pytest.mark.parametrize(
    "parts",
    [
        {"type": "approval"},
        {"type": "approval", "entities": ["product:nothing"]},
        {"type": "approval", "entities": [1]},
        {"type": "nothing", "entities": []},
        {"type": "emergency", "entities": []},
        {"type": "approval", "entities": ["product:keytruda"], "biomarkers": [["a", "b"]]},
        {"type": "approval", "entities": ["product:keytruda"], "line": "one"},
        {"type": "approval", "entities": ["product:keytruda"], "as_of": "1850-01-01"},
        {"type": "approval", "entities": ["product:keytruda"], "level": "rude"},
        {"type": "approval", "entities": ["product:keytruda"], "agencies": "FDA"},
    ],
)
def test_an_id_that_somebody_made_up_is_no_answer(client: TestClient, parts: dict[str, Any]) -> None:
    response = client.get(f"/v1/answers/{permalink.encode(parts)}")
    assert response.status_code == 404, response.text
    assert response.json()["type"].endswith(":answer-id")


def test_an_id_of_another_graph_is_gone_and_its_page_answers_anew(client: TestClient) -> None:
    parts = permalink.decode(ask(client, KEYTRUDA)["id"]) | {"graph": "0123456789abcdef"}
    old = permalink.encode(parts)
    assert client.get(f"/v1/answers/{old}").status_code == 410
    page = client.get(f"/a/{old}")
    assert page.status_code == 200
    assert "made with older records" in page.text


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("keytr", "Keytruda"),
        ("how does osim", "how does osimertinib"),
        ("Is Keytr", "Is Keytruda approved, and for what?"),
        ("melan", "What are the treatments for melanoma?"),
        ("Is osimertanib", "Is osimertinib"),
    ],
)
def test_suggestions_complete_what_is_typed(client: TestClient, typed: str, offered: str) -> None:
    found = client.get("/v1/suggest", params={"q": typed}).json()["suggestions"]
    assert offered.lower() in [one["text"].lower() for one in found]


def test_suggestions_are_few_and_never_twice(client: TestClient) -> None:
    found = client.get("/v1/suggest", params={"q": "b", "limit": 5}).json()["suggestions"]
    texts = [one["text"].lower() for one in found]
    assert len(texts) == len(set(texts)) <= 5
    assert client.get("/v1/suggest").json()["suggestions"] == []
