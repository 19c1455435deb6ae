"""Asking the group for help with a topic, and who is asked: the joined who are on it or past it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.model import Status, Topic
from roadmap.plan import Plan

LONGEST = 300
"""Characters of a question."""

EXPIRES = timedelta(days=14)
"""After how long a question that nobody settled is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRequest:
    """A learner's question about a topic, open until somebody is thanked or the asker closes it. ``number`` is what it is called
    by as long as it lives, ``asker`` the learner's id, ``name`` theirs; the question may be empty. Raises ValueError for one longer
    than LONGEST."""

    number: int
    asker: int
    name: str
    topic: Topic
    asked_on: date
    question: str = ""

    def __post_init__(self) -> None:
        if len(self.question) > LONGEST:
            raise ValueError(len(self.question))


def helpers(plans: Mapping[int, Plan], slug: str, *, asker: int) -> tuple[int, ...]:
    """Who of these learners is asked about a topic: who completed it, the latest first, then who is on it, the longest
    first. Neither the asker nor anybody paused; ``plans`` are those of joined members, by learner."""
    asked = [
        learner
        for learner, plan in plans.items()
        if learner != asker and not plan.progress.pause_on(plan.today) and _can_help(plan, slug)
    ]
    return tuple(sorted(asked, key=lambda learner: (*_freshness(plans[learner], slug), learner)))


def know_the_way(plans: Mapping[int, Plan], slug: str, asked: Iterable[int]) -> tuple[int, ...]:
    """Those of who is asked that completed the topic; the others are on it just now."""
    return tuple(one for one in asked if plans[one].progress.of(slug).status is Status.COMPLETED)


def _can_help(plan: Plan, slug: str) -> bool:
    return plan.progress.of(slug).status in {Status.COMPLETED, Status.GOING_ON}


def _freshness(plan: Plan, slug: str) -> tuple[bool, int]:
    state = plan.progress.of(slug)
    if state.completed:
        return False, -state.completed.toordinal()
    return True, state.begun.toordinal() if state.begun else 0
