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

Tick = tuple[float, str]
"""Where a month begins, and its name."""

AXIS = 66
ROOMY, CLOSE, MOST_ROOMY = 72, 64, 20
"""The height of a row, and of one where there are more than so many."""

WINDOW, PLANNED, MADE = 34, 8, 12
"""Where in a row its window begins; how high that is, and the bar below it."""

BETWEEN, RADIUS = 3, 8
LEAST = 3.0
"""Pixels that a bar is wide at least."""

SIGN, GAP, LONGEST_NUMBER = 28, 16, 96


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines below an axis; ``today`` is marked in each."""

    lines: tuple[Line, ...]
    axis: Axis
    today: date
    palette: Palette

    @property
    def pitch(self) -> int:
        return ROOMY if len(self.lines) <= MOST_ROOMY else CLOSE

    @property
    def height(self) -> int:
        return AXIS + self.pitch * len(self.lines)

    def drawn(self, top: float) -> Iterator[str]:
        """The axis and all rows, from ``top`` down."""
        ticks = self.axis.ticks()
        rows = [(line, top + AXIS + self.pitch * place) for place, line in enumerate(self.lines)]
        yield from self._axis(top, ticks)
        beds = [(y + WINDOW, y + WINDOW + PLANNED + BETWEEN + MADE) for _, y in rows]
        yield uprights(((tick, above, below) for above, below in beds for tick, _ in ticks), self.palette.rule)
        for line, y in rows:
            yield from self._name(line, y + 24)
            yield from self._window(line, y + WINDOW)
            yield from self._made(line, y + WINDOW + PLANNED + BETWEEN)
        if self.axis.first <= self.today <= self.axis.last:
            now = self.axis.at(self.today)
            marks = [(now, above - 3, below + 3) for above, below in beds]
            # What is marked is parted from what it crosses.
            yield uprights(marks, self.palette.paper, thick=6.5)
            yield uprights(marks, self.palette.ink, thick=2.5)

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
        if not (window := line.window):
            return
        target = min(window.target, window.limit)
        start, aim, end = (
            self.axis.at(window.start),
            self.axis.at(target, end=True),
            self.axis.at(window.limit, end=True),
        )
        if aim > start:
            yield rect(start, y, aim - start, PLANNED, self.palette.target)
        if end > aim:
            yield rect(max(start, aim), y, end - max(start, aim), PLANNED, self.palette.limit)

    def _made(self, line: Line, y: float) -> Iterator[str]:
        for bar in line.bars:
            if bar.first > self.axis.last:
                yield arrow(self.axis.right, y, MADE, bar.colour)
            elif bar.last >= self.axis.first:
                yield from self._bar(bar, y)
        if line.done and self.axis.first <= line.done <= self.axis.last:
            x = min(max(self.axis.at(line.done, end=True), self.axis.left + RADIUS), self.axis.right - RADIUS)
            yield dot(x, y + MADE / 2, RADIUS, self.palette.done)

    def _bar(self, bar: Bar, y: float) -> Iterator[str]:
        """A bar that goes beyond the axis ends in an arrow."""
        end = self.axis.at(bar.last, end=True)
        x = min(self.axis.at(bar.first), self.axis.right - LEAST)
        room = max(LEAST, end - x)
        if bar.share is not None:
            yield from self._in_part(bar, x, y, room)
        elif bar.last > self.axis.last and room > 2 * MADE:
            yield rect(x, y, room - MADE - LINE, MADE, bar.colour)
            yield arrow(self.axis.right, y, MADE, bar.colour)
        else:
            yield rect(x, y, room, MADE, bar.colour)

    def _in_part(self, bar: Bar, x: float, y: float, room: float) -> Iterator[str]:
        """A frame that is filled as far as what is in it is done; never a sliver of one."""
        room = max(room, 2.0 * MADE)
        x = min(x, self.axis.right - room)
        if bar.share:
            yield rect(x, y, room * float(bar.share), MADE, bar.colour)
        yield frame(x, y, room, MADE, bar.colour)
