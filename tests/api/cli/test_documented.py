"""docs/cli.md names every command, option and exit code."""

import re
from pathlib import Path

import pytest
import typer

from api.cli.main import app
from api.errors import problems

PAGE = (Path(__file__).parents[3] / "docs" / "cli.md").read_text(encoding="utf-8")


def commands() -> dict[str, list[str]]:
    """Return each command's words with its long options."""
    found: dict[str, list[str]] = {}

    def walk(command: object, words: str) -> None:
        held = getattr(command, "commands", None)
        if held:
            for name, inner in held.items():
                walk(inner, f"{words} {name}".strip())
            return
        options = [one for parameter in command.params for one in parameter.opts]  # type: ignore[attr-defined]
        found[words] = sorted(one for one in options if one.startswith("--") and one != "--help")

    walk(typer.main.get_command(app), "")
    return found


@pytest.mark.parametrize("words", sorted(commands()))
def test_every_command_and_option_is_documented(words: str) -> None:
    section = re.search(rf"^## `{words}.*?(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert section, f"give `{words}` a heading in docs/cli.md"
    missing = [
        one
        for one in commands()[words]
        if f"`{one}" not in section[0] and one not in ("--graph", "--database", "--json")
    ]
    assert missing == []


def test_every_exit_code_is_documented() -> None:
    codes = {0, 3, 130, *(problem.exit for problem in problems().values())}
    assert [code for code in sorted(codes) if f"| {code} |" not in PAGE] == []
