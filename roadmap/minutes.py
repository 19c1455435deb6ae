"""How long was studied on each day: the minutes that were told with check-ins."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from roadmap.facts import Kind, ProgressEvent, standing


def minutes_by_day(events: Iterable[ProgressEvent]) -> Mapping[date, int]:
    """The minutes of each study day; days of which none were told are not in it."""
    found: Counter[date] = Counter()
    for event in standing(events):
        if event.fact.kind is Kind.CHECKED_IN and event.fact.minutes:
            found[event.fact.day] += event.fact.minutes
    return found
