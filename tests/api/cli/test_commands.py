"""What each command prints, and how it ends."""

import json
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.api.conftest import Explain

KEYTRUDA = "Is Keytruda approved for melanoma?"


@pytest.mark.usefixtures("data")
class TestAsk:
    def test_json_is_the_contract(self, explain: Explain) -> None:
        result = explain("ask", KEYTRUDA, "--json")
        assert result.exit_code == 0, result.output
        answer = json.loads(result.stdout)
        assert answer["question"]["text"] == KEYTRUDA
        assert answer["question"]["type"] == "approval"
        assert answer["verdict"]["agency"] == "FDA"
        assert answer["verdict"] == answer["verdicts"][0]
        claims = [one for part in answer["sections"] for one in part["sentences"] if one["kind"] == "claim"]
        assert claims
        assert all(one["statement_ids"] and one["citations"] for one in claims)

    def test_people_read_verdict_first_and_numbered_sources_last(self, explain: Explain) -> None:
        text = explain("ask", KEYTRUDA).stdout
        assert text.index("The short answer") < text.index("Sources") < text.index("not medical advice")
        assert "[1]" in text

    def test_agency_and_day_are_used(self, explain: Explain) -> None:
        result = explain("ask", KEYTRUDA, "--agency", "ema", "--as-of", "2024-01-01", "--json")
        answer = json.loads(result.stdout)
        assert answer["as_of"] == "2024-01-01"
        assert [one["agency"] for one in answer["verdicts"]] == ["EMA"]

    def test_an_emergency_comes_before_anything_else(self, explain: Explain) -> None:
        answer = json.loads(explain("ask", "I have a fever a week after my CAR-T", "--json").stdout)
        assert answer["sections"][0]["id"] == "emergency"
        assert answer["id"] is None

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["ask", KEYTRUDA, "--as-of", "1850-01-01"], "write YYYY-MM-DD"),
            (["ask", KEYTRUDA, "--as-of", "tomorrow"], "write YYYY-MM-DD"),
            (["ask", KEYTRUDA, "--agency", "XYZ"], "choose from EMA, FDA"),
            (["ask", KEYTRUDA, "--level", "rude"], "choose from plain"),
            (["ask", "  "], "write one"),
            (["ask", "x" * 100_000], "ask one short question"),
        ],
    )
    def test_a_wrong_request_says_what_to_do(self, explain: Explain, words: list[str], told: str) -> None:
        result = explain(*words)
        assert result.exit_code == 2
        assert told in result.stderr
        assert result.stdout == ""

    def test_with_json_an_error_is_problem_details(self, explain: Explain) -> None:
        result = explain("ask", KEYTRUDA, "--agency", "XYZ", "--json")
        assert json.loads(result.stdout)["type"].endswith(":agency-unknown")

    def test_global_options_may_stand_before_the_command(self, explain: Explain) -> None:
        assert json.loads(explain("--json", "ask", KEYTRUDA).stdout)["level"] == "plain"


@pytest.mark.usefixtures("data")
class TestBatch:
    def test_every_line_gets_its_answer_under_its_id(self, explain: Explain) -> None:
        lines = [json.dumps({"id": f"q{number}", "question": KEYTRUDA}) for number in range(3)]
        result = explain("ask", "--batch", given="\n".join(lines) + "\n\n")
        answers = [json.loads(line) for line in result.stdout.splitlines()]
        assert [answer["request_id"] for answer in answers] == ["q0", "q1", "q2"]
        assert result.exit_code == 0

    def test_a_bad_line_ends_nothing(self, explain: Explain) -> None:
        lines = ["{broken", '{"id": "no"}', '["list"]', '{"id": "d", "question": "Is x?", "as_of": 5}']
        lines += ['{"id": "a", "question": "Is Keytruda approved?", "agencies": ["XYZ"]}']
        lines += [json.dumps({"id": "ok", "question": KEYTRUDA})]
        result = explain("ask", "--batch", given="\n".join(lines))
        found = [json.loads(line) for line in result.stdout.splitlines()]
        assert len(found) == len(lines)
        assert all("error" in line for line in found[:-1])
        assert "line 1" in found[0]["error"]["detail"]
        assert found[4]["request_id"] == "a"
        assert found[-1]["request_id"] == "ok"
        assert result.exit_code == 3

    def test_a_line_has_its_own_options(self, explain: Explain) -> None:
        asked = {"id": "1", "question": KEYTRUDA, "as_of": "2024-02-03", "agencies": ["EMA"], "level": "standard"}
        answer = json.loads(explain("ask", "--batch", given=json.dumps(asked)).stdout)
        assert (answer["as_of"], answer["level"]) == ("2024-02-03", "standard")
        assert [one["agency"] for one in answer["verdicts"]] == ["EMA"]

    def test_a_profile_leaves_no_permalink(self, explain: Explain) -> None:
        asked = {"question": KEYTRUDA, "profile": {"age": 60, "stage": "IV"}}
        answer = json.loads(explain("ask", "--batch", given=json.dumps(asked)).stdout)
        assert answer["id"] is None
        assert answer["question"]["constraints"]["age"] == 60


