"""The lines of a chart below their axis: a title, below it the window of the plan, and below that what the learner made of
it. Nothing of them lies upon another thing, so that every bar has the paper behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.charts.axis import Axis
from bot.charts.lettering import shortened, width
from bot.charts.lines import Bar, Line
from bot.charts.palette import Palette
from bot.charts.svg import LINE, SMALL, arrow, dot, frame, rect, text, uprights
from bot.texts import drawn as words
from roadmap.chains import Window

Tick = tuple[float, str]
"""Where a month begins, and its name."""

AXIS = 66
ROOMY, CLOSE, MOST_ROOMY = 15, 7, 20
"""The room below a row, and below one where there are more than so many."""

BED, PLANNED, MADE, BETWEEN = 34, 8, 12, 3
"""Where in a row that begins which lies below its title; how high a window is, and the bar below it, and what is between."""

RADIUS = 8
LEAST = 3.0
"""Pixels that a bar is wide at least."""

NOW, PARTED = 2.5, 6.5
"""How thick today's mark is, and it together with the paper that parts it from what it crosses."""

LEFT_OVER = 6.0
"""Pixels that today's mark leaves at least of what it crosses; where it would leave less, there is none."""

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
        if marks := [(now, row.bed - 3, row.end + 3) for row in beds if self._is_marked(row.line, now)]:
            # What is marked is parted from what it crosses.
            yield uprights(marks, self.palette.paper, thick=PARTED)
            yield uprights(marks, self.palette.ink, thick=NOW)

    def _is_marked(self, line: Line, now: float) -> bool:
        """Whether today's mark leaves enough to see of all that it crosses."""
        if line.done and abs(self._dot(line.done) - now) < RADIUS + PARTED / 2:
            return False
        left, right = now - PARTED / 2, now + PARTED / 2
        return all(
            max(0.0, left - start) + max(0.0, end - right) >= LEFT_OVER
            for start, end in self._pieces(line)
            if start < end and start < right and left < end
        )

    def _pieces(self, line: Line) -> Iterator[tuple[float, float]]:
        """From where to where each thing in a line's bed is drawn, but for its dot."""
        if line.window:
            start, aim, end = self._stretch(line.window)
            yield from ((start, aim), (aim, end))
        for bar in line.bars:
            start, end = self._extent(bar)
            yield start, end
            if bar.share:
                yield start, start + (end - start) * float(bar.share)

    def _span(self, first: date, last: date) -> tuple[float, float]:
        """From where to where these days are drawn."""
        start = min(self.axis.at(first), self.axis.right - LEAST)
        return start, max(start + LEAST, self.axis.at(last, end=True))

    def _stretch(self, window: Window) -> tuple[float, float, float]:
        """Where a window is drawn: its beginning, the end of the day to aim for, and of the latest."""
        start, end = self._span(window.start, window.limit)
        return start, min(max(start, self.axis.at(window.target, end=True)), end), end

    def _extent(self, bar: Bar) -> tuple[float, float]:
        """From where to where a bar is drawn; a frame is never a sliver of one, and of what is beyond the axis an arrow."""
        if bar.first > self.axis.last:
            return self.axis.right - MADE, self.axis.right
        start, end = self._span(bar.first, bar.last)
        if bar.share is None:
            return start, end
        start = min(start, self.axis.right - 2.0 * MADE)
        return start, max(end, start + 2.0 * MADE)

    def _dot(self, day: date) -> float:
        return min(max(self.axis.at(day, end=True), self.axis.left + RADIUS), self.axis.right - RADIUS)

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
        start, aim, end = self._stretch(line.window)
        if aim > start:
            yield rect(start, y, aim - start, PLANNED, self.palette.target)
        if end > aim:
            yield rect(aim, y, end - aim, PLANNED, self.palette.limit)

    def _made(self, line: Line, y: float) -> Iterator[str]:
        for bar in line.bars:
            if bar.first > self.axis.last:
                yield arrow(self.axis.right, y, MADE, bar.colour)
            elif bar.last >= self.axis.first:
                yield from self._bar(bar, y)
        if line.done and self.axis.first <= line.done <= self.axis.last:
            yield dot(self._dot(line.done), y + MADE / 2, RADIUS, self.palette.done)

    def _bar(self, bar: Bar, y: float) -> Iterator[str]:
        """A bar that goes beyond the axis ends in an arrow."""
        x, end = self._extent(bar)
        room = end - x
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
