"""From where to where the things in the bed of a line are drawn: none is a sliver, and none lies upon the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.charts.axis import Axis
from bot.charts.lines import Bar, Line
from roadmap.chains import Window

MADE = 12
"""How high a bar is, and how wide an arrow."""

RADIUS = 8
LEAST, LEAST_FRAME = 3.0, 2.0 * MADE
"""Pixels that a bar is wide at least, and one that is filled in part."""

LEFT_OVER = 6.0
"""Pixels that a mark leaves at least of what it crosses; where it would leave less, there is none."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Days as spans on this axis."""

    axis: Axis

    def leave(self, line: Line, left: float, right: float) -> bool:
        """Whether enough is left to see of all that a mark from ``left`` to ``right`` crosses."""
        if line.done and left - RADIUS < self.dot(line.done) < right + RADIUS:
            return False
        return all(
            max(0.0, left - start) + max(0.0, end - right) >= LEFT_OVER
            for start, end in self._pieces(line)
            if start < end and start < right and left < end
        )

    def _pieces(self, line: Line) -> Iterator[tuple[float, float]]:
        """From where to where each thing in a line's bed is drawn, but for its dot."""
        if line.window:
            start, aim, end = self.stretch(line.window)
            yield from ((start, aim), (aim, end))
        for bar, (start, end) in zip(line.bars, self.extents(line), strict=True):
            yield start, end
            if bar.share:
                yield start, start + (end - start) * float(bar.share)

    def _span(self, first: date, last: date) -> tuple[float, float]:
        """From where to where these days are drawn."""
        start = min(self.axis.at(first), self.axis.right - LEAST)
        return start, max(start + LEAST, self.axis.at(last, end=True))

    def stretch(self, window: Window) -> tuple[float, float, float]:
        """Where a window is drawn: its beginning, the end of the day to aim for, and of the latest."""
        start, end = self._span(window.start, window.limit)
        return start, min(max(start, self.axis.at(window.target, end=True)), end), end

    def extents(self, line: Line) -> list[tuple[float, float]]:
        """From where to where each bar is drawn: none is a sliver, and none lies upon the next."""
        found, free = list[tuple[float, float]](), self.axis.right
        for bar in reversed(line.bars):
            start, end = self._extent(bar)
            end = min(end, free)
            free = min(start, end - (LEAST if bar.share is None else LEAST_FRAME))
            found.append((free, end))
        short = max(0.0, self.axis.left - free)
        return [(start + short, end + short) for start, end in reversed(found)]

    def _extent(self, bar: Bar) -> tuple[float, float]:
        """From where to where a bar is drawn by itself; of what is beyond the axis, an arrow."""
        if bar.first > self.axis.last:
            return self.axis.right - MADE, self.axis.right
        start, end = self._span(bar.first, bar.last)
        return start, end if bar.share is None else max(end, start + LEAST_FRAME)

    def dot(self, day: date) -> float:
        return min(max(self.axis.at(day, end=True), self.axis.left + RADIUS), self.axis.right - RADIUS)