@pytest.mark.usefixtures("data")
class TestOthers:
    def test_a_named_query_runs(self, explain: Explain) -> None:
        rows = json.loads(explain("query", "entity", "id=product:keytruda", "--json").stdout)
        assert rows[0]["name"] == "Keytruda"
        listed = explain("query", "entities", "ids=product:keytruda,agency:fda", "--json")
        assert [row["id"] for row in json.loads(listed.stdout)] == ["agency:fda", "product:keytruda"]
        assert "Keytruda" in explain("query", "entity", "id=product:keytruda").stdout

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["query", "nothing"], "choose one of"),
            (["query", "entity"], "parameter id is missing"),
            (["query", "entity", "id"], "write name=value"),
            (["query", "entity", "name=x"], "has no parameter name"),
        ],
    )
    def test_a_wrong_query_says_what_to_do(self, explain: Explain, words: list[str], told: str) -> None:
        result = explain(*words)
        assert result.exit_code == 2
        assert told in result.stderr

    def test_queries_are_listed_with_their_questions(self, explain: Explain) -> None:
        names = {one["name"] for one in json.loads(explain("query", "--json").stdout)}
        assert {"entity", "uses_of_therapy"} <= names

    def test_loaders_are_listed(self, explain: Explain) -> None:
        held = json.loads(explain("loaders", "--json").stdout)
        assert "fda-labels" in {one["name"] for one in held}
        assert all(one["describe"] for one in held)

    def test_stats_count_what_was_built(self, explain: Explain) -> None:
        counts = json.loads(explain("stats", "--json").stdout)
        assert counts["nodes"]["Agency"] == 7
        assert counts["statements"]["approved_for (accepted)"] > 50
        assert "Agency" in explain("stats").stdout

    def test_extract_answers_line_by_line(self, explain: Explain) -> None:
        good = {"id": "1", "text": "Osimertinib is indicated for adults with lung cancer.", "therapy": "osimertinib"}
        result = explain("extract", given=json.dumps(good) + "\n{broken\n")
        first, second = map(json.loads, result.stdout.splitlines())
        assert first["statements"][0]["therapies"][0]["id"] == "therapy:osimertinib"
        assert "write one object per line" in second["error"]
        assert result.exit_code == 3

    def test_the_queue_is_listed(self, explain: Explain) -> None:
        listed = json.loads(explain("review", "list", "--json", "--limit", "1").stdout)
        assert listed["total"] >= len(listed["items"])

    def test_an_unknown_source_lists_those_that_exist(self, explain: Explain, tmp_path: Path) -> None:
        result = explain("load", "nothing", str(tmp_path))
        assert result.exit_code == 2
        assert "fda-labels" in result.stderr


def test_without_a_graph_every_asker_is_told_to_build(explain: Explain, empty_data: Path) -> None:
    for words in (["ask", KEYTRUDA], ["stats"], ["query", "release"], ["extract"]):
        result = explain(*words, given="")
        assert result.exit_code == 4, words
        assert "explainer build" in result.stderr


def test_an_address_that_no_engine_reads_is_told(explain: Explain) -> None:
    result = explain("ask", KEYTRUDA, "--graph", "nowhere")
    assert result.exit_code == 2
    assert "embedded:PATH" in result.stderr


def test_validate_finds_a_graph_that_is_not_the_ledgers(explain: Explain, built: object, knowledge: Path) -> None:
    before = {one["rule"] for one in json.loads(explain("validate", "--json").stdout)["findings"]}
    assert "graph_is_the_ledgers" not in before
    from datetime import date

    from api.locations import ledger_url
    from graph.ledger.ledger import Ledger
    from graph.model import Entity, Records

    own = Entity("therapy:own", "Therapy", "substance", "own therapy")
    with Ledger.open(ledger_url()) as ledger:
        ledger.write(Records(entities={own.id: own}), date(2026, 2, 1))
    result = explain("validate", "--json")
    after = {one["rule"] for one in json.loads(result.stdout)["findings"]}
    assert "graph_is_the_ledgers" in after
    assert result.exit_code == 5


