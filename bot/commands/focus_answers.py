"""What is said of a focus: that it is to stop, and how much of it was study, which is a check-in."""

from dataclasses import replace

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.corrections import is_elsewhere
from bot.commands.facts import FactsTold, tell
from bot.commands.focusing import EXAMPLES, again, begin, goes_on, minutes_of_last, step_of, stop
from bot.commands.log_shown import entry_of
from bot.errors import NotUnderstood
from bot.nudges.kinds.timers import answers, on_from
from bot.nudges.timers import Running, place_of, running, set_break
from bot.texts import focus as texts
from bot.texts import labels
from bot.texts import log as log_texts
from bot.texts.phrases import lines, paragraphs
from roadmap import focus
from roadmap import sayings as facts
from roadmap.facts import Fact, ProgressEvent, standing
from roadmap.names import reference
from roadmap.week import week_of

ABOUT_ONE_THAT_IS_ON = frozenset({"stop", "keep", "on"})
"""What a button says only below a focus that is on; it may have been taken back since."""

SINCE_DAYS = 1
"""How many days ago a focus may have begun for "stop" to ask about it."""


async def stopped(context: Context) -> Reply:
    """ "Stop", be it the one that is on, or the last that was not answered."""
    if on := await running(context):
        return await _stopped(context, on)
    waiting = [
        one for one in focus.unconfirmed(await context.events()) if (context.today - one.fact.day).days <= SINCE_DAYS
    ]
    if waiting:
        return await _question(context, waiting[-1])
    return Reply(text=texts.none_on(), buttons=(await again(context),))


async def answered(context: Context, place: str, said: str) -> Reply:
    """What a button says of the focus at its place. Raises NotUnderstood."""
    position, _, strand = place.partition("@")
    if is_elsewhere(context, int(strand)):
        return Reply(text=texts.elsewhere(), buttons=(Button(labels.roadmaps(), "/roadmaps"),))
    event = focus.found(await context.events(), int(strand), int(position))
    if event is None:
        return Reply(text=texts.gone())
    on = await running(context)
    if on and place_of(on.event) == place:
        return replace(await _while_on(context, on, said), in_place=True)
    return replace(await _once_over(context, event, said), in_place=True)


async def _while_on(context: Context, on: Running, said: str) -> Reply:
    match said:
        case "stop":
            return await _stopped(context, on)
        case "keep":
            over = await stop(context, on)
            return await _confirmed(context, over, over.fact.minutes or 1) if over else await _too_short(context)
    return await goes_on(context, on)


async def _stopped(context: Context, on: Running) -> Reply:
    if is_elsewhere(context, on.event.strand):
        return Reply(text=texts.elsewhere(), buttons=(Button(labels.roadmaps(), "/roadmaps"),))
    over = await stop(context, on)
    return await _question(context, over) if over else await _too_short(context)


async def _too_short(context: Context) -> Reply:
    return Reply(text=texts.too_short(), buttons=(await again(context),))


async def _question(context: Context, event: ProgressEvent) -> Reply:
    """How much it was."""
    topic = context.roadmap.by_slug.get(event.fact.topic)
    minutes = focus.length(event.fact)
    text = texts.how_much(minutes, topic.title if topic else "", event.fact.day, context.today)
    more = minutes_of_last(await context.events()) if focus.is_planned(event) else 0
    return Reply(text=text, buttons=answers(place_of(event), minutes, more))


async def _once_over(context: Context, event: ProgressEvent, said: str) -> Reply:
    told = focus.confirmed(await context.events(), event)
    match said:
        case "more":
            return await _more(context, event, is_told=told is not None)
        case "break":
            return await _break(context, event, is_told=told is not None)
    if told:
        undo = Button(labels.undo(), f"/undo {told.saying}@{told.strand}")
        shown = await _entry(context, told.fact)
        return Reply(text=lines(texts.kept_already(), shown), buttons=(undo,))
    if said in ABOUT_ONE_THAT_IS_ON and event not in standing(await context.events()):
        return _nothing(event)
    match said:
        case "less":
            return _less(event)
        case "none":
            return await _none(context, event)
        case minutes if minutes.isdecimal() and 1 <= int(minutes) <= focus.MOST:
            return await _confirmed(context, event, int(minutes))
        case "ask" | "stop" | "keep" | "on":
            return await _question(context, event)
    raise NotUnderstood(said, EXAMPLES)


def _less(event: ProgressEvent) -> Reply:
    head, minutes = f"/focus {place_of(event)}", focus.length(event.fact)
    some = (Button(texts.all_of_it(fewer), f"{head} {fewer}") for fewer in focus.shorter(minutes))
    return Reply(text=texts.how_much_less(minutes), buttons=(*some, Button(texts.not_at_all(), f"{head} none")))


async def _none(context: Context, event: ProgressEvent) -> Reply:
    """It is taken back, where it stands; it can still be said to have been something."""
    if event in standing(await context.events()):
        await tell(context, [facts.undone(event, context.today)], event.strand)
    return _nothing(event)


def _nothing(event: ProgressEvent) -> Reply:
    return Reply(text=texts.nothing_kept(), buttons=(Button(texts.after_all(), f"/focus {place_of(event)} ask"),))


async def _confirmed(context: Context, event: ProgressEvent, minutes: int) -> Reply:
    """So much of it was study. Its step may be done by now, which is asked."""
    told = await _told(context, event, minutes)
    step, topic = await step_of(context, event.fact), context.roadmap.by_slug.get(event.fact.topic)
    is_open = topic and step and step in told.plan.inside(topic).left
    tick = (Button(texts.tick_it(), f"/tick {reference(topic)}/{step.slug}"),) if topic and step and is_open else ()
    on = on_from(place_of(event), minutes_of_last(await context.events())) if focus.is_planned(event) else ()
    asks = texts.also_done(step.title) if tick and step else None
    entry = await _entry(context, focus.confirming(event, minutes))
    return Reply(text=paragraphs(entry, asks), buttons=(*tick, *on, told.undo))


async def _told(context: Context, event: ProgressEvent, minutes: int) -> FactsTold:
    return await tell(context, [focus.confirming(event, minutes)], event.strand)


async def _entry(context: Context, fact: Fact) -> Markup:
    """The check-in as it is stored, and the week's sum."""
    progress = await context.progress()
    week = week_of(progress, await context.events(), context.today)
    return log_texts.checked_in(await entry_of(context, fact), week.minutes, progress.weekly_minutes, context.today)


async def _more(context: Context, event: ProgressEvent, *, is_told: bool) -> Reply:
    """All of it was study, and another one begins; while one is on it is left alone."""
    if on := await running(context):
        return await goes_on(context, on)
    minutes = minutes_of_last(await context.events())
    whole = focus.confirming(event, focus.length(event.fact))
    fact = focus.focus(context.today, minutes, event.fact.topic, event.fact.step)
    reply = await begin(context, fact, also=() if is_told else (whole,), strand=event.strand)
    return reply if is_told else replace(reply, text=paragraphs(await _entry(context, whole), reply.text))


async def _break(context: Context, event: ProgressEvent, *, is_told: bool) -> Reply:
    """All of it was study, and a break begins, of which nothing is told."""
    told = None if is_told else await _told(context, event, focus.length(event.fact))
    until = await set_break(context)
    entry = None if is_told else await _entry(context, focus.confirming(event, focus.length(event.fact)))
    text = paragraphs(entry, texts.break_until(until, context.zone))
    return Reply(text=text, buttons=(await again(context), *((told.undo,) if told else ())))
