"""A meeting asked for: on which day, at what time, for how long, on what, how often; and in a round, what somebody will do."""

from collections.abc import Mapping
from datetime import timedelta

from bot.chat.form import Blank, Field, Form, Into, Option
from bot.chat.questions import one_by_one
from bot.chat.reply import Reply
from bot.commands.group.here import Here
from bot.store import Meeting
from bot.texts import meeting_forms as texts
from bot.texts import rounds as round_texts
from bot.texts.phrases import whole_weekday
from bot.texts.stages import with_stage
from roadmap.group.rounds import LONGEST_PLAN, USUAL
from roadmap.names import reference

FORM = "form"
"""Typed behind the command before what was answered."""

TIMES = ("09:00", "17:00", "18:00", "19:00", "20:00", "21:00")
LENGTHS = (30, USUAL, 90, 120)
LONGEST_TIME = 20
MOST_TOPICS, MOST_ON_PAGE = 11, 200
"""In a window, and on a page."""


def meeting_form(now: Here, answers: Mapping[str, str]) -> Reply:
    """The form, with what was answered so far."""
    fields = (_days(now), _time(), _length(), _topic(now), _often())
    form = Form(texts.meeting(), "/meet", fields, at_once=True)
    return one_by_one(form, f"/meet {FORM}", answers)


def page_fields(now: Here) -> tuple[Field, ...]:
    """What a page asks beside the day and the time: for how long, how often, and on which of all topics."""
    return _length(), _often(), _topic(now, MOST_ON_PAGE)


def _days(now: Here) -> Field:
    """The seven days from today on."""
    days = [(now.today + timedelta(days=ahead)).weekday() for ahead in range(7)]
    options = tuple(Option(whole_weekday(day), whole_weekday(day).casefold()) for day in days)
    return Field(texts.which_day(), options, into=Into("day"))


def _time() -> Blank:
    offers = tuple(Option(one, one) for one in TIMES)
    return Blank(
        label=texts.what_time(),
        into=Into("time"),
        longest=LONGEST_TIME,
        hint=TIMES[3],
        required=True,
        offers=offers,
    )


def _length() -> Field:
    return Field(
        texts.how_long(),
        tuple(Option(texts.minutes(one), f"{one}m", one == USUAL) for one in LENGTHS),
        into=Into("minutes"),
    )


def _topic(now: Here, most: int = MOST_TOPICS) -> Field:
    """The topics of the group's roadmap, as far as there is room."""
    options = tuple(Option(with_stage(one), reference(one)) for one in now.roadmap.topics[:most])
    return Field(texts.which_topic(), options, required=False, into=Into("topic"))


def _often() -> Field:
    options = (Option(texts.once(), "once", True), Option(texts.every_week(), "weekly"))
    return Field(texts.how_often(), options, into=Into("often"))


def plan_form(meeting: Meeting) -> Form:
    """What somebody will do in a round."""
    what = Blank(
        label=round_texts.what_will_you_do(),
        into=Into("plan", ""),
        longest=LONGEST_PLAN,
        hint=round_texts.plan_hint(),
        required=True,
    )
    return Form(round_texts.title(), f"/meet will {meeting.id}", (what,), at_once=True)
