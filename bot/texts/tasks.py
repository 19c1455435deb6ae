"""What is said of a topic that goes on: its steps, how far into its range it is, and the one day that matters by now."""

from markupsafe import Markup

from bot.texts.lengths import where_in_range
from bot.texts.phrases import number, row, short_day
from bot.texts.sentence import plain
from bot.texts.topics import aim, over
from roadmap.model import Topic
from roadmap.plan import Plan
from roadmap.today import Task


def where(plan: Plan, task: Task, topic: str) -> Markup:
    """ "NLP · 4 of 9 done · week 3, planned 4–6 · aim for 31 Jan", as far as anything is known."""
    return row(topic, steps(task), _since(plan, task.topic), aim(plan, task.topic) or over(plan, task.topic))


def beside_others(plan: Plan, task: Task, topic: str) -> Markup:
    """The same where what is overdue is told elsewhere, or not at all."""
    return row(topic, steps(task), aim(plan, task.topic))


def steps(task: Task) -> str | None:
    """How many of its steps are done; None where it has none."""
    if not task.steps:
        return None
    return plain("{done} of {steps} done", done=number(task.done), steps=number(task.steps))


def _since(plan: Plan, topic: Topic) -> str | None:
    """How far into its range a topic is; where it has none, since when it goes on."""
    begun = plan.progress.of(topic.slug).begun
    if topic.slug in plan.windows or begun is None:
        return where_in_range(plan, topic)
    return plain("since {day}", day=short_day(begun, plan.today))
