"""/roadmap, /topic, /status, /why, /streak: where things stand; nothing is stored."""

from typing import Annotated

from markupsafe import Markup

from bot.chat.command import MOST_PAGES, Arg, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style
from bot.commands.certificate_views import of_topic
from bot.commands.evidence import SHOWN_FIRST, again, files_of, proofs_of
from bot.commands.facts import any_topics, stages
from bot.commands.group.dates import below_status
from bot.commands.log_shown import MOST_NOTES
from bot.commands.pages import of_stage, opening, page_of, turning
from bot.texts import (
    certificate_labels,
    evidence,
    glance,
    helps,
    labels,
    readings,
    standing,
    step_labels,
    streaks,
    topics,
)
from bot.texts.phrases import lines, paragraphs
from roadmap.model import Status, Topic
from roadmap.names import reference
from roadmap.overview import is_long
from roadmap.plan import Plan, Standing
from roadmap.remembered import remembered
from roadmap.sittings import notes, sittings
from roadmap.stages import Stage
from roadmap.streak import streak
from roadmap.today import today


@command("roadmap", helps.ROADMAP, "/roadmap")
async def roadmap(
    context: Context,
    stage: Annotated[Stage | None, Arg(suggest=stages)] = None,
    page: Annotated[int | None, Arg(least=1, most=MOST_PAGES)] = None,
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
    return (
        () if context.enrolment else (Button(labels.start_today(), f"/start {context.roadmap.slug} today", Style.MAIN),)
    )


@command("topic", helps.TOPIC, "/topic nlp", "/topic 3", views=True)
async def topic(context: Context, topic: Annotated[Topic, Arg(suggest=any_topics)]) -> Reply:
    plan = await context.plan()
    events, known = await context.events(), await proofs_of(context)
    sentence = remembered(events).get(topic.slug)
    last = notes(events, topic.slug)[:MOST_NOTES]
    rows, files = of_topic(context, known, topic), again(context, files_of(known, topic.slug), SHOWN_FIRST)
    shown = topics.Noted(sittings(events, topic.slug), last, sentence.note if sentence else "", rows, files.said)
    its_steps = (Button(step_labels.its_steps(), f"/steps {reference(topic)}"),) if plan.inside(topic).steps else ()
    all_files = (Button(evidence.all_files(files.count), f"/certificates {reference(topic)}"),) if files.left else ()
    certify = (
        (Button(certificate_labels.label_of_all(), f"/certificates {reference(topic)}"),)
        if rows and not files.left
        else ()
    )
    return Reply(
        text=topics.details(plan, topic, shown),
        buttons=(*its_steps, *_steps(plan, topic), *all_files, *certify),
        exhibits=files.exhibits,
    )


def _steps(plan: Plan, topic: Topic) -> tuple[Button, ...]:
    """What can be done with a topic from where it stands."""
    done = Button(labels.done(), f"/done {reference(topic)}")
    skip = Button(labels.skip(), f"/skip {reference(topic)}")
    match plan.progress.of(topic.slug).status:
        case Status.NOT_STARTED:
            return (Button(labels.begin(), f"/begin {reference(topic)}", Style.MAIN), done, skip)
        case Status.GOING_ON:
            return (done, skip)
        case Status.COMPLETED | Status.SKIPPED:
            return (Button(labels.reopen(), f"/reopen {reference(topic)}"),)


@command("status", helps.STATUS, "/status", menu=True)
async def status(
    context: Context,
    stage: Annotated[Stage | None, Arg(suggest=stages)] = None,
    page: Annotated[int | None, Arg(least=1, most=MOST_PAGES)] = None,
) -> Reply:
    plan = await context.plan()
    in_pages = is_long(plan.roadmap)
    shown = stage or (page_of(plan, page) if page or in_pages else None)
    if isinstance(shown, Stage):
        return of_stage(plan, "status", shown, page if stage else None, glance.briefly)
    if context.enrolment is None:
        return await roadmap.run(context, page=page)
    first = shown if in_pages else None
    if page is None:
        text = paragraphs(standing.status(plan, today(plan), first), await below_status(context, plan))
        return Reply(text=text, buttons=_views(plan), set_apart=True)
    if first is None:
        return Reply(text=standing.all_topics(plan), in_place=True, set_apart=True)
    return Reply(text=standing.page(plan, first), buttons=turning("status", first), in_place=True, set_apart=True)


def _views(plan: Plan) -> tuple[Button, ...]:
    """What else there is to see; for who is late a plan anew comes first."""
    is_late = bool(plan.overdue) or plan.verdict.standing is Standing.BEHIND
    return (
        *((Button(labels.fresh_start(), "/replan", Style.MAIN),) if is_late else ()),
        Button(labels.all_topics(), "/status 1"),
        Button(labels.plan(), "/plan"),
        Button(labels.forecast(), "/forecast"),
        *((Button(labels.why(), "/why"),) if plan.is_dated else ()),
    )


@command("why", helps.WHY, "/why")
async def why(context: Context) -> Reply:
    context.enrolled()
    return Reply(
        text=standing.why(await context.plan()),
        buttons=(Button(labels.plan(), "/plan"), Button(labels.forecast(), "/forecast")),
    )


@command("streak", helps.STREAK, "/streak")
async def streak_(context: Context) -> Reply:
    progress = await context.progress()
    return Reply(
        text=streaks.streak(streak(progress, context.today)),
        buttons=(Button(labels.studied_today(), "/checkin", Style.MAIN),),
    )
