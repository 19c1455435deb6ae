"""Which rooms there are, and what those that are pure may load: closed lists, where import-linter knows open ones."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]

BESIDE_THE_PROGRAM = {"benchmarks", "migrations", "tests", "tools"}
"""Folders with Python that no contract of imports is about."""

VALUES = [
    "__future__",
    "bisect",
    "calendar",
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "fractions",
    "functools",
    "heapq",
    "itertools",
    "math",
    "operator",
    "re",
    "statistics",
    "string",
    "types.MappingProxyType",
    "typing",
    "unicodedata",
    "dateutil",
    "rapidfuzz",
]
"""What makes values out of values."""

DOCUMENTS = [
    "codecs",
    "csv",
    "hashlib",
    "html",
    "importlib.import_module",
    "io",
    "json",
    "pathlib.PurePath",
    "urllib.parse",
    "xml.parsers",
    "zipfile",
    "icalendar",
    "markdown_it",
    "pydantic",
    "python_calamine",
    "slugify",
    "yaml",
]
"""What takes documents apart, and puts them together: none of it opens a file by itself."""

PURE: Mapping[str, tuple[str, ...]] = {
    "roadmap": ("roadmap", *VALUES, *DOCUMENTS),
    "bot/said": ("bot.said", "roadmap", *VALUES),
}
"""The pure rooms, and all that they load."""

EFFECTS = frozenset({"open", "print", "input", "exec", "eval", "__import__"})
"""What reaches out without an import."""


def loaded(module: ast.Module) -> Iterator[tuple[str, int]]:
    """What a module imports, by its whole name, and in which line."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((one.name, node.lineno) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{one.name}", node.lineno) for one in node.names)


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_loads_what_is_named_and_reaches_for_nothing(room: str) -> None:
    for path in sorted((HOUSE / room).rglob("*.py")):
        module, where = ast.parse(path.read_text(encoding="utf-8")), path.relative_to(HOUSE)
        for name, line in loaded(module):
            known = any(name == one or name.startswith(f"{one}.") for one in PURE[room])
            assert known, f"{where}:{line} loads {name}: name it in tests/docs/test_rooms.py, if it is pure"
        for node in ast.walk(module):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            assert called not in EFFECTS, f"{where}:{getattr(node, 'lineno', 0)} calls {called}, and the room is pure"


def test_every_package_is_shipped_typed_and_held_by_the_contracts() -> None:
    found = {path.parent.name for path in HOUSE.glob("*/*.py")} - BESIDE_THE_PROGRAM
    assert found == set(PROJECT["importlinter"]["root_packages"]), "pyproject.toml, [tool.importlinter] root_packages"
    assert found | {"migrations"} == set(PROJECT["hatch"]["build"]["targets"]["wheel"]["packages"]), "pyproject.toml"
    assert found <= set(PROJECT["mypy"]["packages"]), "pyproject.toml, [tool.mypy] packages"


def test_the_drawing_of_the_house_has_its_layers_in_their_order() -> None:
    told = (HOUSE / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawn = told.partition("flowchart TD")[2].partition("```")[0]
    layers = PROJECT["importlinter"]["contracts"][0]["layers"][1:]  # but for __main__
    places = [place.start() if (place := re.search(rf"(?<!\w){re.escape(one)}\b", drawn)) else -1 for one in layers]
    missing = [one for one, place in zip(layers, places, strict=True) if place < 0]
    assert not missing, f"docs/architecture.md does not draw {missing}"
    assert places == sorted(places), "docs/architecture.md draws another order than pyproject.toml"
