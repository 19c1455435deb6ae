"""/checkin, /pause, /resume, /plan: study days, days that do not count, and the first day."""

from datetime import date
from typing import Annotated

from bot.chat.command import Arg, Minutes, Sure, command
from bot.chat.context import Context
from bot.chat.dates import Look
from bot.chat.reply import Button, Reply
from bot.commands.telling import next_nudge, past, tell
from bot.texts import standing
from bot.texts import told as texts
from bot.texts.phrases import paragraphs
from roadmap.plan import make_plan
from roadmap.progress import Fact, Kind, apply
from roadmap.progress import standing as holding
from roadmap.streak import monday, streak


@command("checkin", "I studied today", "/checkin", "/checkin 45", "/checkin 45m chapter 3", "/checkin yesterday")
async def checkin(
    context: Context,
    minutes: Annotated[Minutes | None, Arg("How many minutes, such as 45 or 1h30m")] = None,
    note: Annotated[str | None, Arg("What it was, for yourself")] = None,
    when: Annotated[date | None, Arg("The day you studied, if not today")] = None,
) -> Reply:
    fact = Fact(kind=Kind.CHECKED_IN, day=past(context, when), minutes=minutes, note=note or "")
    told = await tell(context, [fact])
    run = streak(told.plan.progress, context.today)
    return Reply(
        text=paragraphs(
            texts.checked_in(fact, await _minutes(context), context.today), standing.streak(run), told.welcome
        ),
        buttons=(told.undo,),
    )


async def _minutes(context: Context) -> int:
    """The minutes checked in this week."""
    week = monday(context.today)
    facts = (event.fact for event in holding(await context.events()))
    return sum(fact.minutes or 0 for fact in facts if fact.kind is Kind.CHECKED_IN and fact.day >= week)


@command("pause", "Stop the clock: windows, streak and nudges wait", "/pause", "/pause until friday")
async def pause(
    context: Context, back: Annotated[date | None, Arg("The day you're back", look=Look.AHEAD)] = None
) -> Reply:
    context.enrolled()
    if back and back <= context.today:
        return Reply(text=texts.pause_over(back))
    told = await tell(context, [Fact(kind=Kind.PAUSED, day=context.today, back=back)])
    return Reply(
        text=texts.paused(back, context.today),
        buttons=(Button("▶ I'm back", "/resume"), told.undo),
    )


@command("resume", "End a pause; every window has moved along", "/resume")
async def resume(context: Context) -> Reply:
    context.enrolled()
    progress = await context.progress()
    if progress.pause_on(context.today) is None:
        return Reply(text=texts.not_paused())
    told = await tell(context, [Fact(kind=Kind.RESUMED, day=context.today)])
    return Reply(
        text=paragraphs(
            texts.resumed(),
            standing.verdict(told.plan),
            standing.nudge(await next_nudge(context), context.zone, context.today),
        ),
        buttons=(told.undo,),
    )


@command("plan", "All windows with their target and limit days", "/plan", "/plan from 1 december")
async def plan(
    context: Context,
    start: Annotated[date | None, Arg("A new first day; shown before it is set", look=Look.AHEAD)] = None,
    sure: Annotated[Sure | None, Arg("Set it, after the preview")] = None,
) -> Reply:
    old = await context.plan()
    if start is None:
        buttons = () if context.enrolment else (Button("🎒 Start today", f"/start {context.roadmap.slug} today"),)
        return Reply(text=standing.windows(old), buttons=buttons)
    context.enrolled()
    fact = Fact(kind=Kind.REPLANNED, day=start)
    if not sure:
        new = make_plan(context.roadmap, apply(old.progress, fact), context.today)
        return Reply(
            text=standing.moved(old, new),
            buttons=(Button("✔ Set it", f"/plan from {start.isoformat()} yes"), Button("Keep the old one", "/plan")),
        )
    told = await tell(context, [fact])
    return Reply(text=texts.replanned(told.plan), buttons=(told.undo,), in_place=True)
