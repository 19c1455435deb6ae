"""/checkin, /log, /othertopic: what was studied, told and read back."""

import re
from datetime import date, timedelta
from typing import Annotated

from markupsafe import Markup

from bot.chat.command import MOST_PAGES, Arg, Minutes, Note, Sure, command
from bot.chat.context import Context
from bot.chat.picking import paged
from bot.chat.reply import Button, Reply, Style, asking, choices
from bot.commands.corrections import CARRIED, carried, is_elsewhere
from bot.commands.facts import FactsTold, any_topics, other_day, past, tell
from bot.commands.log_shown import entry_of, show, show_page
from bot.commands.ticking import open_steps
from bot.errors import NotUnderstood
from bot.said.amounts import MOST_MINUTES
from bot.said.lines import line_of
from bot.said.readings import CHECKIN
from bot.said.topics import topics_called
from bot.said.values import Call
from bot.texts import forms, helps, labels
from bot.texts import log as texts
from bot.texts.phrases import paragraphs
from bot.texts.streaks import streak as streak_line
from roadmap import sayings as facts
from roadmap.facts import Fact, Kind, ProgressEvent, standing
from roadmap.minutes import minutes_by_day
from roadmap.model import Status, Step, Topic
from roadmap.names import reference
from roadmap.streak import streak
from roadmap.twice import told_before
from roadmap.week import week_of

SOON = timedelta(minutes=10)
"""For how long the same minutes, told again, are asked about."""

A_MINUTE = timedelta(minutes=1)

A_MOMENT = timedelta(seconds=5)
"""Between the two presses of somebody who presses twice."""

MOST_ASKED = 6
"""Topics that go on and are offered for a sitting that named none."""

PAGE = re.compile(r"page:(?P<page>\d{1,4})")
"""What the buttons say that turn the list of all topics."""

NO_TOPIC = "none"
"""What the button says by which a sitting is about no topic."""


@command(
    "checkin",
    helps.CHECKIN,
    "/checkin",
    "/checkin 45",
    "/checkin 45m nlp: chapter 3",
    "/checkin yesterday 1h30",
    on_message=helps.LOG_THIS,
)
async def checkin(
    context: Context,
    *,
    minutes: Minutes | None = None,
    topics: Annotated[tuple[Topic, ...] | None, Arg(suggest=any_topics)] = None,
    step: Annotated[Step | None, Arg(suggest=open_steps)] = None,
    when: date | None = None,
    note: Note | None = None,
    sure: Sure | None = None,
) -> Reply:
    about = topics[0] if topics else await _only_topic(context)
    fact = Fact(
        kind=Kind.CHECKED_IN,
        day=past(context, when),
        topic=about.slug if about else "",
        step=step.slug if step else "",
        minutes=minutes,
        note=note or "",
    )
    if not sure and (asked := await _doubtful(context, fact, about, step)):
        return asked
    if sure and await _pressed_twice(context, fact):
        return Reply(text=texts.added_already(await entry_of(context, fact), context.today), in_place=True)
    told = await tell(context, [fact])
    asks = _which_topic(context, told) if not about and (minutes or note) else ()
    other = (Button(texts.other_topic(), _moving(told)),) if about and not topics else ()
    return Reply(
        text=paragraphs(
            await _shown(context, told, fact),
            streak_line(streak(told.plan.progress, context.today)),
            told.welcome,
            texts.which_topic() if asks else None,
        ),
        buttons=(*asks, *other, *(() if when else (other_day(told),)), told.undo),
        in_place=bool(sure),
    )


@command(
    "log",
    helps.LOG,
    "/log",
    "/log 45m nlp “chain rule = local gradients”",
    "/log yesterday 1h",
    "/log nlp",
    menu=True,
    form="/sitting",
)
async def log(
    context: Context,
    *,
    minutes: Minutes | None = None,
    topics: Annotated[tuple[Topic, ...] | None, Arg(suggest=any_topics)] = None,
    step: Annotated[Step | None, Arg(suggest=open_steps)] = None,
    when: date | None = None,
    note: Note | None = None,
    sure: Sure | None = None,
    page: Annotated[int | None, Arg(least=1, most=MOST_PAGES)] = None,
) -> Reply:
    if minutes or when or note or step:
        told = {"minutes": minutes, "topics": topics, "step": step, "when": when, "note": note, "sure": sure}
        return await checkin.run(context, **told)
    if page is None and topics:
        return await show(context, topics[0])
    return await show_page(context, topics[0] if topics else None, page)


# The topic of a sitting


async def _on(context: Context) -> list[Topic]:
    progress = await context.progress()
    return [topic for topic in context.roadmap.order if progress.of(topic.slug).status is Status.GOING_ON]


async def _only_topic(context: Context) -> Topic | None:
    """What a sitting is about that names no topic: the one that goes on, where there is no other."""
    on = await _on(context) if context.enrolment else []
    return on[0] if len(on) == 1 else None


def _which_topic(context: Context, told: FactsTold) -> tuple[Button, ...]:
    """The topics that go on, where several do: what was told is stored already, so that no answer loses nothing."""
    progress = told.plan.progress
    on = [topic for topic in context.roadmap.order if progress.of(topic.slug).status is Status.GOING_ON]
    if len(on) < 2:
        return ()
    head = _moving(told)
    some = (Button(texts.details(topic.title), f"{head} {reference(topic)}") for topic in on[:MOST_ASKED])
    return asking(*choices(forms.which_topic(), *some, Button(texts.no_topic(), f"{head} {NO_TOPIC}")))


