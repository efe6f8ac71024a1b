"""Take a gate out of the program while a test runs: what names its reason never happens, all else stays as it is.

The module's source is read as a tree; each ``if`` that leads to the reason is closed, each choice takes its other
side, and the functions of the module get the code that comes out. So no gate needs a switch of its own.
"""

import ast
import importlib
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import FunctionType, ModuleType


class _Removal(ast.NodeTransformer):
    """Closes the innermost way to a reason; ``names`` are the constants of the module that hold it."""

    def __init__(self, reason: str, names: frozenset[str]) -> None:
        self.reason = reason
        self.names = names
        self.removed = 0

    def leads(self, node: ast.AST) -> bool:
        """Say whether the reason is given within a node; comparing with it gives nothing."""
        if isinstance(node, ast.Compare):
            return False
        if isinstance(node, ast.Constant):
            return bool(node.value == self.reason)
        if isinstance(node, ast.Name):
            return node.id in self.names
        return any(self.leads(one) for one in ast.iter_child_nodes(node))

    def is_innermost(self, node: ast.AST, *ways: ast.AST) -> bool:
        """Go into a node; say whether it leads to the reason and nothing within it was closed."""
        before = self.removed
        self.generic_visit(node)
        closes = self.removed == before and any(self.leads(way) for way in ways)
        self.removed += closes
        return closes


class _Choices(_Removal):
    """Closes what is chosen: ``if``, ``a if b else c``, ``a or b``."""

    def visit_If(self, node: ast.If) -> ast.AST:
        if self.is_innermost(node, *node.body):
            node.test = ast.Constant(False)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        if not self.is_innermost(node, node.body, node.orelse):
            return node
        return node.orelse if self.leads(node.body) else node.body

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        if self.is_innermost(node, *node.values):
            kept = [one for one in node.values if not self.leads(one)]
            return ast.BoolOp(node.op, kept) if len(kept) > 1 else kept[0]
        return node


class _Loops(_Removal):
    """Closes loops whose every turn gives the reason."""

    def visit_For(self, node: ast.For) -> ast.AST:
        if self.is_innermost(node, *node.body):
            node.iter = ast.Tuple([], ast.Load())
        return node


class _Steps(_Removal):
    """Leaves out the step itself."""

    def visit_Return(self, node: ast.Return) -> ast.AST:
        return ast.Pass() if self.is_innermost(node, node) else node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        return ast.Pass() if self.is_innermost(node, node.value) else node


@contextmanager
def without(module_name: str, reason: str) -> Iterator[None]:
    """Let a module run as if nothing in it could give this reason."""
    module = importlib.import_module(module_name)
    held = {name: function.__code__ for name, function in _functions(module).items()}
    mutated = {name: function.__code__ for name, function in _functions(_mutated(module, reason)).items()}
    try:
        for name, function in _functions(module).items():
            if name in mutated and mutated[name].co_freevars == function.__code__.co_freevars:
                function.__code__ = mutated[name]
        yield
    finally:
        for name, function in _functions(module).items():
            function.__code__ = held[name]


@cache
def _mutated(module: ModuleType, reason: str) -> ModuleType:
    tree = ast.parse(inspect.getsource(module))
    names = frozenset(
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and node.value.value == reason
        for target in node.targets
        if isinstance(target, ast.Name)
    )
    choices, loops, steps = (kind(reason, names) for kind in (_Choices, _Loops, _Steps))
    tree = choices.visit(tree)
    if not choices.removed:
        tree = loops.visit(tree)
    tree = steps.visit(tree)
    assert choices.removed + loops.removed + steps.removed, f"{module.__name__} never gives {reason!r}"
    ast.fix_missing_locations(tree)
    made = ModuleType(module.__name__)
    made.__dict__.update({"__file__": module.__file__, "__package__": module.__package__})
    exec(compile(tree, f"{module.__name__} without {reason}", "exec"), made.__dict__)  # noqa: S102  (our own source)
    return made


def _functions(module: ModuleType) -> dict[str, FunctionType]:
    """Return a module's own functions and methods by their qualified names."""
    found: dict[str, FunctionType] = {}
    owners = [vars(module)]
    owners += [dict(vars(one)) for one in vars(module).values() if inspect.isclass(one) and _own(one, module)]
    for owner in owners:
        for one in owner.values():
            function = inspect.unwrap(one) if callable(one) else one
            if isinstance(function, FunctionType) and _own(function, module):
                found[function.__qualname__] = function
    return found


def _own(one: object, module: ModuleType) -> bool:
    return getattr(one, "__module__", "") == module.__name__
