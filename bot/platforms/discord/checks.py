"""What Discord says of a token, the links that install the bot, and whether Discord has its commands as they are, without
serving anybody: for ``roadmate doctor``."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from discord import LoginFailure, Permissions
from discord.utils import oauth_url

from bot.chat.command import Command
from bot.errors import OperatorError
from bot.platforms.discord.client import client, let_in, shut
from bot.platforms.discord.faults import FAULTS, word
from bot.platforms.discord.installing import personal_link
from bot.platforms.discord.settings import DiscordSettings
from bot.platforms.discord.slash_commands import tree_of
from bot.platforms.discord.sync import in_sync
from bot.platforms.discord.wire import hush, point_at
from bot.platforms.pack import Finding
from bot.send_errors import TryLater

PATIENCE_SECONDS = 10.0

NEEDED = Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    pin_messages=True,
    read_message_history=True,
    create_events=True,
)
"""What the bot must be allowed in a server: to write to study groups, pin their board and find the line that
tells of it, open topic rooms, plan meetings as events. Calls, presses and
direct messages take nothing."""

SCOPES = ("bot", "applications.commands")


@dataclass(frozen=True, slots=True)
class BotSeen:
    """The bot that a token belongs to. ``elsewhere`` says that Discord brings calls to an address instead of the
    gateway, ``in_sync`` that it has the commands as they are."""

    name: str
    application_id: int
    elsewhere: bool
    in_sync: bool

    @property
    def server_link(self) -> str:
        """Where somebody who manages a server installs the bot there."""
        return oauth_url(self.application_id, permissions=NEEDED, scopes=SCOPES)

    @property
    def personal_link(self) -> str:
        """Where somebody installs the bot for themselves."""
        return personal_link(self.application_id)


async def look(mine: DiscordSettings, token: str, commands: Sequence[Command]) -> Sequence[Finding]:
    """What there is to say of a token."""
    try:
        seen = await _asked(mine, token, commands)
    except OperatorError as error:
        return [Finding("discord", error.what, error.fix)]
    except TryLater as error:
        return [Finding("discord", f"no answer ({error.reason})", "check the network and DISCORD_API_URL")]
    return [
        Finding("discord", f"the token is that of {seen.name}, application {seen.application_id}"),
        Finding("discord in servers", f"install with {seen.server_link}"),
        Finding("discord for one person", f"install with {seen.personal_link}"),
        _gateway(elsewhere=seen.elsewhere),
        _commands(in_sync=seen.in_sync),
    ]


def _gateway(*, elsewhere: bool) -> Finding:
    if elsewhere:
        return Finding(
            "discord gateway",
            "Discord brings calls to an address instead",
            "empty the Interactions Endpoint URL in the Developer Portal",
        )
    return Finding("discord gateway", "Discord brings calls through it")


def _commands(*, in_sync: bool) -> Finding:
    if in_sync:
        return Finding("discord commands", "Discord has them as they are")
    return Finding("discord commands", "Discord has others, or none", "start the bot: roadmate run")


async def _asked(mine: DiscordSettings, token: str, commands: Sequence[Command]) -> BotSeen:
    """Ask Discord. Raises OperatorError where it refuses the token, TryLater where it does not answer."""
    hush()
    point_at(mine.discord_api_url)
    asking = client(1, on_line=_unheard, on_sent=_unheard, on_reaction=_unheard, on_chat=_unheard, entered=_nothing)
    tree = tree_of(asking, commands, on_call=_unheard, on_typing=_unheard, on_handed=_unheard, on_old=_unheard)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await let_in(asking, token)
            about, known = await asking.application_info(), await in_sync(tree, mine.discord_guild_id)
        return BotSeen(str(asking.user), about.id, bool(about.interactions_endpoint_url), known)
    except LoginFailure:
        raise OperatorError(
            "the token is refused", "copy DISCORD_TOKEN again from the Developer Portal: Bot, Reset Token"
        ) from None
    except FAULTS as error:
        raise TryLater(word(error)) from None
    finally:
        await shut(asking)


async def _unheard(*_: object) -> tuple[()]:
    """Nobody is listened to here."""
    return ()


async def _nothing() -> None:
    """There is nothing to do once the token is accepted."""
