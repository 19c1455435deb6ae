"""/stuck: what is in the way, each answer of which leads somewhere: less, otherwise, something else, or a pause in the past."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from typing import Annotated

from markupsafe import Markup

from bot.chat.command import Arg, command, words
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.nudges.asks import obstacles
from bot.texts import helps, labels, nudge_labels
from bot.texts import quiet as texts
from bot.texts.stages import told_apart
from roadmap.model import Topic
from roadmap.names import reference
from roadmap.plan import Plan
from roadmap.today import today

EXAMPLES = ("/stuck", "/stuck time", "/stuck hard", "/stuck ill")
DAY = timedelta(days=1)
MOST_OTHERS = 2
PAUSED = "/pause from {first} to {last}"


CHOICES = words("time", "hard", "dull", "ill", "away", "smaller")


@command("stuck", helps.STUCK, *EXAMPLES)
async def stuck(context: Context, said: Annotated[str | None, Arg(choices=CHOICES)] = None) -> Reply:
    context.enrolled()
    answer = WAYS.get((said or "").strip().casefold())
    if answer is None:  # on whatever: "stuck on lesson 4"
        return Reply(text=texts.asked(), buttons=obstacles())
    return await answer(context, await context.plan())


def _topic(plan: Plan) -> Topic | None:
    """What is on, or would come next."""
    tasks = today(plan).tasks
    return tasks[0].topic if tasks else plan.suggestion.topic if plan.suggestion else None


def _title(plan: Plan) -> str:
    topic = _topic(plan)
    return told_apart(plan.roadmap, topic) if topic else ""


def _just_one(plan: Plan) -> Button:
    tasks = today(plan).tasks
    of = reference(tasks[0].topic) if tasks and tasks[0].step else "days"
    return Button(nudge_labels.just_a_step(), f"/week 1 {of}")


async def _time(_: Context, plan: Plan) -> Reply:
    replan = (Button(nudge_labels.stretch(), "/replan"),) if plan.is_dated else ()
    return Reply(
        text=texts.time(), buttons=(Button(nudge_labels.fewer_days(), "/days weekends"), *replan, _just_one(plan))
    )


async def _smaller(_: Context, plan: Plan) -> Reply:
    return Reply(text=texts.smaller(_title(plan)), buttons=(_just_one(plan), Button(labels.today(), "/today")))


async def _hard(context: Context, plan: Plan) -> Reply:
    contact, _ = context.enrolled()
    groups = await context.store.groups.of_account(contact.account.id)
    has_group = any(group.roadmap == plan.roadmap.slug for group in groups)
    topic = _topic(plan)
    buttons = (
        (
            Button(nudge_labels.other_resource(), f"/topic {reference(topic)}"),
            Button(nudge_labels.smaller_steps(), f"/steps {reference(topic)}"),
        )
        if topic
        else ()
    )
    return Reply(text=texts.hard(_title(plan), has_group=has_group), buttons=buttons)


async def _dull(_: Context, plan: Plan) -> Reply:
    topic = _topic(plan)
    skip = (Button(nudge_labels.skip(topic.title), f"/skip {reference(topic)}"),) if topic else ()
    others = (
        Button(labels.begin_topic(one.title), f"/begin {reference(one)}") for one in plan.following if one != topic
    )
    return Reply(text=texts.dull(_title(plan)), buttons=(*skip, *list(others)[:MOST_OTHERS]))


async def _ill(context: Context, plan: Plan) -> Reply:
    return _paused(context, plan, texts.ill, texts.ill_already(), texts.ill_no_day())


async def _away(context: Context, plan: Plan) -> Reply:
    return _paused(context, plan, texts.away, texts.away_already(), texts.away_no_day())


def _paused(
    context: Context, plan: Plan, ask: Callable[[date, date], Markup], already: Markup, no_day: Markup
) -> Reply:
    """A pause from the day after the last study day until today."""
    studied = [day for day in plan.progress.study_days if day <= context.today]
    since = max([*(day + DAY for day in studied), plan.progress.first_day])
    is_paused = plan.progress.pause_on(since) is not None
    if since >= context.today or is_paused:
        pause = () if is_paused else (Button(labels.pause(), "/pause"),)
        return Reply(text=already if is_paused else no_day, buttons=(Button(labels.today(), "/today"), *pause))
    line = PAUSED.format(first=since.isoformat(), last=(context.today - DAY).isoformat())
    return Reply(text=ask(since, context.today), buttons=(Button(nudge_labels.was_paused(), line),))


WAYS: Mapping[str, Callable[[Context, Plan], Awaitable[Reply]]] = {
    "time": _time,
    "hard": _hard,
    "dull": _dull,
    "boring": _dull,
    "ill": _ill,
    "away": _away,
    "smaller": _smaller,
}
"""What may be in the way, as it is typed."""
