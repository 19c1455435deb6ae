"""What a platform tells of its chats without anybody having said a word: stored, and never answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat.context import open_context
from bot.chat.happenings import Added, Blocked, Departed, Happening, Moved, Removed, RightsChanged
from bot.chat.platform import Speaker
from bot.nudges.arming import returning
from bot.nudges.group.entries import added, heard_of, left_alone, tried_now
from bot.nudges.partner.anew import leaving
from bot.store import Group, Store


async def happening(store: Store, event: Happening, at: datetime, *, default_zone: str) -> None:
    """Store what has happened in a chat, or to it."""
    match event:
        case Added():
            await _add(store, event, at, default_zone)
        case Removed():
            for group in await _groups(store, event):
                await store.groups.set_gone(group.id, at)
        case RightsChanged():
            for group in await _groups(store, event):
                await tried_now(store, group, at, default_zone)
        case Departed():
            await _depart(store, event, at, default_zone)
        case Moved():
            await _move(store, event, at, default_zone)
        case Blocked():
            await _block(store, event, at, default_zone)


async def _groups(store: Store, event: Removed | RightsChanged | Departed) -> Sequence[Group]:
    """The groups of the chat it happened in, or all those of the server."""
    if event.chat_id is not None:
        return await store.groups.of_chat(event.platform, event.chat_id)
    return [] if event.server_id is None else await store.groups.of_server(event.platform, event.server_id)


async def _add(store: Store, event: Added, at: datetime, default_zone: str) -> None:
    """The bot is in a group, and so on its server: what could not be written to in other channels there can be again."""
    platform, server = event.platform, event.server_id
    if chat := event.chat_id:
        await added(store, platform, chat, at, default_zone=default_zone, title=event.title, server_id=server)
    for group in await store.groups.of_server(platform, server) if server else ():
        if group.gone_at is not None:
            await heard_of(store, group, at, default_zone)


async def _move(store: Store, event: Moved, at: datetime, default_zone: str) -> None:
    """A chat has another id; a group of it that was not looked at any more is."""
    gone = {one.id: one.gone_at for one in await store.groups.of_chat(event.platform, event.chat_id)}
    for moved in await store.groups.move(event.platform, event.chat_id, event.to):
        if moved.roadmap and moved.next_look_at is None:
            await heard_of(store, replace(moved, gone_at=gone.get(moved.id)), at, default_zone)


async def _depart(store: Store, event: Departed, at: datetime, default_zone: str) -> None:
    """Who left the chat is no member any more, and no trace of them stays in it."""
    contact = await store.learners.by_account(event.platform, event.user_id)
    if contact is None:
        return
    for group in await _groups(store, event):
        async with leaving(store, [contact.account.id], at, default_zone, of=group):
            await store.members.leave(group.id, contact.account.id, at)
        if await store.keepers.drop(group.id, contact.account.id) and group.roadmap:
            await left_alone(store, group, contact.account.id, at)


async def _block(store: Store, event: Blocked, at: datetime, default_zone: str) -> None:
    """Whoever blocks the bot is left alone; let in again, they hear from it as before."""
    contact = await store.learners.by_account(event.platform, event.user_id)
    if contact is None or event.blocked == (contact.account.unreachable_at is not None):
        return
    if event.blocked:
        await store.learners.set_unreachable(contact.account.id, at)
        return
    speaker = Speaker(event.platform, event.user_id)
    await returning(await open_context(store, speaker, at, default_zone=default_zone, contact=contact))
