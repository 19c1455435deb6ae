"""/meet: a time at which the group focuses together, called by any member. What is said of one that is called stands in
``meeting_presses``."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Annotated

from bot.chat.command import Arg, Clock, Minutes, Weekday, Where, command, words
from bot.chat.context import Context
from bot.chat.form import answers_in
from bot.chat.reply import Button, Reply, asking
from bot.commands.group.here import Here, aside, asked_here, here, in_passing, member
from bot.commands.group.meeting_calls import begin, begin_now
from bot.commands.group.meeting_doubts import which_time
from bot.commands.group.meeting_form import FORM, meeting_form
from bot.commands.group.meeting_presses import pressed
from bot.errors import Choice, NotUnderstood, UnclearTopic
from bot.nudges.kinds.meetings import moment_of
from bot.nudges.when import DAY, moment, next_daily, next_occurrence
from bot.said.days import SMALL_HOURS
from bot.said.lexicon import LEXICON
from bot.said.meetings import Proposal, read_meeting, typed, with_reference
from bot.said.topics import topics_beside_times
from bot.said.values import Direction
from bot.store import Group
from bot.texts import helps
from bot.texts import meetings as texts
from bot.texts.phrases import clock, paragraphs, text_of
from bot.texts.phrases import day as day_named
from bot.texts.stages import with_stage
from roadmap.group import rounds
from roadmap.group.rounds import Round
from roadmap.names import folded, reference

EXAMPLES = ("/meet thu 19:00 60m deep learning", "/meet every thu 19:00", "/meet now 25m", "/meet move fri 20:00")
MOST_TO_COME = 5
"""Meetings of one group that are to come."""

MOST_DAYS = 60
"""How far ahead one may be called."""

MOST_OFFERED = 6
TIMES = (time(9), time(17), time(19), time(20))
"""What is offered where no time was said."""

OFTEN = words("once", "weekly")


async def _titles(context: Context) -> list[Choice]:
    """The topics of the group's roadmap."""
    roadmap = (await here(context)).roadmap if context.group else context.roadmap
    return [Choice(with_stage(topic), reference(topic)) for topic in roadmap.topics]


@command(
    "meet",
    helps.MEET,
    "/meet",
    *EXAMPLES,
    open_to_all=True,
    where=Where.GROUP,
    menu=True,
    form=f"/meet {FORM}",
)
async def meet(
    context: Context,
    *,
    day: Weekday | None = None,
    at: Clock | None = None,
    minutes: Minutes | None = None,
    topic: Annotated[str | None, Arg(suggest=_titles)] = None,
    often: Annotated[str | None, Arg(choices=OFTEN)] = None,
) -> Reply:
    said = text_of(day, at, f"{minutes}m" if minutes else None, topic, often)
    if reply := await pressed(context, said):
        return reply
    now = await here(context)
    await member(context, now.group)
    first, _, rest = said.partition(" ")
    if not said or first == FORM:
        return await _asked(context, now, rest)
    return await _called(context, now, said, read_meeting(with_reference(said, now.roadmap)))


async def _asked(context: Context, now: Here, said: str) -> Reply:
    """What is to come, and the form that calls another."""
    form = meeting_form(now, answers_in(said))
    if said:
        return asked_here(context, form)
    coming = await context.store.meetings.open(now.group.id, context.now)
    shown = [moment_of(one.starts_at, now.group, context.now, context.default_zone) for one in coming]
    text = texts.to_come(shown) if shown else texts.none_to_come()
    return asked_here(context, replace(form, text=paragraphs(text, form.text)))


