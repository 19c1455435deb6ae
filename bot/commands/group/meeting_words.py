"""The words behind /meet that change a meeting: whoever called it moves it, calls it off and ends it, or an admin does."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.command import Clock, Weekday, Where, Word, command
from bot.chat.context import Context
from bot.chat.platform import Right
from bot.chat.reply import Button, Reply, asking
from bot.commands.group.here import aside, asked_here, here, in_passing, member, membership
from bot.commands.group.meeting_calls import round_on
from bot.commands.group.meeting_doubts import which_time
from bot.commands.group.meeting_presses import meeting_here
from bot.commands.group.meetings import MOST_DAYS, starts
from bot.errors import NotUnderstood, RightsUnknown
from bot.nudges.group import meetings as entries
from bot.nudges.group.rounds import followed
from bot.nudges.kinds.meetings import moment_of
from bot.nudges.when import DAY, moment
from bot.said.days import SMALL_HOURS
from bot.said.meetings import Proposal, read_meeting, typed
from bot.store import Group, Meeting
from bot.texts import group_labels, helps
from bot.texts import meetings as texts
from bot.texts import rounds as round_texts
from bot.texts.phrases import stamped, text_of

ONCE, ALWAYS = "once", "always"
CANCEL = "cancel"

NUMBER = re.compile(r"#(?P<id>\d{1,9})\b")
"""Which one is meant, where a button says so."""


@command("meet move", helps.MEET_MOVE, "/meet move fri 20:00", "/meet move 20:00", where=Where.GROUP, rights_asked=True)
async def move(context: Context, day: Weekday | None = None, at: Clock | None = None) -> Reply:
    said = text_of(day, at)
    meeting = await _meant(context, "move", said)
    if isinstance(meeting, Reply):
        return meeting
    group, often, said = (await here(context)).group, *_often(NUMBER.sub(" ", said))
    meant = _place_of(said)
    if asked := which_time(
        context,
        group,
        meant,
        lambda one: _moved_to(context, group, meeting, one),
        lambda one: f"/meet move #{meeting.id} {typed(one)} {often}".rstrip(),
    ):
        return asked
    starts_at = _moved_to(context, group, meeting, meant)
    if starts_at < context.now:
        return aside(texts.is_over())
    if starts_at > context.now + timedelta(days=MOST_DAYS):
        return aside(texts.too_far(MOST_DAYS))
    if meeting.weekly and not often:
        return _once_or_always(context, f"/meet move #{meeting.id} {said.strip()}")
    usual = {"usual_at": starts_at} if often == ALWAYS or not meeting.weekly else {}
    changed = await context.store.meetings.change(meeting.id, starts_at=starts_at, **usual)
    await entries.moved(context.store, group, changed, context.now, since=meeting.starts_at, by=_by(context))
    return in_passing(texts.moved_by_you(moment_of(starts_at, group, context.now, context.default_zone)))


def _place_of(said: str) -> Proposal:
    """The day, the time or both that a meeting is to have. Raises NotUnderstood."""
    meant = read_meeting(said)
    says_day = meant.weekday is not None or bool(meant.day)
    if meant.topic or not (says_day or meant.is_timed):
        raise NotUnderstood(said.strip(), ("/meet move fri 20:00", "/meet move 20:00"))
    return meant


def _moved_to(context: Context, group: Group, meeting: Meeting, meant: Proposal) -> datetime:
    """The moment that is meant; of day and time what is not said stays. Raises NotUnderstood for a day that is none."""
    zone = group.zone_or(context.default_zone)
    local = meeting.starts_at.astimezone(zone)
    says_day = meant.weekday is not None or bool(meant.day)
    if not says_day and meant.ahead is None and meant.at:
        is_behind = meant.of_night and local.hour >= SMALL_HOURS
        return moment(local.date() + DAY if is_behind else local.date(), meant.at, zone)
    return starts(context, group, replace(meant, at=meant.at or local.time()), local.weekday())


@command("meet cancel", helps.MEET_CANCEL, "/meet cancel", where=Where.GROUP, rights_asked=True)
async def cancel(context: Context, which: str | None = None) -> Reply:
    meeting = await _meant(context, CANCEL, which or "")
    if isinstance(meeting, Reply):
        return meeting
    group, often = (await here(context)).group, _often(which or "")[0]
    if meeting.weekly and not often:
        return _once_or_always(context, f"/meet cancel #{meeting.id}")
    changed = await context.store.meetings.change(meeting.id, called_off_at=context.now)
    await entries.called_off(context.store, group, [changed], context.now, by=_by(context))
    if often == ONCE:
        await followed(context.store, {group.id: group}, [changed], context.now, context.default_zone)
    when = moment_of(meeting.starts_at, group, context.now, context.default_zone)
    return in_passing(texts.called_off_by_you(when))


@command("meet end", helps.MEET_END, "/meet end", open_to_all=True, where=Where.GROUP, rights_asked=True)
async def end(context: Context, which: str | None = None) -> Reply:
    group, said = (await here(context)).group, (which or "").removeprefix("#")
    await _has_a_say(context, group, is_heard=False)
    if said.isdecimal() and len(said) < 10:
        meeting: Meeting | None = await meeting_here(context, int(said))
    else:
        meeting = await round_on(context, group)
    if meeting is None:
        return aside(round_texts.none_is_on())
    if not meeting.is_on(context.now):
        return aside(texts.over_already())
    if not _may_change(context, meeting):
        return _not_yours(context)
    changed = await context.store.meetings.change(meeting.id, ended_at=context.now)
    await context.store.ledger.file(entries.asks_how_far(group, changed))
    return in_passing(round_texts.ended())


def _once_or_always(context: Context, line: str) -> Reply:
    """What is asked of one that comes every week."""
    once = Button(group_labels.only_this_time(), f"{line} {ONCE}")
    always = Button(group_labels.from_now_on(), f"{line} {ALWAYS}")
    return asked_here(context, Reply(text=texts.once_or_always(), buttons=asking(once, always)))


def _often(said: str) -> tuple[str, str]:
    """Whether only this time is meant, or always, empty where that is not said; and the rest."""
    words = said.split()
    return (words[-1], " ".join(words[:-1])) if words and words[-1] in {ONCE, ALWAYS} else ("", said)


def _by(context: Context) -> int:
    return context.contact.account.id if context.contact else 0


async def _meant(context: Context, word: str, said: str) -> Meeting | Reply:
    """The meeting that is to be changed, which is to come and the speaker's; or what is asked where that may be several, or said where
    it is none. Raises RightsUnknown."""
    group = (await here(context)).group
    await _has_a_say(context, group, is_heard=word != CANCEL)
    coming = await context.store.meetings.open(group.id, context.now)
    if number := NUMBER.search(said):
        coming = [one for one in coming if one.id == int(number["id"])]
    mine = [one for one in coming if _may_change(context, one)]
    if not mine:
        return _not_yours(context) if coming else aside(texts.none_to_come())
    if len(mine) == 1:
        return mine[0]
    zone = group.zone_or(context.default_zone)
    labels = [stamped(one.starts_at.astimezone(zone)) for one in mine]
    buttons = (
        Button(label, f"/meet {word} #{one.id} {said}".rstrip()) for label, one in zip(labels, mine, strict=True)
    )
    return asked_here(context, Reply(text=texts.which(), buttons=asking(*buttons)))


async def _has_a_say(context: Context, group: Group, *, is_heard: bool) -> None:
    """Raises NotJoined and Muted for who is neither a member nor manages the chat, and RightsUnknown for who is no member, where the
    platform does not say whether they manage it."""
    if _manages(context):
        return
    if context.place.rights is None and await membership(context, group) is None:
        raise RightsUnknown
    await member(context, group, is_heard=is_heard)


def _not_yours(context: Context) -> Reply:
    """What is said to who may not change a meeting. Raises RightsUnknown where the platform does not say whether they manage the chat."""
    if context.place.rights is None:
        raise RightsUnknown
    return aside(texts.not_yours())


def _may_change(context: Context, meeting: Meeting) -> bool:
    """Whether the speaker called it, or manages the chat."""
    return _manages(context) or _called(context, meeting)


def _manages(context: Context) -> bool:
    return Right.MANAGE_GROUP in (context.place.rights or ())


def _called(context: Context, meeting: Meeting) -> bool:
    return context.contact is not None and context.contact.account.id == meeting.account_id


WORDS = (
    Word("call", params=("day", "at", "minutes", "topic", "often")),
    Word("move", move),
    Word("cancel", cancel),
    Word("end", end),
)
