"""The streak: ISO weeks in a row with at least one study day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.progress import Pause, Progress

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Streak:
    """``weeks`` in a row up to now, whether ``this_week`` has a study day already, and the longest row ever."""

    weeks: int
    this_week: bool
    best: int


def streak(progress: Progress, today: date) -> Streak:
    """The streak on ``today``. The running week never breaks it; weeks without study that a pause touches are passed
    over: they neither break it nor count."""
    studied = {monday(day) for day in progress.study_days}
    running = monday(today)
    rows, row = [0], 0
    for week in _weeks(min(studied, default=running), running):
        if week in studied:
            row += 1
        elif week != running and not _paused(progress.pauses, week):
            row = 0
        rows.append(row)
    return Streak(weeks=row, this_week=running in studied, best=max(rows))


def monday(day: date) -> date:
    """The Monday of this day's ISO week."""
    return day - timedelta(days=day.weekday())


def _weeks(first: date, last: date) -> Iterable[date]:
    while first <= last:
        yield first
        first += WEEK


def _paused(pauses: Iterable[Pause], week: date) -> bool:
    return any(pause.first < week + WEEK and (pause.back is None or pause.back > week) for pause in pauses)
