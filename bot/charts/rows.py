"""The lines of a chart below their axis: a title, below it the window of the plan, and below that what the learner made of
it. Nothing of them lies upon another thing, so that every bar has the paper behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.charts.axis import Axis
from bot.charts.lettering import shortened, width
from bot.charts.lines import Bar, Line
from bot.charts.palette import Palette
from bot.charts.spans import MADE, RADIUS, Spans
from bot.charts.svg import LINE, SMALL, arrow, dot, frame, rect, text, uprights
from bot.texts import drawn as words

Tick = tuple[float, str]
"""Where a month begins, and its name."""

AXIS = 66
ROOMY, CLOSE, MOST_ROOMY = 15, 7, 20
"""The room below a row, and below one where there are more than so many."""

BED, PLANNED, BETWEEN = 34, 8, 3
"""Where in a row that begins which lies below its title; how high a window is, and what is between it and the bar below."""

NOW, PARTED = 2.5, 6.5
"""How thick today's mark is, and it together with the paper that parts it from what it crosses."""

SIGN, GAP, LONGEST_NUMBER = 28, 16, 96


@dataclass(frozen=True, slots=True)
class Row:
    """A line from ``top`` down; where in it lies its bed, which is as high as what lies in it."""

    line: Line
    top: float

    @property
    def bed(self) -> float:
        return self.top + BED

    @property
    def made(self) -> float:
        """Where that lies which the learner made of it."""
        return self.bed + (PLANNED + BETWEEN if self.line.window else 0)

    @property
    def end(self) -> float:
        """Where its bed ends; where it begins if nothing lies in it."""
        if self.line.bars or self.line.done:
            return self.made + MADE
        return self.bed + (PLANNED if self.line.window else 0)


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines below an axis, each as high as it needs; ``today`` is marked in each that something lies in."""

    lines: tuple[Line, ...]
    axis: Axis
    today: date
    palette: Palette

    @property
    def height(self) -> float:
        rows = self._rows(0)
        return rows[-1].end + self._below

    @property
    def _spans(self) -> Spans:
        return Spans(self.axis)

    @property
    def _below(self) -> int:
        return ROOMY if len(self.lines) <= MOST_ROOMY else CLOSE

    def _rows(self, top: float) -> list[Row]:
        rows, y = list[Row](), top + (AXIS if self._has_days else 0)
        for line in self.lines:
            rows.append(Row(line, y))
            y = rows[-1].end + self._below
        return rows

    @property
    def _has_days(self) -> bool:
        """Whether there is anything for an axis to show."""
        return any(day for line in self.lines for day in line.days())

    def drawn(self, top: float) -> Iterator[str]:
        """The axis and all rows, from ``top`` down."""
        rows = self._rows(top)
        beds = [row for row in rows if row.end > row.bed]
        if beds:
            ticks = self.axis.ticks()
            yield from self._axis(top, ticks)
            yield uprights(((tick, row.bed, row.end) for row in beds for tick, _ in ticks), self.palette.rule)
        for row in rows:
            yield from self._name(row.line, row.top + 24)
            yield from self._window(row.line, row.bed)
            yield from self._made(row.line, row.made)
        now = self.axis.at(self.today)
        if marks := [
            (now, row.bed - 3, row.end + 3)
            for row in beds
            if self._spans.leave(row.line, now - PARTED / 2, now + PARTED / 2)
        ]:
            # What is marked is parted from what it crosses.
            yield uprights(marks, self.palette.paper, thick=PARTED)
            yield uprights(marks, self.palette.ink, thick=NOW)

    def _axis(self, top: float, ticks: list[Tick]) -> Iterator[str]:
        """The months, and above them which day is today."""
        today, room = self.axis.at(self.today), width(words.today(), SMALL, bold=True)
        x = min(max(today - room / 2, self.axis.left), self.axis.right - room)
        yield text(x, top + 24, words.today(), self.palette.ink, bold=True)
        for tick, name in ticks:
            yield text(tick, top + 54, name, self.palette.faded)

    def _name(self, line: Line, y: float) -> Iterator[str]:
        left, right = self.axis.left + (SIGN if line.is_below else 0), self.axis.right
        if line.sign:
            yield text(left, y, line.sign, line.colour, bold=True)
        left += SIGN
        if number := shortened(line.number, SMALL, LONGEST_NUMBER):
            yield text(left, y, number, self.palette.faded)
            left += width(number, SMALL) + 8
        if note := self._note(line, right - left):
            yield text(right, y, note, self.palette.faded, end=True)
            right -= width(note, SMALL) + GAP
        yield text(left, y, shortened(line.title, SMALL, right - left), self.palette.ink)

    def _note(self, line: Line, room: float) -> str:
        """The longest note beside which the title stands whole, or else the shortest."""
        for note in line.notes:
            left = room - width(note, SMALL) - GAP
            if width(shortened(line.title, SMALL, room), SMALL) <= left:
                return note
        return line.notes[-1] if line.notes else ""

    def _window(self, line: Line, y: float) -> Iterator[str]:
        """What the recommended duration gives: up to the day to aim for, and from there to the latest."""
        if not line.window:
            return
        start, aim, end = self._spans.stretch(line.window)
        if aim > start:
            yield rect(start, y, aim - start, PLANNED, self.palette.target)
        if end > aim:
            yield rect(aim, y, end - aim, PLANNED, self.palette.limit)

    def _made(self, line: Line, y: float) -> Iterator[str]:
        for bar, (x, end) in zip(line.bars, self._spans.extents(line), strict=True):
            if bar.first > self.axis.last:
                yield arrow(self.axis.right, y, MADE, bar.colour)
            elif bar.last >= self.axis.first:
                yield from self._bar(bar, x, y, end - x)
        if line.done and self.axis.first <= line.done <= self.axis.last:
            yield dot(self._spans.dot(line.done), y + MADE / 2, RADIUS, self.palette.done)

    def _bar(self, bar: Bar, x: float, y: float, room: float) -> Iterator[str]:
        """A bar that goes beyond the axis ends in an arrow."""
        if bar.share is not None:
            # A frame that is filled as far as what is in it is done.
            if bar.share:
                yield rect(x, y, room * float(bar.share), MADE, bar.colour)
            yield frame(x, y, room, MADE, bar.colour)
        elif bar.last > self.axis.last and room > 2 * MADE:
            yield rect(x, y, room - MADE - LINE, MADE, bar.colour)
            yield arrow(self.axis.right, y, MADE, bar.colour)
        else:
            yield rect(x, y, room, MADE, bar.colour)
