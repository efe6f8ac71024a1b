"""Run the measures and write docs/quality.md, each table with its command and its day.

    python -m measures [--only NAME…] [--all] [--timeout SECONDS]

Sections stand between HTML comments. One that was not run, is slow and not asked for, or failed, keeps its last
figures. Exits with 1 where a measure failed or found what must not be.
"""

import argparse
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "quality.md"
SECTIONS = Path(__file__).with_name("sections.toml")
HELD = re.compile(r"<!-- begin (?P<name>\w+) -->\n(?P<text>.*?)<!-- end (?P=name) -->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """One measure: what it is called, what runs it, and what a reader should know first."""

    name: str
    title: str
    command: str
    words: str
    slow: bool = False

    @property
    def told_command(self) -> str:
        return f"python {self.command}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed; ``problem`` is '' where it ended well."""

    output: str
    problem: str = ""


def read_sections(path: Path = SECTIONS) -> tuple[str, str, list[Section]]:
    """Return the opening, the gaps and the sections in their order."""
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    return held["opening"].strip(), held["gaps"].strip(), [Section(**entry) for entry in held["section"]]


def run(section: Section, timeout: float) -> Outcome:
    """Run a measure in a process of its own; its progress goes to the screen."""
    command = [sys.executable, *shlex.split(section.command)]
    try:
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=timeout)  # noqa: PLW1510, S603
    except subprocess.TimeoutExpired:
        return Outcome("", f"took longer than {timeout:.0f} s: give --timeout more")
    return Outcome(done.stdout.strip(), f"ended with code {done.returncode}" if done.returncode else "")


def held_bodies(path: Path = PAGE) -> dict[str, str]:
    """Return the sections that the page holds, by name."""
    held = path.read_text(encoding="utf-8") if path.is_file() else ""
    return {match["name"]: match["text"] for match in HELD.finditer(held)}


def body(section: Section, outcome: Outcome, day: str) -> str:
    """Return a section's text: its day and command, then what was printed."""
    problem = f" The command {outcome.problem}." if outcome.problem else ""
    return f"Measured {day} by `{section.told_command}`.{problem}\n\n{outcome.output}\n"


def page(opening: str, gaps: str, sections: Sequence[Section], bodies: Mapping[str, str]) -> str:
    """Return the whole page; a section without a body says how to measure it."""
    return "\n".join(_lines(opening, gaps, sections, bodies))


def _lines(opening: str, gaps: str, sections: Sequence[Section], bodies: Mapping[str, str]) -> Iterator[str]:
    yield f"# Quality\n\n{opening}\n"
    for section in sections:
        yield f"- [{section.title}](#{re.sub(r'[^a-z0-9 -]', '', section.title.lower()).replace(' ', '-')})"
    yield f"\n## What is missing\n\n{gaps}\n"
    for section in sections:
        missing = f"Not measured yet: run `python -m measures --only {section.name}`.\n"
        yield f"## {section.title}\n\n{section.words}\n"
        yield f"<!-- begin {section.name} -->\n{bodies.get(section.name, missing)}<!-- end {section.name} -->\n"


def main() -> int:
    """Run what was asked for and write the page after each section; return the exit code."""
    opening, gaps, sections = read_sections()
    parser = argparse.ArgumentParser(prog="python -m measures", description=__doc__)
    parser.add_argument("--only", nargs="*", choices=[one.name for one in sections], metavar="NAME", help="these alone")
    parser.add_argument("--all", action="store_true", help="the slow ones too")
    parser.add_argument("--timeout", type=float, default=900, help="seconds for each section")
    options = parser.parse_args()
    day = datetime.now(UTC).date().isoformat()
    failed = False
    for section in sections:
        wanted = section.name in options.only if options.only is not None else options.all or not section.slow
        if wanted:
            print(f"{section.name}: {section.told_command}", file=sys.stderr, flush=True)
            outcome = run(section, options.timeout)
            if outcome.problem:
                failed = True
                print(f"{section.name}: {outcome.problem}", file=sys.stderr)
            fresh = {section.name: body(section, outcome, day)} if outcome.output else {}
            PAGE.write_text(page(opening, gaps, sections, held_bodies() | fresh), encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
