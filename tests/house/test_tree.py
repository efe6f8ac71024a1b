"""The tree stays readable and says nothing of a machine: sizes, names, hosts, licences."""

import ast
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_LINES = 400
FORBIDDEN_NAMES = {"base", "common", "core", "helper", "helpers", "manager", "misc", "shared", "util", "utils"}
# scispaCy and pysbd install top-level packages of these names.
TAKEN_PACKAGES = {"benchmarks", "data", "evaluation", "examples", "scripts"}
# Written in halves, so that this file does not find itself.
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted",
    "registry." + "npmjs",
    "repo1." + "maven",
    "repo." + "maven",
    "deb." + "debian",
]
UNFINISHED = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error"]
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:" + "wo" + r"rk|ro" + r"ot|ho" + r"me/\w+)/")


def tracked(*patterns: str) -> list[Path]:
    """List the files of the repository, present ones only."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def lines_of(paths: list[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            yield f"{path.relative_to(ROOT)}:{number}", line


def test_no_module_is_longer_than_a_person_reads() -> None:
    code = tracked("*.py", "*.js", "*.css")
    too_long = [
        f"{path.relative_to(ROOT)}: {count}"
        for path in code
        if (count := len(path.read_bytes().splitlines())) > MOST_LINES
    ]
    assert too_long == [], f"split these: at most {MOST_LINES} lines"


def test_names_say_what_they_hold() -> None:
    vague = [
        str(path.relative_to(ROOT))
        for path in tracked("*.py")
        if FORBIDDEN_NAMES & set(path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert vague == [], "name these after the thing of the field that they hold"


def test_no_package_takes_a_name_that_scispacy_installs() -> None:
    assert [name for name in TAKEN_PACKAGES if (ROOT / name / "__init__.py").exists()] == []


@pytest.mark.parametrize("folder", ["graph", "nlp", "loaders", "answers", "api", "tests"])
def test_every_folder_of_modules_is_a_package(folder: str) -> None:
    folders = {path.parent for path in tracked(f"{folder}/*.py")}
    assert [str(path.relative_to(ROOT)) for path in sorted(folders) if not (path / "__init__.py").exists()] == []


def test_no_registry_host_is_named() -> None:
    found = [place for place, line in lines_of(tracked()) if any(host in line for host in REGISTRIES)]
    assert found == [], "the reader's own index or mirror serves: name no host"


def test_nothing_is_left_unfinished() -> None:
    marks = re.compile(r"\b(?:" + "|".join(UNFINISHED) + r")\b")
    found = [
        place for place, line in lines_of(tracked("*.py", "*.js", "*.sh", "*.cypher", "*.yaml")) if marks.search(line)
    ]
    assert found == []


def test_no_path_of_a_machine_is_named() -> None:
    found = [place for place, line in lines_of(tracked()) if MACHINE_PATHS.search(line)]
    assert found == [], "take such a path from the environment or a setting"


def test_every_module_says_its_role_first() -> None:
    silent = []
    for path in tracked("*.py"):
        module = ast.parse(path.read_text(encoding="utf-8"))
        if module.body and not ast.get_docstring(module):
            silent.append(str(path.relative_to(ROOT)))
    assert silent == [], "begin with one line: the question that the module answers, or its role"


def test_scripts_can_be_run() -> None:
    scripts = [path for path in tracked("*.sh", ".ci/run") if path.read_bytes().startswith(b"#!")]
    assert scripts
    assert [str(path.relative_to(ROOT)) for path in scripts if not os.access(path, os.X_OK)] == []


def test_the_licence_is_apache() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def names_given(path: Path) -> Iterator[str]:
    """Yield the names that a module gives at its top: values, functions, classes."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name != "_":
            yield node.name
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", node)]
        for target in targets:
            for held in ast.walk(target) if isinstance(node, ast.Assign | ast.AnnAssign) else ():
                if isinstance(held, ast.Name) and isinstance(held.ctx, ast.Store):
                    yield held.id


def test_no_module_gives_a_name_twice() -> None:
    """Two patterns of one name, written by two people, stopped the reader: the second stood for both in silence."""
    twice = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in tracked("*.py")
        for name, count in Counter(names_given(path)).items()
        if count > 1
    ]
    assert twice == [], "rename one of them: the later one shadows the other"
