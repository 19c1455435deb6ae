"""/sitting: a sitting told question by question, or in one form where the platform has those; ``/log`` is told of it."""

from datetime import timedelta

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.form import Blank, Field, Form, Into, Option, answers_in
from bot.chat.offers import LENGTHS
from bot.chat.questions import one_by_one
from bot.chat.reply import Button, Reply
from bot.errors import NotUnderstood
from bot.texts import forms as texts
from bot.texts import helps
from bot.texts.phrases import day, spent
from bot.texts.stages import told_apart
from roadmap.model import Status, Topic
from roadmap.names import reference

DAYS = 7
"""Days to choose from, today among them; any other is typed with /log."""

MOST_TOPICS = 25
"""Topics that can be chosen from; of more, one is named."""

MOST_NAMED = 6
"""Of those the topics that are offered all the same, where nothing can be typed into a form."""

LONGEST_WORD = 100
"""Characters of what an option of a form stands for, on Discord."""

LONGEST_LENGTH, LONGEST_TOPIC, LONGEST_NOTE = 20, 100, 500


EXAMPLES = ("/sitting", "/log 45m nlp")


@command("sitting", helps.SITTING, "/sitting", offered=False)
async def sitting(context: Context, answers: str | None = None) -> Reply:
    said = answers_in(answers or "")
    if answers and not said:
        raise NotUnderstood(answers, EXAMPLES)
    return one_by_one(await form_of(context), "/sitting", said, below=None if said else texts.note_behind())


def log_something() -> Button:
    return Button(texts.log_something(), "/sitting")


async def form_of(context: Context) -> Form:
    """What is asked of a sitting."""
    minutes = Blank(
        label=texts.how_long(),
        into=Into("minutes", None),
        longest=LONGEST_LENGTH,
        hint=texts.lengths(),
        offers=tuple(Option(spent(length), f"{length}m") for length in LENGTHS),
    )
    note = Blank(label=texts.what_learned(), into=Into("note", None), longest=LONGEST_NOTE, lines=True)
    return Form(texts.sitting(), "/log", (minutes, await _topic(context), _day(context), note))


async def _topic(context: Context) -> Field | Blank:
    """Which topic it was: those that go on first, what is finished last."""
    progress = await context.progress()
    order = (Status.GOING_ON, Status.NOT_STARTED, Status.SKIPPED, Status.COMPLETED)
    topics = sorted(context.roadmap.order, key=lambda topic: order.index(progress.of(topic.slug).status))
    on = [topic for topic in topics if progress.of(topic.slug).status is Status.GOING_ON]
    into = Into("topics", None)
    if len(topics) > MOST_TOPICS or any(len(reference(topic)) > LONGEST_WORD for topic in topics):
        named = tuple(_option(context, topic) for topic in topics[:MOST_NAMED])
        return Blank(label=texts.which_topic(), into=into, longest=LONGEST_TOPIC, hint=texts.topics(), offers=named)
    options = tuple(_option(context, topic, chosen=[topic] == on) for topic in topics)
    return Field(texts.which_topic(), options, required=False, into=into)


def _option(context: Context, topic: Topic, *, chosen: bool = False) -> Option:
    return Option(told_apart(context.roadmap, topic), reference(topic), chosen)


def _day(context: Context) -> Field:
    """Which day it was; today unless another is chosen."""
    today = context.today
    options = []
    for ago in range(DAYS):
        when = today - timedelta(days=ago)
        shown = day(when, today)
        label = (texts.today(shown), texts.yesterday(shown))[ago] if ago < 2 else shown
        options.append(Option(label, when.isoformat(), ago == 0))
    return Field(texts.which_day(), tuple(options), into=Into("when", None))
