"""/today: one thing to do, and what can be said of it with one press."""

import re
from dataclasses import replace
from typing import Annotated

from bot.chat.command import Arg, Steps, command
from bot.chat.context import Context
from bot.chat.reply import Button, Goes, Reply, Style
from bot.commands.focusing import start_of
from bot.commands.ticking import ticked
from bot.commands.welcome import offers
from bot.errors import Expired, NotUnderstood
from bot.said.lexicon import LEXICON
from bot.said.lines import line_of
from bot.said.readings import CHECKIN
from bot.said.small_talk import talk_in
from bot.said.values import Call
from bot.texts import helps, labels
from bot.texts import today as texts
from bot.texts.lengths import length
from roadmap.facts import ProgressEvent
from roadmap.model import Topic
from roadmap.names import reference
from roadmap.plan import Plan
from roadmap.today import Occasion, Task, Today
from roadmap.today import today as asked_by
from roadmap.week import week_of
from roadmap.words import Chitchat

LATER, DID = "later", "did"
"""What the buttons say; "/today no" is as much as "/today" to whoever reads politely."""


SPARE = re.compile(r"(?P<minutes>[1-9][0-9]{0,3})m")
"""The minutes that there are, as a line that says so is read."""


@command("today", helps.TODAY, "/today", menu=True)
async def today(context: Context, answer: Annotated[str | None, Arg(offered=False)] = None) -> Reply:
    if answer is None:
        return await _asked(context)
    if spare := SPARE.fullmatch(answer):
        return await _asked(context, int(spare["minutes"]))
    if answer == LATER or talk_in(answer, LEXICON) is Chitchat.NO:
        return Reply(text=texts.not_today(), in_place=True)
    match answer.split():
        case [said, topic, step] if said == DID:
            return await _ticked(context, topic, step)
    raise NotUnderstood(answer, ("/today",))


async def _ticked(context: Context, reference_: str, slug: str) -> Reply:
    """A step that a button was about is done. Raises Expired where there is none such any more."""
    plan = await context.plan()
    topic = plan.roadmap.by_slug.get(reference_.removeprefix("#"))
    step = next((one for one in plan.inside(topic).steps if one.slug == slug), None) if topic else None
    if topic is None or step is None:
        raise Expired
    told = await ticked(context, Steps(topic, (step,)))
    return replace(told, buttons=(*told.buttons, Button(labels.today(), "/today")))


@command("next", helps.NEXT, "/next", offered=False)
async def next_(context: Context) -> Reply:
    return await _asked(context)


async def _asked(context: Context, minutes: int | None = None) -> Reply:
    """The one thing to do, in the minutes that there are, where somebody said how many."""
    if context.enrolment is None:
        roadmap = context.roadmap
        return Reply(text=texts.no_roadmap(roadmap.title, length(roadmap)), buttons=offers(roadmap))
    plan = await context.plan()
    seen = asked_by(plan)
    week = week_of(plan.progress, await context.events(), context.today)
    buttons = _presses(plan, seen, await context.events(), minutes)
    return Reply(text=texts.today(plan, seen, week, minutes), buttons=buttons)


def _presses(
    plan: Plan, seen: Today, events: tuple[ProgressEvent, ...], minutes: int | None = None
) -> tuple[Button, ...]:
    match seen.occasion:
        case Occasion.PAUSED:
            return (Button(labels.back(), "/resume", Style.MAIN),)
        case Occasion.FINISHED:
            return (Button(labels.roadmaps(), "/roadmaps"),)
        case Occasion.GO_ON:
            start = start_of(seen.tasks[0].topic, events, minutes)
            did = _did(seen.tasks[0])
            first = (start, *did) if minutes else (*did, start)
            return (*first, Button(labels.not_today(), f"/today {LATER}"))
    return _begin(plan, seen.offer.topic) if seen.offer else ()


def _did(task: Task) -> tuple[Button, ...]:
    """What may have been done of it: a step; or all of it, where there is none left to do first."""
    if task.step:
        return (
            Button(labels.did_it(), f"/today {DID} {reference(task.topic)} {task.step.slug}", Style.MAIN, Goes.ALONE),
        )
    done = Button(labels.done(), f"/done {reference(task.topic)}")
    if task.steps:
        return (done,)
    return (Button(labels.studied_it(), line_of(Call(CHECKIN, (task.topic,))), Style.MAIN), done)


def _begin(plan: Plan, topic: Topic) -> tuple[Button, ...]:
    """To begin it; what nobody says a length of is often done in one go."""
    begin = Button(labels.begin(), f"/begin {reference(topic)}", Style.MAIN)
    return (begin,) if topic.slug in plan.ranges else (begin, Button(labels.done(), f"/done {reference(topic)}"))
