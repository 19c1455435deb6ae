"""What documents, docstrings and comments name of the house is there: each file, each folder, each name in a module."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

HOUSE = Path(__file__).parents[2]
MADE = re.compile(r"__pycache__|build|dist|backups|roadmate-files|\.(?!ci$).*")
"""Folders that are made while working, and are no part of the house."""


def _files(folder: Path) -> Iterator[PurePosixPath]:
    for path in sorted(folder.iterdir()):
        if not path.is_dir():
            yield PurePosixPath(path.relative_to(HOUSE))
        elif not MADE.fullmatch(path.name):
            yield from _files(path)


FILES = frozenset(_files(HOUSE))
TREE = "\n".join(sorted(map(str, FILES)))
PACKAGES = {path.parts[0] for path in FILES if path.suffix == ".py" and len(path.parts) > 1}
FOLDERS = {part for path in FILES for part in path.parts[:-1]}
TOLD = [path for path in sorted(FILES) if path.suffix == ".md" and path.parts[:2] != ("tests", "roadmap")]
SOURCES = [path for path in sorted(FILES) if path.suffix == ".py" and path.parts[0] not in {"tests", "benchmarks"}]

SPAN = re.compile(r"`+([^`\n]+)`+")
DRAWN = re.compile(r"^```mermaid\n(.*?)^```", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"(?<![\w./~-])(?:[\w.*-]+|<\w+>)(?:/(?:[\w.*-]+|<\w+>))+/?")
DOTTED = re.compile(rf"(?<![\w./@-])(?:{'|'.join(sorted(PACKAGES))})(?:\.\w+)+(?!\.?\w|/|\()")
ELSEWHERE = frozenset({"docs/intro.md", "roadmap.md", "roadmap.sh"})
"""What only reads like something of the house."""


@cache
def is_there(path: str) -> bool:
    """Whether some file or folder ends so; an ending may be left out, and a star or a ``<name>`` stands for anything."""
    wanted = re.sub(r"\\\*|<\w+>", r"[^/\\n]*", re.escape(path.rstrip("/.")))
    return bool(re.search(rf"^(?:.*/)?{wanted}(?:\.\w+)?(?:/.*)?$", TREE, re.MULTILINE))


@cache
def names_of(path: PurePosixPath) -> frozenset[str]:
    """What stands in a module, by name."""
    found = set()
    for node in ast.walk(ast.parse((HOUSE / path).read_text(encoding="utf-8"))):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.alias(name=name, asname=given):
                found.add(given or name)
    return frozenset(found)


@cache
def is_known(dotted: str) -> bool:
    """Whether it is a module, or something in one."""
    parts = dotted.split(".")
    for count in range(len(parts), 0, -1):
        for module in (
            PurePosixPath(*parts[:count]).with_suffix(".py"),
            PurePosixPath(*parts[:count], "__init__.py"),
        ):
            if module in FILES:
                return set(parts[count:]) <= names_of(module)
    return len(parts) < 3 and any(path.parent == PurePosixPath(*parts[:-1]) for path in FILES)


def unknown(text: str) -> Iterator[str]:
    """What a text names of the house, and what is not there. A path is of the house whose first folder is."""
    for named in PATH.findall(text):
        first = PurePosixPath(named).parts[0]
        if first in FOLDERS and named not in ELSEWHERE and not is_there(named):
            yield named
    yield from (named for named in DOTTED.findall(text) if named not in ELSEWHERE and not is_known(named))


@pytest.mark.parametrize("path", TOLD, ids=str)
def test_what_a_document_names_is_there(path: PurePosixPath) -> None:
    text = (HOUSE / path).read_text(encoding="utf-8")
    if path.name == "CHANGELOG.md":  # what was released is told as it was then
        text = text.partition("\n## [0.")[0]
    for span in (*SPAN.findall(text), *DRAWN.findall(text)):
        missing = list(unknown(span))
        assert not missing, f"{path} names {missing}, which is not there"


def test_what_docstrings_and_comments_name_is_there() -> None:
    missing = [
        f"{path} names {named}"
        for path in SOURCES
        for text in _told((HOUSE / path).read_text(encoding="utf-8"))
        for named in unknown(text)
    ]
    assert not missing


def _told(source: str) -> Iterator[str]:
    """The docstrings and comments of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value
    yield from _comments(source)


def _comments(source: str) -> Iterator[str]:
    """The comments of a module, if anything behind some ``#`` is not there: to tell them from texts takes long."""
    behind = (line[line.index("#") :] for line in source.splitlines() if "#" in line)
    if any(missing for said in behind for missing in unknown(said)):
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        yield from (token.string for token in tokens if token.type == tokenize.COMMENT)
