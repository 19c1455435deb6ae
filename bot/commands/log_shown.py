"""The log read back: by day, a page at a time, and of one topic with its last notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.sitting_form import log_something
from bot.texts import log as texts
from bot.texts import stages
from roadmap.facts import Fact
from roadmap.inside import inside
from roadmap.model import Topic
from roadmap.names import reference
from roadmap.streak import monday

PAGE = 10
"""Sittings on a page."""

MOST_NOTES = 3
"""Notes of a topic that are shown with it."""


async def show(context: Context, topic: Topic) -> Reply:
    """What was studied of a topic, and noted last."""
    strands = context.enrolment.ids if context.enrolment else ()
    log, today = context.store.log, context.today
    studied = await log.studied(strands, monday(today), topic.slug)
    notes = await log.notes(strands, topic.slug, MOST_NOTES)
    sentence = await log.remembered(strands, topic.slug)
    details = Button(texts.details(topic.title), f"/topic {reference(topic)}")
    if not (studied or notes or sentence):
        return Reply(text=texts.nothing_of(topic.title), buttons=(details,))
    by_day = (Button(texts.by_day_label(), f"/log {reference(topic)} page:1"),) if studied else ()
    text = texts.of_topic(topic.title, studied.sittings if studied else None, sentence, notes, today)
    return Reply(text=text, buttons=(*by_day, *_notes_file(notes), details))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the log, ``page`` of so many ``pages``, the first being 1: what stands above all of them, its sittings, and the minutes
    of whole days."""

    head: Markup
    entries: Sequence[texts.Entry]
    minutes: Mapping[date, int]
    page: int
    pages: int


async def leaf_of(context: Context, topic: Topic | None, number: int | None) -> Leaf | None:
    """A page of the log, or of that of a topic: the first unless another is asked for, the last where there are not so many; None
    where nothing was studied."""
    strands, today = context.enrolment.ids if context.enrolment else (), context.today
    slug = topic.slug if topic else ""
    studied = await context.store.log.studied(strands, monday(today), slug)
    if studied is None:
        return None
    pages = -(-studied.sittings.count // PAGE)
    page = min(max(number or 1, 1), pages)
    shown = await context.store.log.page(strands, slug, (page - 1) * PAGE, PAGE)
    entries = [await entry_of(context, fact) for fact in shown.entries]
    if topic:
        entries = [replace(entry, topic="") for entry in entries]  # which stands above all of them
        head = texts.head_of(topic.title, studied.sittings, today)
    else:
        head = texts.head(studied.sittings, studied.week, today)
    return Leaf(head, entries, shown.minutes, page, pages)


async def show_page(context: Context, topic: Topic | None, number: int | None) -> Reply:
    """A page of the log, or of that of a topic; the first unless another is asked for."""
    leaf = await leaf_of(context, topic, number)
    if leaf is None:
        text = texts.nothing_of(topic.title) if topic else texts.nothing_yet(context.roadmap.title)
        return Reply(text=text, buttons=(log_something(),))
    place = (leaf.page, leaf.pages)
    return Reply(
        text=texts.by_day(leaf.head, leaf.entries, leaf.minutes, context.today, place),
        buttons=(
            *_turning(topic, *place),
            *(notes_file(leaf) if number is None else ()),
            *((log_something(),) if number is None and not topic else ()),
        ),
        in_place=number is not None,
    )


def _turning(topic: Topic | None, page: int, pages: int) -> tuple[Button, ...]:
    head = f"/log {reference(topic)}" if topic else "/log"
    later = (Button(stages.earlier(page - 1), f"{head} page:{page - 1}"),) if page > 1 else ()
    earlier = (Button(stages.later(page + 1), f"{head} page:{page + 1}"),) if page < pages else ()
    return (*later, *earlier)


def notes_file(leaf: Leaf) -> tuple[Button, ...]:
    """All notes as a file, where there are any to see."""
    return _notes_file([entry.fact for entry in leaf.entries])


def _notes_file(facts: Sequence[Fact]) -> tuple[Button, ...]:
    return (Button(texts.notes_label(), "/export notes"),) if any(fact.note for fact in facts) else ()


async def entry_of(context: Context, fact: Fact) -> texts.Entry:
    """A sitting with what its topic and step are called by now; a topic that is not there any more by its slug."""
    topic = context.roadmap.by_slug.get(fact.topic)
    if topic is None or not fact.step:
        return texts.Entry(fact, topic.title if topic else fact.topic)
    step = next((one for one in topic.steps if one.slug == fact.step), None)
    if step is None:  # of a list of the learner's own
        step = next((one for one in inside(topic, await context.progress()).steps if one.slug == fact.step), None)
    return texts.Entry(fact, topic.title, step.title if step else "")
