"""The import contracts hold, and break when somebody leaves the route."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("graph", "nlp", "loaders", "answers", "api")


def contracts_of(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over a checkout, without the cache that a copy could share with its original."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={"PATH": "", "PYTHONPATH": str(folder)}
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the packages and their contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "*.jsonl"))
    return tmp_path


def test_every_contract_is_kept(checkout: Path) -> None:
    outcome = contracts_of(checkout)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("graph/model/document.py", "import answers", "The root is the route"),
        ("nlp/__init__.py", "import loaders", "The root is the route"),
        ("loaders/__init__.py", "import answers", "The root is the route"),
        ("graph/model/document.py", "import graph.ledger", "Inside the graph"),
        ("graph/model/document.py", "import yaml", "The model needs nothing but Python"),
        ("answers/__init__.py", "import neo4j", "Neo4j behind one door"),
        ("api/__init__.py", "import arcadedb", "ArcadeDB behind one door"),
        ("answers/__init__.py", "import rdflib", "RDF behind one door"),
        ("loaders/__init__.py", "import sqlalchemy", "SQLAlchemy behind one door"),
        ("loaders/__init__.py", "import spacy", "spaCy behind one door"),
        ("answers/__init__.py", "from fastapi import FastAPI", "FastAPI behind one door"),
    ],
)
def test_a_planted_import_breaks_its_contract(checkout: Path, module: str, line: str, contract: str) -> None:
    path = checkout / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    outcome = contracts_of(checkout)
    assert outcome.returncode == 1
    assert re.search(rf"^{re.escape(contract)}.* BROKEN", outcome.stdout, re.MULTILINE), outcome.stdout


def test_every_package_is_under_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert tuple(settings["importlinter"]["root_packages"]) == PACKAGES
    assert tuple(settings["hatch"]["build"]["targets"]["wheel"]["packages"]) == PACKAGES
