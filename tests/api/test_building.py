"""A build starts from the packaged facts, does nothing twice, and keeps what was loaded besides."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from api import building
from api.building import Built, Stamp, build, note_load
from api.locations import ledger_url
from graph.ledger.ledger import Ledger
from graph.model import Entity, Records
from graph.packaging import KnowledgeMissingError


def test_building_again_does_nothing(built: Built, knowledge: Path) -> None:
    again = build(knowledge=knowledge)
    assert built.built
    assert not again.built
    assert again.version == built.version


def test_another_program_builds_the_same_facts_anew(
    built: Built, knowledge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "program_hash", lambda: "another program")
    assert build(knowledge=knowledge).built
    assert not build(knowledge=knowledge).built


def test_forced_it_builds_the_same_graph_again(built: Built, knowledge: Path) -> None:
    again = build(knowledge=knowledge, force=True)
    assert again.built
    assert again.version == built.version


def test_a_fact_that_is_gone_from_the_files_is_gone_from_the_graph(
    built: Built, knowledge: Path, tmp_path: Path
) -> None:
    fewer = tmp_path / "fewer"
    shutil.copytree(knowledge, fewer)
    removed = next(fewer.glob("events-*.jsonl"))
    kept = removed.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
    removed.write_text("".join(kept), encoding="utf-8")
    again = build(knowledge=fewer)
    assert again.version != built.version
    with Ledger.open(ledger_url()) as ledger:
        assert len(ledger.read().events) == sum(len(f.read_text().splitlines()) for f in fewer.glob("events-*.jsonl"))


def test_what_somebody_loaded_stays_when_facts_are_packaged_anew(built: Built, knowledge: Path) -> None:
    own = Entity("therapy:own", "Therapy", "substance", "own therapy")
    with Ledger.open(ledger_url()) as ledger:
        ledger.write(Records(entities={own.id: own}), date(2026, 2, 1))
    note_load()
    again = build(knowledge=knowledge)
    assert again.built
    assert again.nodes == built.nodes + 1
    assert Stamp.read().loaded
    third = build(knowledge=knowledge, force=True)
    assert third.version == again.version


def test_no_files_is_told(empty_data: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeMissingError, match="make knowledge"):
        build(knowledge=tmp_path)


def test_a_damaged_stamp_only_means_to_build(built: Built, knowledge: Path, empty_data: Path) -> None:
    (empty_data / "built.json").write_text("{", encoding="utf-8")
    assert build(knowledge=knowledge).version == built.version
