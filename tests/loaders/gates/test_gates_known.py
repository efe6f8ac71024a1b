"""Every reason for which a loader queues something is described, and has a trap or a test of its own loader."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import yaml

from tests.loaders.gates.traps import QUEUEING, REFUSING

ROOT = Path(__file__).resolve().parents[3]
GIVING = frozenset({"review_item", "_aside", "refused", "_doubt", "_unread", "ItemReading"})
NAMED = ("refusal", "refusals", "reason", "rule", "RULE")
KINDS = frozenset({"use", "event", "document", "statement", "edge"})
ELSEWHERE = {
    ("loaders.citing.table_loader", "citation"): "tests/loaders/citing/test_facts.py",
    ("loaders.sources.ema_medicines", "formulation_unknown"): "tests/loaders/sources/test_ema_medicines.py",
    ("loaders.sources.ema_medicines", "therapy_not_linked"): "tests/loaders/sources/test_ema_medicines.py",
    ("loaders.run", "broken_document"): "tests/loaders/test_run.py",
    ("loaders.sources.ema_leaflets", "not_a_cancer_medicine"): "tests/loaders/sources/test_ema_leaflets.py",
}
"""Where a document as a whole tells nothing: the test of its own loader that says for what reason."""


def _described(path: str) -> dict[str, dict[str, str]]:
    described: dict[str, dict[str, str]] = yaml.safe_load((files("loaders") / path).read_text("utf-8"))
    return described


def _constants(node: ast.AST | None) -> Iterator[str]:
    """Yield the words that a node may give as a reason."""
    if node is not None and not isinstance(node, ast.Compare):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.IfExp | ast.BoolOp | ast.Tuple):
            for part in ast.iter_child_nodes(node):
                yield from _constants(part)


def _given(tree: ast.Module) -> Iterator[str]:
    """Yield every reason that a module gives: as first argument, as a keyword, by assignment, or in a list of them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in GIVING:
                for argument in node.args[:3]:
                    yield from _constants(argument)
            if name == "append" and "refusals" in ast.unparse(node.func):
                yield from _constants(node.args[0])
            for keyword in node.keywords:
                if keyword.arg in ("refusal", "rule"):
                    yield from _constants(keyword.value)
        if isinstance(node, ast.Assign) and any(
            ast.unparse(one).strip("()").split(",")[0].split(".")[-1] in NAMED for one in node.targets
        ):
            yield from _constants(node.value)


def _sites() -> set[tuple[str, str]]:
    described, found = set(_described("gates.yaml")), set()
    for file in (ROOT / "loaders").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        reasons = {one for one in _given(tree) if re.fullmatch(r"[a-z]+(?:_[a-z]+)+", one)}
        returned = {
            one
            for node in ast.walk(tree)
            if isinstance(node, ast.Return)
            for one in _constants(node.value)
            if one in described
        }
        found |= {(module, reason) for reason in reasons | returned if reason not in KINDS}
    return found


def test_every_reason_is_described_with_the_next_step() -> None:
    described = _described("gates.yaml")
    assert list(described) == sorted(described), "sort loaders/gates.yaml"
    assert all(set(one) == {"asks", "next"} for one in described.values())
    given = {reason for _, reason in _sites()}
    assert given <= set(described), f"describe in loaders/gates.yaml: {sorted(given - set(described))}"


def test_every_gate_has_its_trap() -> None:
    held = set(REFUSING) | set(QUEUEING) | set(ELSEWHERE)
    assert not _sites() - held, f"write a trap in traps.py: {sorted(_sites() - held)}"
    for (_, reason), test in ELSEWHERE.items():
        assert reason in (ROOT / test).read_text(encoding="utf-8"), f"{test} says nothing of {reason}"
