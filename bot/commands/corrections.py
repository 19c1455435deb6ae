"""/undo, /correct, /otherday: what was said is taken back, or becomes what was meant."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from bot.chat.command import Arg, Minutes, command, words
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, asking, choices
from bot.commands.facts import any_topics, past, tell
from bot.commands.last_version import last_version
from bot.errors import NotUnderstood
from bot.said.amounts import MOST_MINUTES
from bot.said.values import Direction
from bot.texts import corrections as texts
from bot.texts import edit_labels, forms, helps, labels
from bot.texts import said as said_texts
from bot.texts.phrases import dated, paragraphs, spent
from roadmap import sayings as facts
from roadmap.errors import NothingToCorrect
from roadmap.facts import OF_CERTIFICATES, SHOWING, WITHIN, Fact, Kind, ProgressEvent, place, standing
from roadmap.inside import inside
from roadmap.model import Topic
from roadmap.names import reference
from roadmap.progress import Progress
from roadmap.replay import replay

CARRIED = re.compile(r"(?P<saying>[0-9]{1,9})(?:@(?P<strand>[0-9]{1,18}))?")
SHOWN = 5
"""Sayings that /undo list shows."""

SOON = timedelta(minutes=30)
"""For how long "no, cv" may mean what was said last."""

DAYS_BACK = 6
"""Days before today that are offered for what was said of today."""

CORRECTED = SHOWING | {Kind.BEGUN, Kind.COMPLETED, Kind.SKIPPED, Kind.REOPENED, Kind.CHECKED_IN, Kind.STEP_DONE}
HAVE_OWN = OF_CERTIFICATES | {Kind.STEP_DONE}
"""Facts about what another topic has others of."""


@command("undo", helps.UNDO, "/undo", "/undo list")
async def undo(context: Context, which: Annotated[str | None, Arg(choices=words("list"))] = None) -> Reply:
    carried_by = (which or "").split()
    if not all(map(CARRIED.fullmatch, carried_by)):
        return await _last(context)  # also for "undo nlp", "undo both": one tap takes back the one that is meant
    if len(carried_by) > 1:
        return await _all_of(context, carried_by)
    if which is None and (asked := await _version_or_fact(context)):
        return asked
    saying, strand = carried(which, context, undo.examples)
    if is_elsewhere(context, strand):
        return Reply(text=texts.of_another_roadmap(), buttons=(Button(labels.roadmaps(), "/roadmaps"),))
    taken = facts.undo(await context.events(), saying, strand=strand)
    await tell(context, [facts.undone(event, context.today) for event in taken], taken[0].strand)
    return await _undone(context, taken)


async def _undone(context: Context, taken: Sequence[ProgressEvent]) -> Reply:
    said = tuple(event.fact for event in reversed(taken))
    text = texts.undone(said, await _titles(context), context.today)
    return Reply(text=text, buttons=(Button(labels.status(), "/status"),))


async def _all_of(context: Context, sayings: Sequence[str]) -> Reply:
    """All that one message told, the last first; what was taken back before stays so. Raises AlreadyUndone where all was."""
    told = [carried(one, context, undo.examples) for one in reversed(sayings)]
    if any(is_elsewhere(context, strand) for _, strand in told):
        return Reply(text=texts.of_another_roadmap(), buttons=(Button(labels.roadmaps(), "/roadmaps"),))
    still = {(event.saying, event.strand) for event in standing(await context.events())}
    gone: list[ProgressEvent] = []
    for saying, strand in [one for one in told if one in still] or told[:1]:
        taken = facts.undo(await context.events(), saying, strand=strand)
        await tell(context, [facts.undone(event, context.today) for event in taken], strand)
        gone += taken
    return await _undone(context, gone)


async def _version_or_fact(context: Context) -> Reply | None:
    """Which of both is meant, where a roadmap got another version after the last fact; None where none did."""
    version = await last_version(context)
    if version is None:
        return None
    told = standing(await context.events())
    last = told[-1] if told else None
    said_at = await context.store.facts.said_at(last.strand, last.position) if last else None
    if last is None or said_at is None:
        return Reply(text=version.alone, buttons=(version.undo,))
    if said_at > version.made_at:
        return None
    said = tuple(e.fact for e in told if (e.saying, e.strand) == (last.saying, last.strand))
    fact = Button(edit_labels.undo_told(), f"/undo {last.saying}@{last.strand}")
    text = version.or_fact(texts.said_once(said, await _titles(context), context.today))
    return Reply(text=text, buttons=(version.undo, fact))


async def _last(context: Context) -> Reply:
    """The last things said, each with the button that takes it back."""
    found: dict[tuple[int, int], list[Fact]] = {}
    for event in standing(await context.events()):
        found.setdefault((event.saying, event.strand), []).append(event.fact)
    last = list(reversed(found.items()))[:SHOWN]
    if not last:
        return Reply(text=texts.nothing_said())
    titles = await _titles(context)
    rows = tuple(texts.said_once(tuple(said), titles, context.today) for _, said in last)
    buttons = (
        Button(labels.undo_of(at), f"/undo {saying}@{strand}") for at, ((saying, strand), _) in enumerate(last, 1)
    )
    return Reply(text=texts.last_said(rows), buttons=tuple(buttons))


def _own_strand(context: Context) -> int:
    contact, enrolment = context.contact, context.enrolment
    own = enrolment.strand_of(contact.account.id) if contact and enrolment else None
    return own.id if own else 0


def is_elsewhere(context: Context, strand: int) -> bool:
    """Whether a strand is of another roadmap than the one under way."""
    return bool(strand and context.enrolment and strand not in context.enrolment.ids)


async def _titles(context: Context) -> dict[str, str]:
    """What topics are called, by slug, and the steps of those that were told of, by their places."""
    progress, topics = await context.progress(), context.roadmap.topics
    told_of = {event.fact.topic for event in await context.events() if event.fact.kind in WITHIN or event.fact.step}
    within = (topic for topic in topics if topic.slug in told_of)
    steps = {place(topic.slug, one.slug): one.title for topic in within for one in inside(topic, progress).steps}
    return {topic.slug: topic.title for topic in topics} | steps


def carried(number: str | None, context: Context, examples: tuple[str, ...]) -> tuple[int | None, int]:
    """The saying and its strand that a button carries; the account's own where only a saying is named. Raises NotUnderstood."""
    own = _own_strand(context)
    match = CARRIED.fullmatch(number or "")
    if match is None and number:
        raise NotUnderstood(number, examples)
    saying = int(match["saying"]) if match else None
    return saying, int(match["strand"]) if match and match["strand"] else own


