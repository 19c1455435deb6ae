"""/replan: what is unfinished, planned anew from today in one of three ways; previewed, then one tap."""

import asyncio
from typing import Annotated

from bot.chat.command import Arg, Sure, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.facts import tell
from bot.errors import Choice, NotUnderstood
from bot.texts import helps, labels
from bot.texts import replan as texts
from roadmap.plan import Plan
from roadmap.replan import Replanning, Way, heeds_hours, replanning

EXAMPLES = ("/replan", "/replan stretch", "/replan hours", "/replan drop")


async def _ways(context: Context) -> list[Choice]:
    return [Choice(texts.label(one.way), one.way) for one in await _found(await context.plan())]


@command("replan", helps.REPLAN, *EXAMPLES)
async def replan(
    context: Context,
    way: Annotated[str | None, Arg(suggest=_ways)] = None,
    sure: Sure | None = None,
) -> Reply:
    context.enrolled()
    plan = await _seen_from_today(context)
    if way is None:
        return await _all(plan)
    if way.casefold() not in set(Way):
        raise NotUnderstood(way, EXAMPLES[1:])
    chosen = Way(way.casefold())
    one = await _way(plan, chosen)
    if one is None:
        return _nowhere(plan, chosen)
    return await _done(context, plan, one) if sure else _preview(plan, one)


async def _seen_from_today(context: Context) -> Plan:
    """The plan, with what it would be from today on. Whatever is worked out of a long roadmap takes a while: others have
    their turn before the next thing is, here and below."""
    plan = await context.plan()
    if plan.from_today:
        await asyncio.sleep(0)
    return plan


async def _found(plan: Plan) -> tuple[Replanning, ...]:
    return tuple([one for way in Way if (one := await _way(plan, way))])


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
    return Reply(text=texts.preview(plan, one), buttons=(Button(labels.do_it(), f"/replan {one.way} yes"), _keep()))


def _keep() -> Button:
    return Button(labels.keep_old(), "/plan")


async def _done(context: Context, plan: Plan, one: Replanning) -> Reply:
    told = await tell(context, one.facts)
    return Reply(text=texts.done(plan, one, told.plan), buttons=(told.undo,), in_place=True)
