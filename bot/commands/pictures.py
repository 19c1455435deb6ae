"""/chart, /heatmap, /card: pictures of where things stand; nothing is stored."""

import asyncio
from functools import partial

from bot.charts.card import card as draw_card
from bot.charts.chart import chart as draw_chart
from bot.charts.heatmap import first_shown
from bot.charts.heatmap import heatmap as draw_heatmap
from bot.charts.lettering import LONGEST, is_drawable
from bot.charts.palette import LIGHT, PALETTES, Palette, Theme
from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.reply import Button, Picture, Reply, Style
from bot.commands.evidence import proofs_of
from bot.errors import NotUnderstood
from bot.texts import drawn, helps, labels
from bot.texts import pictures as texts
from roadmap.forecast import band
from roadmap.minutes import minutes_by_day
from roadmap.streak import streak


@command("chart", helps.CHART, "/chart")
async def chart(context: Context) -> Reply:
    plan = await context.plan()
    found = band(plan)
    drawing = partial(draw_chart, plan, found, palette=_palette(context))
    topics = plan.roadmap.topics
    all_drawn = await _all_drawn(plan.roadmap.title, *(said for topic in topics for said in (topic.title, topic.stage)))
    picture = Picture("chart.png", drawing, texts.chart_alt(plan, found))
    return Reply(text=texts.chart(plan, all_drawn=all_drawn), pictures=(picture,))


def _palette(context: Context) -> Palette:
    """The colours that the learner chose; no platform tells a bot what its chats look like."""
    chosen = context.learner.theme if context.learner else None
    return PALETTES[Theme(chosen)] if chosen else LIGHT


async def _all_drawn(*said: str) -> bool:
    """Whether there are fonts for all of it. In a thread, for the first time it reads them."""
    return await asyncio.to_thread(is_drawable, said)


@command("heatmap", helps.HEATMAP, "/heatmap")
async def heatmap(context: Context) -> Reply:
    today, minutes = context.today, minutes_by_day(await context.events())
    days = {day: minutes.get(day, 0) for day in (await context.progress()).study_days}
    first = first_shown(days, today)
    shown = {day: told for day, told in days.items() if first <= day <= today}
    if not shown:
        return Reply(text=texts.no_study_days(), buttons=(Button(labels.studied_today(), "/checkin", Style.MAIN),))
    picture = Picture(
        "heatmap.png", partial(draw_heatmap, shown, today, _palette(context)), texts.heatmap_alt(shown, first, today)
    )
    return Reply(text=texts.heatmap(len(shown), sum(shown.values())), pictures=(picture,))


@command("card", helps.CARD, "/card", "/card Ann")
async def card(context: Context, name: str | None = None) -> Reply:
    context.enrolled()
    if name and len(name) > LONGEST:
        raise NotUnderstood(name, card.examples)
    plan = await context.plan()
    run, shown = streak(plan.progress, plan.today), name or drawn.somebody()
    earned = len((await proofs_of(context)).earned)
    picture = Picture(
        "card.png",
        partial(draw_card, plan, run, name=shown, palette=_palette(context), certificates=earned),
        texts.card_alt(plan, run, shown, earned),
    )
    all_drawn = await _all_drawn(shown, plan.roadmap.title)
    return Reply(text=texts.card(named=bool(name), all_drawn=all_drawn), pictures=(picture,))
