"""What commands and platforms enter for groups: each in the transaction of whoever asks for it, and sent by delivery."""

from datetime import datetime

from bot.nudges.agenda import next_look
from bot.platforms.packs import traits_of
from bot.store import Group, HelpRequest, Membership, NudgeKind, Store, Thanks
from bot.store.ledger import Entry

ONCE = "once"


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
    a chat. Groups that were started there before go on."""
    known = await store.groups.of_chat(platform, chat_id)
    group = await store.groups.add(platform, chat_id, now, thread_id=thread_id, title=title, server_id=server_id)
    others = [one for one in known if one.id != group.id]
    for other in others:
        if other.gone_at:
            await heard_of(store, other, now, default_zone)
    if not others:
        await store.ledger.file(Entry.of_group(group, NudgeKind.GREETING, ONCE, now))
    return await armed(store, group, now, default_zone)


async def heard_of(store: Store, group: Group, now: datetime, default_zone: str) -> Group:
    """A group that could not be written to has spoken: it is looked at again."""
    return await armed(store, await store.groups.change(group.id, gone_at=None), now, default_zone)


async def armed(store: Store, group: Group, now: datetime, default_zone: str) -> Group:
    """The group with its next look set from how it is set now; for whoever starts, stops or changes it. A look that has
    come due stands: the tick has not seen it yet, and moves the group on itself."""
    following = next_look(group, now, default_zone)
    if following and group.next_look_at and group.next_look_at <= now:
        return group
    return await store.groups.change(group.id, next_look_at=following)


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


async def thanks_said(store: Store, group: Group, said: Thanks) -> None:
    """Let the group know who was thanked."""
    await store.ledger.file(Entry.of_group(group, NudgeKind.THANKS, f"{said.id}", said.thanked_at, said.id))


async def room_wanted(store: Store, group: Group, topic: str, now: datetime) -> None:
    """A member began a topic: its room is opened, where the group has rooms, they can be opened and this one is not
    there."""
    has_rooms = group.rooms_on and traits_of(group.platform).opens_rooms
    if has_rooms and (room := await store.rooms.ask(group.id, topic)):
        await store.ledger.file(Entry.of_group(group, NudgeKind.ROOM, f"{room.id}", now, room.id))
