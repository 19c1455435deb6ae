"""PURE: the heat map as values, for a page that draws it with colours of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.charts.heatmap import IN_A_ROW, first_shown
from bot.charts.timeline import CLASSES
from bot.texts import drawn as words
from roadmap.calendar import DAY
from roadmap.streak import WEEK, monday

PITCH, SIDE = 13, 11
"""From a day to the next, and how large it is."""

MONTHS, BETWEEN = 14, 10
"""The room for the names of months above a row of weeks, and the room below it."""


@dataclass(frozen=True, slots=True)
class Day:
    """A study day at its place, with the minutes that were told of it; ``kind`` is the name of its shade."""

    x: int
    y: int
    kind: str
    day: date
    minutes: int


@dataclass(frozen=True, slots=True)
class StudyDays:
    """The days from ``first`` to today: those studied on one by one, of all others where they are; ``months`` stand above the
    weeks that their first is in."""

    first: date
    days: tuple[Day, ...]
    others: tuple[tuple[int, int], ...]
    months: tuple[tuple[int, int, str], ...]
    width: int
    height: int


def study_days(minutes: Mapping[date, int], today: date) -> StudyDays:
    """``minutes`` are those of each study day, 0 where none were told."""
    first = first_shown(minutes, today)
    weeks = (monday(today) - first).days // 7 + 1
    across = weeks if weeks <= IN_A_ROW else -(-weeks // 2)
    row = MONTHS + 7 * PITCH + BETWEEN
    days, others, months = list[Day](), list[tuple[int, int]](), list[tuple[int, int, str]]()
    for number in range(weeks):
        monday_ = first + number * WEEK
        x, top = number % across * PITCH, number // across * row + MONTHS
        if (monday_ + 6 * DAY).day <= 7:
            months.append((x, top - 4, words.column(monday_ + 6 * DAY)))
        for weekday in range(7):
            day, y = monday_ + weekday * DAY, top + weekday * PITCH
            if day > today:
                break
            if day in minutes:
                days.append(Day(x, y, _shade(minutes[day]), day, minutes[day]))
            else:
                others.append((x, y))
    height = row * -(-weeks // across)
    return StudyDays(first, tuple(days), tuple(others), tuple(months), max(across, 12) * PITCH, height)


def _shade(minutes: int) -> str:
    """The darker the longer was studied."""
    return CLASSES.shades[sum(minutes >= least for least in words.MINUTES)]
