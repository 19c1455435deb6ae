"""Silence: days without study between two study days, or up to now, and what of it a fresh start forgives."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise

from roadmap.calendar import DAY
from roadmap.facts import STUDY, Fact, Kind, ProgressEvent, standing
from roadmap.progress import Pause, Progress
from roadmap.streak import WEEK, is_paused, monday


def forgiven(progress: Progress, today: date) -> Fact | None:
    """The silence that a fresh start from today forgives, as the pause that it is counted for: from its second week on (the
    eighth day without study, or where a pause that has it ends) up to today, or to the study day that ended it within the last
    seven days. None where there is no silence of more than a week, or all the rest of it is a pause already."""
    if today < progress.enrolled:
        return None
    before_all = progress.enrolled - DAY
    days = sorted({before_all, today, *(day for day in progress.study_days if before_all < day < today)})
    for last, back in reversed([*pairwise(days)]):
        if back <= today - WEEK:
            return None
        first = _unpaused(progress.pauses, last + DAY + WEEK, back)
        if first is not None:
            return Fact(kind=Kind.PAUSED, day=first, back=back)
    return None


def _unpaused(pauses: Iterable[Pause], first: date, back: date) -> date | None:
    """The first day from ``first`` to ``back`` (exclusive) that is in no pause; None where all are."""
    pauses = tuple(pauses)
    days = (first + number * DAY for number in range((back - first).days))
    return next((day for day in days if not any(pause.covers(day) for pause in pauses)), None)


def days_silent(heard: date, today: date, pauses: Iterable[Pause]) -> int:
    """The days after the one on which a learner was heard of last, before today, that no pause has."""
    pauses = tuple(pauses)
    between = (heard + number * DAY for number in range(1, (today - heard).days))
    return sum(not any(pause.covers(day) for pause in pauses) for day in between)


def weeks_missed(progress: Progress, events: Iterable[ProgressEvent], told: Collection[ProgressEvent]) -> int:
    """How many whole ISO weeks without study lie before the study day that what was told last has made, but for those that a
    pause touches; ``progress`` is what all of it adds up to. 0 where it made none, for the day was one already or lies before
    another, or nobody had studied before."""
    new = [event.fact.day for event in told if _is_study(event.fact)]
    if not new:
        return 0
    day, places = max(new), {(event.strand, event.position) for event in told}
    if any(one >= monday(day) - WEEK for one in progress.study_days.difference(new)):
        return 0  # as of most who tell something: no whole week lies between
    before = (event for event in standing(events) if (event.strand, event.position) not in places)
    last = max((event.fact.day for event in before if _is_study(event.fact)), default=day)
    weeks = (monday(last) + number * WEEK for number in range(1, (monday(day) - monday(last)) // WEEK))
    return 0 if last >= day else sum(not is_paused(progress.pauses, week) for week in weeks)


def _is_study(fact: Fact) -> bool:
    return fact.kind in STUDY and not fact.known
