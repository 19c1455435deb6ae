"""The week so far: its study days, and the minutes that were told with its check-ins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.facts import Kind, ProgressEvent, standing
from roadmap.progress import Progress
from roadmap.streak import monday


@dataclass(frozen=True, slots=True)
class Week:
    """The study days of an ISO week, up to seven, whether ``today`` is one of them, and its minutes; 0 where none were
    told."""

    days: int
    today: bool
    minutes: int


def week_of(progress: Progress, events: Iterable[ProgressEvent], today: date) -> Week:
    """The ISO week that ``today`` lies in."""
    first = monday(today)
    days = {first + timedelta(days=number) for number in range(7)}
    facts = (event.fact for event in standing(events))
    minutes = sum(fact.minutes or 0 for fact in facts if fact.kind is Kind.CHECKED_IN and fact.day in days)
    return Week(len(progress.study_days & days), today in progress.study_days, minutes)
