"""What the short form leaves out, ``make faults`` tries: each module that has a long form is in one of its commands."""

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = {
    path: path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("*/test_*.py") if path != Path(__file__)
}
OWN = re.compile(r"getoption\(\"(--)?long\"\)|\blong_form\b")
BY_TURNS = re.compile(r"\[\"telegram\", \"discord\"\]|\bimport both\b")


def _commands() -> tuple[tuple[frozenset[str], str, str], ...]:
    """Of each command its rooms, its words and its marks; without these it tries all of its rooms. Words that are left out are those that the
    command before it tries."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nfaults:")[2].partition("\n\n")[0]
    found = []
    for line in recipe.splitlines()[1:]:
        said = shlex.split(line)
        option = {flag: said[said.index(flag) + 1] for flag in ("-k", "-m") if flag in said}
        rooms = frozenset(word.removeprefix("tests/") for word in said if word.startswith("tests/"))
        words = option.get("-k", "")
        found.append((rooms, "" if words.startswith("not ") else words, option.get("-m", "")))
    return tuple(found)


def _is_tried(path: Path, *, words: frozenset[str] = frozenset(), mark: str = "") -> bool:
    """Whether a command tries what bears one of these words, or is marked so, in this module."""
    for rooms, said, marks in _commands():
        everything = not said and not marks
        by_words = any(word in words or word in path.stem for word in said.split(" or ") if word)
        by_marks = mark in marks.split(" or ") if mark else False
        if path.parent.name in rooms and (everything or by_words or by_marks):
            return True
    return False


def test_there_are_three_commands() -> None:
    assert len(_commands()) == 3


def test_the_last_leaves_out_what_the_one_before_it_tries_and_nothing_else() -> None:
    said = re.findall(r'-k "([^"]*)"', (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nfaults:")[2])
    (_, before, _), (rooms, _, _) = _commands()[1:]
    assert said == [before, f"not ({before})"]
    assert rooms <= _commands()[1][0]


@pytest.mark.parametrize("kind", ["both engines", "its own", "laws", "drills", "by turns"])
def test_each_module_with_a_long_form_is_tried_in_it(kind: str) -> None:
    left = []
    for path, said in TESTS.items():
        match kind:
            case "both engines":
                is_tried = "BOTH_WHEN_LONG" not in said or _is_tried(path, words=frozenset({"postgresql"}))
            case "its own":
                on_both = "database_url" in said and "ENGINES = SQLITE" not in said
                words = frozenset({"postgresql"} if on_both else ())
                is_tried = not OWN.search(said) or _is_tried(path, words=words)
            case "laws":
                is_tried = "\n@given(" not in said or _is_tried(path, mark="hypothesis")
            case "drills":
                is_tried = "@pytest.mark.drill" not in said or _is_tried(path, mark="drill")
            case _:
                is_tried = not BY_TURNS.search(said) or _is_tried(path, mark="by_turns")
        if not is_tried:
            left.append(path.relative_to(ROOT).as_posix())
    assert left == []
