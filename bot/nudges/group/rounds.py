"""What follows when a round begins, or would have begun: the question at its end, and the same in a week."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.nudges.group.meetings import (
    BEFORE,
    NO_PLACE,
    OVER,
    asks_how_far,
    asks_no_more,
    calls,
    changes,
    events,
    is_enough,
    is_last,
    last_period,
    tell_all,
)
from bot.nudges.when import next_occurrence
from bot.platforms.packs import traits_of
from bot.reasons import Reason
from bot.store import Group, Meeting, NudgeKind, NudgeState, Outcome, Store
from bot.store.ledger import Entry


async def opened(store: Store, outcomes: Sequence[Outcome], now: datetime, default_zone: str) -> None:
    """Rows of rounds came to their end. Once the post of one stands it is asked at the end how far everybody got; with the row by
    which it begins, sent or not, the post that asked who is in says so, and what comes every week is called anew."""
    ended = [one for one in outcomes if one.nudge.kind is NudgeKind.ROUND and one.state is not NudgeState.DUE]
    if not ended:
        return
    found = await store.meetings.by_ids({one.nudge.subject or 0 for one in ended})
    groups = await store.groups.by_ids({one.group_id for one in found.values()})
    of_outcomes = [(one, found[one.nudge.subject]) for one in ended if one.nudge.subject in found]
    await _told_directly(store, groups, of_outcomes, now)
    sent = [(one.nudge.period, meeting) for one, meeting in of_outcomes if one.state is NudgeState.SENT]
    begun = [one for outcome, one in of_outcomes if outcome.nudge.period == f"{one.id}" and one.called_off_at is None]
    await store.ledger.file(
        *(row for period, one in sent for row in _asks(groups[one.group_id], one, period, now)),
        *await _said_where_it_was_asked(store, groups, begun, now),
    )
    meets_on = [one for one in begun if (group := groups[one.group_id]).roadmap and not group.gone_at]
    await followed(store, groups, meets_on, now, default_zone)


def _asks(group: Group, meeting: Meeting, period: str, now: datetime) -> list[Entry]:
    """What follows from a row of this period that was sent: the question at the end and, where edits are free, the end of that."""
    if is_enough(period):
        return []
    if not is_last(period):
        return [asks_how_far(group, meeting)]
    return [asks_no_more(group, meeting, now)] if traits_of(group.platform).edits_freely else []


async def _told_directly(
    store: Store, groups: Mapping[int, Group], ended: Sequence[tuple[Outcome, Meeting]], now: datetime
) -> None:
    """Of a round whose group is out of reach all at once whoever is in hears directly: at its moment, unless they heard so before, and
    at its end. There alone they hear of one whose group was stopped meanwhile, or took no posts for as long as it went on."""
    news = [
        (meeting, what) for outcome, meeting in ended if (what := _heard(outcome, groups[meeting.group_id], meeting))
    ]
    if not news:
        return
    who = await store.meetings.who_at([meeting.id for meeting, _ in news])
    await tell_all(store, [(one, [each.account_id for each in who[one.id]], what) for one, what in news], now)


def _heard(outcome: Outcome, group: Group, meeting: Meeting) -> str:
    """What is heard directly; nothing where the group is told."""
    if _is_not_asked(outcome, group, meeting):
        return OVER
    period, gone_at = outcome.nudge.period, group.gone_at
    if outcome.state is not NudgeState.UNREACHABLE or gone_at is None or gone_at < meeting.starts_at - BEFORE:
        return ""
    if is_last(period):
        return OVER
    return NO_PLACE if period == f"{meeting.id}" else ""


def _is_not_asked(outcome: Outcome, group: Group, meeting: Meeting) -> bool:
    """Whether the group, which is there, is not asked how far everybody got who was in."""
    if meeting.called_off_at:
        return False
    if is_last(outcome.nudge.period):
        return outcome.reason == Reason.NO_ROADMAP and outcome.nudge.period == last_period(meeting)
    is_refused = outcome.reason == Reason.TOO_LATE and group.refused_at is not None and group.gone_at is None
    return is_refused and outcome.nudge.period == f"{meeting.id}"


async def _said_where_it_was_asked(
    store: Store, groups: Mapping[int, Group], begun: Collection[Meeting], now: datetime
) -> list[Entry]:
    asked = [one.id for one in begun if not one.at_once]
    told = await store.meetings.change_all(asked) if asked else ()
    return await changes(store, groups, told, NudgeKind.MEETING, now) if told else []


async def followed(
    store: Store, groups: Mapping[int, Group], meetings: Collection[Meeting], now: datetime, default_zone: str
) -> Sequence[Meeting]:
    """What comes every week is called for the week after, of those missed none; it is called once, whoever else does so. One that
    was asked for as the last ends by itself where nobody is in. Returns those that were called."""
    weekly = await _going_on(store, [one for one in meetings if one.weekly])
    usual = await _usual(store, groups, weekly, default_zone)
    following = {
        one: _next(usual[one], groups[one.group_id].zone_or(default_zone), max(one.usual_at, now)) for one in weekly
    }
    if not following:
        return ()
    made = await store.meetings.follow(following)
    await store.ledger.file(
        *(row for one in made for row in calls(groups[one.group_id], one, now)),
        *await _events_too(store, groups, made, {one.id: one for one in following}, now),
    )
    return made


async def _going_on(store: Store, weekly: Sequence[Meeting]) -> list[Meeting]:
    """These without those that were asked for as the last, and have nobody in."""
    last = await store.meetings.last_calls([one.id for one in weekly]) if weekly else ()
    empty = await store.meetings.unattended(last, 1) if last else {}
    return [one for one in weekly if not empty.get(one.id)]


async def _events_too(
    store: Store, groups: Mapping[int, Group], made: Collection[Meeting], before: Mapping[int, Meeting], now: datetime
) -> list[Entry]:
    """The rows that make events of what follows, where those before them were to be some; they may have gone with calls that were
    hidden."""
    rows = [(before[one.follows or 0], row) for one in made for row in events(groups[one.group_id], one, now)]
    gone = {last.id: last.group_id for last, _ in rows if last.event_id is None}
    wanted = await store.posts.subjects({*gone.values()}, NudgeKind.EVENT, gone) if gone else ()
    return [row for last, row in rows if last.event_id or last.id in wanted]


async def _usual(
    store: Store, groups: Mapping[int, Group], meetings: Collection[Meeting], default_zone: str
) -> dict[Meeting, datetime]:
    """A moment of each that has its usual time by the clock of its group: where the clock was put forward over that, the one a week
    before."""
    zones = {one: groups[one.group_id].zone_or(default_zone) for one in meetings}
    shifted = [one for one in meetings if one.follows and _is_where_the_clock_was_put_forward(one.usual_at, zones[one])]
    before = await store.meetings.by_ids([one.follows or 0 for one in shifted]) if shifted else {}
    usual = {one: one.usual_at for one in meetings}
    for one in shifted:
        found = before.get(one.follows or 0)
        if found and _next(found.usual_at, zones[one], found.usual_at) == one.usual_at:
            usual[one] = found.usual_at
    return usual


def _is_where_the_clock_was_put_forward(moment: datetime, zone: ZoneInfo) -> bool:
    earlier = (moment - timedelta(seconds=1)).astimezone(zone)
    return moment.astimezone(zone).replace(tzinfo=None) - earlier.replace(tzinfo=None) > timedelta(seconds=1)


def _next(usual: datetime, zone: ZoneInfo, after: datetime) -> datetime:
    """When it is the next time, by the clock of its group."""
    local = usual.astimezone(zone)
    return next_occurrence(local.weekday(), local.time(), zone, after)
