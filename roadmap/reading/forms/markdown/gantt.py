"""A chart of mermaid's "gantt" kind as headings and entries: its sections, and its tasks with what they wait for."""

import re
from collections.abc import Iterator
from datetime import date

from roadmap.reading.forms.markdown.outline import Fence
from roadmap.reading.tree import Cell, Kind, Part
from roadmap.reading.values.words import Words

_TASK = re.compile(r"^\s*(?P<title>[^:]{1,300}?)\s*:(?P<said>[^:]*)$")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(d|w|h|M|y)")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_UNITS = {"d": "days", "w": "weeks", "h": "hours", "M": "months", "y": "years"}
_MARKS = {"done": "x", "active": "/"}
_TAGS = {*_MARKS, "crit", "milestone"}
_AFTER = re.compile(r"after\s+(.+)")


def gantt(fence: Fence, level: int) -> Iterator[Part]:
    """The sections, of this level, and the tasks of a chart; nothing of another block of code."""
    rows = fence.text.split("\n")
    if fence.language.casefold() != "mermaid" or not rows[0].strip().startswith("gantt"):
        return
    for line, row in enumerate(rows, fence.line + 1):
        if row.strip().startswith("section "):
            yield Part(Kind.HEADING, line, line, _words(row.strip().removeprefix("section ")), level)
        elif task := _TASK.match(row):
            yield _task(line, task)


def _task(line: int, task: re.Match[str]) -> Part:
    said = [piece.strip() for piece in task["said"].split(",")]
    marks = tuple(_MARKS[piece] for piece in said if piece in _MARKS) or (" ",)
    rest = [piece for piece in said if piece not in _TAGS]
    cells: list[Cell] = []
    for piece in rest:
        if after := _AFTER.fullmatch(piece):
            cells.append(Cell("requires", tuple(map(_words, after[1].split()))))
        elif length := _LENGTH.fullmatch(piece):
            cells.append(Cell("duration", (_words(f"{length[1]} {_UNITS[length[2]]}"),)))
        elif not _DAY.fullmatch(piece):
            cells.append(Cell("id", (_words(piece),)))
    if days := _between([found for piece in rest if (found := _DAY.fullmatch(piece))]):
        cells.append(Cell("duration", (_words(f"{days} days"),)))
    return Part(Kind.ENTRY, line, line, _words(task["title"]), 0, marks[:1], cells=tuple(cells))


def _between(days: list[re.Match[str]]) -> int:
    """The days from the first to the second of two, which is not counted; 0 where there are not two."""
    if len(days) != 2:
        return 0
    try:
        first, last = (date(*map(int, day.groups())) for day in days)
    except ValueError:
        return 0
    return max(0, (last - first).days)


def _words(text: str) -> Words:
    return Words(text.strip(), text.strip())
