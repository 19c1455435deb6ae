"""What is entered for the meetings of groups: the post that asks, the round at the moment, and a word to whoever is in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.nudges.group.direct import reached_by
from bot.platforms.packs import traits_of
from bot.store import Account, Group, Meeting, NudgeKind, Store
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

ENOUGH = "enough"
"""The same of the row by which that is asked no more."""

ASKED_FOR = timedelta(days=1)
"""How long it is asked how far everybody got."""

SOON, MOVED, OFF, NO_PLACE = "soon", "moved", "off", "lost"
"""What one who is in hears directly, as they do OVER where the group cannot be asked; it stands in the period of the row, with the moment
of the meeting, of one that was MOVED with that which they knew of."""

MOVES = timedelta(minutes=5)
"""Within this time whoever is in hears once that a meeting is moved, however often it is: where it stands by then."""


def topic_of(roadmap: Roadmap | None, slug: str) -> str:
    """What the topic of a meeting is called; empty for none, and for one that the group's roadmap has not."""
    topic = roadmap.by_slug.get(slug) if roadmap else None
    return told_apart(roadmap, topic) if roadmap and topic else ""


async def called(store: Store, group: Group, meeting: Meeting, now: datetime) -> None:
    """Let the group be asked who is in, one that comes every week a day before, and the round begin at its moment."""
    await store.ledger.file(*calls(group, meeting, now))


def calls(group: Group, meeting: Meeting, now: datetime) -> list[Entry]:
    """The rows that do so."""
    begins = Entry.of_group(group, NudgeKind.ROUND, f"{meeting.id}", meeting.starts_at, meeting.id)
    if meeting.at_once:
        return [begins]
    return [Entry.of_group(group, NudgeKind.MEETING, f"{meeting.id}", max(now, asks_at(meeting)), meeting.id), begins]


def asks_at(meeting: Meeting) -> datetime:
    """From when on it is asked who is in; of one that somebody has called there is nothing to wait for."""
    return meeting.starts_at - AHEAD if meeting.follows else EVER


async def event_wanted(store: Store, group: Group, meeting: Meeting, now: datetime) -> None:
    """Let a meeting be an event on its platform, where there are such."""
    await store.ledger.file(*events(group, meeting, now))


def events(group: Group, meeting: Meeting, now: datetime) -> list[Entry]:
    """The row that does so."""
    if not (traits_of(group.platform).plans_events and group.server_id):
        return []
    return [Entry.of_group(group, NudgeKind.EVENT, f"{meeting.id}", now, meeting.id)]


async def event_changes(store: Store, group: Group, meeting: Meeting, now: datetime) -> None:
    """Its event is to be as it is by now, where one was wanted."""
    if await store.posts.subjects([group.id], NudgeKind.EVENT, [meeting.id]):
        await changed(store, group, meeting, NudgeKind.EVENT, now)


async def moved(store: Store, group: Group, meeting: Meeting, now: datetime, *, since: datetime, by: int) -> None:
    """It begins at another moment than ``since`` then: its rows wait for that, and whoever is in hears of it, but for the account ``by``
    which it was moved."""
    await store.meetings.put_off(group.id, NudgeKind.ROUND, meeting.id, meeting.starts_at)
    await store.meetings.put_off(group.id, NudgeKind.MEETING, meeting.id, max(now, asks_at(meeting)))
    await changed(store, group, meeting, NudgeKind.MEETING, now)
    await event_changes(store, group, meeting, now)
    accounts = [one.account_id for one in await store.meetings.who(meeting.id)]
    await _told_of_the_move(store, meeting, [one for one in accounts if one != by], since, now)
    await summoned(store, meeting, accounts, now)


async def _told_of_the_move(
    store: Store, meeting: Meeting, accounts: Iterable[int], since: datetime, now: datetime
) -> None:
    """Let these hear in a while where it stands by then, but for those who are about to. What is left until it begins makes that while
    shorter."""
    due = now + min(MOVES, (meeting.starts_at - now) / 4)
    period = f"{meeting.id}.{MOVED}.{since.timestamp():.0f}.{meeting.changes}"
    entries = [_word(meeting, one, period, due) for one in (await _written_to(store, accounts)).values()]
    learners = [one.learner_id for one in entries if one.learner_id]
    waiting = await store.meetings.told_by(learners, f"{meeting.id}.{MOVED}.", due)
    await store.ledger.file(*(one for one in entries if one.learner_id not in waiting))


async def called_off(store: Store, group: Group, off: Sequence[Meeting], now: datetime, *, by: int) -> None:
    """These will not be: their posts say so, and whoever is in hears of it, but for the account ``by`` which they were called off."""
    ids = [one.id for one in off]
    events = await store.posts.subjects([group.id], NudgeKind.EVENT, ids)
    await store.ledger.file(
        *await changes(store, {group.id: group}, off, NudgeKind.MEETING, now),
        *await changes(store, {group.id: group}, [one for one in off if one.id in events], NudgeKind.EVENT, now),
    )
    who = await store.meetings.who_at(ids)
    await tell_all(
        store, [(one, [each.account_id for each in who[one.id] if each.account_id != by], OFF) for one in off], now
    )


