"""Two trees measured in turn: what both call by the same name is compared, and nothing else."""

from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.against import compare, earlier, lines
from benchmarks.report import Chapter, Figure, table

PROGRAM = "print('''{table}''')\n"


def tree(folder: Path, *figures: Figure) -> Path:
    """A tree whose benchmark prints these figures."""
    (folder / "benchmarks").mkdir(parents=True)
    printed = "\n".join(table(Chapter("A chapter", figures, ())))
    (folder / "benchmarks" / "__init__.py").touch()
    (folder / "benchmarks" / "__main__.py").write_text(PROGRAM.format(table=printed), encoding="utf-8")
    return folder


def took(what: str, milliseconds: float) -> Figure:
    return Figure(what=what, unit="ms of CPU", median=milliseconds, lowest=milliseconds / 2)


def test_what_both_trees_measure_is_compared_as_a_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree(tmp_path / "here", took("/done TOPIC", 3.0), took("/today", 1.0)))
    there = tree(tmp_path / "there", took("/done TOPIC", 4.0), took("/next", 1.0))
    rows = list(compare("commands", there))
    assert [(row.what, row.unit, row.here, row.there, row.ratio) for row in rows] == [
        ("/done TOPIC", "ms of CPU", 3.0, 4.0, 0.75)
    ]
    assert [line.split() for line in lines("commands", rows)][1] == [
        "/done",
        "TOPIC",
        "3.000",
        "4.000",
        "0.75×",
        "ms",
        "of",
        "CPU",
    ]


@pytest.mark.drill
def test_a_chapter_that_the_other_tree_has_not_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree(tmp_path / "here", took("/done TOPIC", 3.0)))
    assert list(lines("groups", list(compare("groups", tree(tmp_path / "there"))))) == [
        "groups: nothing there has the same name"
    ]


def test_a_commit_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(SystemExit, match="no commit nowhere"), earlier("nowhere"):
        pytest.fail("there is no such tree")


def test_a_comparison_asks_for_chapters_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["speed", "--against", "HEAD"])
    assert "no such benchmark: speed" in capsys.readouterr().err
