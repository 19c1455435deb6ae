"""/roadmap, /topic, /status, /next, /streak: where things stand; nothing is stored."""

from typing import Annotated

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.telling import any_topics
from bot.nudges.arming import next_nudge
from bot.texts import forecast as ahead
from bot.texts import helps, labels, standing, topics
from roadmap.forecast import forecast
from roadmap.model import Status, Topic
from roadmap.names import reference
from roadmap.plan import Plan
from roadmap.sittings import sittings
from roadmap.streak import streak

MOST_DONE = 6
"""Buttons for topics going on."""


@command("roadmap", helps.ROADMAP, "/roadmap")
async def roadmap(context: Context) -> Reply:
    return Reply(text=topics.overview(await context.plan()), buttons=_start(context))


def _start(context: Context) -> tuple[Button, ...]:
    """The way in, for those who have not enrolled."""
    return () if context.enrolment else (Button(labels.start_today(), f"/start {context.roadmap.slug} today"),)


@command("topic", helps.TOPIC, "/topic nlp", "/topic 3", views=True)
async def topic(context: Context, topic: Annotated[Topic, Arg(suggest=any_topics)]) -> Reply:
    plan = await context.plan()
    studied = sittings(await context.events(), topic.slug)
    return Reply(text=topics.details(plan, topic, studied), buttons=_steps(plan, topic))


def _steps(plan: Plan, topic: Topic) -> tuple[Button, ...]:
    """What can be done with a topic from where it stands."""
    done = Button(labels.done(), f"/done {reference(topic)}")
    skip = Button(labels.skip(), f"/skip {reference(topic)}")
    match plan.progress.of(topic.slug).status:
        case Status.NOT_STARTED:
            return (Button(labels.begin(), f"/begin {reference(topic)}"), done, skip)
        case Status.GOING_ON:
            return (done, skip)
        case Status.COMPLETED | Status.SKIPPED:
            return (Button(labels.reopen(), f"/reopen {reference(topic)}"),)


@command("status", helps.STATUS, "/status")
async def status(context: Context) -> Reply:
    plan = await context.plan()
    if context.enrolment is None:
        return Reply(text=topics.overview(plan), buttons=_start(context))
    run = streak(plan.progress, plan.today)
    outlook = ahead.line(forecast(plan), plan.today)
    text = standing.status(plan, run, await next_nudge(context), context.zone, outlook=outlook)
    return Reply(text=text, buttons=_doing(plan))


def _doing(plan: Plan) -> tuple[Button, ...]:
    going_on = [
        Button(labels.complete(t.title), f"/done {reference(t)}") for t in plan.with_status(Status.GOING_ON)[:MOST_DONE]
    ]
    offer = plan.suggestion
    next_one = (Button(labels.go_to(offer.topic.title), f"/begin {reference(offer.topic)}"),) if offer else ()
    return (*going_on, *next_one)


@command("next", helps.NEXT, "/next")
async def next_(context: Context) -> Reply:
    plan = await context.plan()
    offer = plan.suggestion
    begin = (Button(labels.begin_topic(offer.topic.title), f"/begin {reference(offer.topic)}"),) if offer else ()
    return Reply(text=standing.suggestion(plan), buttons=begin)


@command("streak", helps.STREAK, "/streak")
async def streak_(context: Context) -> Reply:
    progress = await context.progress()
    return Reply(
        text=standing.streak(streak(progress, context.today)), buttons=(Button(labels.studied_today(), "/checkin"),)
    )
