"""What commands and platforms enter for groups: each in the transaction of whoever asks for it, and sent by delivery."""

from datetime import datetime

from bot.nudges.agenda import first_left_out, next_look, unpaired
from bot.nudges.whom import whom
from bot.platforms.packs import traits_of
from bot.store import Group, HelpRequest, Membership, NudgeKind, Store, Thanks
from bot.store.groups import TAKES_POSTS
from bot.store.ledger import Entry

ONCE = "once"

ALONE = "alone"
"""What the period of the note begins with that nobody is left who keeps a group."""

MOST_OFFERS_TOLD = 3
"""Offers that one request tells its asker of directly."""


async def added(
    store: Store,
    platform: str,
    chat_id: str,
    now: datetime,
    *,
    default_zone: str,
    thread_id: str | None = None,
    title: str = "",
    server_id: str | None = None,
) -> Group:
    """The bot was added to a chat, or asked for in a thread of it, for the first time or again; it says who it is, once in
    a chat. Groups that were started there before go on, with what waits for them."""
    known = await store.groups.of_chat(platform, chat_id)
    group = await store.groups.add(platform, chat_id, now, thread_id=thread_id, title=title, server_id=server_id)
    others = [one for one in known if one.id != group.id]
    for other in others:
        await (heard_of if other.gone_at else tried_now)(store, other, now, default_zone)
    if not others:
        await store.ledger.file(Entry.of_group(group, NudgeKind.GREETING, ONCE, now))
    await store.held.release(group.id, now)
    was = next((one for one in known if one.id == group.id), group)
    return await armed(store, group, now, default_zone, was=was)


async def heard_of(store: Store, group: Group, now: datetime, default_zone: str) -> Group:
    """A group that could not be written to is there again: it is looked at, and what waits for it is tried."""
    woken = await store.groups.change(group.id, gone_at=None, **TAKES_POSTS)
    await store.held.release(group.id, now)
    return await armed(store, woken, now, default_zone, was=group)


async def tried_now(store: Store, group: Group, now: datetime, default_zone: str) -> None:
    """A group that took no posts may take some now: it is tried at once, and so is one that was given up for that. Its refusal is the
    same until a post has arrived, and is told of no second time."""
    if group.refused_at is None:
        return
    tried = await store.groups.change(group.id, gone_at=None, retry_at=now)
    await store.held.release(group.id, now)
    await armed(store, tried, now, default_zone, was=group)


async def armed(store: Store, group: Group, now: datetime, default_zone: str, *, was: Group | None = None) -> Group:
    """The group with its next look set from how it is set now; for whoever starts, stops or changes it, or finds that it is there again:
    it ``was`` otherwise before. A look that has come due stands: the tick has not seen it yet, and moves the group on itself. Where a
    Monday goes without its look by that, partners are found by a later one."""
    following = next_look(group, now, default_zone)
    if following and group.next_look_at and group.next_look_at <= now:
        return group
    if left_out := first_left_out(was or group, default_zone):
        await store.ledger.file(*unpaired(group, left_out, following, default_zone))
    return await store.groups.change(group.id, next_look_at=following)


async def left_alone(store: Store, group: Group, account_id: int, now: datetime) -> None:
    """Who kept a group has left its chat. If nobody is there who does, the group hears so, once."""
    if not await store.keepers.of_group(group.id, 1):
        await store.ledger.file(Entry.of_group(group, NudgeKind.NOTICE, f"{ALONE}.{account_id}", now))


async def joined(store: Store, group: Group, member: Membership, now: datetime) -> None:
    """Let the group know of somebody who joined while it had heard enough, together with whoever else does until then."""
    if not await store.ledger.is_due(group.id, NudgeKind.JOINED):
        await store.ledger.file(Entry.of_group(group, NudgeKind.JOINED, f"{member.id}", now, member.id))


async def help_asked(store: Store, group: Group, request: HelpRequest) -> None:
    """Ask the group, in one post."""
    await store.ledger.file(Entry.of_group(group, NudgeKind.HELP, f"{request.id}", request.asked_at, request.id))


async def help_changed(store: Store, group: Group, request: HelpRequest, news: str, now: datetime) -> None:
    """Let the post of a request tell of something new, once: that an account can help, or that it is closed."""
    await store.ledger.file(Entry.of_group(group, NudgeKind.HELP, f"{request.id}.{news}", now, request.id))


async def help_offered(store: Store, request: HelpRequest, offer_id: int, now: datetime) -> None:
    """Let the asker know directly who can help, of the first that do; the post tells of all."""
    if len(await store.helping.offers(request)) > MOST_OFFERS_TOLD:
        return
    asker = (await store.learners.by_ids([request.account_id]))[request.account_id]
    accounts = (await store.learners.accounts([asker.learner.id]))[asker.learner.id]
    is_reached = asker.account.unreachable_at is None
    to = asker.account if is_reached else whom(asker.learner, accounts) or asker.account
    await store.ledger.file(Entry(to.learner_id, to.id, to.platform, NudgeKind.OFFER, f"{offer_id}", now, offer_id))


async def offer_said_there(store: Store, offer_id: int, now: datetime) -> None:
    """Let an asker who cannot be written to directly know in the group, by name, who can help."""
    if offered := await store.helping.offered(offer_id):
        group = (await store.groups.by_ids([offered[0].group_id]))[offered[0].group_id]
        await store.ledger.file(Entry.of_group(group, NudgeKind.OFFERED, f"{offer_id}", now, offer_id))


async def thanks_said(store: Store, group: Group, said: Thanks) -> None:
    """Let the group know who was thanked."""
    await store.ledger.file(Entry.of_group(group, NudgeKind.THANKS, f"{said.id}", said.thanked_at, said.id))


def has_rooms(group: Group) -> bool:
    """Whether topics have rooms in a group, as it is set and where it is."""
    return group.rooms_on and traits_of(group.platform).opens_rooms


async def room_wanted(store: Store, group: Group, topic: str, now: datetime) -> None:
    """A member began a topic: its room is opened, where the group has rooms, they can be opened and this one is not
    there."""
    if has_rooms(group) and (room := await store.rooms.ask(group.id, topic)):
        await store.ledger.file(Entry.of_group(group, NudgeKind.ROOM, f"{room.id}", now, room.id))
