"""/dates: the learner's own plan beside the common dates of their study groups, which never change it. Nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.nudges.group.company import title_of
from bot.texts import dates as texts
from bot.texts import helps, labels
from bot.texts.phrases import paragraphs
from roadmap.group.common_dates import CommonDates, differs
from roadmap.plan import Plan

MOST_GROUPS = 3
"""Groups whose dates stand beside the own plan."""


@dataclass(frozen=True, slots=True)
class Common:
    """The dates of one group of the learner, and what it is called."""

    title: str
    plan: Plan


@command("dates", helps.DATES, "/dates")
async def dates(context: Context) -> Reply:
    context.enrolled()
    plan = await context.plan()
    found = await beside(context, plan)
    if not found:
        return Reply(text=texts.no_group(plan.roadmap), buttons=(Button(labels.my_plan(), "/plan"),))
    shown = (texts.beside(plan, one.plan, one.title) for one in found)
    return Reply(text=paragraphs(*shown, texts.own_counts()), buttons=(Button(labels.my_plan(), "/plan"),))


async def beside(context: Context, plan: Plan) -> Sequence[Common]:
    """The dates of the learner's study groups on the roadmap under way, where they are others than their own."""
    contact, enrolment = context.enrolled()
    groups = await context.store.groups.of_learner(contact.learner.id, enrolment.roadmap)
    common = [
        Common(title_of(one, plan.roadmap), CommonDates(one.first_day, one.last_day).plan(plan.roadmap, plan.today))
        for one in groups
        if one.first_day
    ]
    return [one for one in common if differs(one.plan, plan)][:MOST_GROUPS]


async def below_plan(context: Context, plan: Plan) -> tuple[Markup | None, tuple[Button, ...]]:
    """What /plan says of a group's dates, and the button that shows them all; of the group joined first."""
    found = await beside(context, plan) if context.enrolment else ()
    if not found:
        return None, ()
    return texts.below_plan(plan, found[0].plan, found[0].title), (Button(texts.with_the_groups(), "/dates"),)


async def below_status(context: Context, plan: Plan) -> Markup | None:
    """What /status says of a group's dates."""
    found = await beside(context, plan)
    return texts.below_status(found[0].plan, found[0].title) if found else None
