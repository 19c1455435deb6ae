"""What is known of Discord, and how it is served; discord.py is loaded by whoever serves it alone."""

import re
from collections.abc import Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.platforms.pack import Finding, House, Pack, Service
from bot.send_errors import Ability
from bot.traits import Limit, Traits

if TYPE_CHECKING:
    from bot.chat.command import Command
    from bot.platforms.discord.platform import Discord
    from bot.platforms.discord.settings import DiscordSettings
    from bot.settings import Settings


def _address(_chat_id: str, server_id: str | None, thread_id: str) -> str:
    return f"https://discord.com/channels/{server_id}/{thread_id}" if server_id else ""


TOKEN = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}", re.ASCII)
"""What a token looks like."""


TRAITS = Traits(
    name="discord",
    shown_name="Discord",
    limit=Limit(  # fifty calls a second from a bot, and a nudge is two; answers to calls and presses are not counted
        interval=timedelta(seconds=1) / 20, chat_interval=timedelta(seconds=1), answers_count=False
    ),
    rights=MappingProxyType(
        {
            Ability.SEE: "View Channel",
            Ability.WRITE: "Send Messages",
            Ability.WRITE_IN_THREADS: "Send Messages in Threads",
            Ability.WRITE_IN_CLOSED: "Manage Threads",
            Ability.PIN: "Pin Messages",
            Ability.OPEN_ROOMS: "Create Public Threads",
            Ability.PLAN_EVENTS: "Create Events",
        }
    ),
    edits_freely=False,  # edits of old messages are throttled
    keeps_files=True,
    plans_events=True,
    address_of=_address,
)


def _needs() -> "type[DiscordSettings]":
    from bot.platforms.discord.settings import DiscordSettings  # noqa: PLC0415 - only who reads settings needs it

    return DiscordSettings


def _made(settings: "Settings", house: House) -> "Discord":
    from bot.platforms.discord.platform import Discord  # noqa: PLC0415 - it costs 30 MB, and only some need it
    from bot.settings import own  # noqa: PLC0415 - as above

    mine = own(settings, _needs())
    assert mine.discord_token is not None  # noqa: S101 - it is what turns Discord on
    return Discord(
        token=mine.discord_token.get_secret_value(),
        api_url=mine.discord_api_url,
        guild_id=mine.discord_guild_id,
        shards=mine.discord_shards,
        dispatcher=house.kernel,
        database=house.database,
        clock=house.clock,
    )


async def _look(settings: "Settings", commands: "Sequence[Command]") -> Sequence[Finding]:
    from bot.settings import own  # noqa: PLC0415 - as above

    mine = own(settings, _needs())
    if mine.discord_token is None:
        return [Finding("discord", "DISCORD_TOKEN is not set, so Discord stays off")]
    if not TOKEN.fullmatch(mine.discord_token.get_secret_value()):
        seen = "DISCORD_TOKEN is no token: that is three parts with points between, of letters, digits, _ or -"
        return [Finding("discord", seen, "copy it again from the Developer Portal, Bot, Reset Token")]
    from bot.platforms.discord.checks import look  # noqa: PLC0415 - it costs 30 MB, and only some need it

    return await look(mine, mine.discord_token.get_secret_value(), commands)


DISCORD = Pack(
    TRAITS,
    Service(
        needs=_needs,
        switch="discord_token",
        given_by="Discord's Developer Portal",
        made=_made,
        look=_look,
    ),
)
