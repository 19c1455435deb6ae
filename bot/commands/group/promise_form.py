"""A promise asked for: what it is, and by which day it is to be kept."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.form import Answer, Blank, Field, Form, Into, Option, kept
from bot.chat.questions import one_by_one
from bot.chat.reply import Button, Reply
from bot.commands.group.meant import Belonging
from bot.texts import forms as texts
from bot.texts import group_forms
from bot.texts.phrases import day
from bot.texts.stages import told_apart
from roadmap.group.promises import LONGEST, SUNDAY, promised
from roadmap.model import Status
from roadmap.streak import WEEK, monday

FORM = "form"
"""Typed behind the group before what was answered."""

TEXT = Into("text", "")
BY = Into("by", "by")


def line_in(mine: Belonging) -> str:
    """The line of a promise in this group, wherever it is said."""
    return f"/promise in {mine.group.id}"


async def promise_form(
    context: Context, mine: Belonging, answers: Mapping[str, str], below: Markup | None = None
) -> Reply:
    """The form, with what was answered so far, and what is said ``below`` its question."""
    what = Blank(
        label=group_forms.what_promise(),
        into=TEXT,
        longest=LONGEST,
        hint=group_forms.promise_hint(),
        required=True,
        offers=await _offers(context),
    )
    form = Form(group_forms.promise(), line_in(mine), (what, _days(mine)), at_once=True)
    return one_by_one(form, f"{line_in(mine)} {FORM}", answers, below=below)


def once_more(mine: Belonging, text: str) -> Button:
    """Opens the form with what was promised, where its day was wrong or it was too long."""
    return Button(texts.fill_in_again(), f"{line_in(mine)} {FORM} {kept([Answer(text, TEXT)])}")


async def _offers(context: Context) -> tuple[Option, ...]:
    """Small promises to choose from: of what goes on, if the learner may be asked about that."""
    progress = await context.progress() if context.enrolment else None
    on = [one for one in context.roadmap.order if progress and progress.of(one.slug).status is Status.GOING_ON]
    of_topic = [group_forms.a_step_of(told_apart(context.roadmap, topic)) for topic in on[:1]]
    return tuple(Option(one, one) for one in (*of_topic, group_forms.three_days(), group_forms.two_hours()))


def _days(mine: Belonging) -> Field:
    """The last days of this week and of the next; the one that a promise has of itself is chosen."""
    this = monday(mine.today) + SUNDAY
    last = promised("-", mine.today).last_day
    weeks = ((group_forms.this_week, this), (group_forms.next_week, this + WEEK))
    options = tuple(Option(label(day(when, mine.today)), when.isoformat(), when == last) for label, when in weeks)
    return Field(group_forms.until_when(), options, into=BY)