def _moving(told: FactsTold) -> str:
    return f"/othertopic {told.saying}@{told.strand}"


@command("othertopic", helps.OTHERTOPIC, "/othertopic nlp", offered=False)
async def othertopic(context: Context, which: str | None = None) -> Reply:
    first, _, rest = (which or "").partition(" ")
    is_carried = CARRIED.fullmatch(first) is not None
    said = rest if is_carried else (which or "")
    saying, strand = carried(first if is_carried else None, context, othertopic.examples)
    if is_elsewhere(context, strand):
        return Reply(text=texts.of_another_roadmap(), buttons=(Button(labels.roadmaps(), "/roadmaps"),))
    events = await context.events()
    taken = facts.undo(events, saying, strand=strand) if saying or standing(events) else ()
    if len(taken) != 1 or taken[0].fact.kind is not Kind.CHECKED_IN:
        return Reply(text=texts.no_such_sitting())
    if not said:
        return await _any_topic(context, f"/othertopic {taken[0].saying}@{taken[0].strand}")
    if is_carried and (turned := PAGE.fullmatch(said)):
        return await _any_topic(
            context, f"/othertopic {taken[0].saying}@{taken[0].strand}", int(turned["page"]), turned=True
        )
    return await _moved(context, taken[0], _meant(context, said))


async def _any_topic(context: Context, head: str, page: int = 1, *, turned: bool = False) -> Reply:
    """A page of all topics, each typed behind this line; one that was ``turned`` to stands in the place of the one before."""
    offered = await any_topics(context)
    found = [Button(one.label, f"{head} {_by_number(context, one.line)}") for one in offered]
    shown = paged(forms.which_topic(), found, page, lambda number: f"{head} page:{number}")
    none = asking(Button(texts.no_topic(), f"{head} {NO_TOPIC}"))
    return Reply(text=texts.which_topic(), buttons=(*shown, *none), in_place=turned)


def _by_number(context: Context, number: str) -> str:
    return next(reference(topic) for topic in context.roadmap.order if str(topic.number) == number)


def _meant(context: Context, said: str) -> Topic | None:
    """The topic that is meant; None for none at all. Raises NotUnderstood."""
    if said == NO_TOPIC:
        return None
    by_slug = context.roadmap.by_slug.get(said.removeprefix("#"))
    found = (by_slug,) if by_slug else topics_called(context.roadmap, said)
    if len(found) != 1:
        raise NotUnderstood(said, othertopic.examples)
    return found[0]


async def _moved(context: Context, event: ProgressEvent, topic: Topic | None) -> Reply:
    """The sitting is about this topic now, or about none."""
    slug = topic.slug if topic else ""
    news = event.fact._replace(topic=slug, step=event.fact.step if slug == event.fact.topic else "")
    told = None
    if news != event.fact:
        told = await tell(context, [facts.undone(event, context.today), news], event.strand)
    shown = texts.moved(await entry_of(context, news), context.today)
    return Reply(text=shown, buttons=(told.undo,) if told else (), in_place=True)


# What is said of it


async def _shown(context: Context, told: FactsTold, fact: Fact) -> Markup:
    week = week_of(told.plan.progress, await context.events(), context.today)
    entry = await entry_of(context, fact)
    return texts.checked_in(entry, week.minutes, told.plan.progress.weekly_minutes, context.today)


async def _pressed_twice(context: Context, fact: Fact) -> bool:
    """Whether this very sitting was added a moment ago beside the one that it may be, so that the button was pressed twice."""
    *before, last = standing(await context.events()) or (None,)
    if last is None or last.fact != fact or await _ago(context, last) > A_MOMENT:
        return False
    other = told_before([event for event in before if event], fact)
    return other is not None and await _ago(context, other) <= SOON


async def _ago(context: Context, event: ProgressEvent) -> timedelta:
    """How long ago it was said. Of two linked chats the later may be heard first, so that it may be as long from now."""
    said_at = await context.store.facts.said_at(event.strand, event.position)
    return abs(context.now - said_at) if said_at else timedelta.max


async def _doubtful(context: Context, fact: Fact, about: Topic | None, step: Step | None) -> Reply | None:
    """Whether it is another sitting, where the same minutes were told a moment ago, here or in a linked chat; and whether it is
    one at all, where its day has not so many minutes."""
    events = await context.events()
    before = told_before(events, fact)
    ago = await _ago(context, before) if before else timedelta.max
    of_day = minutes_by_day(events).get(fact.day, 0) + (fact.minutes or 0)
    if before and ago <= SOON:
        text = texts.told_just_now(await entry_of(context, before.fact), ago // A_MINUTE, context.today)
    elif fact.minutes and of_day > MOST_MINUTES:
        text = texts.more_than_a_day(of_day, fact.day, context.today)
    else:
        return None
    topics, steps = (about,) if about else (), (step,) if step else ()
    again = Call(CHECKIN, topics=topics, steps=steps, day=fact.day, minutes=fact.minutes, note=fact.note, sure=True)
    buttons = asking(Button(texts.add_it(), line_of(again), Style.MAIN), Button(labels.nothing(), "/nothing"))
    return Reply(text=text, buttons=buttons)
