"""docs/quality.md: every section has a measure, figures stay until they are measured anew, failures are told."""

import importlib.util
import shlex
from pathlib import Path

import pytest

import measures.__main__ as quality
from measures.__main__ import Outcome, Section, body, held_bodies, page, read_sections, run
from measures.acceptance import wilson

OPENING, GAPS, SECTIONS = read_sections()


def test_every_section_runs_a_measure_that_exists() -> None:
    for section in SECTIONS:
        words = shlex.split(section.command)
        found = importlib.util.find_spec(words[1]) if words[0] == "-m" else (quality.ROOT / words[0]).is_file()
        assert found, f"{section.name}: no such measure, mend its command in measures/sections.toml"


def test_sections_have_names_of_their_own() -> None:
    assert len({section.name for section in SECTIONS}) == len({section.title for section in SECTIONS}) == len(SECTIONS)


def test_the_page_in_the_repository_has_every_section() -> None:
    text = quality.PAGE.read_text(encoding="utf-8")
    assert set(held_bodies()) == {section.name for section in SECTIONS}
    assert GAPS in text
    assert OPENING in text, "run python -m measures --only, which writes the words anew"


def test_figures_stay_until_they_are_measured_anew(tmp_path: Path) -> None:
    path = tmp_path / "quality.md"
    bodies = {section.name: f"| {section.name} |\n" for section in SECTIONS[1:]}
    path.write_text(page(OPENING, GAPS, SECTIONS, bodies), encoding="utf-8")
    held = held_bodies(path)
    assert {name: held[name] for name in bodies} == bodies
    assert "Not measured yet" in held[SECTIONS[0].name]
    assert page(OPENING, GAPS, SECTIONS, held) == path.read_text(encoding="utf-8")


def test_a_failed_measure_tells_so() -> None:
    failing = Section("x", "X", "-c 'print(1); raise SystemExit(3)'", "")
    outcome = run(failing, timeout=60)
    assert outcome == Outcome("1", "ended with code 3")
    assert "The command ended with code 3." in body(failing, outcome, "2026-01-01")


def test_a_measure_that_hangs_is_ended() -> None:
    assert "took longer" in run(Section("x", "X", "-c 'while True: pass'", ""), timeout=0.2).problem


@pytest.mark.parametrize(("right", "read"), [(0, 1), (1, 1), (58, 60), (300, 300), (299, 300)])
def test_an_interval_holds_its_share(right: int, read: int) -> None:
    low, high = wilson(right, read)
    assert 0 <= low <= right / read <= high <= 1
    wider = wilson(right * 4, read * 4)
    assert wider[1] - wider[0] < high - low


def test_an_acceptance_without_error_in_three_hundred_is_not_yet_sure_to_a_hundredth() -> None:
    assert 0.98 < wilson(300, 300)[0] < 0.99
