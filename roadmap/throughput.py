"""Throughput: how many topics a week a learner completes, and when those left will be done at that; for what no length is
known of.

It is counted over the last WEEKS weeks, from the first study day on, but the day of the enrolment, once LEAST_WEEKS have passed since then; a
week has as many days as count in it, paused ones left out. What was said to be known already, on the day of the enrolment, is
none of it; a topic that was only ticked counts like one that was begun first, and so does one that was completed on a day
that does not count: it is done all the same.

The model: completions come as a Poisson process whose rate is not known. With k of them in T days the rate is Gamma(k, T)
(the conjugate prior without an opinion: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6), and the days that n more take are
T · Gamma(n, 1) / Gamma(k, 1). The logarithm of a Gamma(a, 1) has the mean ψ(a) and the variance ψ'(a), so the days
left are taken as log-normal with

    mean = ln T + ψ(n) − ψ(k)      variance = φ · (ψ'(n) + ψ'(k))

where φ ≥ 1 is Pearson's dispersion of the weekly counts (McCullagh and Nelder, Generalized Linear Models, 2nd ed., 6.2):
who does ten in one week and none in the next is told a wider span than who does five in each.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from roadmap.calendar import DAY, StudyCalendar
from roadmap.lognormal import Component, Outlook
from roadmap.model import Status
from roadmap.plan import Plan

WEEKS, LEAST_WEEKS = 4, 3
WEEK = 7 * DAY


@dataclass(frozen=True, slots=True)
class Throughput:
    """So many ``topics`` completed in so many counting ``days``, of which a week has ``days_a_week``; ``dispersion`` is
    by how much the weeks differ more than by chance, at least 1."""

    topics: int
    days: int
    days_a_week: int
    dispersion: float

    @property
    def a_week(self) -> float:
        """Topics a week."""
        return self.topics * self.days_a_week / self.days

    def outlook(self, left: int) -> Outlook:
        """The days that so many more topics (at least one) take; at least one was completed."""
        mean = log(self.days) + _digamma(left) - _digamma(self.topics)
        return Outlook((Component(1.0, mean, sqrt(self.dispersion * (_trigamma(left) + _trigamma(self.topics)))),))


def throughput(plan: Plan) -> Throughput | None:
    """The throughput up to today; None until there are LEAST_WEEKS weeks of facts. It may be of no topic at all."""
    calendar, enrolled = plan.calendar, plan.progress.enrolled
    studied = (max(day, enrolled + DAY) for day in plan.progress.study_days)
    first = min((day for day in studied if day <= plan.today), default=None)
    if first is None or calendar.between(first - DAY, plan.today) < LEAST_WEEKS * calendar.days_a_week:
        return None
    start = max(first, _back(calendar, first, plan.today, WEEKS * calendar.days_a_week))
    days = calendar.between(start - DAY, plan.today)
    done = sorted(day for day in completions(plan) if start <= day <= plan.today)
    return Throughput(len(done), days, calendar.days_a_week, _dispersion(calendar, done, plan.today, days))


def completions(plan: Plan) -> list[date]:
    """The days on which the topics of the roadmap were completed, but for what was known already, and what was on the day of the
    enrolment or before."""
    states = (plan.progress.of(topic.slug) for topic in plan.with_status(Status.COMPLETED))
    ours = (state.completed for state in states if not state.known)
    return [day for day in ours if day and day > plan.progress.enrolled]


def this_week(plan: Plan) -> int:
    """How many topics were completed in the seven days up to and including today."""
    return sum(plan.today - WEEK < day <= plan.today for day in completions(plan))


def past_week(plan: Plan) -> int:
    """How many topics were completed in the seven days before today, or up to today where some were completed today
    already: what a weekly nudge counts, so that what is completed on its own day, but after it, is in the next one."""
    days = completions(plan)
    last = plan.today if plan.today in days else plan.today - DAY
    return sum(last - WEEK < day <= last for day in days)


def _back(calendar: StudyCalendar, first: date, today: date, days: int) -> date:
    """The latest day, not before ``first``, from which so many days count up to and including today."""
    numbers = range(first.toordinal(), today.toordinal() + 1)
    at = bisect_left(numbers, True, key=lambda number: calendar.between(date.fromordinal(number), today) < days)
    return date.fromordinal(numbers[at]) if at < len(numbers) else first


def _dispersion(calendar: StudyCalendar, done: list[date], today: date, days: int) -> float:
    """Pearson's χ² of the weeks, counted back from today, over their degrees of freedom; at least 1. The oldest takes
    the days that make no whole one."""
    weeks = days // calendar.days_a_week
    counts = [0] * weeks
    for day in done:
        counts[min(weeks - 1, calendar.between(day, today) // calendar.days_a_week)] += 1
    mean = sum(counts) / weeks
    return max(1.0, sum((count - mean) ** 2 for count in counts) / mean / (weeks - 1)) if mean else 1.0


def _digamma(number: int) -> float:
    """ψ, by its asymptotic series from 6 on and by ψ(x) = ψ(x + 1) − 1/x below."""
    below = sum(1 / (number + step) for step in range(max(0, 6 - number)))
    high = max(number, 6)
    return log(high) - 1 / (2 * high) - 1 / (12 * high**2) + 1 / (120 * high**4) - below


def _trigamma(number: int) -> float:
    """ψ', likewise."""
    below = sum(1 / (number + step) ** 2 for step in range(max(0, 6 - number)))
    high = max(number, 6)
    return 1 / high + 1 / (2 * high**2) + 1 / (6 * high**3) - 1 / (30 * high**5) + below
