"""A document written back in the form it came in, with the learner's own ticks; its law: nothing else is touched.

Check lists get their boxes ticked, tables their column of status, or one more where they have none. Documents of
other forms, and those in the seed's own columns, are written as the Markdown table of ``write_markdown``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from roadmap.model import Status
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.forms.markdown.headline import without_front_matter
from roadmap.reading.forms.markdown.outline import Grid, Outline, outline
from roadmap.reading.values.roles import Field, Role, fields_of
from roadmap.reading.values.statuses import by_sign, read_status, read_tick
from roadmap.writing.markdown import write_markdown

BOXES = {Status.COMPLETED: "x", Status.GOING_ON: "🚧", Status.SKIPPED: "-", Status.NOT_STARTED: " "}
WORDS = {
    Status.COMPLETED: "✅ completed",
    Status.GOING_ON: "🟡 going on",
    Status.SKIPPED: "⏭ skipped",
    Status.NOT_STARTED: "☐",
}
TICK = "✅"

_BOX = re.compile(
    r"^(?P<before>[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)+\[)(?P<mark>[^\[\]]{0,3})(?P<after>\].*)$", re.DOTALL
)
_LINE_END = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_PIPE = re.compile(r"(?<!\\)\|")


def tick(source: str, understood: Understood, statuses: Mapping[str, Status]) -> str:
    """The document ``understood`` was read from, with these statuses by slug; a topic without one is not started."""
    by_line = {line: statuses.get(slug, Status.NOT_STARTED) for slug, line in understood.lines.items() if line}
    lines = _LINE_END.split(source)
    if understood.form == "check list":
        return "".join(_ticked(lines, by_line))
    if understood.form == "markdown table" and not understood.roadmap.headings:
        changed = {
            line for slug, line in understood.lines.items() if by_line.get(line) is not understood.statuses[slug]
        }
        return "".join(_filled(lines, source, by_line, changed))
    return write_markdown(understood.roadmap, statuses)


def _ticked(lines: Sequence[str], by_line: Mapping[int, Status]) -> Iterator[str]:
    boxes = {line: found for line in by_line if 0 < line <= len(lines) and (found := _BOX.match(lines[line - 1]))}
    marks = BOXES | _own_marks([found["mark"] for found in boxes.values()])
    for number, text in enumerate(lines, 1):
        box = boxes.get(number)
        if box is None or by_sign(box["mark"]) is by_line[number]:
            yield text
        else:
            yield f"{box['before']}{marks[by_line[number]]}{box['after']}"


def _own_marks(marks: Sequence[str]) -> dict[Status, str]:
    """The mark the document itself uses most for each status."""
    own: dict[Status, str] = {}
    for mark, _ in Counter(marks).most_common():
        if (status := by_sign(mark)) and mark.strip():
            own.setdefault(status, mark)
    return own


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table says how the learner stands: the place of its status column, or of its columns to tick."""

    status: int | None
    ticks: Mapping[Status, int]
    count: int

    def _ticked(self, meant: Status, status: Status) -> Status:
        """What a column to tick says of a topic with this status, as ``read_status`` understands it."""
        if meant is status:
            return Status.COMPLETED
        other = status in self.ticks or status is Status.NOT_STARTED or meant is not next(iter(self.ticks))
        return Status.NOT_STARTED if other else status

    def written(self, cells: Sequence[str], status: Status, outlined: Outline) -> list[str]:
        """The cells of a row with the status in them; cells that say it already stay."""
        new = [*cells, *[""] * (self.count - len(cells))]
        if self.status is not None:
            said = read_status(outlined.words(new[self.status]).said) or Status.NOT_STARTED
            new[self.status] = new[self.status] if said is status else f" {WORDS[status]} "
        elif self.ticks:
            for meant, place in self.ticks.items():
                said = read_tick(outlined.words(new[place]).said) or Status.NOT_STARTED
                should = self._ticked(meant, status)
                new[place] = new[place] if said is should else f" {_TICKS[should]} "
        else:
            new.insert(self.count, f" {WORDS[status]} ")
        return new


_TICKS = {**WORDS, Status.COMPLETED: TICK, Status.NOT_STARTED: ""}
"""What stands in a column to tick; one that is alone has a word for what it has no tick for."""


def _filled(lines: list[str], source: str, by_line: Mapping[int, Status], changed: AbstractSet[int]) -> list[str]:
    """The lines with every table filled in that has a row whose status is not what the document says. Where one gets a
    column more, all of them do, so that they stay tables of one kind."""
    filled = list(lines)
    outlined = outline(without_front_matter(source)[0])
    for block in outlined.blocks:
        if not isinstance(block, Grid) or not changed or by_line.keys().isdisjoint(line for line, _ in block.rows):
            continue
        (first, headings), *rows = block.rows
        columns = _columns(fields_of([outlined.words(cell).said for cell in headings]))
        own = columns.status is not None or bool(columns.ticks)
        if own and changed.isdisjoint(line for line, _ in rows):
            continue
        if not own:
            filled[first - 1] = _more(lines[first - 1], " Status ")
            filled[first] = _more(lines[first], " --- ")
        for line, _ in rows:
            if line in by_line:
                filled[line - 1] = _row(lines[line - 1], columns, by_line[line], outlined)
    return filled


def _columns(fields: Sequence[Field]) -> _Columns:
    roles = [field.role for field in fields]
    status = roles.index(Role.STATUS) if Role.STATUS in roles else None
    meant = {Status.COMPLETED: Role.DONE, Status.GOING_ON: Role.UNDERWAY}
    ticks = {stands: roles.index(role) for stands, role in meant.items() if role in roles}
    return _Columns(status, ticks, len(roles))


def _row(text: str, columns: _Columns, status: Status, outlined: Outline) -> str:
    before, cells, after = _cells(text)
    return before + _joined(columns.written(cells, status, outlined)) + after


def _more(text: str, cell: str) -> str:
    before, cells, after = _cells(text)
    return before + _joined([*cells, cell]) + after


def _joined(cells: Sequence[str]) -> str:
    """The cells with pipes between, none of them escaped by the end of a cell."""
    return "|".join(f"{cell} " if cell.endswith("\\") else cell for cell in cells)


def _cells(text: str) -> tuple[str, list[str], str]:
    """A table's line as what comes before its first cell, its cells, and what comes after the last."""
    inside = text.rstrip(" \t\r\n")
    ending = text[len(inside) :]
    start = re.match(r"[\s>]*\|?", inside)
    head = start[0] if start else ""
    body = inside[len(head) :]
    closed = bool(re.search(r"(?<!\\)\|$", body))
    cells = _PIPE.split(body[:-1] if closed else body)
    return head, cells, ("|" if closed else "") + ending