async def _called(context: Context, now: Here, said: str, meant: Proposal) -> Reply:
    topic = _topic(now, meant)
    named = replace(meant, topic=reference(now.roadmap.by_slug[topic]) if topic else "")
    if asked := _which_day(context, now, named):
        return asked
    if not meant.is_timed:
        if meant.weekday is None and not meant.day and not topic:
            raise NotUnderstood(said, EXAMPLES)
        # of tonight, 9:00 is none
        offered = [one for one in TIMES if read_meeting(typed(replace(named, at=one))).at == one]
        at = (Button(clock(one), _line(replace(named, at=one))) for one in offered)
        return asked_here(context, Reply(text=texts.at_what_time(), buttons=asking(*at)))
    if asked := which_time(context, now.group, named, lambda one: starts(context, now.group, one), _line):
        return asked
    lengths = lengths_of(meant, meant.minutes or rounds.USUAL)
    if lengths is None:
        return aside(texts.wrong_lengths(rounds.LEAST, rounds.MOST))
    if meant.ahead == 0:
        return await begin_now(context, now.group, topic, lengths, named=now.roadmap.by_slug.get(topic))
    starts_at = starts(context, now.group, meant)
    if starts_at < context.now:
        return aside(texts.is_over())
    if starts_at > context.now + timedelta(days=MOST_DAYS):
        return aside(texts.too_far(MOST_DAYS))
    if len(await context.store.meetings.open(now.group.id, context.now)) >= MOST_TO_COME:
        return aside(texts.too_many(MOST_TO_COME))
    made = await begin(context, now.group, topic, lengths, starts_at, weekly=meant.weekly)
    when = moment_of(made.starts_at, now.group, context.now, context.default_zone)
    return in_passing(texts.noted(when, weekly=made.weekly))


def _which_day(context: Context, now: Here, meant: Proposal) -> Reply | None:
    """What is asked where several days may be meant that are to come: "next week", "this weekend". Raises NotADay."""
    days = context.days(meant.day, Direction.AHEAD, now.group.zone_or(context.default_zone)) if meant.day else None
    several = [day for day in days.on(meant.weekday).options if day >= now.today] if days else []
    if len(several) < 2:
        return None
    buttons = (
        Button(day_named(day, now.today), _line(replace(meant, weekday=None, day=day.isoformat()))) for day in several
    )
    return asked_here(context, Reply(text=texts.on_which_day(), buttons=asking(*buttons)))


def _line(meant: Proposal) -> str:
    """What a button types that goes on with what was understood."""
    return f"/meet {typed(meant)}"


def lengths_of(meant: Proposal, minutes: int) -> Round | None:
    """How long it takes and in which blocks; None where that makes no round."""
    try:
        return Round(
            minutes,
            rounds.FOCUS if meant.focus is None else meant.focus,
            rounds.PAUSE if meant.pause is None else meant.pause,
        )
    except ValueError:
        return None


def starts(context: Context, group: Group, meant: Proposal, weekday: int | None = None) -> datetime:
    """The moment that is meant, by the zone of the group: the next of a weekday, or of a time alone; an hour of a night is on the day after
    that which is named, one of tonight where it is over today. ``weekday`` is that of one that is moved to another week. Raises NotADay, and NotUnderstood for a day that is not the weekday
    which is named beside it."""
    zone, now = group.zone_or(context.default_zone), context.now
    if meant.ahead is not None:
        return now + timedelta(minutes=meant.ahead)
    at = meant.at or time()
    if meant.day:
        named = meant.weekday if meant.weekday is not None else weekday
        day = context.day(meant.day, Direction.AHEAD, zone, weekday=named)
        if day is None or meant.weekday not in {None, day.weekday()}:
            raise NotUnderstood(meant.day, EXAMPLES)
        due = moment(day, at, zone)
        is_tonight = meant.day in LEXICON.words.days.tonight
        is_behind = at.hour < SMALL_HOURS and due < now if is_tonight else meant.of_night
        return moment(day + DAY, at, zone) if is_behind else due
    if meant.weekday is None:
        return next_daily(at, zone, now)
    return next_occurrence((meant.weekday + meant.of_night) % 7, at, zone, now)


def _topic(now: Here, meant: Proposal) -> str:
    """The slug of the topic that is named, empty where none is. Raises UnclearTopic, and NotUnderstood for a time or a length that makes
    none."""
    found = topics_beside_times(now.roadmap, meant.topic) if meant.topic else ()
    if len(found) == 1:
        return found[0].slug
    if not meant.topic:
        return ""
    if not found and meant.has_figure:
        raise NotUnderstood(meant.topic, EXAMPLES)
    names = now.roadmap.names
    offered = (
        found or names.containing(folded(meant.topic)) or names.nearest(meant.topic, MOST_OFFERED) or now.roadmap.topics
    )
    offers = (Choice(with_stage(one), _line(replace(meant, topic=reference(one)))) for one in offered[:MOST_OFFERED])
    raise UnclearTopic(meant.topic, weak=not found, choices=tuple(offers))
