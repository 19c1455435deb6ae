"""How far what was done since the day was set that the plan counts from reaches: the two days of a verdict.

With the ranges [s, l] of what was left of each topic then, and g, how much of that is done since by its steps:

    A = first day + ⌊Σ s (completed) + Σ g·s (unfinished and skipped)⌋
    B = first day + ⌊Σ l (completed) + Σ g·l (unfinished but the first, and skipped)⌋ + l of the first unfinished − 1

Who is before A is ahead, who is past B behind. Where an end was named, s = l is a topic's share of the days.
"""

from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction
from math import floor

from roadmap.calendar import StudyCalendar
from roadmap.shares import Sharing
from roadmap.stretch import Range
from roadmap.value import value


@value
class Reach:
    """A is ``earned``, which ``short`` days lead to, and B is ``bound``, the last of ``long`` days; None where nothing that is
    unfinished has a range."""

    earned: date
    bound: date | None
    short: int = 0
    long: int = 0


@value
class Done:
    """What was done since the day was set: ``whole`` topics, and of others the ``parts`` g, by their slugs; ``waiting`` is the
    first unfinished one, by its slug (None: there is none)."""

    whole: Collection[str]
    parts: Mapping[str, Fraction]
    waiting: str | None


def by_ranges(done: Done, ranges: Mapping[str, Range], calendar: StudyCalendar, first_day: date) -> Reach:
    """The days by the ranges of what was left, which hold all these topics."""
    whole = [ranges[slug] for slug in done.whole]
    parts = [(share, ranges[slug], slug) for slug, share in done.parts.items()]
    short = sum(days.short for days in whole) + floor(sum(share * days.short for share, days, _ in parts))
    earned = calendar.after(first_day, short)
    if done.waiting is None:
        return Reach(earned, None, short)
    others = sum(share * days.long for share, days, slug in parts if slug != done.waiting)
    long = sum(days.long for days in whole) + floor(others) + ranges[done.waiting].long
    return Reach(earned, calendar.end(first_day, long), short, long)


def by_end(done: Done, sharing: Sharing, before: Mapping[str, Fraction], first_day: date) -> Reach:
    """The days by the shares up to an end that was named: so many topics that are completed reach up to the share of the first
    unfinished one, and its last day is the last on which nobody is behind; steps reach further by as much."""
    share = sharing.shares[done.waiting] if done.waiting else None
    if share is None or done.waiting is None:
        return Reach(first_day, None)
    if not done.parts:
        return Reach(share.start, share.limit)
    whole = sum(sharing.weights[slug] for slug in done.whole)
    parts = {slug: part * (1 - before.get(slug, Fraction(0))) for slug, part in done.parts.items()}
    in_part, own = sum(parts.values()), parts.get(done.waiting, Fraction(0))
    bound = sharing.limit(whole + in_part - own + sharing.weights[done.waiting])
    return Reach(max(share.start, sharing.behind(whole + in_part)), bound)
