"""What surrounds every request: limits, headers, caching, other sites, logs, counts, a new graph."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.building import Built, build
from api.settings import Settings, read_settings

TYPED = "zygomaticus"
KEPT = ("/v1/entities/product:keytruda", "/v1/sources", "/v1/suggest?q=keytr", "/v1/entities?q=keytr")


@pytest.mark.parametrize("place", KEPT)
def test_what_depends_on_the_graph_is_sent_once(client: TestClient, place: str) -> None:
    first = client.get(place)
    assert "max-age=300" in first.headers["cache-control"]
    again = client.get(place, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get(place, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    "place", ["/", "/v1/sources", "/nothing", "/static/page.css", "/widget/treatment-explainer.js"]
)
def test_every_response_is_guarded(client: TestClient, place: str) -> None:
    headers = client.get(place).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"


def test_only_the_box_may_be_framed(client: TestClient) -> None:
    headers = client.get("/embed").headers
    assert "frame-ancestors *" in headers["content-security-policy"]
    assert "x-frame-options" not in headers


def test_other_sites_may_read_answers_and_nothing_else(client: TestClient) -> None:
    origin = {"origin": "https://clinic.example"}
    assert client.get("/v1/sources", headers=origin).headers["access-control-allow-origin"] == "*"
    asked = client.post("/v1/answers", json={"question": "x", "as_of": "1850-01-01"}, headers=origin)
    assert asked.headers["access-control-allow-origin"] == "*", "a widget must be able to read the problem"
    wants = {**origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    assert client.options("/v1/answers", headers=wants).status_code == 200
    assert "access-control-allow-origin" not in client.get("/", headers=origin).headers
    assert (
        client.options("/v1/answers", headers={**wants, "access-control-request-method": "DELETE"}).status_code == 400
    )


def test_a_large_body_is_refused_with_and_without_its_length(client: TestClient) -> None:
    body = json.dumps({"question": "x" * 70_000}).encode()
    told = client.post("/v1/answers", content=body, headers={"content-type": "application/json"})
    streamed = client.post("/v1/answers", content=iter([body]), headers={"content-type": "application/json"})
    for response in (told, streamed):
        assert response.status_code == 413
        assert response.json()["type"].endswith(":body-too-large")


def test_too_many_requests_are_told_to_wait(settings: Settings) -> None:
    with TestClient(create_app(settings.model_copy(update={"rate_limit": "2/minute"}))) as client:
        codes = [client.get("/v1/sources").status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        assert 0 < int(client.get("/v1/sources").headers["retry-after"]) <= 60
        assert client.get("/healthz").status_code == 200, "health is never limited"


def test_neither_log_nor_counts_hold_what_was_asked(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    client.post("/v1/answers", json={"question": f"Is {TYPED} approved for melanoma?"})
    client.post("/v1/answers", json={"question": TYPED, "as_of": "1850-01-01"})
    client.get("/v1/suggest", params={"q": TYPED})
    client.get("/", params={"q": TYPED})
    client.post("/", data={"q": TYPED})
    client.get(f"/explore/{TYPED}")
    client.get(f"/{TYPED}")
    counted = client.get("/metrics").text
    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
    assert {"/v1/answers", "/v1/suggest", "/"} <= {line.get("route") for line in lines}
    assert TYPED not in out + err + counted
    assert 'route="/v1/answers"' in counted
    assert "testclient" not in err


def test_an_error_of_ours_tells_nothing_of_what_was_asked(
    client: TestClient, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(TYPED)

    monkeypatch.setattr(client.app.state.service.answerer, "answer", broken)  # type: ignore[attr-defined]
    response = client.post("/v1/answers", json={"question": TYPED})
    _, err = capsys.readouterr()
    assert response.status_code == 500
    assert response.json()["type"].endswith(":unexpected")
    assert TYPED not in response.text + err
    assert "RuntimeError" in err


def test_the_counts_of_several_workers_are_added_up(tmp_path: Path) -> None:
    worker = (
        "import sys; from api.middleware import Metrics; held = Metrics(); "
        "held.answers.labels('approval').inc(); sys.stdout.write(held.exposition().decode())"
    )
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    told = [
        subprocess.run([sys.executable, "-c", worker], env=environment, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert 'explainer_answers_total{type="approval"} 2.0' in told[1].stdout


@pytest.mark.parametrize("place", ["/healthz", "/v1/sources", "/explore"])
def test_head_is_get_without_its_body(client: TestClient, place: str) -> None:
    wanted, headed = client.get(place), client.head(place)
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed.headers["content-length"] == str(len(wanted.content))
    assert headed.headers["content-type"] == wanted.headers["content-type"]


def test_other_sites_may_read_what_says_when_to_ask_again(client: TestClient) -> None:
    told = client.get("/v1/sources", headers={"origin": "https://clinic.example"}).headers
    exposed = {one.strip() for one in told["access-control-expose-headers"].split(",")}
    assert exposed == {"etag", "retry-after", "x-graph-version"}


def test_a_newly_published_graph_is_served_without_a_restart(built: Built, knowledge: Path, tmp_path: Path) -> None:
    with TestClient(create_app(read_settings())) as client:
        before = client.get("/readyz").json()["graph_version"]
        tag = client.get("/v1/sources").headers["etag"]
        fewer = tmp_path / "fewer"
        shutil.copytree(knowledge, fewer)
        events = next(fewer.glob("events-*.jsonl"))
        events.write_text("".join(events.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")
        again = build(knowledge=fewer)
        assert before == built.version != again.version
        assert client.get("/readyz").json()["graph_version"] == again.version
        answer = client.post("/v1/answers", json={"question": "Is Keytruda approved for melanoma?"}).json()
        assert answer["graph_version"] == again.version
        assert client.get("/v1/sources", headers={"if-none-match": tag}).status_code == 200


def test_a_server_without_a_graph_is_alive_and_not_ready(empty_data: Path, knowledge: Path) -> None:
    with TestClient(create_app(read_settings())) as client:
        assert client.get("/healthz").status_code == 200
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.headers["retry-after"]
        assert str(empty_data) not in response.text
        page = client.get("/sources", headers={"accept": "text/html"})
        assert page.status_code == 503
        assert "<h1>There is no graph yet</h1>" in page.text
        build(knowledge=knowledge)
        assert client.get("/readyz").status_code == 200
