"""The streak: ISO weeks in a row in which as many days were study days as the learner set out to have; one, where they set no
number. With a number of their own, every fourth such week in a row earns a spare, which stands in for a week that was missed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.progress import Goal, Pause, Progress
from roadmap.value import value

WEEK = timedelta(days=7)

FOR_A_SPARE = 4
"""Weeks in a row, reached with a number of one's own, that earn a spare."""

MOST_SPARES = 2


@value
class Streak:
    """``weeks`` in a row up to now, whether ``this_week`` is reached already, and the longest row ever. ``days`` are this week's
    study days, ``goal`` how many they are to be (None: the learner set no number). ``spares`` are left for weeks to come, and
    ``spared`` is whether one stood in for last week."""

    weeks: int
    this_week: bool
    best: int
    days: int = 0
    goal: int | None = None
    spares: int = 0
    spared: bool = False


@dataclass(slots=True)
class _Row:
    """A row of weeks as it is counted; ``reached`` counts those towards the next spare."""

    weeks: int = 0
    best: int = 0
    reached: int = 0
    spares: int = 0
    spared: bool = False

    def reach(self, *, own_goal: bool) -> None:
        self.weeks += 1
        self.best = max(self.best, self.weeks)
        self.reached = self.reached + 1 if own_goal else 0
        if own_goal and self.reached % FOR_A_SPARE == 0:
            self.spares = min(self.spares + 1, MOST_SPARES)

    def miss(self, *, own_goal: bool) -> None:
        if own_goal and self.weeks and self.spares:
            self.spares, self.spared = self.spares - 1, True
        else:
            self.weeks = self.reached = 0


def streak(progress: Progress, today: date) -> Streak:
    """The streak on ``today``. The running week never breaks it; weeks that were missed and that a pause touches are passed
    over: they neither break it nor count."""
    running = monday(today)
    studied = Counter(monday(day) for day in progress.study_days)
    row = _Row()
    for week in _weeks(min(studied, default=running), running - WEEK):
        goal, row.spared = goal_in(progress.goals, week), False
        if studied[week] >= (goal or 1):
            row.reach(own_goal=goal is not None)
        elif not is_paused(progress.pauses, week):
            row.miss(own_goal=goal is not None)
    goal = goal_in(progress.goals, running)
    is_reached = studied[running] >= (goal or 1)
    if is_reached:
        row.reach(own_goal=goal is not None)
    return Streak(row.weeks, is_reached, row.best, studied[running], goal, row.spares, row.spared)


def goal_in(goals: Sequence[Goal], week: date) -> int | None:
    """The number of study days that holds in the week of this Monday: the last that was set before it. None where there is none."""
    return next((goal.days for goal in reversed(goals) if monday(goal.since) < week), None)


def monday(day: date) -> date:
    """The Monday of this day's ISO week."""
    return day - timedelta(days=day.weekday())


def _weeks(first: date, last: date) -> Iterable[date]:
    while first <= last:
        yield first
        first += WEEK


def is_paused(pauses: Iterable[Pause], week: date) -> bool:
    """Whether a pause touches the week that begins on this Monday."""
    return any(pause.first < week + WEEK and (pause.back is None or pause.back > week) for pause in pauses)
