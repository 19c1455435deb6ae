"""Silence between partners: when one is noticed, and when it frees the other. It is counted in whole days without
study; paused days and days of the week that were not chosen never count, and nobody is called silent while paused."""

from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.plan import Plan

NOTE_AFTER = 5
"""Silent days after which the partner gets one gentle note."""

REMATCH_AFTER = 10
"""Silent days after which the partner is offered a rematch; the silent one is not paired again before a study day."""


@dataclass(frozen=True, slots=True)
class Silence:
    """``days`` in a row without study since ``since``, the day they follow. There is one silence for one ``since``,
    so that a note sent for it is sent once."""

    since: date
    days: int

    @property
    def noted(self) -> bool:
        """Whether the partner gets a note of it."""
        return self.days >= NOTE_AFTER

    @property
    def frees_the_partner(self) -> bool:
        """Whether the partner is offered a rematch."""
        return self.days >= REMATCH_AFTER


def silence(plan: Plan, paired: date) -> Silence:
    """The silence of this plan's learner, seen on the plan's today, which itself is not over and does not count.

    It follows the last study day, or ``paired``, the day the pair was made, where that is later: nobody is silent
    towards a partner they have just met. While paused it is of 0 days.
    """
    studied = (day for day in plan.progress.study_days if day <= plan.today)
    since = max(paired, max(studied, default=paired))
    if plan.progress.pause_on(plan.today):
        return Silence(since, 0)
    yesterday = plan.today - timedelta(days=1)
    return Silence(since, max(0, plan.calendar.between(since, yesterday)))
