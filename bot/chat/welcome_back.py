"""Who comes back after weeks without a word is met below their first answer, once; the first study day after weeks without one is praised,
once."""

import asyncio
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style
from bot.texts import labels
from bot.texts import welcome_back as texts
from bot.texts.phrases import paragraphs
from roadmap.calendar import DAY
from roadmap.names import reference
from roadmap.plan import Plan
from roadmap.silence import days_silent, weeks_missed
from roadmap.today import Occasion, Today, today

LONG = 14
"""Days without a word, and not in a pause, after which somebody comes back."""

SHORT = 25
"""Minutes of the focus that is offered."""


async def with_welcome(context: Context, reply: Reply) -> Reply:
    """The answer with what there is to say to who was away. One that changes the message it was asked from, or is a form, does not
    keep it in sight, one in a group is for others too, and one that asks for a yes asks enough: so it waits for the next."""
    contact, place = context.contact, context.place
    is_seen = (place.direct or place.whispers) and not reply.in_place and reply.form is None
    is_seen = is_seen and not any(button.line.endswith(" yes") for button in reply.buttons)
    if contact is None or context.enrolment is None or context.store.has_forgotten or not is_seen:
        return reply
    heard, praise, day = contact.learner.heard_on, await _praise(context), context.today
    if heard != day:
        await context.change(heard_on=day)
    if heard is None or (day - heard).days <= LONG or not await _was_away(context, heard):
        return replace(reply, text=paragraphs(reply.text, praise)) if praise else reply
    plan = await context.plan()
    await asyncio.sleep(0)  # as the line itself, this may take a while on a long roadmap: others have their turn
    return _met(reply, plan, praise)


async def _praise(context: Context) -> Markup | None:
    """What is said of the first study day after whole weeks without one."""
    if not context.told:
        return None
    weeks = weeks_missed(await context.progress(), await context.events(), context.told)
    if not weeks:
        return None
    return texts.praise(await context.plan(), [event.fact for event in context.told], weeks)


async def _was_away(context: Context, heard: date) -> bool:
    """Away from the roadmap: who wrote before they were on it, as whoever joins a group may have, was not."""
    progress = await context.progress()
    return days_silent(max(heard, progress.enrolled - DAY), context.today, progress.pauses) >= LONG


def _met(reply: Reply, plan: Plan, praise: Markup | None) -> Reply:
    """Welcomed by what stands; where nothing can go on, there is nothing to come back to."""
    seen = today(plan)
    if seen.occasion not in {Occasion.GO_ON, Occasion.BEGIN}:
        return replace(reply, text=paragraphs(reply.text, praise)) if praise else reply
    fresh = Button(labels.fresh_start_from_today(), "/replan fresh", Style.MAIN)
    ways = (fresh,) if praise else (fresh, *_go_on(seen), Button(labels.old_plan(), "/plan"))
    lines = [button.line for button in reply.buttons]
    offered = [way for way in ways if not any(line.startswith(way.line) for line in lines)]
    if "/replan" in lines:
        offered = [way for way in offered if way is not fresh]
    return replace(
        reply, text=paragraphs(reply.text, praise or texts.welcome(seen)), buttons=(*reply.buttons, *offered)
    )


def _go_on(seen: Today) -> tuple[Button, ...]:
    """To spend a little while on what goes on; or to begin what comes next."""
    if seen.tasks:
        topic, step = seen.tasks[0].topic, seen.tasks[0].step
        return (Button(texts.focus(topic, step, SHORT), f"/focus {SHORT}m {reference(topic)}"),)
    return (Button(texts.begin(seen.offer.topic), f"/begin {reference(seen.offer.topic)}"),) if seen.offer else ()
