"""/dates: the learner's own plan beside the dates of their study group, who began on another day. Nothing is stored."""

from collections.abc import Sequence

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.nudges.group.company import title_of
from bot.store import Group
from bot.texts import dates as texts
from bot.texts import helps, labels
from bot.texts.phrases import paragraphs
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress

MOST_GROUPS = 3
"""Groups whose dates stand beside the own plan."""


@command("dates", helps.DATES, "/dates")
async def dates(context: Context) -> Reply:
    context.enrolled()
    plan = await context.plan()
    found = await groups(context)
    if not found:
        return Reply(text=texts.no_group(plan.roadmap), buttons=(Button(labels.my_plan(), "/plan"),))
    beside = (texts.beside(plan, _of_group(context, group), title_of(group, plan.roadmap)) for group in found)
    return Reply(text=paragraphs(*beside, texts.own_counts()), buttons=(Button(labels.my_plan(), "/plan"),))


def _of_group(context: Context, group: Group) -> Plan:
    """The plan of who began with the group and did nothing yet: its dates."""
    return make_plan(context.roadmap, Progress(group.first_day or context.today), context.today)


async def groups(context: Context) -> Sequence[Group]:
    """The study groups of the learner on the roadmap under way, from another first day than their own."""
    contact, enrolment = context.enrolled()
    first_day = (await context.progress()).first_day
    found: dict[int, Group] = {}
    for account in (await context.store.learners.accounts([contact.learner.id]))[contact.learner.id]:
        for group in await context.store.groups.of_account(account.id):
            if group.roadmap == enrolment.roadmap and group.first_day not in (None, first_day):
                found[group.id] = group
    return [*found.values()][:MOST_GROUPS]


async def way_there(context: Context) -> tuple[Button, ...]:
    """The button that shows the group's dates beside the own, where there are any."""
    if context.enrolment is None or not await groups(context):
        return ()
    return (Button(texts.with_the_groups(), "/dates"),)
