"""How figures are written down: a table with each ratio beside its baseline, then one line for each goal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

HEADINGS = ("measured", "median", "lowest", "ratio", "to the baseline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measurement; ``ratio`` is to the median of ``baseline``, and a baseline has none."""

    what: str
    unit: str
    median: float
    lowest: float
    ratio: float | None = None
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What was asked for, and whether the figures ``found`` meet it."""

    what: str
    found: str
    met: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one benchmark found."""

    title: str
    figures: tuple[Figure, ...]
    goals: tuple[Goal, ...]


def table(chapter: Chapter) -> Iterator[str]:
    """The lines of a chapter's table, its title above them."""
    rows = [HEADINGS, *map(_cells, chapter.figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    yield chapter.title
    yield _line(rows[0], widths)
    yield "  ".join("-" * width for width in widths)
    yield from (_line(row, widths) for row in rows[1:])


def verdict(goal: Goal) -> str:
    """One line for a goal."""
    return f"{'met    ' if goal.met else 'NOT MET'}  {goal.what}: {goal.found}"


def _cells(figure: Figure) -> tuple[str, ...]:
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}×"
    median, lowest = (f"{value:.{_digits(value)}f} {figure.unit}" for value in (figure.median, figure.lowest))
    return (figure.what, median, lowest, ratio, figure.baseline)


def _digits(value: float) -> int:
    return 3 if value < 10 else 1


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """A row: words to the left, numbers to the right."""
    aligned = [
        cell.rjust(width) if 0 < column < 4 else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join(aligned).rstrip()
