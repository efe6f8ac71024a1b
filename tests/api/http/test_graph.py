"""Things, statements, sources; health."""

from fastapi.testclient import TestClient


def test_things_are_found_by_name_beginning_and_misspelling(client: TestClient) -> None:
    for text in ("Keytruda", "keytr", "Keytrudo"):
        found = client.get("/v1/entities", params={"q": text}).json()["entities"]
        assert found[0]["id"] == "product:keytruda", text
    labelled = client.get("/v1/entities", params={"q": "lung", "label": "Cancer"}).json()["entities"]
    assert {one["label"] for one in labelled} == {"Cancer"}


def test_a_thing_has_the_fields_of_the_contract(client: TestClient) -> None:
    held = client.get("/v1/entities/therapy:osimertinib").json()
    wanted = {"id", "label", "name", "plain_name", "synonyms", "definition", "mappings", "classes", "counts"}
    assert wanted <= set(held)
    assert held["counts"]["approved_for"] > 0


def test_a_neighbourhood_is_bounded_and_its_links_join_its_nodes(client: TestClient) -> None:
    for limit in (1, 3, 50):
        held = client.get("/v1/entities/class:car-t-cell-therapy/neighbourhood", params={"limit": limit}).json()
        ids = {node["id"] for node in held["nodes"]}
        assert held["centre"] in ids
        assert len(ids) <= limit + 1
        assert all({link["source"], link["target"]} <= ids for link in held["links"])
        assert all(link["statement_ids"] for link in held["links"])


def test_every_statement_of_an_answer_can_be_looked_at(client: TestClient) -> None:
    answer = client.post("/v1/answers", json={"question": "Is CAR-T approved for lung cancer?"}).json()
    sentences = [one for part in answer["sections"] for one in part["sentences"]]
    grounds = {ground for one in sentences for ground in one["statement_ids"]}
    grounds |= {ground for one in sentences for ground in one["basis"] if ground.startswith("cov:")}
    assert grounds
    for ground in sorted(grounds):
        held = client.get(f"/v1/statements/{ground}")
        assert held.status_code == 200, ground
        assert held.json()["evidence"] or ground.startswith("cov:"), ground


def test_a_statement_says_what_happened_to_its_use(client: TestClient) -> None:
    graph = client.app.state.service.store  # type: ignore[attr-defined]
    events = [row for row in graph.run("events_of_therapies", ids=["therapy:pralsetinib"]) if row["indication"]]
    wanted = str(events[0]["indication"])
    uses = graph.run("uses_of_therapy", therapy="therapy:pralsetinib")
    statement = next(str(row["statement"]) for row in uses if row["indication"] == wanted)
    held = client.get(f"/v1/statements/{statement}").json()
    assert str(events[0]["event"]) in {one["event"] for one in held["history"]}
    event = client.get(f"/v1/statements/{events[0]['event']}").json()
    assert event["fields"]["kind"] == events[0]["kind"]
    assert event["fields"]["therapy"]


def test_sources_tell_freshness_and_licence(client: TestClient) -> None:
    held = client.get("/v1/sources").json()
    assert held["graph_version"]
    assert sum(one["documents"] for one in held["sources"]) > 100
    assert all(one["stale_after_days"] > 0 for one in held["sources"])


def test_what_is_not_held_is_not_found(client: TestClient) -> None:
    for place in ("/v1/entities/x:y", "/v1/entities/x:y/neighbourhood", "/v1/statements/st:nothing"):
        response = client.get(place)
        assert response.status_code == 404
        assert response.json()["type"].endswith("-unknown")
    assert client.get("/v1/nothing").json()["type"].endswith(":http-404")
    assert client.delete("/v1/sources").json()["type"].endswith(":http-405")


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json()["graph_version"]
