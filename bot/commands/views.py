"""/roadmap, /topic, /status, /next, /streak: where things stand; nothing is stored."""

from typing import Annotated

from markupsafe import Markup

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.facts import any_topics, stages
from bot.commands.pages import of_stage, opening, page_of, turning
from bot.nudges.arming import next_nudge
from bot.texts import forecast as ahead
from bot.texts import glance, helps, labels, readings, standing, topics
from bot.texts.phrases import lines, paragraphs
from bot.texts.stages import told_apart
from roadmap.forecast import forecast
from roadmap.model import Status, Topic
from roadmap.names import reference
from roadmap.overview import is_long
from roadmap.plan import Plan
from roadmap.sittings import sittings
from roadmap.stages import Stage
from roadmap.streak import streak

MOST_DONE = 6
"""Buttons for topics going on."""


@command("roadmap", helps.ROADMAP, "/roadmap")
async def roadmap(
    context: Context, stage: Annotated[Stage | None, Arg(suggest=stages)] = None, page: int | None = None
) -> Reply:
    plan = await context.plan()
    shown = stage or page_of(plan, page)
    if isinstance(shown, Stage):
        return of_stage(plan, "roadmap", shown, page if stage else None, glance.at_a_glance)
    left_out = await _left_out(context)
    if not is_long(plan.roadmap):
        return Reply(text=paragraphs(glance.overview(plan), left_out), buttons=_start(context))
    buttons = (*turning("roadmap", shown), *opening(plan, shown), *_start(context))
    return Reply(text=paragraphs(glance.page(plan, shown), left_out), buttons=buttons, in_place=page is not None)


async def _left_out(context: Context) -> Markup | None:
    """What of the document whoever brought it left out; it is for their eyes alone."""
    if not context.roadmap.left_out or not context.place.direct or context.learner is None:
        return None
    shelved = await context.store.roadmaps.shelved(context.roadmap.slug)
    if shelved is None or shelved.learner_id != context.learner.id:
        return None
    return lines(readings.stages_left_out(context.roadmap.left_out), readings.take_them_too())


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
async def status(
    context: Context, stage: Annotated[Stage | None, Arg(suggest=stages)] = None, page: int | None = None
) -> Reply:
    plan = await context.plan()
    shown = stage or page_of(plan, page)
    if isinstance(shown, Stage):
        return of_stage(plan, "status", shown, page if stage else None, glance.briefly)
    if context.enrolment is None:
        return await roadmap.run(context, page=page)
    pages = shown if is_long(plan.roadmap) else None
    if pages and pages.page > 1:
        return Reply(text=standing.page(plan, pages), buttons=turning("status", pages), in_place=True)
    run = streak(plan.progress, plan.today)
    outlook = ahead.line(forecast(plan), plan.today)
    text = standing.status(plan, run, await next_nudge(context), context.zone, outlook=outlook, shown=pages)
    buttons = (*_doing(plan), *(turning("status", pages) if pages else ()))
    return Reply(text=text, buttons=buttons, in_place=page is not None)


def _doing(plan: Plan) -> tuple[Button, ...]:
    going_on = [
        Button(labels.complete(told_apart(plan.roadmap, topic)), f"/done {reference(topic)}")
        for topic in plan.with_status(Status.GOING_ON)[:MOST_DONE]
    ]
    offer = plan.suggestion
    title = told_apart(plan.roadmap, offer.topic) if offer else ""
    next_one = (Button(labels.go_to(title), f"/begin {reference(offer.topic)}"),) if offer else ()
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
