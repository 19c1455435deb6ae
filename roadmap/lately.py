"""What was done since a day, what was meant to be done, and which state that leaves a learner in: of that a nudge speaks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadmap.facts import STUDY, Fact, Kind, ProgressEvent, standing
from roadmap.model import Topic
from roadmap.plan import Plan, Standing
from roadmap.progress import Progress
from roadmap.today import Task
from roadmap.value import value

WEEK = 7
MOST_LEFT, LEAST_STEPS = 2, 3
"""Steps that are left of a topic that is nearly done, and those that it has at least."""

LONG_SILENCE, SILENCE = 3, 2
"""Weeks without study after which is asked whether to be quiet, and what is in the way."""


class State(StrEnum):
    """Of these the first that holds decides what a nudge says."""

    FINISHED = "finished"
    SILENT = "silent"
    STUCK = "stuck"
    IDLE = "idle"
    FRESH = "fresh"
    NEARLY = "nearly"
    AHEAD = "ahead"
    STUDIED = "studied"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was meant to be done: ``amount`` steps, or study days where ``is_days``, from ``day`` on; ``done`` was."""

    amount: int
    done: int
    day: date
    is_days: bool = False

    @property
    def is_kept(self) -> bool:
        return self.done >= self.amount


@value
class Lately:
    """Since a day (inclusive): its study ``days``, the ``last`` study day there ever was, ``steps`` ticked, the last of them in the
    topic ``ticked``, ``minutes`` told, and the topics ``completed``. ``idle`` are the whole weeks without study behind, ``wish`` is
    what was intended last."""

    since: date
    days: int = 0
    last: date | None = None
    steps: int = 0
    minutes: int = 0
    completed: tuple[Topic, ...] = ()
    ticked: Topic | None = None
    idle: int = 0
    wish: Wish | None = None


def lately(plan: Plan, events: Iterable[ProgressEvent], since: date) -> Lately:
    """What was done from ``since`` until the day the plan is seen on, both inclusive."""
    events, progress = standing(events), plan.progress
    facts = [event.fact for event in events if since <= event.fact.day <= plan.today]
    told = [fact for fact in facts if fact.kind in STUDY and not fact.known]
    ticked = [fact.topic for fact in told if fact.kind is Kind.STEP_DONE]
    finished = [fact.topic for fact in told if fact.kind is Kind.COMPLETED and progress.of(fact.topic).finished]
    studied = [day for day in progress.study_days if day <= plan.today]
    return Lately(
        since,
        days=sum(since <= day for day in studied),
        last=max(studied, default=None),
        steps=_ticked(facts),
        minutes=sum(fact.minutes or 0 for fact in facts if fact.kind is Kind.CHECKED_IN),
        completed=tuple(plan.roadmap.by_slug[slug] for slug in dict.fromkeys(finished) if slug in plan.roadmap.by_slug),
        ticked=plan.roadmap.by_slug.get(ticked[-1]) if ticked else None,
        idle=idle(progress, plan.today),
        wish=wish(events, plan.today),
    )


def _ticked(facts: Iterable[Fact]) -> int:
    """The steps that these facts leave ticked."""
    ticked: set[str] = set()
    for fact in facts:
        if fact.kind is Kind.STEP_DONE and not fact.known:
            ticked.add(fact.place)
        elif fact.kind is Kind.STEP_OPEN:
            ticked.discard(fact.place)
    return len(ticked)


def idle(progress: Progress, today: date) -> int:
    """The whole weeks without study behind a day. Nobody is asked for what was before the plan's first day, or in a pause."""
    studied = [day for day in progress.study_days if day <= today]
    backs = (pause.back for pause in progress.pauses if pause.back and pause.back <= today)
    starts = [*studied, *backs, min(progress.first_day, today)]
    return max(0, (today - max(starts)).days - 1) // WEEK


def wish(events: Sequence[ProgressEvent], today: date) -> Wish | None:
    """What was intended last, with what was done since it was said; ``events`` are those that stand."""
    said = [place for place, event in enumerate(events) if event.fact.kind is Kind.INTENDED]
    if not said:
        return None
    fact = events[said[-1]].fact
    after = [one.fact for one in events[said[-1] + 1 :] if fact.day <= one.fact.day <= today and not one.fact.known]
    amount = fact.amount or 0
    if fact.topic:
        is_done = any(one.kind is Kind.COMPLETED and one.topic == fact.topic for one in after)
        return Wish(amount, max(_ticked(after), amount if is_done else 0), fact.day)
    return Wish(amount, len({one.day for one in after if one.kind in STUDY}), fact.day, is_days=True)


def state_of(plan: Plan, seen: Lately, tasks: Sequence[Task]) -> State:
    """The first state that holds."""
    if plan.finished:
        return State.FINISHED
    if seen.idle:
        return {1: State.IDLE, SILENCE: State.STUCK}.get(seen.idle, State.SILENT)
    if not seen.days:
        return State.FRESH
    if tasks and is_nearly_done(tasks[0]):
        return State.NEARLY
    is_ahead = plan.verdict.standing is Standing.AHEAD and plan.verdict.days >= WEEK
    return State.AHEAD if is_ahead else State.STUDIED


def is_nearly_done(task: Task) -> bool:
    """Whether little is left of a topic that goes on, or nothing but to say that it is completed."""
    return task.steps >= LEAST_STEPS and task.done > 0 and task.steps - task.done <= MOST_LEFT


MOST_DAYS, MOST_STEPS = 6, 9
"""Of a week, of which one more may be meant."""


def usual(seen: Lately, left: int | None) -> tuple[int, ...]:
    """How much may be meant for a week, the likeliest first: about as much as was done lately, one more, just one; of steps no more
    than are ``left``, of study days (None) no more than a week has."""
    most = MOST_DAYS if left is None else min(left, MOST_STEPS)
    likely = max(2, min(seen.days if left is None else seen.steps, most))
    return tuple(dict.fromkeys(one for one in (likely, likely + 1, 1) if one <= max(most + (left is None), 1)))
