"""The meetings of a group that are on or to come, as one of its members sees them on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.form import Field
from bot.chat.reply import Button
from bot.commands.group.here import Here
from bot.commands.group.meeting_form import page_fields
from bot.commands.group.meetings import MOST_DAYS
from bot.nudges.group.meetings import topic_of
from bot.nudges.group.names import Names
from bot.nudges.kinds.meetings import moment_of
from bot.store import Attendance, Meeting, Membership
from bot.store.post_names import untraced
from bot.texts import group_labels
from bot.texts import meetings as meeting_texts
from bot.texts import pages_group as texts
from bot.texts.phrases import clock
from roadmap.group.rounds import MOST

MOST_SHOWN = 10

USUAL_TIME = time(19)
"""That is offered for a new one."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting, what is said of it and of who is in, and the lines that answer it. ``day`` and ``time`` are by
    the clock of the group, whose ``zone`` is named; it is ``mine`` for who called it, and can be changed until it begins."""

    number: int
    head: Markup
    who: Markup
    is_in: bool
    answers: Sequence[Button]
    mine: bool
    weekly: bool
    day: str
    time: str
    zone: str


@dataclass(frozen=True, slots=True)
class Calling:
    """The form that calls one: what it begins with, the days that it may be on, the fields beside them, and by which clock."""

    day: str
    first: str
    last: str
    time: str
    fields: Sequence[Field]
    zone: str


def calling(context: Context, now: Here) -> Calling:
    """For tomorrow, until somebody chooses otherwise."""
    tomorrow, last = now.today + timedelta(days=1), now.today + timedelta(days=MOST_DAYS)
    zone = now.group.zone_or(context.default_zone).key
    return Calling(
        tomorrow.isoformat(), now.today.isoformat(), last.isoformat(), clock(USUAL_TIME), page_fields(now), zone
    )


async def coming(context: Context, now: Here, me: Membership, names: Names | None) -> list[Coming]:
    """The next first. ``names`` are those that a group may read, None where it is large: there everybody is counted."""
    store, lately = context.store, context.now - timedelta(minutes=MOST)
    open_ = [one for one in await store.meetings.open(now.group.id, lately) if context.now < one.ends_at][:MOST_SHOWN]
    who = await store.meetings.who_at([one.id for one in open_])
    return [_coming(context, now, me, one, who[one.id], names=names) for one in open_]


def _coming(
    context: Context, now: Here, me: Membership, meeting: Meeting, who: Sequence[Attendance], *, names: Names | None
) -> Coming:
    zone = now.group.zone_or(context.default_zone)
    local, is_ahead = meeting.starts_at.astimezone(zone), meeting.is_to_come(context.now)
    is_in = any(one.account_id == me.account_id for one in who)
    out = Button(group_labels.not_this_time(), f"/meet out {meeting.id}")
    return Coming(
        meeting.id,
        untraced(_head(context, now, names or {}, meeting)),
        untraced(_who(names, who)),
        is_in,
        (out,) if is_in else (Button(group_labels.im_in(), f"/meet in {meeting.id}"), out),
        mine=is_ahead and meeting.account_id == me.account_id,
        weekly=meeting.weekly,
        day=local.date().isoformat(),
        time=clock(local.time()),
        zone=zone.key,
    )


def _head(context: Context, now: Here, names: Names, meeting: Meeting) -> Markup:
    when = moment_of(meeting.starts_at, now.group, context.now, context.default_zone)
    about = meeting_texts.about(topic_of(now.roadmap, meeting.topic), meeting.round)
    caller = names.get(meeting.account_id or 0, "")
    return meeting_texts.proposed(caller, when, about, weekly=meeting.weekly, is_next=meeting.is_to_come(context.now))


def _who(names: Names | None, who: Sequence[Attendance]) -> Markup:
    if names is None:
        return texts.how_many_are_in(len(who))
    return meeting_texts.who_is_in([Markup.escape(names[one.account_id]) for one in who if one.account_id in names])
