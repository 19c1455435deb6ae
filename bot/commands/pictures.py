"""/chart, /heatmap, /card: pictures of where things stand; nothing is stored."""

import asyncio
from functools import partial

from bot.charts.card import card as draw_card
from bot.charts.chart import chart as draw_chart
from bot.charts.heatmap import first_shown
from bot.charts.heatmap import heatmap as draw_heatmap
from bot.charts.lettering import MISSING, drawable
from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.reply import Button, Picture, Reply
from bot.commands.evidence import proofs_of
from bot.errors import NotUnderstood
from bot.texts import helps, labels
from bot.texts import pictures as texts
from roadmap.forecast import band
from roadmap.streak import streak

LONGEST_NAME = 40
"""Characters that a name on a card may have."""


@command("chart", helps.CHART, "/chart")
async def chart(context: Context) -> Reply:
    plan = await context.plan()
    found = band(plan)
    drawing = partial(draw_chart, plan, found, title=plan.roadmap.title)
    return Reply(text=texts.chart(plan), pictures=(Picture("chart.png", drawing, texts.chart_alt(plan, found)),))


@command("heatmap", helps.HEATMAP, "/heatmap")
async def heatmap(context: Context) -> Reply:
    today, first = context.today, first_shown(context.today)
    days = frozenset(day for day in (await context.progress()).study_days if first <= day <= today)
    if not days:
        return Reply(text=texts.no_study_days(), buttons=(Button(labels.studied_today(), "/checkin"),))
    picture = Picture("heatmap.png", partial(draw_heatmap, days, today), texts.heatmap_alt(days, first, today))
    return Reply(text=texts.heatmap(len(days)), pictures=(picture,))


@command("card", helps.CARD, "/card", "/card Ann")
async def card(context: Context, name: str | None = None) -> Reply:
    context.enrolled()
    if name and len(name) > LONGEST_NAME:
        raise NotUnderstood(name, card.examples)
    plan = await context.plan()
    run, shown = streak(plan.progress, plan.today), name or texts.somebody()
    count = len((await proofs_of(context)).earned)
    drawing = partial(draw_card, plan, run, name=shown, certificates=count)
    picture = Picture("card.png", drawing, texts.card_alt(plan, run, shown, count))
    # In a thread, for the first time it reads the fonts.
    all_drawn = MISSING not in await asyncio.to_thread(drawable, shown + plan.roadmap.title)
    return Reply(text=texts.card(named=bool(name), all_drawn=all_drawn), pictures=(picture,))
