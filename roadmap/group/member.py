"""A member: what a study group sees of a learner who joined it, and nothing else. Paused days count against nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from roadmap.group.promises import PromiseOutcome
from roadmap.model import Status, Topic
from roadmap.plan import Plan, Standing
from roadmap.streak import monday, streak

DAY = timedelta(days=1)

SILENCE = 14
"""Whole days without study, paused ones apart, after which a study day is a comeback."""


@dataclass(frozen=True, slots=True)
class Share:
    """``done`` steps ``of`` so many."""

    done: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What the group sees of a learner for a week: the days of a digest, mostly seven.

    ``id`` is the learner's, ``name`` what the group calls them; ``joined`` says whether they agreed to be seen. ``topics`` are those going on, none while
    paused, ``steps`` how far each of them is that has steps, by its slug. ``standing`` and ``days`` are the verdict without its arithmetic; it is None where there is nothing to be on track
    with, no duration and no end they named. ``completed`` are the week's completions,
    ``at_once`` how many of them are dated on the day the learner came or before it, where nobody can tell what was done from what was known; ``studied`` is
    whether it has a study day, ``is_new`` whether it has none after the day they came, ``streak`` weeks in a row up to its end, or up to now. ``comeback`` is how many silent days
    ended in the week (0: none). ``helped`` is how often somebody thanked them in the week, ``promise`` the outcome of
    its promise (None: none given).
    """

    id: int
    name: str
    joined: bool
    topics: tuple[Topic, ...] = ()
    standing: Standing | None = Standing.ON_TRACK
    days: int = 0
    steps: Mapping[str, Share] = field(default_factory=dict)
    completed: tuple[Topic, ...] = ()
    at_once: int = 0
    studied: bool = False
    is_new: bool = False
    streak: int = 0
    comeback: int = 0
    helped: int = 0
    promise: PromiseOutcome | None = None

    @property
    def alphabetical(self) -> tuple[str, int]:
        """The only order in which all members are ever listed."""
        return self.name.casefold(), self.id


def member_of(
    plan: Plan,
    *,
    learner: int,
    name: str,
    joined: bool,
    week: date | None = None,
    days: int = 7,
    came: date | None = None,
    helped: int = 0,
    promise: PromiseOutcome | None = None,
) -> Member:
    """What a group sees of the learner of this plan, which is seen on the group's own day; of who has not joined it
    is nothing but a name that no board and no digest shows.

    ``week`` is the first of the ``days`` that are told of; without it, the Monday of the running ISO week. The learner
    ``came`` on the day they first told of this roadmap, which may be long after the first day of their plan, or before it; on
    that day, where it is not known.
    """
    if not joined:
        return Member(id=learner, name=name, joined=False)
    week, came, began = week or monday(plan.today), came or plan.progress.enrolled, plan.progress.enrolled
    studied = [day for day in plan.progress.study_days if _within(day, week, days, plan.today)]
    verdict, completed = plan.verdict, completed_in(plan, week, days)
    topics = () if plan.progress.pause_on(plan.today) else plan.with_status(Status.GOING_ON)
    return Member(
        id=learner,
        name=name,
        joined=True,
        topics=topics,
        steps={one.slug: Share(len(seen.done), len(seen.steps)) for one in topics if (seen := plan.inside(one)).steps},
        standing=verdict.standing if plan.is_dated or verdict.standing is not Standing.ON_TRACK else None,
        days=verdict.days,
        completed=completed,
        at_once=sum((plan.progress.of(one.slug).completed or date.max) <= max(came, began) for one in completed),
        studied=bool(studied),
        is_new=all(day <= came for day in studied),
        streak=streak(plan.progress, min(plan.today, week + (days - 1) * DAY)).weeks,
        comeback=comeback(plan, week, days, came=came),
        helped=helped,
        promise=promise,
    )


def completed_in(plan: Plan, week: date, days: int = 7) -> tuple[Topic, ...]:
    """The topics completed in so many days from ``week`` on, up to the plan's today, in the plan's order; what was known
    before is none of them."""
    states = ((topic, plan.progress.of(topic.slug)) for topic in plan.with_status(Status.COMPLETED))
    return tuple(
        topic
        for topic, state in states
        if state.completed and not state.known and _within(state.completed, week, days, plan.today)
    )


def comeback(plan: Plan, week: date, days: int = 7, *, came: date = date.min) -> int:
    """How many counting days of silence the first study day of the week ended, if at least SILENCE; else 0.

    They are those strictly between it and the study day before; who never studied before, or ``came`` on it or after, has
    not come back.
    """
    studied = plan.progress.study_days
    first = min((day for day in studied if _within(day, week, days, plan.today)), default=None)
    before = max((day for day in studied if day < week), default=None)
    if first is None or before is None or first <= came:
        return 0
    silent = plan.calendar.between(before, first - DAY)
    return silent if silent >= SILENCE else 0


def _within(day: date, week: date, days: int, today: date) -> bool:
    return week <= day <= min(today, week + (days - 1) * DAY)
