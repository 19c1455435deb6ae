"""discord.py's client as this bot wants it: no privileged intent, next to nothing in memory, nobody pinged."""

import asyncio
import re
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import discord
from discord import AllowedMentions, Intents, LoginFailure, MemberCacheFlags
from discord.app_commands import CommandTree
from discord.gateway import KeepAliveHandler

from bot.chat.happenings import Happening, Removed, RightsChanged
from bot.platforms.discord.chats import NAME, added, removed
from bot.platforms.discord.starts import NoStartLeft, seconds_to_start
from bot.platforms.discord.wire import counting

TOKEN = re.compile(r"[\w.-]{1,200}", re.ASCII)
LAST_SECONDS = 1.0
LONGEST_HOLD = 30.0
"""Seconds that a call may be held back by a limit before it fails."""

OnLine = Callable[[discord.Message], Awaitable[object]]
OnInteraction = Callable[[discord.Interaction], Awaitable[object]]
OnReaction = Callable[[discord.RawReactionActionEvent], Awaitable[object]]
OnChat = Callable[[Happening], Awaitable[object]]
Entered = Callable[[], Awaitable[None]]


class _Ears(discord.Client):
    """What the client hears beside calls and presses, and what is done once it is let in."""

    on_line: OnLine
    on_sent: OnInteraction
    on_reaction: OnReaction
    on_chat: OnChat
    entered: Entered
    tree: CommandTree[Any]

    async def on_message(self, message: discord.Message) -> None:
        """See discord.on_message; only direct messages come."""
        await self.on_line(message)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """See discord.on_interaction: of what it does not hear elsewhere a window that was sent is for us."""
        await self.on_sent(interaction)

    async def on_raw_reaction_add(self, reaction: discord.RawReactionActionEvent) -> None:
        """See discord.on_raw_reaction_add; only those in direct chats come."""
        await self.on_reaction(reaction)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """See discord.on_guild_join."""
        await self.on_chat(added(guild))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """See discord.on_guild_remove."""
        await self.on_chat(removed(guild))

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """See discord.on_guild_channel_delete. That a thread is gone is noticed when it is written to."""
        await self.on_chat(Removed(NAME, str(channel.id)))

    async def on_guild_channel_update(self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """See discord.on_guild_channel_update."""
        if before.overwrites != after.overwrites:
            await self.on_chat(RightsChanged(NAME, str(after.id)))

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """See discord.on_guild_role_update."""
        if before.permissions != after.permissions:
            await self.on_chat(RightsChanged(NAME, None, str(after.guild.id)))

    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """See discord.on_member_update; without an intent that is a privilege it comes of the bot itself alone."""
        if after.id == after.guild.me.id and before.roles != after.roles:
            await self.on_chat(RightsChanged(NAME, None, str(after.guild.id)))

    async def on_thread_update(self, before: discord.Thread, after: discord.Thread) -> None:
        """See discord.on_thread_update."""
        if before.locked and not after.locked:
            await self.on_chat(RightsChanged(NAME, str(after.parent_id)))

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """See discord.Client.before_identify_hook: a session was over, and a new one is to begin. Raises NoStartLeft; before
        the first it was seen to that one is left."""
        if not initial and await seconds_to_start(self.http, 1):
            raise NoStartLeft
        await super().before_identify_hook(shard_id, initial=initial)

    async def setup_hook(self) -> None:
        """See discord.Client.setup_hook: the token was accepted, and the gateway is not yet open."""
        await self.entered()


class Single(_Ears):
    """One connection."""


class Sharded(_Ears, discord.AutoShardedClient):
    """As many connections as it is told."""


async def let_in(client: discord.Client, token: str) -> None:
    """Log in. Raises LoginFailure also for what cannot be a token, and so not be sent."""
    if not TOKEN.fullmatch(token):
        raise LoginFailure
    await client.login(token)


async def shut(client: discord.Client) -> None:
    """Close everything; a gateway that does not say goodbye is not waited for. discord.py forgets the heart of a line that was
    given up before it identified, which would go on beating in a thread of its own."""
    with suppress(TimeoutError):
        async with asyncio.timeout(LAST_SECONDS):
            await client.close()
    await client.http.close()
    for one in threading.enumerate():
        if isinstance(one, KeepAliveHandler) and one.ws.loop is asyncio.get_running_loop():
            one.stop()


def client(
    shards: int,
    *,
    on_line: OnLine,
    on_sent: OnInteraction,
    on_reaction: OnReaction,
    on_chat: OnChat,
    entered: Entered,
) -> Single | Sharded:
    """A client that is not connected yet. Of the default intents it takes those that are used: the servers it is in, and
    what is written to it directly, or set on its messages there, which is no privilege."""
    settings: dict[str, Any] = {
        "intents": Intents(guilds=True, dm_messages=True, dm_reactions=True),
        "allowed_mentions": AllowedMentions.none(),
        "chunk_guilds_at_startup": False,
        "member_cache_flags": MemberCacheFlags.none(),
        "max_messages": None,
        "max_ratelimit_timeout": LONGEST_HOLD,
        "http_trace": counting(),
    }
    made = Single(**settings) if shards == 1 else Sharded(shard_count=shards, **settings)
    made.on_line, made.on_sent, made.on_reaction = on_line, on_sent, on_reaction
    made.on_chat, made.entered = on_chat, entered
    return made