async def none_held(store: Store, group: Group, now: datetime, *, by: int) -> None:
    """The group meets no more: what is to come is called off."""
    if coming := await store.meetings.open(group.id, now):
        off = await store.meetings.change_all([one.id for one in coming], called_off_at=now)
        await called_off(store, group, sorted(off, key=lambda one: (one.starts_at, one.id)), now, by=by)


async def summoned(store: Store, meeting: Meeting, accounts: Iterable[int], now: datetime) -> None:
    """Let these, who are in, be told before it begins; within the last minutes they know it."""
    if (due := meeting.starts_at - BEFORE) > now:
        await tell(store, meeting, accounts, SOON, due)


async def changed(store: Store, group: Group, meeting: Meeting, kind: NudgeKind, now: datetime) -> None:
    """Let the post of this kind tell of something new, together with whatever else it is about to tell."""
    await store.ledger.file(*await changes(store, {group.id: group}, [meeting], kind, now))


async def changes(
    store: Store, groups: Mapping[int, Group], meetings: Collection[Meeting], kind: NudgeKind, now: datetime
) -> list[Entry]:
    """The rows that do so for each of these."""
    told = await store.meetings.told_soon(meetings, kind, now + LEASE)
    return [
        Entry.of_group(groups[one.group_id], kind, f"{one.id}.{one.changes}", now, one.id)
        for one in meetings
        if one.id not in told
    ]


def asks_how_far(group: Group, meeting: Meeting) -> Entry:
    """The row that asks at its end how far everybody got."""
    return Entry.of_group(group, NudgeKind.ROUND, last_period(meeting), meeting.ends_at, meeting.id)


def last_period(meeting: Meeting) -> str:
    """The period of the row that asks so, by when it is over as things are."""
    return f"{meeting.id}.{OVER}.{meeting.ends_at.timestamp():.0f}"


def is_last(period: str) -> bool:
    """Whether a row of a round is the one that asks so."""
    return OVER in period.split(".")


def asks_no_more(group: Group, meeting: Meeting, now: datetime) -> Entry:
    """The row that takes off the question, asked just now, where not everybody has answered it in time."""
    period = f"{meeting.id}.{ENOUGH}.{meeting.ends_at.timestamp():.0f}"
    return Entry.of_group(group, NudgeKind.ROUND, period, now + ASKED_FOR, meeting.id)


def is_enough(period: str) -> bool:
    """Whether a row of a round is that one."""
    return ENOUGH in period.split(".")


async def asked_anew(store: Store, group: Group, now: datetime) -> None:
    """The place is gone where the posts of meetings stood that are to come: each that was asked for is asked for where the group lives now."""
    coming = [one for one in await store.meetings.open(group.id, now) if not one.at_once and asks_at(one) <= now]
    told = await store.meetings.change_all([one.id for one in coming]) if coming else ()
    await store.ledger.file(*await changes(store, {group.id: group}, told, NudgeKind.MEETING, now) if told else ())


async def named_there(store: Store, meeting_id: int, now: datetime) -> None:
    """Somebody who is in cannot be written to: the post names them."""
    meeting = await store.meetings.find(meeting_id)
    group = (await store.groups.by_ids([meeting.group_id])).get(meeting.group_id) if meeting else None
    if meeting and group and meeting.is_to_come(now):
        await changed(store, group, await store.meetings.change(meeting.id), NudgeKind.MEETING, now)


async def tell(store: Store, meeting: Meeting, accounts: Iterable[int], what: str, due: datetime) -> None:
    """Let these hear of it directly; see ``tell_all``."""
    await tell_all(store, [(meeting, [*accounts], what)], due)


async def tell_all(store: Store, news: Sequence[tuple[Meeting, Sequence[int], str]], due: datetime) -> None:
    """Let these accounts hear of these meetings directly, once for each moment of one."""
    to = await _written_to(store, {account for _, theirs, _ in news for account in theirs})
    await store.ledger.file(
        *(
            _word(meeting, to[account], f"{meeting.id}.{what}.{meeting.starts_at.timestamp():.0f}", due)
            for meeting, theirs, what in news
            for account in theirs
            if account in to
        )
    )


async def _written_to(store: Store, accounts: Iterable[int]) -> Mapping[int, Account]:
    """By which account each of these hears something. To whom nobody can write is tried all the same: so it is known by then."""
    contacts = await store.learners.by_ids([*accounts])
    return {number: one.account for number, one in contacts.items()} | await reached_by(store, contacts)


def _word(meeting: Meeting, to: Account, period: str, due: datetime) -> Entry:
    return Entry(to.learner_id, to.id, to.platform, NudgeKind.SUMMONS, period, due, meeting.id)