@command("correct", helps.CORRECT, "/correct cv", "/correct yesterday")
async def correct(
    context: Context,
    topics: Annotated[tuple[Topic, ...] | None, Arg(suggest=any_topics)] = None,
    when: date | None = None,
    minutes: Minutes | None = None,
    number: Annotated[int | None, Arg(offered=False)] = None,
) -> Reply:
    taken = await _just_said(context)
    if not (topics or when or minutes or number):
        return Reply(text=texts.what_instead(tuple(e.fact for e in taken), await _titles(context), context.today))
    numbered = context.roadmap.names.numbered(number) if number and not topics else ()
    is_sitting = any(event.fact.kind is Kind.CHECKED_IN for event in taken)
    if number and numbered and is_sitting and any(event.fact.topic for event in taken):
        return Reply(text=texts.minutes_or_topic(number), buttons=_either(number, numbered[0]))
    if number and is_sitting and not minutes:
        minutes = Minutes(number)
    elif number:
        topics = topics or numbered
    if (minutes and (not is_sitting or not 1 <= minutes <= MOST_MINUTES)) or not (topics or when or minutes):
        raise NothingToCorrect
    return await _corrected(context, taken, topics or (), past(context, when) if when else None, minutes)


def _either(number: int, topic: Topic) -> tuple[Button, ...]:
    """A bare number may be minutes or a topic, where a sitting has both."""
    return asking(
        Button(spent(number), f"/correct {number}m"),
        Button(topic.title, f"/correct {reference(topic)}"),
    )


@command("otherday", helps.OTHERDAY, "/otherday yesterday", offered=False)
async def otherday(context: Context, which: str | None = None) -> Reply:
    first, _, rest = (which or "").partition(" ")
    is_carried = CARRIED.fullmatch(first) is not None
    saying, strand = carried(first if is_carried else None, context, otherday.examples)
    if is_elsewhere(context, strand):
        return Reply(text=texts.of_another_roadmap(), buttons=(Button(labels.roadmaps(), "/roadmaps"),))
    taken = tuple(reversed(facts.undo(await context.events(), saying, strand=strand)))
    said = rest if is_carried else (which or "")
    if not said:
        head = f"/otherday {taken[0].saying}@{taken[0].strand}"
        days = (context.today - timedelta(days=back) for back in range(1, DAYS_BACK + 1))
        buttons = (Button(dated(day), f"{head} {day.isoformat()}") for day in days)
        return Reply(text=texts.which_day(), buttons=asking(*choices(forms.which_day(), *buttons)))
    day = context.day(said, Direction.BACK)
    if day is None:
        raise NotUnderstood(said, otherday.examples)
    return await _corrected(context, taken, (), past(context, day), None)


