"""What is entered for the meetings of groups: the post that asks, the round at the moment, and a word to whoever is in."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.nudges.group.direct import reached
from bot.nudges.when import next_occurrence
from bot.platforms.packs import traits_of
from bot.store import Group, Meeting, NudgeKind, NudgeState, Outcome, Store
from bot.store.ledger import LEASE, Entry
from bot.texts.stages import told_apart
from roadmap.model import Roadmap

BEFORE = timedelta(minutes=10)
"""How long before a meeting those who are in are told."""

AHEAD = timedelta(days=1)
"""How long before one that comes every week it is asked who is in."""

EVER = datetime.min.replace(tzinfo=UTC)

OVER = "over"
"""Behind the id in the period of the row that asks how far everybody got."""

SOON, MOVED, OFF = "soon", "moved", "off"
"""What one who is in hears directly; it stands in the period of the row, with the moment of the meeting."""


def topic_of(roadmap: Roadmap | None, slug: str) -> str:
    """What the topic of a meeting is called; empty for none, and for one that the group's roadmap has not."""
    topic = roadmap.by_slug.get(slug) if roadmap else None
    return told_apart(roadmap, topic) if roadmap and topic else ""


async def called(store: Store, group: Group, meeting: Meeting, now: datetime) -> None:
    """Let the group be asked who is in, one that comes every week a day before, and the round begin at its moment."""
    if not meeting.at_once:
        asked_at = max(now, asks_at(meeting))
        await store.ledger.file(Entry.of_group(group, NudgeKind.MEETING, f"{meeting.id}", asked_at, meeting.id))
    await store.ledger.file(Entry.of_group(group, NudgeKind.ROUND, f"{meeting.id}", meeting.starts_at, meeting.id))


def asks_at(meeting: Meeting) -> datetime:
    """From when on it is asked who is in; of one that somebody has called there is nothing to wait for."""
    return meeting.starts_at - AHEAD if meeting.follows else EVER


async def event_wanted(store: Store, group: Group, meeting: Meeting, now: datetime) -> None:
    """Let a meeting be an event on its platform, where there are such."""
    if traits_of(group.platform).plans_events and group.server_id:
        await store.ledger.file(Entry.of_group(group, NudgeKind.EVENT, f"{meeting.id}", now, meeting.id))


async def _event_changes(store: Store, group: Group, meeting: Meeting, now: datetime) -> None:
    """Its event is to be as it is by now, where one was wanted."""
    if await store.posts.first_of(group.id, NudgeKind.EVENT, meeting.id):
        period = f"{meeting.id}.{meeting.changes}"
        await store.ledger.file(Entry.of_group(group, NudgeKind.EVENT, period, now, meeting.id))


async def moved(store: Store, group: Group, meeting: Meeting, now: datetime, *, by: int) -> None:
    """It begins at another moment: its rows wait for that, and whoever is in hears of it, but for the account ``by`` which it was
    moved."""
    await store.meetings.put_off(group.id, NudgeKind.ROUND, meeting.id, meeting.starts_at)
    await store.meetings.put_off(group.id, NudgeKind.MEETING, meeting.id, max(now, asks_at(meeting)))
    await changed(store, group, meeting, NudgeKind.MEETING, now)
    await _event_changes(store, group, meeting, now)
    accounts = [one.account_id for one in await store.meetings.who(meeting.id)]
    await _tell(store, meeting, [one for one in accounts if one != by], MOVED, now)
    await summoned(store, meeting, accounts, now)


async def called_off(store: Store, group: Group, meeting: Meeting, now: datetime, *, by: int) -> None:
    """It will not be: its post says so, and whoever is in hears of it, but for the account ``by`` which it was called off."""
    await changed(store, group, meeting, NudgeKind.MEETING, now)
    await _event_changes(store, group, meeting, now)
    accounts = [one.account_id for one in await store.meetings.who(meeting.id)]
    await _tell(store, meeting, [one for one in accounts if one != by], OFF, now)


