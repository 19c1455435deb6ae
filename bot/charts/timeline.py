"""PURE: the chart of a plan as values, for a page that writes it with fonts and colours of its own, zoomed to the weeks around now.

Across it is measured in hundredths of its width, which a page has and we do not know; bars are as a narrow telephone needs them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.charts.axis import Axis, axis
from bot.charts.chart import axis_of, keys_of, line_of
from bot.charts.heading import Key
from bot.charts.lines import Bar, Line, Lines
from bot.charts.palette import Palette
from bot.charts.rows import BETWEEN, NOW, PLANNED
from bot.charts.spans import MADE, Spans
from roadmap.forecast import Band
from roadmap.model import Status
from roadmap.plan import Plan

NARROW = 360.0
"""Pixels of a telephone: what is wide at least, is there."""

BEHIND, AHEAD = timedelta(weeks=3), timedelta(weeks=10)
"""Around now, where a plan is zoomed."""

LONGEST = timedelta(weeks=20)
"""What is shown whole anyway."""

MOST_GOING_ON = 4
"""Topics going on that are to be in sight."""

CLASSES = Palette(
    paper="paper",
    rule="rule",
    ink="ink",
    faded="faded",
    target="target",
    limit="limit",
    done="done",
    going_on="going-on",
    overdue="overdue",
    forecast="forecast",
    shades=("shade-1", "shade-2", "shade-3", "shade-4"),
)
"""Names for a style sheet to give colours to, in the place of colours."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A thing in the bed of a line: a "box", a "frame", a "dot" in its middle or an "arrow" that ends with it. ``x`` and ``width`` are
    hundredths of the width, ``y`` and ``height`` pixels; ``kind`` is the name of its colour."""

    form: str
    kind: str
    x: float
    y: float
    width: float
    height: float = MADE


@dataclass(frozen=True, slots=True)
class Bed:
    """A line with what lies in its bed; ``shows_now`` where today can be marked in it without hiding any of that."""

    line: Line
    pieces: tuple[Piece, ...]
    height: float
    shows_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The lines between ``first`` and ``last`` (inclusive); ``now`` and the months' ``ticks`` are hundredths of the width. ``others``
    are so many lines of the plan beside it; None where it is all there is, and zooming would change nothing."""

    beds: tuple[Bed, ...]
    first: date
    last: date
    now: float
    ticks: tuple[tuple[float, str], ...]
    keys: tuple[Key, ...]
    others: int | None


def timeline(plan: Plan, band: Band | None, *, whole: bool = False) -> Timeline | None:
    """The plan around now, or the ``whole`` of it; None where nothing has a day. ``band`` is the forecast."""
    lines = tuple(Lines(plan, CLASSES, drawn=False).all())
    if not any(True for line in lines for _ in line.days()):
        return None
    lines = (*lines, *((line_of(band, CLASSES),) if band else ()))
    all_of_it = axis_of(plan, lines, band, left=0, right=NARROW)
    around = axis((plan.today - BEHIND, plan.today + AHEAD, *_at_hand(plan)), left=0, right=NARROW)
    near = tuple(line for line in lines if _is_in(line, around))
    is_short = plan.finished or all_of_it.last - all_of_it.first <= LONGEST or not near
    shown, scale = (lines, all_of_it) if whole or is_short else (near, around)
    return Timeline(
        beds=tuple(_bed(line, scale, plan.today) for line in shown),
        first=scale.first,
        last=scale.last,
        now=_hundredths(scale.at(plan.today)),
        ticks=tuple((_hundredths(x), name) for x, name in scale.ticks()),
        keys=tuple(keys_of(shown, CLASSES)),
        others=None if is_short else len(lines) - len(near),
    )


def _at_hand(plan: Plan) -> Iterator[date]:
    """The last days of what goes on, and of what comes next: who is far ahead has them far from now."""
    for topic in (*plan.with_status(Status.GOING_ON)[:MOST_GOING_ON], *plan.unfinished[:1]):
        if topic.slug in plan.windows:
            yield plan.windows[topic.slug].limit


def _is_in(line: Line, scale: Axis) -> bool:
    """Whether anything of it lies between the ends of an axis."""
    days = tuple(line.days())
    return bool(days) and min(days) <= scale.last and max(days) >= scale.first


def _bed(line: Line, scale: Axis, today: date) -> Bed:
    spans, now = Spans(scale), scale.at(today)
    made = PLANNED + BETWEEN if line.window else 0
    pieces = (*_planned(line, spans), *_made(line, spans, made))
    height = made + MADE if line.bars or line.done else PLANNED if line.window else 0
    return Bed(line, pieces, height, bool(pieces) and spans.leave(line, now - NOW, now + NOW))


def _planned(line: Line, spans: Spans) -> Iterator[Piece]:
    """The window: up to the day to aim for, and from there to the latest."""
    window, scale = line.window, spans.axis
    if window is None or window.limit < scale.first or window.start > scale.last:
        return
    start, aim, end = spans.stretch(window)
    if aim > start:
        yield _piece("box", CLASSES.target, start, aim, 0)
    if end > aim:
        yield _piece("box", CLASSES.limit, aim, end, 0)


def _made(line: Line, spans: Spans, y: float) -> Iterator[Piece]:
    """What the learner made of it."""
    scale = spans.axis
    for bar, (start, end) in zip(line.bars, spans.extents(line), strict=True):
        if bar.first > scale.last:
            yield _piece("arrow", bar.colour, scale.right - MADE, scale.right, y)
        elif bar.last >= scale.first:
            yield from _bar(bar, start, end, y, goes_on=bar.last > scale.last)
    if line.done and scale.first <= line.done <= scale.last:
        at = spans.dot(line.done)
        yield _piece("dot", CLASSES.done, at, at, y)


def _bar(bar: Bar, start: float, end: float, y: float, *, goes_on: bool) -> Iterator[Piece]:
    """A bar; a frame is filled as far as what is in it is done, and one that goes on beyond the axis ends in an arrow."""
    if bar.share is not None:
        if bar.share:
            yield _piece("box", bar.colour, start, start + (end - start) * float(bar.share), y)
        yield _piece("frame", bar.colour, start, end, y)
    elif goes_on and end - start > 2 * MADE:
        yield _piece("box", bar.colour, start, end - MADE, y)
        yield _piece("arrow", bar.colour, end - MADE, end, y)
    else:
        yield _piece("box", bar.colour, start, end, y)


def _piece(form: str, kind: str, start: float, end: float, y: float) -> Piece:
    """A window is lower than what was made of it."""
    height = PLANNED if kind in {CLASSES.target, CLASSES.limit} else MADE
    return Piece(form, kind, _hundredths(start), y, _hundredths(end - start), height)


def _hundredths(x: float) -> float:
    return round(x / NARROW * 100, 2)
