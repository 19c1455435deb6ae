"""Who may manage a group, asked of Discord where no call of theirs says so: for what is said from a page."""

from collections.abc import Awaitable, Callable

import structlog
from discord import Client, LoginFailure, NotFound

from bot.chat.platform import Place, Right, Speaker
from bot.chat.rights_seen import RightsSeen
from bot.clock import Clock
from bot.platforms.discord.faults import FAULTS
from bot.send_errors import Ability

NONE: frozenset[Right] = frozenset()
ALL = frozenset(Right)

log = structlog.get_logger()


class Warden:
    """See bot.chat.platform.Warden; ``entered`` is the client, once it is let in. Whom a server's Integrations page allows a command, Discord
    says with that call alone: they manage nothing here."""

    def __init__(self, entered: Callable[[], Awaitable[Client]], clock: Clock) -> None:
        self._entered, self._clock, self._seen = entered, clock, RightsSeen(clock)

    async def __call__(self, speaker: Speaker, place: Place) -> frozenset[Right] | None:
        """What the speaker may do on the server: nothing who is not on it, nor in a direct chat. None where Discord does not say. Only the process
        that listens knows the servers by itself."""
        if place.server_id is None:
            return NONE
        rights, now = self._seen.of(speaker, place), self._clock()
        if rights is not None:
            return rights
        try:
            client, server = await self._entered(), int(place.server_id)
            guild = client.get_guild(server) or await client.fetch_guild(server, with_counts=False)
            member = await guild.fetch_member(int(speaker.user_id))
        except NotFound:
            return NONE
        except (*FAULTS, LoginFailure, RuntimeError) as error:
            log.warning("discord.rights_unknown", server_id=place.server_id, error=type(error).__name__)
            return None
        rights = ALL if member.guild_permissions.manage_guild else NONE
        self._seen.note(speaker, place, rights, now)
        return rights

    def tidy(self) -> None:
        """See bot.chat.platform.Warden."""
        self._seen.tidy()

    async def own(self, _place: Place) -> frozenset[Ability] | None:
        """Not known: Discord tells the bot's own with a call, and what needs them is set by one."""
        return None
