"""Every benchmark runs to its end: each chapter at its smallest, where the figures say only that it measured."""

from importlib import import_module
from math import isfinite
from pathlib import Path
from pkgutil import iter_modules

import pytest

import benchmarks
from benchmarks.__main__ import main
from benchmarks.chapters import CHAPTERS
from benchmarks.report import table, verdict

LONG = {"delivery", "fleet", "footprint", "groups", "limits", "memory", "start", "web"}
"""Chapters that start the program, most of them several times over, send by the clock, or begin with much that is said."""


@pytest.mark.drill
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux shows what a process holds")
@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_runs_to_its_end_at_its_smallest(name: str, request: pytest.FixtureRequest) -> None:
    if name in LONG and not request.config.getoption("--long"):
        pytest.skip("takes seconds of starting, saying or waiting: in the long form, and whenever it is measured")
    chapter = CHAPTERS[name].measure(CHAPTERS[name].SMALLEST)
    measured = [figure.what for figure in chapter.figures]
    assert len(set(measured)) == len(measured) > 0
    assert {figure.baseline for figure in chapter.figures} <= {"", *measured}
    assert all(isfinite(figure.median) and figure.median >= 0 for figure in chapter.figures)
    assert all(figure.ratio is None or isfinite(figure.ratio) for figure in chapter.figures)
    assert len(list(table(chapter))) == len(measured) + 3
    assert all(map(verdict, chapter.goals))
    assert chapter.goals


def test_whatever_measures_is_a_chapter() -> None:
    modules = [import_module(f"benchmarks.{each.name}") for each in iter_modules(benchmarks.__path__)]
    assert [each for each in modules if hasattr(each, "measure") and each not in CHAPTERS.values()] == []


@pytest.mark.drill
def test_the_tables_come_first_and_the_goals_last(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--smallest", "due", "commands"]) == 0
    titles = ("The weekly nudges", "CPU of a command through", "Goals", "measured in")
    told = capsys.readouterr().out
    assert sorted(titles, key=told.index) == list(titles)


def test_a_name_that_is_no_chapter_is_refused_before_anything_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["commands", "nothing"])
    told = capsys.readouterr()
    assert told.out == ""
    assert f"no such benchmark: nothing; there are {', '.join(CHAPTERS)}" in told.err
