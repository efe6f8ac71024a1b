"""A build is seen whole or not at all, whoever is killed and whenever."""

import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graph.engines import build_folder
from graph.model import Records
from graph.model.graph_rows import GraphRows
from graph.projection import publish as publishing
from graph.projection.publish import publish
from graph.projection.rows import project
from graph.store import GraphBusy, GraphInvalid, GraphLoadFailed, GraphReader, open_store
from tests.graph.small_records import small_history, small_records

STAGES = ["project", "check", "nodes", "edges", "index", "verify", "names"]
KILLS = int(os.environ.get("EXPLAINER_KILLS", "5"))
KILLED_BUILD = """
import os, signal, sys
from pathlib import Path
from graph.projection.publish import publish
from tests.graph.projection.test_publish import changed_records

folder, wanted = Path(sys.argv[1]), int(sys.argv[2])
steps = 0

def die_at(*_):
    global steps
    steps += 1
    if steps == wanted:
        os.kill(os.getpid(), signal.SIGKILL)

publish(changed_records(), folder, progress=die_at)
print(steps)
"""


def changed_records() -> Records:
    records = small_records()
    records.add(replace(records.events["event:1"], date="2021-01-01"))
    return records


def test_the_report_says_what_was_built(graph_folder: Path) -> None:
    stages: list[str] = []
    report = publish(
        small_records(), graph_folder, history=small_history(), progress=lambda stage, *_: stages.append(stage)
    )
    assert sorted(set(stages)) == sorted(STAGES)
    assert report.version == project(small_records(), small_history()).version
    assert report.records_end == "2026-02"
    assert report.nodes["Therapy"] == 13
    assert report.names > 20
    assert report.set_aside == 0
    with open_store(report.url) as store:
        assert store.version == report.version


def test_readers_notice_a_new_graph_and_an_answer_keeps_the_old_one(graph_folder: Path) -> None:
    first = publish(small_records(), graph_folder)
    with open_store(first.url) as store:
        with store.snapshot() as answer:
            second = publish(changed_records(), graph_folder)
            assert second.version != first.version
            assert answer.version == first.version
            assert store.version == second.version
            assert answer.run("events_of_indications", ids=["ind:alpha-nsclc"])[0]["date"] != "2021-01-01"
        assert store.version == second.version


def test_three_builds_stay_and_each_can_be_served_again(graph_folder: Path) -> None:
    versions = [publish(records, graph_folder).version for records in [small_records(), changed_records()] * 3]
    held = build_folder.builds(graph_folder)
    assert [one.name.partition("-")[2] for one in held] == versions[-3:]
    with open_store(f"embedded:{graph_folder}") as store:
        build_folder.serve(graph_folder, held[1].name)
        assert store.version == versions[-2]


def test_a_graph_that_breaks_an_invariant_is_not_served(graph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = publish(small_records(), graph_folder)

    def lose_a_subject(records: Records, history: object = None) -> GraphRows:
        rows = project(records)
        for kind, table in rows.edges.items():
            if kind.type == "SUBJECT":
                table.pop()
        return rows

    monkeypatch.setattr(publishing, "project", lose_a_subject)
    with pytest.raises(GraphInvalid, match="exactly one SUBJECT"):
        publish(changed_records(), graph_folder)
    assert_served(graph_folder, served.version)


def test_an_engine_that_answers_otherwise_is_not_served(graph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = publish(small_records(), graph_folder)

    def differ(graph: GraphReader, rows: GraphRows) -> list[str]:
        return ["it answers otherwise"]

    monkeypatch.setattr(publishing, "check_store", differ)
    with pytest.raises(GraphInvalid, match="it answers otherwise"):
        publish(changed_records(), graph_folder)
    assert_served(graph_folder, served.version)
    assert len(build_folder.builds(graph_folder)) == 1


def test_rows_that_the_engine_refuses_leave_the_old_graph(graph_folder: Path) -> None:
    served = publish(small_records(), graph_folder)
    rows = project(changed_records())
    rows.nodes["Cancer"].append(rows.nodes["Cancer"][0])
    with open_store(served.url, read_only=False) as store, pytest.raises(GraphLoadFailed, match="build again"):
        store.load(rows)
    assert_served(graph_folder, served.version)


def test_two_builds_at_once_do_not_meet(graph_folder: Path) -> None:
    served = publish(small_records(), graph_folder)
    with build_folder.building(graph_folder, "other"), pytest.raises(GraphBusy, match="another build"):
        publish(changed_records(), graph_folder)
    assert build_folder.builds(graph_folder)[0].name.endswith(served.version)


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_build_leaves_the_old_graph(graph_folder: Path, seed: int) -> None:
    served = publish(small_records(), graph_folder)
    steps = count_steps()
    # The last step reported comes before the switch, so a build that dies at any of them was never seen.
    wanted = random.Random(seed).randint(1, steps)  # noqa: S311 - a place to die at, not a secret
    died = run_killed(graph_folder, wanted)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert_served(graph_folder, served.version)
    report = publish(changed_records(), graph_folder)
    assert_served(graph_folder, report.version)
    assert not list((graph_folder / build_folder.BUILDS).glob("unfinished-*"))


def count_steps() -> int:
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        publish(changed_records(), Path(folder), progress=count)
    return steps


def run_killed(folder: Path, step: int) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", KILLED_BUILD, str(folder), str(step)], capture_output=True, text=True, check=False
    )


def assert_served(folder: Path, version: str) -> None:
    with open_store(f"embedded:{folder}") as store:
        assert store.version == version
        assert store.run("uses_of_therapy", therapy="class:immune")
