"""/pause, /resume, /plan: days that do not count, and the first day."""

from datetime import date
from typing import Annotated

from bot.chat.command import MOST_PAGES, Arg, Sure, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style
from bot.commands.facts import past, stages, tell
from bot.commands.group.dates import below_plan
from bot.commands.named_end import ends_ahead, name_end
from bot.commands.pages import of_stage, page_of, turning
from bot.commands.replan import from_day
from bot.nudges.arming import next_nudge
from bot.nudges.partner.anew import back
from bot.said.values import Direction, End, Stretch
from bot.texts import glance, helps, labels, named_end, pauses, standing, windows
from bot.texts.phrases import paragraphs
from roadmap.facts import Fact, Kind
from roadmap.overview import is_long
from roadmap.plan import Plan
from roadmap.progress import Pause, Progress
from roadmap.stages import Stage


@command(
    "pause",
    helps.PAUSE,
    "/pause",
    "/pause until friday",
    "/pause from 3 march to 10 march",
    "/pause since monday",
    menu=True,
)
async def pause(
    context: Context,
    days: Stretch | None = None,
    sure: Sure | None = None,  # noqa: ARG001 - the reader asks for it
) -> Reply:
    context.enrolled()
    days = days or Stretch(context.today)
    progress = await context.progress()
    if _is_known(progress, days, context.today):
        return Reply(text=pauses.paused_already(days, context.today))
    told = await tell(context, [Fact(kind=Kind.PAUSED, day=days.first, back=days.back)])
    back = (Button(labels.back(), "/resume", Style.MAIN),) if told.plan.progress.pause_on(context.today) else ()
    stays = named_end.through_a_pause(told.plan) if told.plan.progress.end else None
    text = pauses.paused(days, context.today, moves=pauses.moves_windows(told.plan))
    return Reply(text=paragraphs(text, stays), buttons=(*back, told.undo))


def _is_known(progress: Progress, days: Stretch, today: date) -> bool:
    """Whether all these days, which have passed, are in a pause already, so that nothing is to be told."""
    within = any(_holds(pause, days) for pause in progress.pauses)
    over = days.back is not None and days.back <= today
    again = Pause(days.first, days.back) in progress.pauses
    return (within and over) or again


def _holds(pause: Pause, days: Stretch) -> bool:
    return pause.first <= days.first and (pause.back is None or (days.back is not None and days.back <= pause.back))


@command("resume", helps.RESUME, "/resume", "/resume yesterday")
async def resume(context: Context, when: date | None = None) -> Reply:
    context.enrolled()
    day = past(context, when)
    progress = await context.progress()
    running = progress.pause_on(context.today)
    if running is None and progress.pause_on(day) is None:
        return Reply(text=pauses.not_paused(day, context.today))
    if running and day < running.first:
        day = running.first  # who was back before it began was never on it
    told = await tell(context, [Fact(kind=Kind.RESUMED, day=day)])
    if context.learner:
        await back(context.store, context.learner.id, context.now, context.default_zone)
    return Reply(
        text=paragraphs(
            pauses.resumed(day, context.today, moves=pauses.moves_windows(told.plan)),
            standing.verdict(told.plan),
            standing.nudge(await next_nudge(context), context.zone, context.today),
        ),
        buttons=(told.undo,),
    )


async def _shown(
    context: Context, plan: Plan, stage: Stage | None, page: Annotated[int | None, Arg(least=1, most=MOST_PAGES)]
) -> Reply:
    """The windows, or those of a stage, or a page of them."""
    shown = stage or page_of(plan, page)
    if isinstance(shown, Stage):
        return of_stage(plan, "plan", shown, page if stage else None, glance.briefly)
    start_today = Button(labels.start_today(), f"/start {context.roadmap.slug} today", Style.MAIN)
    beside, way_there = await below_plan(context, plan)
    begin = (*ends_ahead(plan), *way_there) if context.enrolment else (start_today,)
    if not is_long(plan.roadmap):
        return Reply(text=paragraphs(windows.windows(plan), beside), buttons=begin, set_apart=True)
    text = paragraphs(windows.page(plan, shown), beside if shown.page == 1 else None)
    buttons = (*turning("plan", shown), *begin)
    return Reply(text=text, buttons=buttons, in_place=page is not None, set_apart=True)


@command("plan", helps.PLAN, "/plan", "/plan finish by 30 june", "/plan 20 a week", menu=True)
async def plan(
    context: Context,
    start: Annotated[date | None, Arg(look=Direction.NEAR)] = None,
    finish: End | None = None,
    *,
    sure: Sure | None = None,
    stage: Annotated[Stage | None, Arg(suggest=stages)] = None,
    page: Annotated[int | None, Arg(least=1, most=MOST_PAGES)] = None,
) -> Reply:
    old = await context.plan()
    if finish:
        return await name_end(context, old, finish)
    if start:
        return await from_day(context, start, sure=bool(sure))
    return await _shown(context, old, stage, page)
