"""The source of the bot as a tree, for tests that hold a rule over all of it."""

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

LETTER = re.compile(r"[^\W\d_]")


def sources(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / "bot" / room).rglob("*.py"))


def in_each(paths: Sequence[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """One test of a rule over many files: a test for each costs more than the reading."""

    def over(rule: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            assert paths
            for path in paths:
                rule(path)

        test.__name__, test.__doc__ = rule.__name__, rule.__doc__
        return test

    return over


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def called(node: ast.Call) -> str:
    """The last part of what is called: ``skip`` of ``scene.skip(…)``."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (one for one in ast.walk(node) if isinstance(one, ast.Call))


def literals(node: ast.AST, module: ast.Module | None = None) -> Iterator[ast.Constant]:
    """The texts that an expression may become itself, not those that it hands on to a function. A name stands for
    whatever is assigned to it in ``module``."""
    match node:
        case ast.Constant(value=str()):
            yield node
        case ast.Call(func=ast.Attribute(value=inner)):
            yield from literals(inner, module)
        case ast.Call():
            return
        case ast.Name(id=name) if module:
            for value in _assigned(module).get(name, ()):
                yield from literals(value)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from literals(child, module)


@cache
def _assigned(module: ast.Module) -> dict[str, list[ast.expr]]:
    values: dict[str, list[ast.expr]] = {}
    for node in ast.walk(module):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                values.setdefault(name, []).append(value)
    return values


def given(call: ast.Call, places: dict[str, int]) -> Iterator[ast.expr]:
    """The argument of a call that the table names, by place."""
    place = places.get(called(call))
    if place is not None and len(call.args) > place:
        yield call.args[place]


def prose(module: ast.Module) -> Iterator[ast.Constant]:
    """The texts of a module that are no docstrings, nothing that is logged, and nothing that is said to operators."""
    silent = {id(text) for node in ast.walk(module) for part in _silent(node) for text in ast.walk(part)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node


def _silent(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Expr(value=ast.Constant() as docstring):
            yield docstring
        case ast.arg(annotation=ast.expr() as kind) | ast.AnnAssign(annotation=kind):
            yield kind
        case ast.FunctionDef(returns=ast.expr() as kind) | ast.AsyncFunctionDef(returns=ast.expr() as kind):
            yield kind
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))):
            yield node
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr="compile")):
            yield node
        case ast.Call(func=ast.Name(id="OperatorError" | "ValueError" | "TypeError" | "AssertionError" | "Finding")):
            yield node
