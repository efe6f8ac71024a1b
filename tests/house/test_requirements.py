"""Every package is declared, used, pinned and hashed; no lock file names a host."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("graph", "nlp", "loaders", "answers", "api")
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Needed though nothing here imports them: what a library of ours needs beside it.
NEEDED_BY_OTHERS = {
    "numpy": "scispaCy's index works only below version 2",
    "python-multipart": "FastAPI reads forms with it",
    "setuptools": "textstat imports its pkg_resources",
    "psycopg": "SQLAlchemy opens postgresql:// with it",
}


def distribution(requirement: str) -> str:
    """Return the normalised name of the package that a requirement asks for."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]).lower()


def declared() -> set[str]:
    extras = PROJECT["optional-dependencies"]
    return {distribution(line) for line in [*PROJECT["dependencies"], *extras["neo4j"], *extras["postgres"]]}


def imported() -> dict[str, str]:
    """Return each foreign module that the packages import, with one place that does."""
    found: dict[str, str] = {}
    for path in (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            else:
                continue
            for name in names:
                root = name.partition(".")[0]
                if root not in sys.stdlib_module_names and root not in PACKAGES:
                    found.setdefault(root, str(path.relative_to(ROOT)))
    return found


def test_every_imported_package_is_declared() -> None:
    owners = packages_distributions()
    names = {module: {distribution(owner) for owner in owners.get(module, [module])} for module in imported()}
    undeclared = {module: imported()[module] for module, owner in names.items() if not owner & declared()}
    assert undeclared == {}, "declare these in pyproject.toml, then `make lock`"


def test_every_declared_package_is_used() -> None:
    owners = packages_distributions()
    used = {distribution(owner) for module in imported() for owner in owners.get(module, [])}
    assert declared() - used - set(NEEDED_BY_OTHERS) == set(), "remove these from pyproject.toml, then `make lock`"


def test_there_is_a_lock_to_run_and_one_to_develop() -> None:
    assert [path.name for path in LOCKS] == ["dev.txt", "run.txt"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_and_hashes_everything_and_names_no_host(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9][\w.\-]*(?:\[[\w,\-]+\])?)==\S+", text, re.MULTILINE)
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert pins
    assert len(blocks) == len(pins), "every entry is pinned with =="
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"https?://|--index-url|--extra-index-url|--find-links|--trusted-host", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_every_direct_requirement(lock: Path) -> None:
    held = {distribution(line) for line in lock.read_text(encoding="utf-8").splitlines() if re.match(r"[a-z0-9]", line)}
    wanted = declared()
    if lock.name == "dev.txt":
        extras = PROJECT["optional-dependencies"].values()
        wanted = wanted | {distribution(line) for extra in extras for line in extra}
    assert wanted - held == set(), "run `make lock`"


def test_both_locks_agree() -> None:
    def pins(path: Path) -> set[str]:
        return set(re.findall(r"^[a-z0-9][\w.\-]*==[^\s;\\]+", path.read_text(encoding="utf-8"), re.MULTILINE))

    assert pins(ROOT / "requirements" / "run.txt") <= pins(ROOT / "requirements" / "dev.txt")
