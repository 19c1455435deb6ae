"""What a line of a chart shows, in days: the window that the plan gives, and what the learner made of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from bot.charts.folding import Folded, folded
from bot.charts.lettering import MISSING, drawable, is_legible, is_ours
from bot.charts.palette import Palette
from bot.texts import drawn as words
from roadmap.calendar import DAY
from roadmap.chains import Window
from roadmap.inside import NOTHING
from roadmap.model import Status, Topic
from roadmap.overview import finished_in, status_of
from roadmap.plan import Plan
from roadmap.stages import Stage


@dataclass(frozen=True, slots=True)
class Bar:
    """Days from ``first`` to ``last``, both inclusive. Where there is a ``share``, so much of it is filled and the rest is
    a frame."""

    first: date
    last: date
    colour: str
    share: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``notes`` are from long to short what may stand behind the title; ``window`` is on a bar of its own above the other
    bars, ``done`` the day on which all of it was, and ``of`` what it is a line of (None: of neither)."""

    title: str
    notes: tuple[str, ...]
    sign: str = ""
    colour: str = ""
    number: str = ""
    is_below: bool = False
    window: Window | None = None
    bars: tuple[Bar, ...] = ()
    done: date | None = None
    of: Topic | tuple[Stage, ...] | None = None

    def days(self) -> Iterator[date]:
        """All days at which something of it begins or ends."""
        if self.window:
            yield from (self.window.start, self.window.limit)
        for bar in self.bars:
            yield from (bar.first, bar.last)
        if self.done:
            yield self.done


MOST_LATE = 2
"""Topics that are marked as overdue; of any more it is seen where their windows lie, and nothing is said."""


@dataclass(frozen=True)
class Lines:
    """Makes the lines of a plan in these colours; what is not ``drawn`` here has fonts of its own, which read every title."""

    plan: Plan
    palette: Palette
    drawn: bool = True

    @cached_property
    def _late(self) -> frozenset[str]:
        return frozenset(topic.slug for topic in self.plan.overdue[:MOST_LATE])

    @cached_property
    def _boxes(self) -> frozenset[str]:
        """Titles that cannot be read, or not be told apart from another one's boxes."""
        topics = self.plan.roadmap.topics if self.drawn else ()
        foreign = [topic.title for topic in topics if not is_ours(topic.title)]
        drawn = {title: drawable(title) for title in foreign}
        alike = Counter(drawn[title] for title in foreign if MISSING in drawn[title])
        return frozenset(title for title, said in drawn.items() if alike[said] > 1 or not is_legible(said))

    def all(self) -> Iterator[Line]:
        """A line for each topic; of a long roadmap for each stage, and for the topics around now below it."""
        parts = folded(self.plan)
        if not parts:
            yield from (self._topic(topic) for topic in self.plan.roadmap.order)
        for part in parts:
            yield self._stages(part)
            yield from (self._topic(topic, is_below=True) for topic in part.opened)

    def _topic(self, topic: Topic, *, is_below: bool = False) -> Line:
        state = self.plan.progress.of(topic.slug)
        sign, colour = self._sign(state.status, is_late=topic.slug in self._late)
        return Line(
            title=words.topic(topic.number) if topic.title in self._boxes else topic.title,
            notes=words.notes(self.plan, topic, is_late=topic.slug in self._late),
            sign=sign,
            colour=colour,
            number=words.numbered(topic.number),
            is_below=is_below,
            window=self.plan.windows.get(topic.slug),
            bars=tuple(self._made_of(topic)),
            done=state.completed if state.status is Status.COMPLETED and not state.known else None,
            of=topic,
        )

    def _stages(self, part: Folded) -> Line:
        topics, progress = part.topics, self.plan.progress
        is_done = all(finished_in(stage, progress) == len(stage.topics) for stage in part.stages)
        status = Status.COMPLETED if is_done else _status(part, self.plan)
        sign, colour = self._sign(status, is_late=any(topic.slug in self._late for topic in topics))
        window = _spanned([w for topic in topics if (w := self.plan.windows.get(topic.slug))])
        return Line(
            title=words.stages(part.stages, legible=not self.drawn or is_legible(part.stages[0].title)),
            notes=words.notes_of_stages(self.plan, topics, window),
            sign=sign,
            colour=colour,
            window=window,
            bars=tuple(self._made_of_all(topics, window, is_done=is_done)),
            of=part.stages,
        )

    def _sign(self, status: Status, *, is_late: bool) -> tuple[str, str]:
        if is_late:
            return "!", self.palette.overdue
        match status:
            case Status.COMPLETED:
                return "✓", self.palette.done
            case Status.GOING_ON:
                return "▶", self.palette.going_on
            case Status.SKIPPED:
                return "–", self.palette.faded
        return "", self.palette.faded

    def _made_of(self, topic: Topic) -> Iterator[Bar]:
        """From the beginning to the completion, or to today; where there are steps, up to the limit and filled as far as
        they are done; and what is beyond the limit."""
        plan, state = self.plan, self.plan.progress.of(topic.slug)
        window, inside, begun = plan.windows.get(topic.slug), plan.inside(topic), state.counted_from
        limit = window.limit if window else plan.today
        match state.status:
            case Status.COMPLETED if begun and state.completed and not state.known:
                yield Bar(min(begun, state.completed), state.completed, self.palette.done)
            case Status.GOING_ON if begun and inside.steps:
                yield Bar(begun, max(begun, limit), self.palette.going_on, inside.share)
            case Status.GOING_ON if begun and begun <= min(plan.today, limit):
                yield Bar(begun, min(plan.today, limit), self.palette.going_on)
            case Status.NOT_STARTED if window and inside.share:
                yield Bar(window.start, window.limit, self.palette.going_on, inside.share)
        if window and topic.slug in self._late:
            yield Bar(window.limit + DAY, plan.today, self.palette.overdue)

    def _made_of_all(self, topics: Sequence[Topic], window: Window | None, *, is_done: bool) -> Iterator[Bar]:
        """Of stages the same as of a topic with steps, and no more: their days are those of their topics."""
        states = [self.plan.progress.of(topic.slug) for topic in topics]
        days = [day for state in states if not state.known for day in (state.counted_from, state.completed) if day]
        if is_done:
            if days:
                yield Bar(min(days), max(days), self.palette.done)
            return
        share = _done_of(self.plan, topics)
        if window and share:
            yield Bar(window.start, window.limit, self.palette.going_on, share)
        elif days and share and min(days) < self.plan.today:
            yield Bar(min(days), self.plan.today, self.palette.going_on, share)


def _status(part: Folded, plan: Plan) -> Status:
    """Where a learner stands with all these stages: nothing was begun of any, or they go on."""
    found = {status_of(stage, plan.progress) for stage in part.stages}
    return found.pop() if len(found) == 1 else Status.GOING_ON


def _done_of(plan: Plan, topics: Sequence[Topic]) -> Fraction:
    """How much of these topics is done: those that are finished, and of the others as much as of their steps is."""
    left = [topic for topic in topics if not plan.progress.of(topic.slug).finished]
    shares = (share for topic in left if (share := plan.inside(topic).share))
    return (sum(shares, NOTHING) + len(topics) - len(left)) / len(topics)


def _spanned(windows: Sequence[Window]) -> Window | None:
    """From the first of these windows to the last."""
    if not windows:
        return None
    return Window(
        start=min(window.start for window in windows),
        late_start=min(window.late_start for window in windows),
        target=max(window.target for window in windows),
        limit=max(window.limit for window in windows),
    )
