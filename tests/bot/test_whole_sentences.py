"""Within ``bot.texts`` every word passes through the door, as a whole sentence: a meta-test that walks the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.source import LETTER, called, calls, in_each, literals, prose, sources, tree, where

PLACE = re.compile(r"\{([^{}]*)\}")
COUNTED = re.compile(r"\{(\w+)\}(?: \w+)? (?!is\b|has\b|was\b)\w+s\b")
"""A number before what it counts: such a sentence has a form of its own for one, or says that it never has."""

TEXTS = [path for path in sources("texts") if path.stem not in {"sentence", "english"}]
DOOR = frozenset({"say", "plain"})


def sentence(node: ast.expr) -> bool:
    """Whether it is a sentence as written, a form of one that a number asks for, or one out of a table."""
    match node:
        case ast.Constant(value=str()):
            return True
        case ast.Call(func=ast.Name(id="counted"), args=[_, many], keywords=keywords):
            return sentence(many) and all(sentence(one.value) for one in keywords)
        case ast.Subscript(value=ast.Name(id=table)) | ast.Name(id=table):
            return table.isupper() or table == "words"  # a table that is handed on, or one of its sentences
        case ast.Call(func=ast.Attribute(value=ast.Name(id=table), attr="get")):
            return table.isupper()
    return False


def sentences(path: Path) -> Iterator[tuple[ast.Call, ast.Constant]]:
    """What passes through the door, with the call."""
    for call in calls(tree(path)):
        if called(call) in DOOR:
            yield from ((call, text) for text in _written(call.args[0]))


def _written(node: ast.expr) -> Iterator[ast.Constant]:
    match node:
        case ast.Constant(value=str()):
            yield node
        case ast.Call(func=ast.Name(id="counted"), args=[_, many], keywords=keywords):
            yield from _written(many)
            for one in keywords:
                yield from _written(one.value)


def in_tables(path: Path) -> Iterator[ast.Constant]:
    """The sentences that a module keeps in tables until they are said."""
    for node in tree(path).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            for value in node.value.values:
                yield from _written(value)


@pytest.mark.drill
@in_each(TEXTS)
def test_a_sentence_is_whole_where_it_passes_through_the_door(path: Path) -> None:
    for call in calls(tree(path)):
        if called(call) in DOOR:
            assert sentence(call.args[0]), f"{where(path, call)}: a sentence is written out, with its forms"
    for text in (*(text for _, text in sentences(path)), *in_tables(path)):
        said = text.value
        assert said == said.strip(), f"{where(path, text)}: {said!r} is a piece of a sentence"
        assert not re.match(r"[,;:.)]", said), f"{where(path, text)}: {said!r} is a piece of a sentence"
        for place in PLACE.findall(said):
            assert place.isidentifier(), f"{where(path, text)}: {{{place}}} is no name, or formats what phrases should"


@in_each(TEXTS)
def test_no_value_is_a_piece_of_a_sentence(path: Path) -> None:
    for call in (one for one in calls(tree(path)) if called(one) in DOOR):
        for value in (one.value for one in call.keywords):
            for text in literals(value):
                assert not LETTER.search(text.value), f"{where(path, call)}: {text.value!r} is put into a sentence"
            assert not isinstance(value, ast.IfExp | ast.BoolOp) or not any(
                called(one) in DOOR for one in calls(value)
            ), f"{where(path, call)}: a sentence is chosen whole, not by its pieces"


@pytest.mark.drill
@in_each(TEXTS)
def test_a_number_before_what_it_counts_has_its_forms(path: Path) -> None:
    for call, text in sentences(path):
        worded = {one.arg for one in call.keywords if one.arg and not _is_number(one.value)}
        if any(place not in worded for place in COUNTED.findall(text.value)):
            assert isinstance(call.args[0], ast.Call), f"{where(path, call)}: {text.value!r} needs counted()"


@in_each(TEXTS)
def test_every_place_in_a_sentence_is_given_its_value(path: Path) -> None:
    for call, text in sentences(path):
        names = {one.arg for one in call.keywords}
        missing = set(PLACE.findall(text.value)) - names
        assert None in names or not missing, f"{where(path, call)}: nothing is given for {missing}"


def _is_number(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and called(value) in {"number", "numeral", "spelled"}


@in_each(TEXTS)
def test_nothing_in_the_texts_is_glued_or_formatted_past_the_door(path: Path) -> None:
    layout = path.stem == "phrases"
    for node in ast.walk(tree(path)):
        match node:
            case ast.JoinedStr():
                assert layout, f"{where(path, node)}: an f-string goes past the door"
            case ast.BinOp(op=ast.Add() | ast.Mod(), left=left, right=right):
                glued = [one for side in (left, right) for one in literals(side) if LETTER.search(one.value)]
                assert not glued, f"{where(path, node)}: words are glued"
            case ast.Call(func=ast.Attribute(attr="join" | "format" | "strftime" as way)):
                assert (layout and way == "join") or (way == "join" and _parts_words(node)), (
                    f"{where(path, node)}: .{way}() goes past the door, or past the lists of phrases"
                )
            case ast.Call(func=ast.Name(id="Markup" | "escape") | ast.Attribute(attr="escape")):
                assert layout, f"{where(path, node)}: Markup is made by the door, and values are escaped there"
            case ast.Call(func=ast.Name(id="str" | "format" | "repr")):
                assert layout, f"{where(path, node)}: numbers and days are written in phrases"
            case (
                ast.ImportFrom(module="bot.texts", names=[*_, ast.alias(name="english")])
                | ast.ImportFrom(module="bot.texts.english")
            ):
                assert layout, f"{where(path, node)}: phrases alone knows English"


def _parts_words(node: ast.Call) -> bool:
    """``" ".join(line.split())``: blanks put in order, nothing said."""
    return any(called(one) == "split" for one in calls(node))


@pytest.mark.drill
@in_each(TEXTS)
def test_every_word_in_the_texts_passes_through_the_door(path: Path) -> None:
    module = tree(path)
    passed = {id(text) for _, text in sentences(path)}
    passed |= {id(one) for node in ast.walk(module) for part in _no_words(node) for one in ast.walk(part)}
    for text in prose(module):
        if id(text) not in passed and LETTER.search(text.value):
            raise AssertionError(f"{where(path, text)}: {text.value!r} does not pass through the door")


def _no_words(node: ast.AST) -> Iterator[ast.AST]:
    """What a module compares with, looks up by, or keeps in a table: tables pass through the door where they are used."""
    match node:
        case ast.Compare() | ast.match_case():
            yield from [node] if isinstance(node, ast.Compare) else [node.pattern]
        case ast.Dict(keys=keys):
            yield from (key for key in keys if key)
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)) if name.isupper():
            yield node
        case ast.Assign(targets=[ast.Tuple()]):
            yield node
        case ast.Call(func=ast.Name(id="of")):
            yield node
        case ast.Tuple(elts=[_, ast.Constant(value=str() as line)]) if line.startswith("/"):
            yield node.elts[1]
        case ast.Subscript(slice=key):
            yield key
