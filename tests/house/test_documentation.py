"""What the documents name is there: commands, files, decisions."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


def targets() -> set[str]:
    """Return what `make` can be asked for."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9]+):", makefile, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_repository_resolves(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_command_named_exists(page: Path) -> None:
    named = set(re.findall(r"(?:`|^\$ )make ([a-z0-9]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets()


def test_every_make_command_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    explained = set(re.findall(r"^([a-z0-9]+):.*##", makefile, re.MULTILINE))
    declared = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    assert declared == explained == targets()


def test_every_decision_is_listed_and_says_what_why_and_what_was_rejected() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    for record in DECISIONS:
        assert f"]({record.name})" in index, f"list {record.name} in docs/decisions/README.md"
        text = record.read_text(encoding="utf-8")
        assert [part for part in ("**What.**", "**Why.**", "**Rejected.**") if part not in text] == [], record.name


def test_every_folder_of_code_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in ("graph", "nlp", "loaders", "answers", "api") if f"`{name}/`" not in readme] == []