async def _just_said(context: Context) -> tuple[ProgressEvent, ...]:
    """What the learner said last, if that was just now. Raises NothingToCorrect."""
    events = standing(await context.events())
    if not events:
        raise NothingToCorrect
    last = events[-1]
    said_at = await context.store.facts.said_at(last.strand, last.position)
    if said_at is None or context.now - said_at > SOON:
        raise NothingToCorrect
    return tuple(event for event in events if (event.saying, event.strand) == (last.saying, last.strand))


async def _corrected(
    context: Context, taken: Sequence[ProgressEvent], topics: tuple[Topic, ...], day: date | None, minutes: int | None
) -> Reply:
    """The facts taken back and told anew. Raises NothingToCorrect for what has no topic, day or minutes."""
    if any(event.fact.kind not in CORRECTED for event in taken):
        raise NothingToCorrect
    gone = [facts.undone(event, context.today) for event in reversed(taken)]
    before = _without(context, await context.events(), taken)
    await asyncio.sleep(0)  # of a long history it takes a while: others have their turn
    meant = Meant(topics, day, minutes)
    said = [event.fact for event in taken]
    news = _anew(before, said, meant, await _titles(context))
    await asyncio.sleep(0)  # as above
    if not news:
        raise NothingToCorrect
    if list(news) == said:
        return Reply(text=texts.so_already(texts.said_once(tuple(said), await _titles(context), context.today)))
    told = await tell(context, [*gone, *news], taken[0].strand)
    return Reply(
        text=paragraphs(texts.corrected(tuple(news), await _titles(context), context.today)),
        buttons=(Button(labels.status(), "/status"), told.undo),
    )


def _without(context: Context, events: Sequence[ProgressEvent], taken: Sequence[ProgressEvent]) -> Progress:
    """The progress as it was before these facts."""
    first_day, gone = context.enrolled()[1].first_day, {(event.strand, event.position) for event in taken}
    return replay(first_day, [event for event in events if (event.strand, event.position) not in gone])


@dataclass(frozen=True, slots=True)
class Meant:
    """What was meant instead; empty or None is what was right."""

    topics: tuple[Topic, ...]
    day: date | None
    minutes: int | None


def _anew(progress: Progress, said: Sequence[Fact], meant: Meant, titles: dict[str, str]) -> Sequence[Fact]:
    """What was said, with what was meant in its place. Several topics take the place of one, not of several."""
    about = {fact.topic for fact in said if fact.topic}
    if meant.topics and (len(about) > 1 or any(fact.kind in HAVE_OWN for fact in said)):
        raise NothingToCorrect
    told: list[Fact] = []
    for fact in said:
        for slug in [topic.slug for topic in meant.topics] or [fact.topic]:
            step = fact.step if slug == fact.topic else ""
            there = fact._replace(topic=slug, step=step, day=meant.day or fact.day)
            told += _as(progress, there, meant.minutes, titles)
    return list(dict.fromkeys(told))


def _as(progress: Progress, fact: Fact, minutes: int | None, titles: dict[str, str]) -> tuple[Fact, ...]:
    """The facts by which this one is true now."""
    title = titles.get(fact.topic, fact.topic)
    match fact.kind:
        case Kind.COMPLETED:
            said = {"link": fact.link, "note": fact.note}
            return facts.finish(progress, fact.topic, fact.day, title=title, **said, moves=True, known=fact.known)
        case Kind.BEGUN:
            return facts.begin(progress, fact.topic, fact.day)
        case Kind.SKIPPED:
            return facts.skip(progress, fact.topic, fact.day)
        case Kind.CHECKED_IN:
            return (fact._replace(minutes=minutes or fact.minutes),)
        case kind if kind is Kind.STEP_DONE or kind in SHOWING:
            return (fact,)
    return ()  # a reopening comes along with what follows it


@command("nothing", helps.NOTHING, "/nothing", offered=False)
async def nothing(context: Context) -> Reply:
    return Reply(text=said_texts.nothing_stored(), in_place=context.place.direct)
