"""/roadmap, /topic, /status, /next, /streak: where things stand; nothing is stored."""

from typing import Annotated

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.telling import any_topics, next_nudge
from bot.texts import forecast as ahead
from bot.texts import standing, topics
from roadmap.forecast import forecast
from roadmap.model import Status, Topic
from roadmap.names import reference
from roadmap.plan import Plan
from roadmap.sittings import sittings
from roadmap.streak import streak

MOST_DONE = 6
"""Buttons for topics going on."""


@command("roadmap", "The whole roadmap at a glance", "/roadmap")
async def roadmap(context: Context) -> Reply:
    return Reply(text=topics.overview(await context.plan()), buttons=_start(context))


def _start(context: Context) -> tuple[Button, ...]:
    """The way in, for those who have not enrolled."""
    return () if context.enrolment else (Button("🎒 Start today", f"/start {context.roadmap.slug} today"),)


@command("topic", "Everything about one topic, links included", "/topic nlp", "/topic 3", views=True)
async def topic(context: Context, topic: Annotated[Topic, Arg("Which topic", suggest=any_topics)]) -> Reply:
    plan = await context.plan()
    studied = sittings(await context.events(), topic.slug)
    return Reply(text=topics.details(plan, topic, studied), buttons=_steps(plan, topic))


def _steps(plan: Plan, topic: Topic) -> tuple[Button, ...]:
    """What can be done with a topic from where it stands."""
    done = Button("✅ Done", f"/done {reference(topic)}")
    skip = Button("⏭ Skip", f"/skip {reference(topic)}")
    match plan.progress.of(topic.slug).status:
        case Status.NOT_STARTED:
            return (Button("▶ Begin", f"/begin {reference(topic)}"), done, skip)
        case Status.GOING_ON:
            return (done, skip)
        case Status.COMPLETED | Status.SKIPPED:
            return (Button("↺ Reopen", f"/reopen {reference(topic)}"),)


@command("status", "Where you stand: ahead, on track or behind, topic by topic", "/status")
async def status(context: Context) -> Reply:
    plan = await context.plan()
    if context.enrolment is None:
        return Reply(text=topics.overview(plan), buttons=_start(context))
    run = streak(plan.progress, plan.today)
    outlook = ahead.line(forecast(plan), plan.today)
    text = standing.status(plan, run, await next_nudge(context), context.zone, outlook=outlook)
    return Reply(text=text, buttons=_doing(plan))


def _doing(plan: Plan) -> tuple[Button, ...]:
    going_on = [Button(f"✅ {t.title}", f"/done {reference(t)}") for t in plan.with_status(Status.GOING_ON)[:MOST_DONE]]
    offer = plan.suggestion
    next_one = (Button(f"▶ {offer.topic.title}", f"/begin {reference(offer.topic)}"),) if offer else ()
    return (*going_on, *next_one)


@command("next", "What to begin next, and why", "/next")
async def next_(context: Context) -> Reply:
    plan = await context.plan()
    offer = plan.suggestion
    begin = (Button(f"▶ Begin {offer.topic.title}", f"/begin {reference(offer.topic)}"),) if offer else ()
    return Reply(text=standing.suggestion(plan), buttons=begin)


@command("streak", "Your weeks in a row with at least one study day", "/streak")
async def streak_(context: Context) -> Reply:
    progress = await context.progress()
    return Reply(
        text=standing.streak(streak(progress, context.today)), buttons=(Button("✍️ I studied today", "/checkin"),)
    )
