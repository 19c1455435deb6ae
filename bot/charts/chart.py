"""The roadmap as windows against time: what is done, going on and overdue, and where it all leads.

Each topic has its name on a line of its own and its window below, so that names are rarely shortened; of a long roadmap
the stages have, and the topics around now. What is yet to come stands in one line below all of them.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.charts.axis import Axis, axis
from bot.charts.celebration import celebration
from bot.charts.heading import Key, heading, legend
from bot.charts.lettering import is_legible
from bot.charts.lines import Bar, Line, Lines
from bot.charts.palette import LIGHT, Palette
from bot.charts.rows import Rows
from bot.charts.svg import MARGIN, WIDTH, picture
from bot.texts import drawn as words
from roadmap.forecast import Band
from roadmap.plan import Plan

A_YEAR = timedelta(days=366)


def chart(plan: Plan, band: Band | None, *, palette: Palette = LIGHT) -> str:
    """The picture as SVG. ``band`` is the forecast; None where there is none."""
    lines = tuple(Lines(plan, palette).all())
    ahead = (line_of(band, palette),) if band else ()
    rows = Rows((*lines, *ahead), axis_of(plan, lines, band), plan.today, palette)
    title = words.title(plan.roadmap, legible=is_legible(plan.roadmap.title))
    head, y = heading(title, words.stands(plan), palette)
    if plan.finished:
        body, y = celebration(plan, y, palette)
        head.extend(body)
    key, y = legend(keys_of(lines, palette), y, palette)
    return picture(y + rows.height + MARGIN / 2, palette.paper, *head, *key, *rows.drawn(y))


def line_of(band: Band, palette: Palette) -> Line:
    """The line of the forecast."""
    bar = Bar(band.first, band.last, palette.forecast)
    return Line(title=words.all_done(band), notes=(words.forecast(band),), bars=(bar,))


def keys_of(lines: Sequence[Line], palette: Palette) -> Iterator[Key]:
    """What the colours mean that there are."""
    bars = [bar for line in lines for bar in line.bars]
    colours = {bar.colour for bar in bars if bar.share is None}
    if any(line.window for line in lines):
        yield Key(palette.target, words.aim_for())
        yield Key(palette.limit, words.latest())
    if palette.done in colours or any(line.done for line in lines):
        yield Key(palette.done, words.done())
    if palette.going_on in colours:
        yield Key(palette.going_on, words.going_on())
    if any(bar.share is not None for bar in bars):
        yield Key(palette.going_on, words.in_part(), in_part=True)
    if palette.overdue in colours:
        yield Key(palette.overdue, words.overdue())


def axis_of(
    plan: Plan, lines: Sequence[Line], band: Band | None, *, left: float = MARGIN, right: float = WIDTH - MARGIN
) -> Axis:
    """All days that are drawn. What lies far before the plan or far behind it shows only its nearer end, for it must not
    squeeze the plan into less than a third of the picture; where there are no windows it has most of it."""
    own = [line.window for line in lines if line.window]
    days = [plan.progress.first_day, plan.today, *(w.start for w in own), *(w.limit for w in own)]
    first, last = min(days), max(days)
    length = last - first + timedelta(days=1)
    earliest = first - min(length / 2, first - date.min)
    ahead = length * 3 / 2 if own else max(length * 6, A_YEAR)
    latest = last + min(ahead, date.max - last)
    if band:
        days.extend((band.first, band.last))
    days.extend(day for line in lines for day in line.days())
    shown = (min(max(day, earliest), latest) for day in days)
    return axis(shown, left=left, right=right)
