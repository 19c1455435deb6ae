"""The roadmap as windows against time: what is done, going on and overdue, and where the learner's own pace leads.

Each topic has its name on a line of its own and its window below, so that names are rarely shortened; more than
twenty-four topics stand in two columns, and never more than sixty are drawn.
"""

from collections.abc import Iterator
from datetime import date

from bot.charts.axis import Axis, axis
from bot.charts.heading import heading, legend
from bot.charts.palette import DONE, FADED, FORECAST, GOING_ON, OVERDUE, TO_LIMIT, TO_TARGET
from bot.charts.rows import Band, Rows
from bot.charts.svg import DRAWN, DRAWN_FULL, MARGIN, WIDTH, picture, text
from bot.texts import pictures as words
from roadmap.model import Status, Topic
from roadmap.plan import Plan

MOST, MOST_IN_ONE = 60, 24
GUTTER = 32


def chart(plan: Plan, band: Band | None, *, title: str) -> str:
    """The picture as SVG. ``band`` is the forecast; None where there is none."""
    topics = shown(plan)
    said = words.stands(plan)
    head, y = heading(title, said)
    key, y = legend(_key(band), y)
    count = 1 if len(topics) <= MOST_IN_ONE else 2
    longest = -(-len(topics) // count)
    columns = [
        Rows(plan, topics[longest * number : longest * (number + 1)], scale, band, roomy=count == 1)
        for number, scale in enumerate(_axes(plan, band, count))
    ]
    body = [element for rows in columns for element in rows.drawn(y)]
    y += columns[0].height
    if hidden := len(plan.roadmap.topics) - len(topics):
        body.append(text(MARGIN, y + 22, words.more_topics(hidden), fill=FADED))
        y += 34
    return picture(y + MARGIN / 2, *head, *key, *body, drawn=DRAWN if count == 1 else DRAWN_FULL)


def shown(plan: Plan) -> tuple[Topic, ...]:
    """The topics that are drawn, in the plan's order: where there are too many, the finished ones at the beginning
    make room first, then those at the end, but for what goes on there."""
    topics = plan.roadmap.order
    begun = next((place for place, topic in enumerate(topics) if not plan.progress.of(topic.slug).finished), 0)
    first = max(0, min(begun, len(topics) - MOST))
    elsewhere = (*topics[:first], *topics[first + MOST :])
    going_on = [topic for topic in elsewhere if plan.progress.of(topic.slug).status is Status.GOING_ON][: MOST // 2]
    drawn = {topic.slug for topic in (*topics[first : first + MOST - len(going_on)], *going_on)}
    return tuple(topic for topic in topics if topic.slug in drawn)


def _key(band: Band | None) -> Iterator[tuple[str, str]]:
    """What the colours mean."""
    yield TO_TARGET, words.until_target()
    yield TO_LIMIT, words.until_limit()
    yield DONE, words.done()
    yield GOING_ON, words.going_on()
    yield OVERDUE, words.overdue()
    if band:
        yield FORECAST, words.forecast(band)


def _axes(plan: Plan, band: Band | None, count: int) -> Iterator[Axis]:
    """The axis of each column, all of the same days."""
    room = (WIDTH - 2 * MARGIN - (count - 1) * GUTTER) / count
    for number in range(count):
        left = MARGIN + number * (room + GUTTER)
        yield axis(_days(plan, band), left=left, right=left + room)


def _days(plan: Plan, band: Band | None) -> list[date]:
    """The days that the axis has to show. A forecast far behind the plan shows only its beginning, for it must not
    squeeze the plan into less than half of the picture."""
    windows = plan.windows.values()
    days = [plan.progress.first_day, plan.today, *(w.start for w in windows), *(w.limit for w in windows)]
    if band:
        last = max(days)
        days.append(min(band[1], last + min(last - min(days), date.max - last)))
    return days
