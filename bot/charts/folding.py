"""Which lines a chart has: a topic each, or, of a long roadmap, a stage each and the topics that stand around now.

A chart never has more than MOST lines, whatever the roadmap. All topics are in it, each once, as themselves or in their
stage; those going on show where there is room, the latest begun first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from roadmap.model import Status, Topic
from roadmap.overview import LONG, here, is_long
from roadmap.plan import Plan
from roadmap.stages import Stage

MOST = LONG
MOST_HERE, MOST_BEHIND = 8, 2
"""Topics of the stage where the learner is that are still to be done, and those last completed before them."""

MOST_ELSEWHERE = 4
"""Topics going on in other stages."""

MOST_STAGES = MOST - MOST_HERE - MOST_BEHIND - MOST_ELSEWHERE
BEFORE = 4
"""Stages before the one where the learner is that have lines of their own, where there are too many of them for that."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Stages one behind the other in a single line; ``opened`` are topics of theirs that have a line below it."""

    stages: tuple[Stage, ...]
    opened: tuple[Topic, ...] = ()

    @property
    def topics(self) -> tuple[Topic, ...]:
        return tuple(topic for stage in self.stages for topic in stage.topics)


def folded(plan: Plan) -> tuple[Folded, ...]:
    """A long roadmap by its stages; empty where the roadmap is short enough to be shown whole."""
    if not is_long(plan.roadmap):
        return ()
    stages, now = plan.roadmap.stages.all, here(plan.roadmap, plan.progress)
    at = now.number - 1 if now else 0
    opened = _around_now(plan, now) | _elsewhere(plan, now)
    return tuple(
        Folded(part, tuple(topic for stage in part for topic in stage.topics if topic.slug in opened))
        for part in _parts(stages, at)
    )


def _parts(stages: Sequence[Stage], at: int) -> Iterator[tuple[Stage, ...]]:
    """The stages by line: those far before and far behind the one at this place are together in one each."""
    first = max(0, min(at - BEFORE, len(stages) - MOST_STAGES + 1)) if len(stages) > MOST_STAGES else 0
    room = MOST_STAGES - (first > 0)
    last = len(stages) if len(stages) - first <= room else first + room - 1
    for part in (stages[:first], *(stages[place : place + 1] for place in range(first, last)), stages[last:]):
        if part:
            yield tuple(part)


def _around_now(plan: Plan, now: Stage | None) -> set[str]:
    """Of the stage where the learner is what goes on, what is overdue and what comes next, and what was completed last."""
    if now is None:
        return set()
    state = plan.progress.of
    todo = [topic for topic in now.topics if not state(topic.slug).finished]
    todo.sort(key=lambda topic: (state(topic.slug).status is not Status.GOING_ON, not plan.days_over(topic)))
    done = [topic for topic in now.topics if state(topic.slug).completed]
    done.sort(key=lambda topic: state(topic.slug).completed or date.min, reverse=True)
    return {topic.slug for topic in (*todo[:MOST_HERE], *done[:MOST_BEHIND])}


def _elsewhere(plan: Plan, now: Stage | None) -> set[str]:
    """What goes on in other stages, the latest begun first."""
    of = plan.roadmap.stages.of
    others = [topic for topic in plan.with_status(Status.GOING_ON) if of(topic) is not now]
    others.sort(key=lambda topic: plan.progress.of(topic.slug).begun or date.min, reverse=True)
    return {topic.slug for topic in others[:MOST_ELSEWHERE]}
