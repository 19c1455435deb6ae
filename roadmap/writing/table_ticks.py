"""The tables of a document with the learner's ticks in their own columns; its law: no other cell is touched."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from roadmap.model import Status
from roadmap.reading.forms.markdown.document import read_markdown_tree
from roadmap.reading.limits import bounded
from roadmap.reading.tree import SILENT, Kind, Part
from roadmap.reading.values.roles import Role, fields_of
from roadmap.reading.values.statuses import read_status, read_tick
from roadmap.reading.values.titles import read_title
from roadmap.reading.values.words import say

WORDS = {
    Status.COMPLETED: "✅ completed",
    Status.GOING_ON: "🟡 going on",
    Status.SKIPPED: "⏭ skipped",
    Status.NOT_STARTED: "☐",
}
TICK, SKIPPED = "✅", "⏭"
PAIRS = {"☐": "☑", "[ ]": "[x]", "⬜": "✅"}
"""Boxes that are open, each with its like that is ticked."""

_SKIPPED = re.compile(rf"{SKIPPED}\ufe0f?\s*")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table says how the learner stands: the place of its title, of its status column, or of its columns to tick, and
    what stands in those that are ticked and in those that are not."""

    title: int
    status: int | None
    ticks: Mapping[Status, int]
    count: int
    signs: Mapping[Status, str]

    def written(self, cells: Sequence[str], row: Part, status: Status) -> list[str]:
        """The cells of a row with the status in them; cells that say it already stay."""
        new = [*cells, *[""] * (self.count - len(cells))]
        if self.status is not None:
            new[self.status] = _filled_in(new[self.status], _said(row, self.status), status, WORDS)
        elif self.ticks:
            if self._skips_by_sign:
                new[self.title] = _signed(new[self.title], row, self.title, is_skipped=status is Status.SKIPPED)
            for meant, place in self.ticks.items():
                new[place] = _filled_in(new[place], _said(row, place), self._ticked(meant, status), self.signs)
        else:
            new.insert(self.count, f" {WORDS[status]} ")
        return new

    @property
    def _skips_by_sign(self) -> bool:
        """Whether both columns to tick are there, as in the seed: what is skipped has no tick in them, and a sign before it."""
        return len(self.ticks) > 1

    def _ticked(self, meant: Status, status: Status) -> Status:
        """What a column to tick says of a topic with this status, as ``read_tick`` understands it; one that is alone has a
        word for what it has no tick for."""
        if meant is status:
            return Status.COMPLETED
        return Status.NOT_STARTED if status is Status.NOT_STARTED or len(self.ticks) > 1 else status


def _said(row: Part, column: int) -> str:
    return " ".join(say(cell.lines) for cell in row.cells if cell.column == column)


def _filled_in(cell: str, said: str, status: Status, signs: Mapping[Status, str]) -> str:
    now = read_tick(said) or Status.NOT_STARTED
    return cell if now is status else _padded(signs[status], cell)


def _signed(cell: str, row: Part, column: int, *, is_skipped: bool) -> str:
    """A title with the sign of what is skipped before it, or without."""
    words = next((cell.lines[0] for cell in row.cells if cell.column == column), SILENT)
    if (read_title(words).status is Status.SKIPPED) is is_skipped:
        return cell
    return _padded(f"{SKIPPED} {cell.strip()}" if is_skipped else _SKIPPED.sub("", cell.strip(), count=1), cell)


def _padded(text: str, before: str) -> str:
    """A cell as wide as it was before, where it can be."""
    return f" {text} ".ljust(len(before))


def filled(lines: Sequence[str], source: str, by_line: Mapping[int, Status], changed: AbstractSet[int]) -> list[str]:
    """The lines with every table filled in that has a row whose status is not what the document says. Where one gets a
    column more, all of them do, so that they stay tables of one kind."""
    written = list(lines)
    tables = [part for part in read_markdown_tree(bounded(source)).root.all() if part.kind is Kind.TABLE]
    for table in tables if changed else ():
        rows = [row for row in table.parts if row.line in by_line]
        columns = _columns(table)
        own = columns.status is not None or bool(columns.ticks)
        if not rows or (own and changed.isdisjoint(row.line for row in table.parts)):
            continue
        if not own:
            written[table.line - 1] = _more(lines[table.line - 1], " Status ")
            written[table.line] = _more(lines[table.line], " --- ")
        for row in rows:
            written[row.line - 1] = _row(lines[row.line - 1], columns, row, by_line[row.line])
    return written


def _columns(table: Part) -> _Columns:
    roles = [field.role for field in fields_of(table.headings)]
    status = roles.index(Role.STATUS) if Role.STATUS in roles else None
    meant = {Status.COMPLETED: Role.DONE, Status.GOING_ON: Role.UNDERWAY}
    ticks = {stands: roles.index(role) for stands, role in meant.items() if role in roles}
    title = roles.index(Role.TITLE) if Role.TITLE in roles else 0
    return _Columns(title, status, ticks, len(roles), _signs(table, ticks.values()))


def _signs(table: Part, places: Collection[int]) -> Mapping[Status, str]:
    """What a table has in its columns to tick: its own signs; a box that is open is ticked by its like."""
    said = [text for row in table.parts for place in places if (text := _said(row, place))]
    own = own_marks(said, read_status)
    opened = own.get(Status.NOT_STARTED, "")
    return {**WORDS, Status.COMPLETED: own.get(Status.COMPLETED, PAIRS.get(opened, TICK)), Status.NOT_STARTED: opened}


def _row(text: str, columns: _Columns, row: Part, status: Status) -> str:
    before, cells, after = _cells(text)
    return before + _joined(columns.written(cells, row, status)) + after


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


def own_marks(marks: Sequence[str], read: Callable[[str], Status | None]) -> dict[Status, str]:
    """The mark the document itself uses most for each status."""
    own: dict[Status, str] = {}
    for mark, _ in Counter(marks).most_common():
        if (status := read(mark)) and mark.strip():
            own.setdefault(status, mark)
    return own
