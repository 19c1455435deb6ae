"""The study days of a year, in two rows of half a year each, so that a day is big enough for a phone."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.charts.heading import heading, legend
from bot.charts.lettering import width
from bot.charts.palette import DONE, FADED, INK, LANE, RULE
from bot.charts.svg import MARGIN, SMALL, WIDTH, picture, rect, text
from bot.texts import pictures as words
from roadmap.calendar import DAY
from roadmap.streak import WEEK, monday

WEEKS, IN_A_ROW = 53, 27
LEFT = MARGIN + 52
PITCH = (WIDTH - MARGIN - LEFT) / IN_A_ROW
CELL = PITCH - 4
MONTHS, GAP = 34, 28
NAMED = (0, 2, 4, 6)
"""Weekdays with their name beside them."""


def first_shown(today: date) -> date:
    """The Monday that the picture begins with."""
    return monday(today) - (WEEKS - 1) * WEEK


def heatmap(study_days: frozenset[date], today: date) -> str:
    """The picture as SVG: the running week and the 52 before it."""
    first = first_shown(today)
    count = sum(first <= day <= today for day in study_days)
    head, y = heading(words.study_days(), words.days_studied(count, first, today))
    key, y = legend(((DONE, words.study_day()), (RULE, words.no_study_day())), y)
    rows: list[str] = []
    for start in range(0, WEEKS, IN_A_ROW):
        weeks = [first + number * WEEK for number in range(start, min(WEEKS, start + IN_A_ROW))]
        rows.extend(_row(weeks, study_days, today, y + MONTHS))
        y += MONTHS + 7 * PITCH + GAP
    return picture(y, *head, *key, *rows)


def _row(weeks: list[date], study_days: frozenset[date], today: date, top: float) -> Iterator[str]:
    for weekday in NAMED:
        yield text(MARGIN, top + weekday * PITCH + CELL - 2, words.row(weekday), fill=FADED)
    yield from _months(weeks, top - 8)
    for column, week in enumerate(weeks):
        for weekday in range(7):
            day = week + weekday * DAY
            if day <= today:
                yield _cell(LEFT + column * PITCH, top + weekday * PITCH, day in study_days, day == today)


def _months(weeks: list[date], y: float) -> Iterator[str]:
    """The months that begin in these weeks, by the week that their first lies in."""
    for column, week in enumerate(weeks):
        last = week + timedelta(days=6)
        name, x = words.column(last), LEFT + column * PITCH
        if last.day <= 7 and x + width(name, SMALL) <= WIDTH - MARGIN:
            yield text(x, y, name, fill=FADED)


def _cell(x: float, y: float, studied: bool, today: bool) -> str:
    """A day: filled, or hollow; today has a rim."""
    if today:
        return rect(x, y, CELL, CELL, DONE if studied else LANE, more=f' rx="4" stroke="{INK}" stroke-width="3"')
    if studied:
        return rect(x, y, CELL, CELL, DONE, more=' rx="4"')
    return rect(x + 1, y + 1, CELL - 2, CELL - 2, LANE, more=f' rx="4" stroke="{RULE}" stroke-width="1.5"')
