"""The rows of a chart: a name on a line, below it the window, and in the window what the learner made of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.charts.axis import Axis
from bot.charts.lettering import shortened, width
from bot.charts.palette import DONE, FADED, FORECAST, GOING_ON, INK, LANE, OVERDUE, RULE, TO_LIMIT, TO_TARGET
from bot.charts.svg import SMALL, dot, rect, text, uprights
from bot.texts import pictures as words
from roadmap.model import Status, Topic
from roadmap.plan import Plan

Band = tuple[date, date]
"""The days between which the learner will be done at their own pace, both inclusive."""

Tick = tuple[float, str]
"""Where a month begins, and its name."""

AXIS = 66
LANE_TOP, THIN = 32, 8
"""Where in a row its time begins; and the bar of what the learner made of it, within that of the window."""

SIGNS = {
    Status.COMPLETED: ("✓", DONE),
    Status.GOING_ON: ("▶", GOING_ON),
    Status.NOT_STARTED: ("", FADED),
    Status.SKIPPED: ("–", FADED),
}
LATE = ("!", OVERDUE)
SIGN, GAP, LONGEST_NUMBER = 28, 16, 96


@dataclass(frozen=True, slots=True)
class Rows:
    """Topics below an axis of their own; where it is ``roomy``, a note stands at the end of each name."""

    plan: Plan
    topics: tuple[Topic, ...]
    axis: Axis
    band: Band | None
    roomy: bool

    @property
    def pitch(self) -> int:
        return 68 if self.roomy else 54

    @property
    def bar(self) -> int:
        """The height of a window."""
        return 20 if self.roomy else 16

    @property
    def height(self) -> int:
        return AXIS + self.pitch * len(self.topics)

    def drawn(self, top: float) -> Iterator[str]:
        """The axis and all rows, from ``top`` down."""
        ticks, today = self.axis.ticks(), self.axis.at(self.plan.today)
        rows = [(topic, top + AXIS + self.pitch * place) for place, topic in enumerate(self.topics)]
        lanes = [y + LANE_TOP for _, y in rows]
        yield from self._axis(top, ticks)
        for y in lanes:
            yield rect(self.axis.left, y, self.axis.right - self.axis.left, self.bar, LANE, more=self._round)
        yield uprights(((tick, y, y + self.bar) for y in lanes for tick, _ in ticks), RULE)
        for topic, y in rows:
            yield from self._name(topic, y + 24)
            yield from self._window(topic, y + LANE_TOP)
            yield from self._made_of_it(topic, y + LANE_TOP + (self.bar - THIN) / 2)
        yield uprights(((today, y - 2, y + self.bar + 2) for y in lanes), INK, thick=2.5)

    @property
    def _round(self) -> str:
        """Round corners only where there are few: they take a tenth of the time of a big picture."""
        return ' rx="4"' if self.roomy else ""

    def _axis(self, top: float, ticks: list[Tick]) -> Iterator[str]:
        """The months, and above them which day is today."""
        today, room = self.axis.at(self.plan.today), width(words.today(), SMALL, bold=True)
        x = min(max(today - room / 2, self.axis.left), self.axis.right - room)
        yield text(x, top + 24, words.today(), bold=True)
        for tick, name in ticks:
            yield text(tick, top + 54, name, fill=FADED)

    def _name(self, topic: Topic, y: float) -> Iterator[str]:
        left, right = self.axis.left, self.axis.right
        sign, colour = self._sign(topic)
        if sign:
            yield text(left, y, sign, fill=colour, bold=True)
        number = shortened(f"{topic.number}.", SMALL, LONGEST_NUMBER)
        yield text(left + SIGN, y, number, fill=FADED)
        left += SIGN + width(number, SMALL) + 8
        if self.roomy:
            note = words.note(self.plan, topic)
            yield text(right, y, note, fill=FADED, end=True)
            right -= width(note, SMALL) + GAP
        yield text(left, y, shortened(topic.title, SMALL, right - left))

    def _sign(self, topic: Topic) -> tuple[str, str]:
        return LATE if self.plan.days_over(topic) else SIGNS[self.plan.progress.of(topic.slug).status]

    def _window(self, topic: Topic, y: float) -> Iterator[str]:
        """What the recommended duration gives, and the forecast laid over it."""
        if window := self.plan.windows.get(topic.slug):
            yield self._bar(window.start, window.limit, y, self.bar, TO_LIMIT, more=self._round)
            yield self._bar(window.start, window.target, y, self.bar, TO_TARGET, more=self._round)
        if self.band:
            yield self._bar(self.band[0], self.band[1], y, self.bar, FORECAST, more=' fill-opacity="0.5"')

    def _made_of_it(self, topic: Topic, y: float) -> Iterator[str]:
        state, window = self.plan.progress.of(topic.slug), self.plan.windows.get(topic.slug)
        begun = state.counted_from
        if state.status is Status.COMPLETED and state.completed:
            if begun and state.completed >= self.axis.first:
                yield self._bar(min(begun, state.completed), state.completed, y, THIN, DONE)
            yield dot(self.axis.at(state.completed, end=True), y + THIN / 2, 8, DONE)
        if state.status is Status.GOING_ON and begun and begun <= self.plan.today:
            yield self._bar(begun, self.plan.today, y, THIN, GOING_ON)
        if window and self.plan.days_over(topic):
            yield self._bar(window.limit, self.plan.today, y, THIN, OVERDUE)

    def _bar(self, first: date, last: date, y: float, height: float, colour: str, *, more: str = "") -> str:
        x = self.axis.at(first)
        return rect(x, y, max(2.0, self.axis.at(last, end=True) - x), height, colour, more=more)
