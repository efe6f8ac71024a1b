"""A built wheel holds every data file, and only the five packages."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("graph", "nlp", "loaders", "answers", "api")
DATA = {".css", ".cypher", ".html", ".js", ".json", ".jsonl", ".svg", ".toml", ".tsv", ".ttl", ".txt", ".yaml"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names inside a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_data_file(wheel: set[str]) -> None:
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.suffix in DATA)
    wanted = {str(path.relative_to(ROOT)) for path in files}
    assert wanted
    assert wanted - wheel == set()


def test_the_wheel_holds_every_module(wheel: set[str]) -> None:
    wanted = {str(path.relative_to(ROOT)) for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    assert wanted - wheel == set()


def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    assert {name.partition("/")[0] for name in wheel if ".dist-info/" not in name} <= set(PACKAGES)


def test_the_console_script_is_there(wheel: set[str]) -> None:
    assert any(name.endswith("entry_points.txt") for name in wheel)