def test_build_tells_what_it_did(explain: Explain, empty_data: Path, knowledge: Path) -> None:
    first = explain("build", "--knowledge", str(knowledge))
    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("Built graph")
    assert "up to date" in explain("build", "--knowledge", str(knowledge)).stdout
    assert json.loads(explain("build", "--knowledge", str(knowledge), "--json").stdout)["built"] is False


@pytest.mark.parametrize("words", [["no-such-loader", "."], ["events", "nowhere"], ["nowhere"]])
def test_a_load_that_cannot_begin_says_why_and_makes_no_ledger(
    explain: Explain, empty_data: Path, words: list[str]
) -> None:
    result = explain("load", *words)
    assert result.exit_code == 2
    assert "explainer: " in result.stderr
    assert not list(empty_data.glob("ledger*"))


def test_migrate_makes_a_ledger_and_then_finds_it_up_to_date(explain: Explain, empty_data: Path) -> None:
    made = json.loads(explain("migrate", "--json").stdout)
    assert made["before"] is None
    assert (empty_data / "ledger.sqlite").is_file()
    assert json.loads(explain("migrate", "--json").stdout) == {"before": made["after"], "after": made["after"]}
    assert f"format {made['after']} already" in explain("migrate").stdout


@pytest.mark.parametrize("words", [["review", "list"], ["validate"], ["load", "oncotree", "."]])
def test_an_older_ledger_is_refused_with_the_next_step_and_then_migrated(
    explain: Explain, built: object, empty_data: Path, words: list[str]
) -> None:
    with closing(sqlite3.connect(empty_data / "ledger.sqlite")) as connection:
        connection.executescript("UPDATE alembic_version SET version_num = '0001'")
    refused = explain(*words)
    assert refused.exit_code == 5
    assert "explainer migrate" in refused.stderr
    assert explain("migrate").exit_code == 0
    assert "explainer migrate" not in explain(*words).stderr


@pytest.mark.parametrize("words", [["loaders"], ["review", "list"], ["query"], ["stats"]])
def test_graph_and_json_are_taken_before_and_after_every_command(
    explain: Explain, data: Path, words: list[str]
) -> None:
    address = f"embedded:{data / 'graph'}"
    before = explain("--graph", address, "--json", *words)
    after = explain(*words, f"--graph={address}", "--json")
    assert before.exit_code == after.exit_code == 0, after.output
    assert json.loads(before.stdout) == json.loads(after.stdout)


def test_what_follows_two_dashes_is_a_question(explain: Explain, data: Path) -> None:
    result = explain("ask", "--json", "--", "--graph what is Keytruda?")
    assert json.loads(result.stdout)["question"]["text"] == "--graph what is Keytruda?"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["build", "--graph", "embedded:/proc/nowhere"], 6, "check the path"),
        (["review", "list", "--status", "bogus"], 2, "'open', 'accepted', 'rejected'"),
        (["load", "ctgov", ".", "--processes", "0"], 2, "x>=1"),
        (["serve", "--port", "70000"], 2, "65535"),
    ],
)
def test_a_wrong_use_says_what_to_do(
    explain: Explain, empty_data: Path, knowledge: Path, words: list[str], code: int, told: str
) -> None:
    if words[0] == "build":
        words = [*words, "--knowledge", str(knowledge)]
    result = explain(*words)
    assert result.exit_code == code
    assert told in result.stderr


@pytest.mark.usefixtures("data")
def test_a_port_that_is_taken_is_told(explain: Explain) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = explain("serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 6
    assert "choose another with --host and --port" in result.stderr


@pytest.mark.usefixtures("data")
def test_a_busy_worker_and_an_idle_connection_are_given_time(explain: Explain, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}
    monkeypatch.setattr("uvicorn.run", lambda *_, **options: given.update(options))
    assert explain("serve", "--port", "0").exit_code == 0
    assert given["timeout_worker_healthcheck"] == 60, "a worker that reads a new graph's names was killed after 5 s"
    assert given["timeout_keep_alive"] == 75, "proxies keep connections for 60 s"
