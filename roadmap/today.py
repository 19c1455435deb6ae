"""What a day asks for: one thing of the plan and where it stands; whatever else goes on stands behind it."""

from datetime import date
from enum import StrEnum

from roadmap.model import Status, Step, Topic
from roadmap.on_time import OnTime, on_time
from roadmap.plan import Plan, Suggestion
from roadmap.value import value


class Occasion(StrEnum):
    """What makes sense on a day."""

    PAUSED = "paused"
    FINISHED = "finished"
    GO_ON = "go on"
    NOT_YET = "not yet"
    BEGIN = "begin"


@value
class Task:
    """A topic that goes on, with ``done`` of its ``steps`` ticked. ``step`` is the first that is not; None where the topic
    has none, or all are ticked. ``timing`` says whether it is on time, where its steps tell."""

    topic: Topic
    step: Step | None
    done: int
    steps: int
    timing: OnTime | None = None


@value
class Today:
    """``tasks`` are the topics that go on, the one to do first, on paused days as well; ``offer`` is the topic to begin where
    none does."""

    occasion: Occasion
    tasks: tuple[Task, ...] = ()
    offer: Suggestion | None = None


def today(plan: Plan) -> Today:
    """What the day that the plan is seen on asks for. A topic whose steps are all ticked still goes on until its learner
    says that it is completed."""
    going_on = sorted(plan.with_status(Status.GOING_ON), key=lambda topic: _urgency(plan, topic))
    tasks = tuple(task_of(plan, topic) for topic in going_on)
    if plan.progress.pause_on(plan.today):
        return Today(Occasion.PAUSED, tasks)
    if plan.finished:
        return Today(Occasion.FINISHED)
    if tasks:
        return Today(Occasion.GO_ON, tasks)
    return Today(Occasion.NOT_YET if plan.today < plan.progress.first_day else Occasion.BEGIN, offer=plan.suggestion)


def _urgency(plan: Plan, topic: Topic) -> tuple[float, int]:
    """Least slack comes first; where nothing says how much there is, what was begun last: there the learner is."""
    window = plan.windows.get(topic.slug)
    slack = plan.calendar.between(plan.today, window.limit) if window else float("inf")
    begun = plan.progress.of(topic.slug).begun or date.min
    return slack, -begun.toordinal()


def task_for(plan: Plan, slug: str) -> Task | None:
    """What is to be done where somebody sits down to study: of the topic of this slug, where it is unfinished; else what the day
    asks for, or what may be begun. None where everything is done."""
    topic = plan.roadmap.by_slug.get(slug)
    if topic and topic in plan.unfinished:
        return task_of(plan, topic)
    seen = today(plan)
    if seen.tasks:
        return seen.tasks[0]
    return task_of(plan, plan.suggestion.topic) if plan.suggestion else None


def task_of(plan: Plan, topic: Topic) -> Task:
    """A topic with its first open step."""
    seen = plan.inside(topic)
    return Task(topic, next(iter(seen.left), None), len(seen.done), len(seen.steps), on_time(plan, topic))
