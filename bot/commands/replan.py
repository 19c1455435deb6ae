"""/replan: what is unfinished, planned anew from today in one of four ways, or from another day; previewed, then one tap."""

import asyncio
from datetime import date
from typing import Annotated

from bot.chat.command import Arg, Sure, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style, asking
from bot.commands.facts import tell
from bot.errors import Choice, NotUnderstood
from bot.said.values import Direction
from bot.texts import helps, labels, windows
from bot.texts import replan as texts
from bot.texts import told as told_texts
from roadmap.plan import Plan, make_plan
from roadmap.replan import Replanning, Way, heeds_hours, replanning
from roadmap.replay import apply
from roadmap.silence import forgiven

EXAMPLES = ("/replan", "/replan fresh", "/replan stretch", "/replan hours", "/replan drop", "/replan from monday")


async def _ways(context: Context) -> list[Choice]:
    return [Choice(texts.label(one.way), one.way) for one in await _found(await context.plan())]


@command("replan", helps.REPLAN, *EXAMPLES)
async def replan(
    context: Context,
    way: Annotated[str | None, Arg(suggest=_ways)] = None,
    start: Annotated[date | None, Arg(look=Direction.NEAR)] = None,
    sure: Sure | None = None,
) -> Reply:
    context.enrolled()
    if start and way in {None, Way.STRETCH}:
        return await from_day(context, start, sure=bool(sure))
    plan = await _seen_from_today(context)
    if way is None:
        return await _all(plan)
    if start or way.casefold() not in set(Way):
        raise NotUnderstood(way, EXAMPLES[1:])
    chosen = Way(way.casefold())
    one = await _way(plan, chosen)
    if one is None:
        return _nowhere(plan, chosen)
    return await _done(context, plan, one) if sure else _preview(plan, one)


async def from_day(context: Context, start: date, *, sure: bool) -> Reply:
    """The plan with another first day: shown, or set."""
    context.enrolled()
    old = await context.plan()
    fact = old.counting_from(start)
    if not sure:
        new = make_plan(context.roadmap, apply(old.progress, fact), context.today)
        set_it = Button(labels.set_it(), f"/replan from {start.isoformat()} yes", Style.MAIN)
        return Reply(text=windows.moved(old, new), buttons=asking(set_it, _keep()))
    told = await tell(context, [fact])
    return Reply(text=told_texts.replanned(told.plan), buttons=(told.undo,), in_place=True)


async def _seen_from_today(context: Context) -> Plan:
    """The plan, with what it would be from today on. Whatever is worked out of a long roadmap takes a while: others have
    their turn before the next thing is, here and below."""
    plan = await context.plan()
    if plan.from_today:
        await asyncio.sleep(0)
    return plan


async def _found(plan: Plan) -> tuple[Replanning, ...]:
    """The ways that lead somewhere. A fresh start is offered instead of what it adds to, where there is silence to forgive."""
    passed_over = Way.STRETCH if forgiven(plan.progress, plan.today) else Way.FRESH
    return tuple([one for way in Way if way is not passed_over and (one := await _way(plan, way))])


async def _way(plan: Plan, way: Way) -> Replanning | None:
    """One way, with the plan after it."""
    one = replanning(plan, way)
    await asyncio.sleep(0)
    if one and one.plan:
        await asyncio.sleep(0)
    return one


async def _all(plan: Plan) -> Reply:
    found = await _found(plan)
    if not found:
        return _nowhere(plan, Way.STRETCH)
    buttons = (Button(texts.label(one.way), f"/replan {one.way}") for one in found)
    return Reply(text=texts.ways(plan, found), buttons=(*buttons, _keep()))


def _nowhere(plan: Plan, way: Way) -> Reply:
    stretched = replanning(plan, Way.STRETCH)
    text = texts.leads_nowhere(plan, stretched.plan if stretched else plan, way, heeds_hours=heeds_hours(plan))
    return Reply(text=text)


def _preview(plan: Plan, one: Replanning) -> Reply:
    return Reply(
        text=texts.preview(plan, one),
        buttons=asking(Button(labels.do_it(), f"/replan {one.way} yes", Style.MAIN), _keep()),
    )


def _keep() -> Button:
    return Button(labels.keep_old(), "/plan")


async def _done(context: Context, plan: Plan, one: Replanning) -> Reply:
    told = await tell(context, one.facts)
    return Reply(text=texts.done(plan, one, told.plan), buttons=(told.undo,), in_place=True)