async def summoned(store: Store, meeting: Meeting, accounts: Iterable[int], now: datetime) -> None:
    """Let these, who are in, be told before it begins; within the last minutes they know it."""
    if (due := meeting.starts_at - BEFORE) > now:
        await _tell(store, meeting, accounts, SOON, due)


async def changed(store: Store, group: Group, meeting: Meeting, kind: NudgeKind, now: datetime) -> None:
    """Let the post of this kind tell of something new, together with whatever else it is about to tell."""
    if not await store.meetings.is_told_soon(group.id, kind, meeting.id, now + LEASE):
        period = f"{meeting.id}.{meeting.changes}"
        await store.ledger.file(Entry.of_group(group, kind, period, now, meeting.id))


async def over(store: Store, group: Group, meeting: Meeting) -> None:
    """Let it be asked at its end how far everybody got."""
    entry = Entry.of_group(group, NudgeKind.ROUND, last_period(meeting), meeting.ends_at, meeting.id)
    await store.ledger.file(entry)


def last_period(meeting: Meeting) -> str:
    """The period of the row that asks so, by when it is over as things are."""
    return f"{meeting.id}.{OVER}.{meeting.ends_at.timestamp():.0f}"


def is_last(period: str) -> bool:
    """Whether a row of a round is the one that asks so."""
    return OVER in period.split(".")


async def opened(store: Store, outcome: Outcome, now: datetime, default_zone: str) -> None:
    """A row of a round came to its end. Once its post stands it is asked at the end how far everybody got; with the row by which it
    begins, sent or not, the post that asked who is in says so, and what comes every week is called anew."""
    nudge = outcome.nudge
    if nudge.kind is not NudgeKind.ROUND or outcome.state is NudgeState.DUE or nudge.group_id is None:
        return
    group = (await store.groups.by_ids([nudge.group_id])).get(nudge.group_id)
    meeting = await store.meetings.find(nudge.subject or 0)
    if group is None or meeting is None:
        return
    if outcome.state is NudgeState.SENT and not is_last(nudge.period):
        await over(store, group, meeting)
    if nudge.period != f"{meeting.id}":
        return
    if not meeting.at_once and meeting.called_off_at is None:
        await changed(store, group, await store.meetings.change(meeting.id), NudgeKind.MEETING, now)
    if group.roadmap and not group.gone_at and meeting.called_off_at is None:
        await followed(store, group, meeting, now, default_zone)


async def followed(store: Store, group: Group, meeting: Meeting, now: datetime, default_zone: str) -> None:
    """What comes every week is called for the week after, of those missed none; it is called once, whoever else does so."""
    if not meeting.weekly:
        return
    zone = group.zone_or(default_zone)
    local = meeting.usual_at.astimezone(zone)
    starts_at = next_occurrence(local.weekday(), local.time(), zone, max(meeting.usual_at, now))
    made = await store.meetings.follow(meeting, starts_at)
    if made:
        await called(store, group, made, now)
    if made and meeting.event_id:
        await event_wanted(store, group, made, now)


async def named_there(store: Store, meeting_id: int, now: datetime) -> None:
    """Somebody who is in cannot be written to: the post names them."""
    meeting = await store.meetings.find(meeting_id)
    group = (await store.groups.by_ids([meeting.group_id])).get(meeting.group_id) if meeting else None
    if meeting and group and meeting.is_to_come(now):
        await changed(store, group, await store.meetings.change(meeting.id), NudgeKind.MEETING, now)


async def _tell(store: Store, meeting: Meeting, accounts: Iterable[int], what: str, due: datetime) -> None:
    """Let these hear of it directly, once for each moment of the meeting. To whom nobody can write is tried all the same: so it is
    known by then."""
    contacts = await store.learners.by_ids([*accounts])
    to = {account: (await reached(store, [account]) or [contacts[account].account])[0] for account in contacts}
    period = f"{meeting.id}.{what}.{meeting.starts_at.timestamp():.0f}"
    await store.ledger.file(
        *(
            Entry(one.learner_id, one.id, one.platform, NudgeKind.SUMMONS, period, due, meeting.id)
            for one in to.values()
        )
    )
